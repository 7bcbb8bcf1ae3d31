"""The time zone that local days and hours are counted in, and its change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from . import hiding, meta, rollups
from .local_time import utc_offset, zone_named
from .rollups import PLAY_COLUMNS, Delta, Play
from .types import Slice

if TYPE_CHECKING:
    from sqlite3 import Connection
    from zoneinfo import ZoneInfo

SLICE: Final = 500
"""Plays that one transaction of a rebuild looks at."""

NEXT_PLAYS: Final = f"SELECT {PLAY_COLUMNS} FROM play WHERE id > ? ORDER BY id LIMIT ?"  # noqa: S608
MOVE: Final = "UPDATE play SET utc_offset = ? WHERE id = ?"


def begin(db: Connection, zone: str) -> None:
    """Give a new database its time zone."""
    if meta.read(db, meta.ZONE) is None:
        meta.write(db, meta.ZONE, zone)


def current(db: Connection) -> ZoneInfo:
    """Return the time zone that plays are counted in."""
    return zone_named(meta.read(db, meta.ZONE) or "UTC")


def is_unfinished(db: Connection, zone: str) -> bool:
    """Tell whether plays are still counted in another zone than this."""
    return meta.read(db, meta.ZONE) != zone or meta.read(db, meta.ZONE_CURSOR) is not None


def set_zone(db: Connection, zone: str, *, limit: int = SLICE) -> Slice:
    """Count local time by another zone, ``limit`` plays at a time.

    New plays follow it from the first slice on, old ones as the slices reach them; the
    sums agree with the plays after each. Hours of UTC do not change. The slice's figure
    is the number of plays that moved. Called with the present zone it does what is left.
    """
    if meta.read(db, meta.ZONE) != zone:
        meta.write(db, meta.ZONE, zone)
        meta.write(db, meta.ZONE_CURSOR, "0")
    cursor = meta.read(db, meta.ZONE_CURSOR)
    if cursor is None:
        return Slice(done=0, more=False)
    plays = [Play(*row) for row in db.execute(NEXT_PLAYS, (int(cursor), limit))]
    moved = _move(db, plays, zone_named(zone))
    if len(plays) < limit:
        meta.remove(db, meta.ZONE_CURSOR)
        return Slice(done=moved, more=False)
    meta.write(db, meta.ZONE_CURSOR, str(plays[-1].id))
    return Slice(done=moved, more=True)


def _move(db: Connection, plays: list[Play], zone: ZoneInfo) -> int:
    delta = Delta()
    before, after = [], []
    for play in plays:
        offset = utc_offset(zone, play.played_at)
        if offset != play.utc_offset:
            before.append(play)
            after.append(play._replace(utc_offset=offset))
    db.executemany(MOVE, [(play.utc_offset, play.id) for play in after])
    for was, now in zip(before, hiding.judge(db, after), strict=True):
        delta.replace(was, now)
    rollups.apply(db, delta)
    return len(after)
