"""Plays and seconds by local day: what heat maps, series, streaks and totals are made of."""

from __future__ import annotations

from datetime import date, timedelta
import json
from typing import TYPE_CHECKING, Final, NamedTuple

from .plays import ask, over
from .window import Window, day_of, start_of_day

if TYPE_CHECKING:
    from sqlite3 import Connection
    from zoneinfo import ZoneInfo

    from .scope import Scope

EPOCH_DAY: Final = date(1970, 1, 1).toordinal()
ALWAYS_FIRST: Final = -(2**62)
ALWAYS_END: Final = 2**62
EARLIEST: Final = -86_400.0
"""No play is earlier, and no calendar is needed for what is."""

# One row of arrays: to hand over thousands of rows takes longer than to read them.
DAYS: Final = """
SELECT json_group_array(day), json_group_array(plays), json_group_array(seconds)
FROM r_day WHERE day >= ? AND day < ?"""
NUMBERS: Final = "SELECT json_group_array(day) FROM r_day WHERE day >= ? AND day < ?"
COUNT_DAYS: Final = over(
    "(played_at + utc_offset * 60) / 86400, count(*), ifnull(sum(listened), 0)",
    "GROUP BY 1",
)


type Figures = tuple[int, int]
"""Plays, and the seconds listened to them."""

NOTHING: Final = (0, 0)


class Whole(NamedTuple):
    """A window as the whole local days in it, and what is left at its edges."""

    first: int
    """Days since 1970-01-01, as in ``r_day``."""
    end: int
    edges: tuple[Window, ...]


def by_day(db: Connection, scope: Scope, zone: ZoneInfo) -> dict[int, Figures]:
    """Return what was played on each local day with plays, by days since 1970, in any order."""
    if not scope.is_whole:
        return _count(db, scope)
    whole = whole_days(scope.window, zone)
    numbers, plays, seconds = map(json.loads, db.execute(DAYS, (whole.first, whole.end)).fetchone())
    days: dict[int, Figures] = dict(zip(numbers, zip(plays, seconds, strict=True), strict=True))
    for edge in whole.edges:
        for day, figures in _count(db, scope.within(edge)).items():
            days[day] = plus(days.get(day, NOTHING), figures)
    return days


def played(db: Connection, scope: Scope, zone: ZoneInfo) -> list[int]:
    """Return the local days with plays, as days since 1970, in their order."""
    if not scope.is_whole:
        return sorted(_count(db, scope))
    whole = whole_days(scope.window, zone)
    numbers: list[int] = json.loads(db.execute(NUMBERS, (whole.first, whole.end)).fetchone()[0])
    for edge in whole.edges:
        numbers += _count(db, scope.within(edge))
    return sorted(set(numbers))


def plus(some: Figures, more: Figures) -> Figures:
    """Return both together."""
    return some[0] + more[0], some[1] + more[1]


def whole_days(window: Window, zone: ZoneInfo) -> Whole:
    """Take a window apart into whole local days and edges that are shorter than a day."""
    first, end = ALWAYS_FIRST, ALWAYS_END
    edges = []
    if window.start is not None:
        begin = day_of(max(window.start, EARLIEST), zone)
        if start_of_day(begin, zone) < window.start:
            begin += timedelta(days=1)
            edges.append(Window(start=window.start, end=start_of_day(begin, zone)))
        first = number_of(begin)
    if window.end is not None:
        last = day_of(max(window.end, EARLIEST), zone)
        end = number_of(last)
        if start_of_day(last, zone) < window.end:
            edges.append(Window(start=start_of_day(last, zone), end=window.end))
    if first > end:
        return Whole(end, end, (window,))
    return Whole(first, end, tuple(edges))


def number_of(day: date) -> int:
    """Return a day as ``r_day`` counts it."""
    return day.toordinal() - EPOCH_DAY


def day_numbered(number: int) -> date:
    """Return the day that ``r_day`` counts so."""
    return date.fromordinal(number + EPOCH_DAY)


def _count(db: Connection, scope: Scope) -> dict[int, Figures]:
    rows = ask(db, scope, COUNT_DAYS)
    return {day: (plays, seconds) for day, plays, seconds in rows}
