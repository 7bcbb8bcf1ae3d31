"""Plays and seconds of a scope: in all, and of each artist, album and track."""

from __future__ import annotations

from dataclasses import dataclass
import json
from typing import TYPE_CHECKING, Final

from ..store.local_time import HOUR
from . import span as spans
from .chosen import SOURCES, choose
from .names import Kind
from .span import PLACES, Span

if TYPE_CHECKING:
    from collections.abc import Iterable
    from sqlite3 import Connection
    from zoneinfo import ZoneInfo

    from .chosen import Choice
    from .scope import Scope

type Sums = dict[int, tuple[int, int]]
"""Plays and seconds by the id of a name."""

ALL_TIME: Final = "SELECT ifnull(sum(plays), 0), ifnull(sum(seconds), 0) FROM service"
HOURS: Final = """
SELECT ifnull(sum(plays), 0), ifnull(sum(seconds), 0) FROM r_hour WHERE hour >= ? AND hour < ?"""
TOTALS: Final = {
    source: f"SELECT count(*), ifnull(sum(listened), 0) {plays}"
    for source, plays in SOURCES.items()
}
# ``+`` keeps SQLite from going through all plays of all names in their order instead.
GROUPS: Final = {
    (kind, source): f"""
SELECT {kind}_id, count(*), ifnull(sum(listened), 0) {plays} AND {kind}_id IS NOT NULL
GROUP BY +{kind}_id"""
    for kind in Kind
    for source, plays in SOURCES.items()
}
COUNTERS: Final = {
    kind: f"SELECT id, plays, seconds FROM {kind} WHERE plays > 0"  # noqa: S608
    for kind in Kind
}
MONTHS: Final = {
    kind: f"""
SELECT {kind}_id, sum(plays), sum(seconds)
FROM json_each(?) AS chosen CROSS JOIN r_{kind}_month ON month = chosen.value
GROUP BY {kind}_id"""  # noqa: S608
    for kind in Kind
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """What a scope holds in all."""

    plays: int
    seconds: int


def totals(db: Connection, scope: Scope) -> Totals:
    """Return the plays of a scope, and the seconds listened to them."""
    if scope.is_whole and scope.window.is_all_time:
        plays, seconds = db.execute(ALL_TIME).fetchone()
        return Totals(plays=plays, seconds=seconds)
    span = spans.of_window(scope.window, spans.of_history(db))
    if scope.is_whole:
        return of_span(db, span)
    choice = choose(db, scope)
    plays, seconds = db.execute(TOTALS[choice.source], choice.of(span)).fetchone()
    return Totals(plays=plays, seconds=seconds)


def of_span(db: Connection, span: Span) -> Totals:
    """Return the totals of all plays of a span, from the hours of UTC and its loose ends."""
    hour = HOUR * PLACES
    first, end = -(-span.first // hour), span.end // hour
    if end <= first:
        pieces = [span]
        plays = seconds = 0
    else:
        plays, seconds = db.execute(HOURS, (first, end)).fetchone()
        pieces = [Span(span.first, first * hour), Span(end * hour, span.end)]
    whole = dict.fromkeys(("speakers", "services", "origins", "without"))
    for piece in pieces:
        if piece:
            values = {**whole, "first": piece.first, "end": piece.end}
            more, longer = db.execute(TOTALS["time"], values).fetchone()
            plays, seconds = plays + more, seconds + longer
    return Totals(plays=plays, seconds=seconds)


def artist_sums(db: Connection, scope: Scope, zone: ZoneInfo) -> Sums:
    """Return the plays and seconds of each artist that a scope holds."""
    return sums(db, Kind.ARTIST, scope, zone)


def sums(db: Connection, kind: Kind, scope: Scope, zone: ZoneInfo) -> Sums:
    """Return the plays and seconds of each name of a kind that a scope holds."""
    if scope.is_whole and scope.window.is_all_time:
        return _as_sums(db.execute(COUNTERS[kind]))
    span = spans.of_window(scope.window, spans.of_history(db))
    choice = choose(db, scope)
    if not scope.is_whole:
        return scan(db, kind, choice, [span])
    division = spans.divide(span, spans.summed_months(db, zone))
    found = scan(db, kind, choice, [*(part for _, part in division.edges), *division.loose])
    for entity, plays, seconds in db.execute(MONTHS[kind], (json.dumps(division.months),)):
        more, longer = found.get(entity, (0, 0))
        found[entity] = (plays + more, seconds + longer)
    return found


def scan(db: Connection, kind: Kind, choice: Choice, pieces: Iterable[Span]) -> Sums:
    """Return the sums of each name, counted from the plays of some spans."""
    found: Sums = {}
    for piece in pieces:
        rows = db.execute(GROUPS[kind, choice.source], choice.of(piece))
        if not found:
            found = _as_sums(rows)
            continue
        for entity, plays, seconds in rows:
            more, longer = found.get(entity, (0, 0))
            found[entity] = (plays + more, seconds + longer)
    return found


def distinct(db: Connection, kind: Kind, scope: Scope, zone: ZoneInfo) -> int:
    """Return how many names of a kind a scope holds."""
    return len(sums(db, kind, scope, zone))


def _as_sums(rows: Iterable[tuple[int, int, int]]) -> Sums:
    return {entity: (plays, seconds) for entity, plays, seconds in rows}
