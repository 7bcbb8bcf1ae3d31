"""Plays and seconds by local hour, each told by the moment it began."""

from __future__ import annotations

from datetime import datetime
import json
from typing import TYPE_CHECKING, Final

from ..store.local_time import HOUR
from . import span as spans
from .chosen import EVERYTHING
from .days import NOTHING, plus
from .plays import ask, over
from .span import PLACES, Span

if TYPE_CHECKING:
    from sqlite3 import Connection
    from zoneinfo import ZoneInfo

    from .days import Figures
    from .scope import Scope

# One row of arrays: to hand over thousands of rows takes longer than to read them.
HOURS: Final = """
SELECT json_group_array(hour * 3600), json_group_array(plays), json_group_array(seconds)
FROM r_hour WHERE hour >= ? AND hour < ?"""
# An hour that the clock shows twice, as it is turned back, is two of these.
COUNT_HOURS: Final = over(
    """(played_at + utc_offset * 60) / 3600 * 3600 - utc_offset * 60,
    count(*), ifnull(sum(listened), 0)""",
    "GROUP BY 1",
)


def by_hour(db: Connection, scope: Scope, zone: ZoneInfo) -> dict[int, Figures]:
    """Return what was played in each local hour with plays, by its first epoch second.

    Where local time is whole hours ahead of UTC, its hours are those that are summed up.
    """
    if not scope.is_whole:
        return _count(db, scope)
    span = spans.of_window(scope.window, spans.of_history(db))
    hour = HOUR * PLACES
    first, end = -(-span.first // hour), span.end // hour
    if end <= first:
        return _count(db, scope)
    starts, plays, seconds = map(json.loads, db.execute(HOURS, (first, end)).fetchone())
    if any(datetime.fromtimestamp(start, zone).minute for start in starts):
        return _count(db, scope)
    hours: dict[int, Figures] = dict(zip(starts, zip(plays, seconds, strict=True), strict=True))
    for edge in (Span(span.first, first * hour), Span(end * hour, span.end)):
        if edge:
            rows = db.execute(COUNT_HOURS[EVERYTHING.source], EVERYTHING.of(edge))
            for start, more, longer in rows:
                hours[start] = plus(hours.get(start, NOTHING), (more, longer))
    return hours


def _count(db: Connection, scope: Scope) -> dict[int, Figures]:
    rows = ask(db, scope, COUNT_HOURS)
    return {start: (plays, seconds) for start, plays, seconds in rows}
