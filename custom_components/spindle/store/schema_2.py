"""The second version of the database: what questions are answered from.

Sums by month and name, orders of all time, the search index, other spellings, genres, and
the rules by which plays are hidden.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from . import audit

if TYPE_CHECKING:
    from sqlite3 import Connection

# A hidden play stays in ``play`` and in the view ``scrobbles``; every sum leaves it out.
# The plays of a name are asked for with ``hidden = 0``, and lie there in their order.
HIDING: Final = (
    "ALTER TABLE play ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1))",
    "DROP INDEX play_artist",
    "DROP INDEX play_track",
    "DROP INDEX play_album",
    "DROP INDEX play_player",
    "CREATE INDEX play_artist ON play (artist_id, hidden)",
    "CREATE INDEX play_track ON play (track_id, hidden)",
    "CREATE INDEX play_album ON play (album_id, hidden)",
    # What was imported has no speaker.
    "CREATE INDEX play_player ON play (player_id, hidden) WHERE player_id IS NOT NULL",
    # Each given part must match; ``start_minute`` to ``end_minute`` are local minutes of the
    # day, across midnight when the end is not after the start.
    """
CREATE TABLE hide_rule (
    id INTEGER PRIMARY KEY,
    player_id INTEGER REFERENCES player,
    artist_id INTEGER REFERENCES artist ON DELETE CASCADE,
    genre_id INTEGER REFERENCES genre ON DELETE CASCADE,
    start_minute INTEGER,
    end_minute INTEGER,
    note TEXT NOT NULL,
    made_at REAL NOT NULL
) STRICT""",
)

# The other spellings that lead to a name: left by renaming and merging.
ALIASES: Final = (
    """
CREATE TABLE alias (
    kind TEXT NOT NULL CHECK (kind IN ('artist', 'album', 'track')),
    key TEXT NOT NULL,
    target_id INTEGER NOT NULL,
    PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX alias_target ON alias (kind, target_id)",
    # Names whose plays are still on their way to another name.
    """
CREATE TABLE merging (
    kind TEXT NOT NULL CHECK (kind IN ('artist', 'album', 'track')),
    source_id INTEGER NOT NULL,
    target_id INTEGER NOT NULL,
    PRIMARY KEY (kind, source_id)
) STRICT, WITHOUT ROWID""",
)

# ``weight`` is the share of an artist's listening that goes to the genre; the weights of one
# artist add up to 1.
GENRES: Final = (
    "CREATE TABLE genre (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT",
    """
CREATE TABLE artist_genre (
    artist_id INTEGER NOT NULL REFERENCES artist ON DELETE CASCADE,
    genre_id INTEGER NOT NULL REFERENCES genre,
    weight REAL NOT NULL CHECK (weight > 0),
    PRIMARY KEY (artist_id, genre_id)
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX artist_genre_genre ON artist_genre (genre_id)",
    "ALTER TABLE artist ADD COLUMN mbid TEXT",
    "ALTER TABLE album ADD COLUMN mbid TEXT",
    "ALTER TABLE album ADD COLUMN released INTEGER",
    "ALTER TABLE track ADD COLUMN mbid TEXT",
)

# The most played and the longest heard of all time, in the order of ``tiers``. The search looks
# at the keys of the most played first.
ORDERS: Final = tuple(
    statement
    for table in ("artist", "album", "track")
    for figure, further in (("plays", ", key"), ("minutes", ""))
    for statement in (
        f"ALTER TABLE {table} ADD COLUMN {figure}_tier INTEGER NOT NULL DEFAULT 0",
        f"""
CREATE INDEX {table}_{figure} ON {table} ({figure}_tier DESC{further}) WHERE {figure}_tier >= 8""",
    )
)
FIRSTS: Final = ("CREATE INDEX artist_first_at ON artist (first_at)",)

# ``month`` is year * 12 + month - 1, local. A month is in ``r_month`` when its plays with an
# id below ``through`` are summed up in the three others; ``store.months`` keeps them so.
MONTHS: Final = (
    """
CREATE TABLE r_month (
    month INTEGER PRIMARY KEY,
    through INTEGER NOT NULL
) STRICT""",
    *(
        statement
        for kind in ("artist", "album", "track")
        for statement in (
            f"""
CREATE TABLE r_{kind}_month (
    month INTEGER NOT NULL,
    {kind}_id INTEGER NOT NULL,
    plays INTEGER NOT NULL,
    seconds INTEGER NOT NULL,
    PRIMARY KEY (month, {kind}_id)
) STRICT, WITHOUT ROWID""",
            # The heads of each month's orders: what was played once, or for less than ten
            # minutes, comes after all of these.
            f"""
CREATE INDEX r_{kind}_month_plays ON r_{kind}_month (month, plays DESC) WHERE plays > 1""",
            f"""
CREATE INDEX r_{kind}_month_seconds ON r_{kind}_month (month, seconds DESC)
WHERE seconds >= 600""",
        )
    ),
    # By slot first: a clock adds up each slot's months, which lie together.
    "DROP TABLE r_clock",
    """
CREATE TABLE r_clock (
    slot INTEGER NOT NULL,
    month INTEGER NOT NULL,
    plays INTEGER NOT NULL,
    seconds INTEGER NOT NULL,
    PRIMARY KEY (slot, month)
) STRICT, WITHOUT ROWID""",
)

# Trigrams of the folded names, which version 9 enters.
SEARCH: Final = (
    """
CREATE VIRTUAL TABLE name_search USING fts5 (
    name, content = '', tokenize = 'trigram', detail = 'full')""",
)

UPGRADE: Final = HIDING + ALIASES + GENRES + ORDERS + FIRSTS + MONTHS + SEARCH


def upgrade(db: Connection) -> None:
    """Lead from version 1 to 2; the sums by month are made later, the clock by version 10."""
    for statement in UPGRADE:
        db.execute(statement)
    audit.fill_tiers(db)
