"""The way to a chart that is the fastest for its scope."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from . import span as spans, sums
from .chosen import EVERYTHING
from .heads import Led
from .standings import AllTime, Counted

if TYPE_CHECKING:
    from sqlite3 import Connection
    from zoneinfo import ZoneInfo

    from .names import Figure, Kind
    from .scope import Scope
    from .standings import Chart

FEW_PLAYS: Final = 2000
"""Plays that are counted faster than anything is looked up about them."""


def chart(db: Connection, kind: Kind, figure: Figure, scope: Scope, zone: ZoneInfo) -> Chart:
    """Return the chart of a scope: names of a kind by a figure."""
    if not scope.is_whole:
        return Counted(sums.sums(db, kind, scope, zone), figure)
    history = spans.of_history(db)
    span = spans.of_window(scope.window, history)
    if span == history:
        return AllTime(db, kind, figure)
    plays = sums.of_span(db, span, zone).plays
    if plays > FEW_PLAYS:
        summed = spans.summed_months(db, zone, history)
        if spans.divide(span, summed).lists:
            return Led(db, kind, figure, span=span, history=history, summed=summed, plays=plays)
    return Counted(sums.scan(db, kind, EVERYTHING, [span]), figure)
