"""The first version of the database: every table, index and view of it.

Times are UTC epoch seconds, lengths whole seconds. A play's id is its time in
milliseconds' clothes, ``played_at * 1000 + n``: plays lie in the file in the order they
were played, and every index on a play ends in its time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sqlite3 import Connection

META: Final = (
    """
CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
)

# What a play points at. ``key`` is the folded name by which spellings are one; the counters
# are kept in the transaction of every play, so that no question has to count plays.
NAMES: Final = (
    """
CREATE TABLE artist (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    plays INTEGER NOT NULL DEFAULT 0,
    seconds INTEGER NOT NULL DEFAULT 0,
    first_at INTEGER,
    last_at INTEGER
) STRICT""",
    "CREATE INDEX artist_name ON artist (name)",
    """
CREATE TABLE album (
    id INTEGER PRIMARY KEY,
    artist_id INTEGER NOT NULL REFERENCES artist,
    key TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    plays INTEGER NOT NULL DEFAULT 0,
    seconds INTEGER NOT NULL DEFAULT 0,
    first_at INTEGER,
    last_at INTEGER
) STRICT""",
    "CREATE INDEX album_artist ON album (artist_id)",
    """
CREATE TABLE track (
    id INTEGER PRIMARY KEY,
    artist_id INTEGER NOT NULL REFERENCES artist,
    key TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    isrc TEXT,
    plays INTEGER NOT NULL DEFAULT 0,
    seconds INTEGER NOT NULL DEFAULT 0,
    first_at INTEGER,
    last_at INTEGER
) STRICT""",
    "CREATE INDEX track_artist ON track (artist_id, title)",
    """
CREATE TABLE service (
    id INTEGER PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    plays INTEGER NOT NULL DEFAULT 0,
    seconds INTEGER NOT NULL DEFAULT 0,
    first_at INTEGER,
    last_at INTEGER
) STRICT""",
    """
CREATE TABLE player (
    id INTEGER PRIMARY KEY,
    speaker TEXT NOT NULL UNIQUE,
    name TEXT,
    plays INTEGER NOT NULL DEFAULT 0,
    seconds INTEGER NOT NULL DEFAULT 0,
    first_at INTEGER,
    last_at INTEGER
) STRICT""",
    "CREATE TABLE origin (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT",
    "CREATE TABLE station (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT",
    # Under which ids the services know a track.
    """
CREATE TABLE track_item (
    service_id INTEGER NOT NULL REFERENCES service,
    item_id TEXT NOT NULL,
    track_id INTEGER NOT NULL REFERENCES track ON DELETE CASCADE,
    PRIMARY KEY (service_id, item_id)
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX track_item_track ON track_item (track_id)",
)

PLAYS: Final = (
    # An import or a replay, undone as a whole.
    """
CREATE TABLE batch (
    id INTEGER PRIMARY KEY,
    origin TEXT NOT NULL,
    note TEXT NOT NULL,
    started_at REAL NOT NULL,
    state TEXT NOT NULL,
    plays INTEGER NOT NULL DEFAULT 0
) STRICT""",
    # ``utc_offset`` is minutes: with it local days and hours are plain SQL.
    """
CREATE TABLE play (
    id INTEGER PRIMARY KEY,
    played_at INTEGER NOT NULL GENERATED ALWAYS AS (id / 1000) VIRTUAL,
    artist_id INTEGER NOT NULL REFERENCES artist,
    track_id INTEGER NOT NULL REFERENCES track,
    album_id INTEGER REFERENCES album,
    service_id INTEGER NOT NULL REFERENCES service,
    player_id INTEGER REFERENCES player,
    origin_id INTEGER NOT NULL REFERENCES origin,
    batch_id INTEGER REFERENCES batch,
    station_id INTEGER REFERENCES station,
    kind TEXT NOT NULL,
    utc_offset INTEGER NOT NULL,
    duration INTEGER,
    listened INTEGER
) STRICT""",
    # Exact duplicates are impossible, and a period is found, by this one index.
    """
CREATE UNIQUE INDEX play_natural ON play (played_at, track_id, ifnull(player_id, 0))""",
    # Each of these goes on with the play's id, which is its time.
    "CREATE INDEX play_artist ON play (artist_id)",
    "CREATE INDEX play_track ON play (track_id)",
    "CREATE INDEX play_album ON play (album_id)",
    "CREATE INDEX play_player ON play (player_id)",
    # With the time spelled out, because the view ``scrobbles`` is asked by it.
    "CREATE INDEX play_service ON play (service_id, played_at)",
    "CREATE INDEX play_batch ON play (batch_id) WHERE batch_id IS NOT NULL",
    # The other rooms of a group; its coordinator stands in the play.
    """
CREATE TABLE play_room (
    play_id INTEGER NOT NULL REFERENCES play ON DELETE CASCADE,
    player_id INTEGER NOT NULL REFERENCES player,
    PRIMARY KEY (play_id, player_id)
) STRICT, WITHOUT ROWID""",
    # Further batches that told of a play: it outlives the undoing of the first.
    """
CREATE TABLE also_told (
    batch_id INTEGER NOT NULL REFERENCES batch,
    play_id INTEGER NOT NULL REFERENCES play ON DELETE CASCADE,
    PRIMARY KEY (batch_id, play_id)
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX also_told_play ON also_told (play_id)",
)

# Sums of plays, kept in the transaction of every play.
ROLLUPS: Final = (
    # Hours of UTC since 1970.
    """
CREATE TABLE r_hour (
    hour INTEGER PRIMARY KEY,
    plays INTEGER NOT NULL,
    seconds INTEGER NOT NULL
) STRICT""",
    # Days since 1970-01-01, local time.
    """
CREATE TABLE r_day (
    day INTEGER PRIMARY KEY,
    plays INTEGER NOT NULL,
    seconds INTEGER NOT NULL
) STRICT""",
    # ``month`` is year * 12 + month - 1; ``slot`` weekday * 24 + hour, from Monday; local time.
    """
CREATE TABLE r_clock (
    month INTEGER NOT NULL,
    slot INTEGER NOT NULL,
    plays INTEGER NOT NULL,
    seconds INTEGER NOT NULL,
    PRIMARY KEY (month, slot)
) STRICT, WITHOUT ROWID""",
)

LISTENER: Final = (
    "CREATE TABLE running (speaker TEXT PRIMARY KEY, saved TEXT NOT NULL) STRICT, WITHOUT ROWID",
    # Line-in, TV, and podcasts and audiobooks that the household does not count.
    """
CREATE TABLE other_listening (
    id INTEGER PRIMARY KEY,
    started_at INTEGER NOT NULL,
    player_id INTEGER NOT NULL REFERENCES player,
    kind TEXT NOT NULL,
    service_id INTEGER NOT NULL REFERENCES service,
    title TEXT NOT NULL DEFAULT '',
    artist TEXT NOT NULL DEFAULT '',
    station TEXT NOT NULL DEFAULT '',
    listened INTEGER NOT NULL,
    UNIQUE (started_at, player_id, kind, title, artist)
) STRICT""",
    # ``day`` counts local days since 1970-01-01.
    """
CREATE TABLE not_counted (
    day INTEGER NOT NULL,
    reason TEXT NOT NULL,
    speaker TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (day, reason, speaker)
) STRICT, WITHOUT ROWID""",
    # The latest of them, so that one can be asked about.
    """
CREATE TABLE not_counted_example (
    id INTEGER PRIMARY KEY,
    day INTEGER NOT NULL,
    at REAL NOT NULL,
    reason TEXT NOT NULL,
    speaker TEXT NOT NULL,
    title TEXT,
    artist TEXT,
    service TEXT,
    listened REAL NOT NULL
) STRICT""",
    "CREATE TABLE service_list (sid INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT",
)

# Outgoing work, written down before it is done.
JOBS: Final = (
    """
CREATE TABLE job (
    id INTEGER PRIMARY KEY,
    queue TEXT NOT NULL,
    account TEXT NOT NULL,
    key TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    next_attempt_at REAL NOT NULL,
    last_error TEXT,
    payload TEXT NOT NULL,
    UNIQUE (queue, account, key)
) STRICT""",
    "CREATE INDEX job_due ON job (queue, next_attempt_at) WHERE state = 'waiting'",
    "CREATE INDEX job_running ON job (id) WHERE state = 'running'",
)

VIEWS: Final = (
    # All joins are outer ones, though every play has its track: SQLite then starts from the
    # plays, unless a condition names another table, whatever its figures say of small tables.
    # The artist is reached by way of the track: asked for an artist and a title, it goes from
    # the artist to that one track instead of through all the artist's plays.
    """
CREATE VIEW scrobbles AS
SELECT
    play.id AS id,
    play.played_at AS played_at,
    play.played_at AS timestamp,
    artist.name AS artist,
    track.title AS title,
    album.title AS album,
    album_artist.name AS album_artist,
    service.slug AS music_service,
    ifnull(player.name, player.speaker) AS player,
    play.duration AS duration,
    play.listened AS listened,
    origin.name AS source,
    track.isrc AS isrc
FROM play
LEFT JOIN track ON track.id = play.track_id
LEFT JOIN artist ON artist.id = track.artist_id
LEFT JOIN service ON service.id = play.service_id
LEFT JOIN origin ON origin.id = play.origin_id
LEFT JOIN album ON album.id = play.album_id
LEFT JOIN artist AS album_artist ON album_artist.id = album.artist_id
LEFT JOIN player ON player.id = play.player_id""",
)

SCHEMA: Final = META + NAMES + PLAYS + ROLLUPS + LISTENER + JOBS + VIEWS


def create(db: Connection) -> None:
    """Create everything in an empty database."""
    for statement in SCHEMA:
        db.execute(statement)
