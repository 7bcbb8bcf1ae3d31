"""The week as a clock: how much was played in each hour of each weekday, local time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from .days import ALWAYS_END, ALWAYS_FIRST, EARLIEST
from .hours import by_hour
from .sums import totals
from .window import Window, add_months, day_of, start_of_day

if TYPE_CHECKING:
    from datetime import date
    from sqlite3 import Connection
    from zoneinfo import ZoneInfo

    from .scope import Scope

SLOTS: Final = 168
"""Hours of a week."""

MONTHS: Final = """
WITH RECURSIVE slots (slot) AS (SELECT 0 UNION ALL SELECT slot + 1 FROM slots WHERE slot < 167)
SELECT slots.slot, sum(plays), sum(seconds) FROM slots
CROSS JOIN r_clock ON r_clock.slot = slots.slot AND month >= ? AND month < ?
GROUP BY slots.slot"""
ALWAYS: Final = "SELECT slot, sum(plays), sum(seconds) FROM r_clock GROUP BY slot"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """168 figures each, one for each hour of the week; the first is Monday's from midnight."""

    plays: tuple[int, ...]
    seconds: tuple[int, ...]
    unknown_time: float
    """Part of the plays whose time is not known, 0 to 1: ``seconds`` are those of the others."""


def clock(db: Connection, scope: Scope, *, zone: ZoneInfo, now: float) -> Clock:
    """Return at which hours of the week was played, and how much."""
    plays, seconds = [0] * SLOTS, [0] * SLOTS
    for slot, count, heard in _rows(db, scope, zone):
        plays[slot] += count
        seconds[slot] += heard
    return Clock(
        plays=tuple(plays),
        seconds=tuple(seconds),
        unknown_time=totals(db, scope, zone).unknown_time,
    )


def _rows(db: Connection, scope: Scope, zone: ZoneInfo) -> list[tuple[int, int, int]]:
    if not scope.is_whole:
        return _count(db, scope, zone)
    if scope.window.is_all_time:
        return db.execute(ALWAYS).fetchall()
    first, end, edges = _whole_months(scope.window, zone)
    rows = db.execute(MONTHS, (first, end)).fetchall()
    for edge in edges:
        rows += _count(db, scope.within(edge), zone)
    return rows


def _count(db: Connection, scope: Scope, zone: ZoneInfo) -> list[tuple[int, int, int]]:
    rows = []
    for start, (plays, seconds) in by_hour(db, scope, zone).items():
        moment = datetime.fromtimestamp(start, zone)
        rows.append((moment.weekday() * 24 + moment.hour, plays, seconds))
    return rows


def _whole_months(window: Window, zone: ZoneInfo) -> tuple[int, int, list[Window]]:
    """Take a window apart into whole local months, as ``r_clock`` counts them, and edges."""
    first, end = ALWAYS_FIRST, ALWAYS_END
    edges = []
    if window.start is not None:
        begin = day_of(max(window.start, EARLIEST), zone).replace(day=1)
        if start_of_day(begin, zone) < window.start:
            begin = add_months(begin, 1)
            edges.append(Window(start=window.start, end=start_of_day(begin, zone)))
        first = _month(begin)
    if window.end is not None:
        last = day_of(max(window.end, EARLIEST), zone).replace(day=1)
        end = _month(last)
        if start_of_day(last, zone) < window.end:
            edges.append(Window(start=start_of_day(last, zone), end=window.end))
    if first > end:
        return end, end, [window]
    return first, end, edges


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1
