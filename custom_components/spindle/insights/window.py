"""Spans of time that questions are about, and the local calendar they are cut from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
import math
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable
    from zoneinfo import ZoneInfo

FARTHEST: Final = 250_000_000_000.0
"""Seconds from 1970 beyond which no moment is asked about: in the year 9892."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A span of time, half-open, in UTC epoch seconds; ``None`` is an open end.

    Raises ValueError for moments that are none, and for a span that ends before it begins.
    """

    start: float | None = None
    end: float | None = None
    previous_start: float | None = field(default=None, repr=False)
    """Where the span before it begins, when that is another calendar period."""

    def __post_init__(self) -> None:
        for moment in (self.start, self.end, self.previous_start):
            if moment is not None and not (math.isfinite(moment) and abs(moment) <= FARTHEST):
                raise ValueError("A window begins and ends at moments in epoch seconds.")
        if self.start is not None and self.end is not None and self.end < self.start:
            raise ValueError("A window must not end before it begins.")

    @property
    def is_all_time(self) -> bool:
        """Tell whether it is open on both sides."""
        return self.start is None and self.end is None

    def __contains__(self, epoch: float) -> bool:
        return (self.start is None or self.start <= epoch) and (
            self.end is None or epoch < self.end
        )

    def previous(self) -> Window | None:
        """Return the span before it: the calendar period before, or one as long; or None."""
        if self.start is None or self.end is None:
            return None
        if self.previous_start is not None:
            return Window(start=self.previous_start, end=self.start)
        return Window(start=max(2 * self.start - self.end, -FARTHEST), end=self.start)


def start_of_day(day: date, zone: ZoneInfo) -> float:
    """Return the epoch second at which a local day begins, also where its midnight is skipped."""
    return datetime.combine(day, time.min, zone).timestamp()


def day_of(epoch: float, zone: ZoneInfo) -> date:
    """Return the local day of a moment."""
    return datetime.fromtimestamp(epoch, UTC).astimezone(zone).date()


def of_days(first: date, end: date, zone: ZoneInfo) -> Window:
    """Return the local days from ``first`` up to, but not with, ``end``.

    The window before it has as many days, though clocks may have changed meanwhile.
    """
    if end < first:
        raise ValueError("A window must not end before it begins.")
    return _calendar(first - (end - first), first, end, zone)


def of_month(year: int, month: int, zone: ZoneInfo) -> Window:
    """Return a calendar month; before it comes the calendar month before."""
    first = date(year, month, 1)
    return _calendar(add_months(first, -1), first, add_months(first, 1), zone)


def of_year(year: int, zone: ZoneInfo) -> Window:
    """Return a calendar year; before it comes the calendar year before."""
    first = date(year, 1, 1)
    return _calendar(add_months(first, -12), first, add_months(first, 12), zone)


def add_months(first: date, months: int) -> date:
    """Return the first of a month that many months later."""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, 1)


def named(period: str, zone: ZoneInfo, now: float) -> Window:
    """Return a period by its name, as seen from a moment; raise ValueError for other names.

    Periods are whole local days, weeks (from Monday), months and years; the present one ends
    where it will be over. ``last_7_days`` is today and the six days before.
    """
    cut = PERIODS.get(period)
    if cut is None:
        raise ValueError(f"The period must be one of {', '.join(PERIODS)}.")
    return cut(day_of(now, zone), zone)


def _calendar(before: date, first: date, end: date, zone: ZoneInfo) -> Window:
    return Window(
        start=start_of_day(first, zone),
        end=start_of_day(end, zone),
        previous_start=start_of_day(before, zone),
    )


def _days(count: int, *, until: int = 1) -> Callable[[date, ZoneInfo], Window]:
    """Cut ``count`` days that end ``until`` days after today begins."""

    def cut(today: date, zone: ZoneInfo) -> Window:
        end = today + timedelta(days=until)
        return of_days(end - timedelta(days=count), end, zone)

    return cut


def _week(weeks: int) -> Callable[[date, ZoneInfo], Window]:
    def cut(today: date, zone: ZoneInfo) -> Window:
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=weeks)
        return of_days(monday, monday + timedelta(weeks=1), zone)

    return cut


def _month(months: int) -> Callable[[date, ZoneInfo], Window]:
    def cut(today: date, zone: ZoneInfo) -> Window:
        first = add_months(today.replace(day=1), months)
        return of_month(first.year, first.month, zone)

    return cut


def _year(years: int) -> Callable[[date, ZoneInfo], Window]:
    def cut(today: date, zone: ZoneInfo) -> Window:
        return of_year(today.year + years, zone)

    return cut


def _all(_today: date, _zone: ZoneInfo) -> Window:
    return Window()


PERIODS: Final[dict[str, Callable[[date, ZoneInfo], Window]]] = {
    "today": _days(1),
    "yesterday": _days(1, until=0),
    "this_week": _week(0),
    "last_week": _week(-1),
    "this_month": _month(0),
    "last_month": _month(-1),
    "this_year": _year(0),
    "last_year": _year(-1),
    "last_7_days": _days(7),
    "last_30_days": _days(30),
    "last_90_days": _days(90),
    "last_365_days": _days(365),
    "all": _all,
}
"""Each period's name, and how it is cut from the calendar as seen from a day."""
