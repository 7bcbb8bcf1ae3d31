"""Sums by month and name: what was played of each artist, album and track in each month.

They are made a month at a time, behind everything live, from the plays of the month: a
play itself writes nothing here. A month whose plays change is set aside until it is
summed up again, and questions count its plays meanwhile. The present month is summed up
to the last midnight.
"""

from __future__ import annotations

import calendar
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from . import zones
from .local_time import DAY, MINUTE, local_day, utc_offset
from .types import Slice

if TYPE_CHECKING:
    from collections.abc import Iterator
    from sqlite3 import Connection

KINDS: Final = ("artist", "album", "track")
FARTHEST: Final = 15 * 3600
"""Seconds that local time is ahead of or behind UTC, at most."""
PLACES: Final = 1000
MONTHS_REMEMBERED: Final = 1024
ENOUGH: Final = 4000
"""Sums after which a slice ends: live work waits no longer than for these and a month."""

SUMMED: Final = "SELECT month, through FROM r_month"
DAYS: Final = "SELECT (SELECT min(day) FROM r_day), (SELECT max(day) FROM r_day)"
"""Each by itself: asked for both at once, SQLite goes through all days."""
PLAYED: Final = "SELECT 1 FROM r_day WHERE day >= ? AND day < ? LIMIT 1"
MARK: Final = "INSERT OR REPLACE INTO r_month (month, through) VALUES (?, ?)"
SINCE: Final = "SELECT 1 FROM play WHERE id >= ? AND id < ? LIMIT 1"
CLEAR: Final = {kind: f"DELETE FROM r_{kind}_month WHERE month = ?" for kind in KINDS}  # noqa: S608
# ``+`` keeps SQLite from going through all plays of all names in their order instead.
FILL: Final = {
    kind: f"""
INSERT INTO r_{kind}_month (month, {kind}_id, plays, seconds)
SELECT :month, {kind}_id, count(*), ifnull(sum(listened), 0) FROM play
WHERE id >= :first AND id < :last AND hidden = 0 AND {kind}_id IS NOT NULL
    AND played_at + utc_offset * 60 >= :start AND played_at + utc_offset * 60 < :end
GROUP BY +{kind}_id"""  # noqa: S608  # The kinds are the constants above.
    for kind in KINDS
}


def sum_up(db: Connection, now: float) -> Slice:
    """Sum up months that are not, as of a moment (epoch seconds): a large one, or some small.

    The earliest first: what is written then follows on what stands there, page by page.
    """
    done = sums = 0
    for month, through in _waiting(db, now):
        if sums >= ENOUGH:
            return Slice(done=done, more=True)
        sums += sum_month(db, month, through)
        done += 1
    return Slice(done=done, more=False)


def is_behind(db: Connection, now: float) -> bool:
    """Tell whether a month is to be summed up, as of a moment (epoch seconds)."""
    return next(_waiting(db, now), None) is not None


@lru_cache(maxsize=MONTHS_REMEMBERED)
def first_second(month: int) -> int:
    """Return the first second of a month, counted as if local time were UTC."""
    year, number = divmod(month, 12)
    return calendar.timegm((year, number + 1, 1, 0, 0, 0))


def month_of(local: float) -> int:
    """Return the month of a moment that is counted as if local time were UTC."""
    moment = datetime.fromtimestamp(local, UTC)
    return moment.year * 12 + moment.month - 1


def _waiting(db: Connection, now: float) -> Iterator[tuple[int, int]]:
    """Yield the months that are to be summed up, each with the id up to which."""
    first, last = db.execute(DAYS).fetchone()
    if first is None:
        return
    zone = zones.current(db)
    midnight = (local_day(zone, now) * DAY - utc_offset(zone, now) * MINUTE) * PLACES
    summed = dict(db.execute(SUMMED).fetchall())
    for month in range(month_of(first * DAY), month_of(last * DAY) + 1):
        start, end = first_second(month), first_second(month + 1)
        through = min((end + FARTHEST) * PLACES, midnight)
        begin = summed.get(month, (start - FARTHEST) * PLACES)
        if (
            begin < through
            and db.execute(PLAYED, (start // DAY, end // DAY)).fetchone()
            and db.execute(SINCE, (begin, through)).fetchone()
        ):
            yield month, through


def sum_month(db: Connection, month: int, through: int) -> int:
    """Sum up a month's plays whose id is below ``through``, whatever was summed before.

    Returns the number of sums.
    """
    start, end = first_second(month), first_second(month + 1)
    values = {
        "month": month,
        "start": start,
        "end": end,
        "first": (start - FARTHEST) * PLACES,
        "last": min((end + FARTHEST) * PLACES, through),
    }
    sums = 0
    for kind in KINDS:
        db.execute(CLEAR[kind], (month,))
        sums += db.execute(FILL[kind], values).rowcount
    db.execute(MARK, (month, through))
    return sums
