"""How the leaders of a window did in each step of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from . import span as spans
from .charts import chart
from .courses import courses
from .names import Figure, Kind, figure_of, kind_of
from .series import Step, series, step_named
from .shown import names_of
from .steps import spans_of

if TYPE_CHECKING:
    from sqlite3 import Connection
    from zoneinfo import ZoneInfo

    from ..store.lidarr_types import WantedStatus
    from .scope import Scope

MOST_LINES: Final = 50
MOST_STEPS: Final = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One leader, step by step."""

    id: int
    name: str
    artist: str | None
    """Of an album or track."""
    figures: tuple[int, ...]
    lidarr: WantedStatus | None
    """How far the album has come in Lidarr, or the one the track is on; None: not asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evolution:
    """The leaders of a window over time, and what went to all others."""

    kind: Kind
    figure: Figure
    step: Step
    starts: tuple[int, ...]
    """Epoch seconds at which the steps begin, local time."""
    lines: tuple[Line, ...]
    """The first of the window first."""
    others: tuple[int, ...]
    unknown_time: float
    """Part of the plays whose time is not known, 0 to 1."""


def evolution(
    db: Connection,
    scope: Scope,
    kind: str = "artists",
    *,
    step: str = "month",
    figure: str = "plays",
    limit: int = 10,
    zone: ZoneInfo,
    now: float,
) -> Evolution:
    """Return the window's leaders, with plays or seconds of each in every step.

    ``step`` is day, week, month, quarter or year. Raises ValueError for anything else, for more
    than 50 leaders, and for more than 400 steps.
    """
    asked, by, length = kind_of(kind), figure_of(figure), step_named(step)
    if length is Step.HOUR:
        raise ValueError("The step must be one of day, week, month, quarter, year.")
    if not 1 <= limit <= MOST_LINES:
        raise ValueError(f"The limit must be from 1 to {MOST_LINES}.")
    told = series(db, scope, step, zone=zone, now=now)
    if len(told.starts) > MOST_STEPS:
        raise ValueError(
            f"That would be more than {MOST_STEPS} steps: ask for longer steps or less time."
        )
    leaders = [one.id for one in chart(db, asked, by, scope, zone).leaders(limit)]
    inside = spans.of_window(scope.window, spans.of_history(db))
    steps = [span.clip(inside) for span in spans_of(told.starts, length, zone)]
    lines = courses(db, asked, leaders, by, scope, steps, zone)
    names = names_of(db, asked, leaders)
    totals = told.plays if by is Figure.PLAYS else told.seconds
    return Evolution(
        kind=asked,
        figure=by,
        step=length,
        starts=told.starts,
        lines=tuple(
            Line(
                id=one,
                name=names[one].name,
                artist=names[one].artist,
                figures=tuple(lines[one]),
                lidarr=names[one].lidarr,
            )
            for one in leaders
        ),
        others=tuple(
            total - sum(lines[one][number] for one in leaders)
            for number, total in enumerate(totals)
        ),
        unknown_time=told.unknown_time,
    )
