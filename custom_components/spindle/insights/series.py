"""Plays and seconds over time, step by step of the local calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from ..store.local_time import HOUR, MINUTE, utc_offset
from . import span as spans
from .days import NOTHING, by_day, day_numbered, plus
from .hours import by_hour
from .span import PLACES
from .sums import totals
from .window import Window, add_months, day_of, start_of_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from sqlite3 import Connection
    from zoneinfo import ZoneInfo

    from .days import Figures
    from .scope import Scope
    from .sums import Totals

MOST_STEPS: Final = 10_000


class Step(StrEnum):
    """How long each step of a series is."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    """From Monday."""
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One figure for each step, from the first with plays to the last."""

    step: Step
    starts: tuple[int, ...]
    """Epoch seconds at which the steps begin, local time."""
    plays: tuple[int, ...]
    seconds: tuple[int, ...]
    unknown_time: float
    """Part of the plays whose time is not known, 0 to 1: ``seconds`` are those of the others."""


def series(db: Connection, scope: Scope, step: str, *, zone: ZoneInfo, now: float) -> Series:
    """Return plays and seconds over time; before and after the steps told there were none.

    Raises ValueError for an unknown step, and for more than 10,000 steps.
    """
    chosen = step_named(step)
    if chosen is Step.HOUR:
        return _hours(db, scope, zone)
    found: dict[date, Figures] = {}
    for number, figures in by_day(db, scope, zone).items():
        start = start_of_step(day_numbered(number), chosen)
        found[start] = plus(found.get(start, NOTHING), figures)
    steps = list(_filled(found, NEXT[chosen]))
    return _series(
        chosen,
        [(int(start_of_day(start, zone)), found.get(start, NOTHING)) for start in steps],
        totals(db, scope, zone),
    )


def windows(db: Connection, window: Window, step: Step, zone: ZoneInfo) -> list[Window]:
    """Cut what a window holds of the history into steps of a day or more, in their order.

    The first and the last may be parts of a step. Raises ValueError for more than 10,000.
    """
    span = spans.of_window(window, spans.of_history(db))
    if not span:
        return []
    begin, end = span.first / PLACES, span.end / PLACES
    cuts: list[float] = []
    start = start_of_step(day_of(begin, zone), step)
    while (cut := start_of_day(start, zone)) < end:
        _refuse_more_than(len(cuts))
        cuts.append(cut)
        start = NEXT[step](start)
    edges = [
        max(cuts[0], window.start or cuts[0]),
        *cuts[1:],
        window.end or start_of_day(start, zone),
    ]
    return [Window(start=first, end=last) for first, last in pairwise(edges)]


def step_named(name: str) -> Step:
    """Return a step by its name; raise ValueError for another."""
    try:
        return Step(name)
    except ValueError:
        raise ValueError(f"The step must be one of {', '.join(Step)}.") from None


def start_of_step(day: date, step: Step) -> date:
    """Return the day on which a day's week, month, quarter or year begins."""
    match step:
        case Step.WEEK:
            return day - timedelta(days=day.weekday())
        case Step.MONTH:
            return day.replace(day=1)
        case Step.QUARTER:
            return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
        case Step.YEAR:
            return day.replace(month=1, day=1)
        case _:
            return day


NEXT: Final[dict[Step, Callable[[date], date]]] = {
    Step.DAY: lambda day: day + timedelta(days=1),
    Step.WEEK: lambda day: day + timedelta(weeks=1),
    Step.MONTH: lambda day: add_months(day, 1),
    Step.QUARTER: lambda day: add_months(day, 3),
    Step.YEAR: lambda day: add_months(day, 12),
}
"""Where the step after the one that begins on a day begins."""


def _hours(db: Connection, scope: Scope, zone: ZoneInfo) -> Series:
    span = spans.of_window(scope.window, spans.of_history(db))
    _refuse_more_than((span.end - span.first) // (HOUR * PLACES))
    found = by_hour(db, scope, zone)
    steps = _filled(found, lambda start: _next_hour(start, zone))
    return _series(
        Step.HOUR,
        [(start, found.get(start, NOTHING)) for start in steps],
        totals(db, scope, zone),
    )


def _next_hour(start: int, zone: ZoneInfo) -> int:
    """Return the next epoch second at which the local clock shows a full hour."""
    after = start + HOUR
    past = (after + utc_offset(zone, after) * MINUTE) % HOUR
    return after + (HOUR - past if past else 0)


def _filled[T: (int, date)](found: dict[T, Figures], following: Callable[[T], T]) -> Iterator[T]:
    """Yield each step from the first that was found to the last, and those between."""
    if not found:
        return
    step, last = min(found), max(found)
    count = 0
    while step <= last:
        _refuse_more_than(count)
        yield step
        count += 1
        step = following(step)


def _refuse_more_than(steps: int) -> None:
    if steps >= MOST_STEPS:
        raise ValueError(
            f"That would be more than {MOST_STEPS} steps: ask for longer steps or less time."
        )


def _series(step: Step, steps: list[tuple[int, Figures]], in_all: Totals) -> Series:
    return Series(
        step=step,
        starts=tuple(start for start, _ in steps),
        plays=tuple(plays for _, (plays, _) in steps),
        seconds=tuple(seconds for _, (_, seconds) in steps),
        unknown_time=in_all.unknown_time,
    )
