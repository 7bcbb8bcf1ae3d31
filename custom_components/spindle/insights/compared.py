"""The figures of a span of time, held against the span before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from .sums import totals
from .window import Window

if TYPE_CHECKING:
    from sqlite3 import Connection
    from zoneinfo import ZoneInfo

    from .scope import Scope


UNSURE: Final = 0.1
"""Part of unknown time from which on a change of the rest says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Plays and seconds, and those of the span before as far as this one has come by now."""

    plays: int
    seconds: int
    unknown_time: float
    """Part of the plays whose time is not known, 0 to 1: ``seconds`` are those of the others."""
    previous_plays: int | None
    """None when there is no span before, as before all time; so are the next two."""
    previous_seconds: int | None
    previous_unknown_time: float | None
    plays_change: float | None
    """0.5 is half as many again; None when there is nothing to hold it against."""
    seconds_change: float | None
    """None also when of either span the time of more than a tenth of the plays is not known."""


def compared(db: Connection, scope: Scope, *, zone: ZoneInfo, now: float) -> Compared:
    """Return the totals of a scope, beside those of the window before.

    A window that is not over yet is held against as much of the one before.
    """
    present = totals(db, scope, zone)
    before = _before(scope.window, now)
    previous = None if before is None else totals(db, scope.within(before), zone)
    return Compared(
        plays=present.plays,
        seconds=present.seconds,
        unknown_time=present.unknown_time,
        previous_plays=None if previous is None else previous.plays,
        previous_seconds=None if previous is None else previous.seconds,
        previous_unknown_time=None if previous is None else previous.unknown_time,
        plays_change=None if previous is None else _change(present.plays, previous.plays),
        seconds_change=(
            None
            if previous is None or max(present.unknown_time, previous.unknown_time) > UNSURE
            else _change(present.seconds, previous.seconds)
        ),
    )


def _before(window: Window, now: float) -> Window | None:
    """Return the span before, no longer than what has passed of this one."""
    previous = window.previous()
    if previous is None or previous.start is None or previous.end is None or window.start is None:
        return None
    if now not in window:
        return previous
    end = previous.start + (now - window.start)
    return Window(start=previous.start, end=min(end, previous.end))


def _change(present: int, previous: int) -> float | None:
    return (present - previous) / previous if previous else None
