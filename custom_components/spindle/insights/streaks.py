"""Streaks: how many days in a row something was played."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from .days import day_numbered, number_of, played
from .window import day_of, start_of_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from sqlite3 import Connection
    from zoneinfo import ZoneInfo

    from .scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Streak:
    """Local days in a row, each with a play."""

    days: int
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Streaks:
    """The streak that is still going on, and the longest there was."""

    current: Streak | None
    """It reaches until today, or until yesterday as long as today has no play yet."""
    longest: Streak | None
    """The earliest of equally long ones."""
    played_today: bool
    ends_at: float | None
    """Epoch second at which the current one is over unless something is played before."""
    days: int
    """All days with plays."""


def streaks(db: Connection, scope: Scope, *, zone: ZoneInfo, now: float) -> Streaks:
    """Return the current and the longest streak of local days with plays."""
    days = played(db, scope, zone)
    today = day_of(now, zone)
    number = number_of(today)
    current: Streak | None = None
    longest: Streak | None = None
    for first, last in _runs(days):
        length = last - first + 1
        if longest is None or length > longest.days:
            longest = _streak(first, last)
        if first <= number and last >= number - 1:
            current = _streak(first, min(last, number))
    ends_at = None
    if current is not None:
        ends_at = start_of_day(current.last + timedelta(days=2), zone)
    return Streaks(
        current=current,
        longest=longest,
        played_today=number in days,
        ends_at=ends_at,
        days=len(days),
    )


def _runs(days: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of each run of days, which come in their order."""
    first = last = None
    for day in days:
        if first is None or last is None:
            first = day
        elif day != last + 1:
            yield first, last
            first = day
        last = day
    if first is not None and last is not None:
        yield first, last


def _streak(first: int, last: int) -> Streak:
    return Streak(days=last - first + 1, first=day_numbered(first), last=day_numbered(last))
