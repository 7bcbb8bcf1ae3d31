"""The first page: everything it shows, asked at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING, Final

from .calendar import HeatMap, heat_map
from .clock import Clock, clock
from .compared import Compared, compared
from .discovery import Discovery, discovery
from .memories import Memory, memories
from .recent import Play, recent
from .series import Step
from .streaks import Streaks, streaks
from .top import Top, top
from .window import Window, day_of, named, start_of_day

if TYPE_CHECKING:
    from sqlite3 import Connection
    from zoneinfo import ZoneInfo

    from .scope import Scope

MOST_NAMES: Final = 50
REMEMBERED: Final = 1
"""Names that are told of each earlier year's day."""
MOST_MEMORIES: Final = 5
"""Earlier years of which the day is told."""
WEEKS: Final = 53
"""Weeks of the calendar: a page is to stay small, however long the history."""
MANY_MONTHS: Final = 3 * 366 * 86_400
"""Seconds of a window above which discoveries are told by the year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The page of a scope; what is of today is so whatever the scope's window."""

    today: Compared
    """Held against yesterday, as far as today has come."""
    totals: Compared
    artists: Top
    albums: Top
    tracks: Top
    clock: Clock
    heat_map: HeatMap
    """Of the window's last 53 weeks, as far as time has come."""
    discovery: Discovery
    """By the month; of more than three years by the year."""
    streaks: Streaks
    """Of all time."""
    on_this_day: tuple[Memory, ...]
    """Of the latest years in which something was played on it."""
    recent: tuple[Play, ...]


def overview(
    db: Connection,
    scope: Scope,
    *,
    figure: str = "plays",
    limit: int = 5,
    recent_limit: int = 5,
    zone: ZoneInfo,
    now: float,
) -> Overview:
    """Return the figures, charts and calendar of a scope, and what is of today.

    ``figure`` is plays or seconds, by which the charts rank their ``limit`` names. Raises
    ValueError for others, and for limits below 1 or above 50.
    """
    if not 1 <= min(limit, recent_limit) <= max(limit, recent_limit) <= MOST_NAMES:
        raise ValueError(f"The limits are between 1 and {MOST_NAMES}.")
    artists, albums, tracks = (
        top(db, scope, kind, figure=figure, limit=limit, zone=zone, now=now)
        for kind in ("artists", "albums", "tracks")
    )
    always = scope.within(named("all", zone, now))
    today = scope.within(named("today", zone, now))
    return Overview(
        today=compared(db, today, zone=zone, now=now),
        totals=compared(db, scope, zone=zone, now=now),
        artists=artists,
        albums=albums,
        tracks=tracks,
        clock=clock(db, scope, zone=zone, now=now),
        heat_map=heat_map(
            db, scope.within(last_weeks(scope.window, zone, now)), zone=zone, now=now
        ),
        discovery=discovery(db, scope, step_of(scope.window), zone=zone, now=now),
        streaks=streaks(db, always, zone=zone, now=now),
        on_this_day=tuple(
            islice(
                memories(db, scope, day_of(now, zone), limit=REMEMBERED, zone=zone), MOST_MEMORIES
            )
        ),
        recent=recent(db, scope, limit=recent_limit, zone=zone, now=now).plays,
    )


def last_weeks(window: Window, zone: ZoneInfo, now: float) -> Window:
    """Return the last 53 weeks of a window, up to today's end."""
    today = named("today", zone, now).end
    end = min(moment for moment in (window.end, today) if moment is not None)
    first = start_of_day(day_of(end, zone) - timedelta(weeks=WEEKS), zone)
    start = first if window.start is None else max(window.start, first)
    return Window(start=min(start, end), end=end)


def step_of(window: Window) -> Step:
    """Return the step by which discoveries in a window are told."""
    if window.start is None or window.end is None or window.end - window.start > MANY_MONTHS:
        return Step.YEAR
    return Step.MONTH
