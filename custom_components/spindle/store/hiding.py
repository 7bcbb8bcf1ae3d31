"""Plays that no sum counts and no answer shows: judged by rules, and never deleted.

A rule names a room, an artist, a genre, a time of day, or several of them, which then must
all match. A play is hidden while at least one rule matches it. Plays are judged when they
are written or change, and all of them anew, in slices, when the rules do.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from . import meta, rollups
from .rollups import PLAY_COLUMNS, Delta, Play
from .types import Slice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from sqlite3 import Connection

SLICE: Final = 250
"""Plays that one transaction hides or shows."""
LOOK: Final = 2000
"""Plays that one transaction judges."""

# Whether a ``rule`` matches a ``play``. A room's rule leaves alone what other rooms played
# too. Times are minutes of the local day, across midnight when the end is not after the start.
MATCHES: Final = """
    (rule.player_id IS NULL OR (rule.player_id = play.player_id
        AND NOT EXISTS (SELECT 1 FROM play_room WHERE play_room.play_id = play.id)))
    AND (rule.artist_id IS NULL OR rule.artist_id = play.artist_id)
    AND (rule.genre_id IS NULL OR EXISTS (SELECT 1 FROM artist_genre
        WHERE artist_genre.artist_id = play.artist_id
            AND artist_genre.genre_id = rule.genre_id))
    AND (rule.start_minute IS NULL OR iif(rule.start_minute < rule.end_minute,
        (play.played_at + play.utc_offset * 60) % 86400 / 60 >= rule.start_minute
            AND (play.played_at + play.utc_offset * 60) % 86400 / 60 < rule.end_minute,
        (play.played_at + play.utc_offset * 60) % 86400 / 60 >= rule.start_minute
            OR (play.played_at + play.utc_offset * 60) % 86400 / 60 < rule.end_minute))"""
IS_HIDDEN: Final = f"EXISTS (SELECT 1 FROM hide_rule AS rule WHERE {MATCHES})"  # noqa: S608

ANY: Final = "SELECT 1 FROM hide_rule LIMIT 1"
ANY_OF_GENRE: Final = "SELECT 1 FROM hide_rule WHERE genre_id IS NOT NULL LIMIT 1"
JUDGE: Final = f"""
SELECT play.id FROM json_each(?) AS wanted CROSS JOIN play ON play.id = wanted.value
WHERE {IS_HIDDEN}"""  # noqa: S608
SET: Final = "UPDATE play SET hidden = ? WHERE id = ?"
LAST_LOOKED_AT: Final = "SELECT id FROM play WHERE id > ? ORDER BY id LIMIT 1 OFFSET ?"
MISJUDGED: Final = f"""
SELECT {PLAY_COLUMNS} FROM play
WHERE id > ? AND id <= ? AND hidden <> {IS_HIDDEN} ORDER BY id LIMIT ?"""  # noqa: S608
MISJUDGED_OF_ARTIST: Final = f"""
SELECT {PLAY_COLUMNS} FROM play
WHERE artist_id = ? AND hidden IN (0, 1) AND hidden <> {IS_HIDDEN} LIMIT ?"""  # noqa: S608

LAST_ID: Final = 2**63 - 1


def has_rules(db: Connection) -> bool:
    """Tell whether anything is hidden by rules at all."""
    return db.execute(ANY).fetchone() is not None


def hidden_among(db: Connection, ids: Sequence[int]) -> frozenset[int]:
    """Return which of these plays the rules hide, as they and their rooms stand there now."""
    if not has_rules(db):
        return frozenset()
    return frozenset(row[0] for row in db.execute(JUDGE, (json.dumps(ids),)))


def judge(db: Connection, plays: Sequence[Play]) -> list[Play]:
    """Return plays that were just written or changed, each hidden or not as the rules say.

    Their rows follow; the sums are the caller's.
    """
    hidden = hidden_among(db, [play.id for play in plays])
    judged = [play._replace(hidden=int(play.id in hidden)) for play in plays]
    db.executemany(
        SET,
        [
            (now.hidden, now.id)
            for was, now in zip(plays, judged, strict=True)
            if was.hidden != now.hidden
        ],
    )
    return judged


def begin(db: Connection) -> None:
    """Let all plays be judged anew: ``rejudge`` does it, now or after the next opening."""
    meta.write(db, meta.HIDE_CURSOR, "0")


def is_unfinished(db: Connection) -> bool:
    """Tell whether plays are still to be judged anew."""
    return meta.read(db, meta.HIDE_CURSOR) is not None


def rejudge(db: Connection, *, look: int = LOOK, limit: int = SLICE) -> Slice:
    """Judge the next plays anew, if there is anything to do; the figure is what has changed.

    The sums agree with the plays after each slice.
    """
    cursor = meta.read(db, meta.HIDE_CURSOR)
    if cursor is None:
        return Slice(done=0, more=False)
    end = db.execute(LAST_LOOKED_AT, (int(cursor), look - 1)).fetchone()
    last: int = LAST_ID if end is None else end[0]
    changed = [Play(*row) for row in db.execute(MISJUDGED, (int(cursor), last, limit))]
    _turn(db, changed)
    if len(changed) == limit:
        meta.write(db, meta.HIDE_CURSOR, str(changed[-1].id))
    elif end is None:
        meta.remove(db, meta.HIDE_CURSOR)
        return Slice(done=len(changed), more=False)
    else:
        meta.write(db, meta.HIDE_CURSOR, str(last))
    return Slice(done=len(changed), more=True)


def genres_changed(db: Connection, artist_id: int, *, limit: int = SLICE) -> None:
    """Judge an artist's plays anew because its genres are others; many of them by ``rejudge``."""
    if db.execute(ANY_OF_GENRE).fetchone() is None:
        return
    changed = db.execute(MISJUDGED_OF_ARTIST, (artist_id, limit + 1)).fetchall()
    if len(changed) > limit:
        begin(db)
    else:
        _turn(db, [Play(*row) for row in changed])


def unfinished(db: Connection) -> list[Callable[[Connection], Slice]]:
    """Return the judging that an earlier process began."""
    return [rejudge] if is_unfinished(db) else []


def _turn(db: Connection, plays: Iterable[Play]) -> None:
    """Hide what was shown and show what was hidden."""
    delta = Delta()
    turned = []
    for play in plays:
        other = play._replace(hidden=1 - play.hidden)
        delta.replace(play, other)
        turned.append((other.hidden, other.id))
    db.executemany(SET, turned)
    rollups.apply(db, delta)
