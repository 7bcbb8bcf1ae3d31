"""The calendar as a heat map: how much was played on each local day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .days import NOTHING, by_day, day_numbered
from .sums import totals

if TYPE_CHECKING:
    from datetime import date
    from sqlite3 import Connection
    from zoneinfo import ZoneInfo

    from .scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatMap:
    """One figure for each local day, from the first with plays to the last."""

    first: date | None
    """The day of the first figure; None when nothing was played."""
    plays: tuple[int, ...]
    seconds: tuple[int, ...]
    unknown_time: float
    """Part of the plays whose time is not known, 0 to 1: ``seconds`` are those of the others."""


def heat_map(db: Connection, scope: Scope, *, zone: ZoneInfo, now: float) -> HeatMap:
    """Return plays and seconds of every day; on days before and after there were none."""
    days = by_day(db, scope, zone)
    if not days:
        return HeatMap(first=None, plays=(), seconds=(), unknown_time=0.0)
    first, last = min(days), max(days)
    cells = [days.get(day, NOTHING) for day in range(first, last + 1)]
    return HeatMap(
        first=day_numbered(first),
        plays=tuple(plays for plays, _ in cells),
        seconds=tuple(seconds for _, seconds in cells),
        unknown_time=totals(db, scope, zone).unknown_time,
    )
