"""A span of plays, and into which sums it divides.

Plays are named by their time, so that a span of time is a range of their ids, half-open.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from functools import lru_cache
import math
from typing import TYPE_CHECKING, Final, NamedTuple

from ..store import zones
from .window import add_months, start_of_day

if TYPE_CHECKING:
    from sqlite3 import Connection
    from zoneinfo import ZoneInfo

    from .window import Window

PLACES: Final = 1000
"""Ids of one second."""

ENDS: Final = "SELECT (SELECT min(id) FROM play), (SELECT max(id) FROM play)"
SUMMED: Final = "SELECT month, through FROM r_month ORDER BY month"


class Span(NamedTuple):
    """A range of ids; its end is not in it."""

    first: int
    end: int

    def __bool__(self) -> bool:
        return self.end > self.first

    @property
    def length(self) -> int:
        """Return how many ids it has."""
        return self.end - self.first

    def clip(self, other: Span) -> Span:
        """Return what both have in common."""
        return Span(max(self.first, other.first), min(self.end, other.end))


NOTHING: Final = Span(0, 0)


class Summed(NamedTuple):
    """A month whose sums are made, and which plays they are made of."""

    month: int
    """Year * 12 + month - 1."""
    span: Span


class Edge(NamedTuple):
    """A month that is summed and of which only a part is in a span."""

    month: int
    part: Span
    rest: Span
    """The whole rest of the month, where that is in one piece; else nothing."""

    @property
    def rather(self) -> Span | None:
        """Return the rest if the month's sum less that is the shorter way to the part."""
        return self.rest if 0 < self.rest.length < self.part.length else None


class Division(NamedTuple):
    """What the plays of a span are: the sums of whole months, parts of others, and the rest."""

    months: tuple[int, ...]
    """Months whose sums lie wholly in the span."""
    edges: tuple[Edge, ...]
    """Two at most."""
    loose: tuple[Span, ...]
    """What no sum covers."""

    @property
    def lists(self) -> tuple[int, ...]:
        """Return each month whose order says how much a name can have."""
        return (*self.months, *(edge.month for edge in self.edges))


def of_history(db: Connection) -> Span:
    """Return the span of all plays."""
    first, last = db.execute(ENDS).fetchone()
    return NOTHING if first is None else Span(first, last + 1)


def of_window(window: Window, history: Span) -> Span:
    """Return the plays of a window among those of the history."""
    first = history.first if window.start is None else math.ceil(window.start) * PLACES
    end = history.end if window.end is None else math.ceil(window.end) * PLACES
    span = Span(first, end).clip(history)
    return span or NOTHING


def summed_months(db: Connection, zone: ZoneInfo, history: Span) -> tuple[Summed, ...]:
    """Return the months of the history that are summed up, in their order.

    None are while plays still follow another time zone: their months begin elsewhere.
    """
    if zones.is_unfinished(db, zone.key or ""):
        return ()
    return tuple(
        Summed(month, of_month(month, zone).clip(Span(history.first, min(through, history.end))))
        for month, through in db.execute(SUMMED)
    )


@lru_cache(maxsize=4096)
def of_month(month: int, zone: ZoneInfo) -> Span:
    """Return the span of a local month."""
    year, number = divmod(month, 12)
    first = date(year, number + 1, 1)
    return Span(
        math.ceil(start_of_day(first, zone)) * PLACES,
        math.ceil(start_of_day(add_months(first, 1), zone)) * PLACES,
    )


def divide(span: Span, summed: tuple[Summed, ...]) -> Division:
    """Divide a span by the months that are summed up."""
    months: list[int] = []
    edges: list[Edge] = []
    loose: list[Span] = []
    at = span.first
    reached = bisect_right(summed, span.first, key=_end)
    for month, whole in summed[reached:]:
        part = whole.clip(span)
        if part.first >= span.end:
            break
        if not part:
            continue
        if at < part.first:
            loose.append(Span(at, part.first))
        if part == whole:
            months.append(month)
        else:
            edges.append(Edge(month, part, _rest(whole, part)))
        at = part.end
    if at < span.end:
        loose.append(Span(at, span.end))
    return Division(tuple(months), tuple(edges), tuple(loose))


def _rest(whole: Span, part: Span) -> Span:
    """Return what of a whole is not in a part, unless that is in two pieces."""
    before, after = Span(whole.first, part.first), Span(part.end, whole.end)
    return NOTHING if before and after else before or after


def _end(summed: Summed) -> int:
    return summed.span.end


def outside(span: Span, history: Span, summed: tuple[Summed, ...]) -> Division:
    """Divide what of the history is not in a span."""
    before = divide(Span(history.first, span.first), summed)
    after = divide(Span(span.end, history.end), summed)
    return Division(
        before.months + after.months, before.edges + after.edges, before.loose + after.loose
    )
