"""Plays and seconds of a scope: in all, and of each artist, album and track."""

from __future__ import annotations

from datetime import date, timedelta
import json
import operator
from typing import TYPE_CHECKING, Final, NamedTuple

from ..store import zones
from ..store.local_time import HOUR
from . import span as spans
from .chosen import EVERYTHING, SOURCES, choose
from .names import Figure, Kind
from .parts import part
from .scope import Scope
from .span import PLACES, Span
from .window import day_of, start_of_day

if TYPE_CHECKING:
    from collections.abc import Iterable
    from sqlite3 import Connection
    from zoneinfo import ZoneInfo

    from .chosen import Choice
    from .span import Division

type Sums = dict[int, tuple[int, int]]
"""Plays and seconds by the id of a name."""

ALL_TIME: Final = (
    "SELECT ifnull(sum(plays), 0), ifnull(sum(seconds), 0), ifnull(sum(timed), 0) FROM r_day"
)
EPOCH_DAY: Final = date(1970, 1, 1).toordinal()
DAYS: Final = """
SELECT ifnull(sum(plays), 0), ifnull(sum(seconds), 0), ifnull(sum(timed), 0)
FROM r_day WHERE day >= ? AND day < ?"""
HOURS: Final = """
SELECT ifnull(sum(plays), 0), ifnull(sum(seconds), 0), ifnull(sum(timed), 0)
FROM r_hour WHERE hour >= ? AND hour < ?"""
TOTALS: Final = {
    source: f"SELECT count(*), ifnull(sum(listened), 0), count(listened) {plays}"
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


class Totals(NamedTuple):
    """What a scope holds in all."""

    plays: int
    seconds: int
    timed: int
    """Plays of which it is known how long they were listened to."""

    @property
    def unknown_time(self) -> float:
        """Return the part of the plays whose time is not known, 0 to 1."""
        return part(self.plays - self.timed, self.plays)

    def plus(self, more: Totals) -> Totals:
        """Return both together."""
        return Totals(*map(operator.add, self, more))

    def less(self, some: Totals) -> Totals:
        """Return what is left without some."""
        return Totals(*map(operator.sub, self, some))

    def of(self, figure: Figure) -> int:
        """Return one of both."""
        return self.plays if figure is Figure.PLAYS else self.seconds


NONE: Final = Totals(0, 0, 0)


def totals(db: Connection, scope: Scope, zone: ZoneInfo) -> Totals:
    """Return the plays of a scope, the seconds listened to them, and to how many that is."""
    if scope.is_whole and scope.window.is_all_time:
        return Totals(*db.execute(ALL_TIME).fetchone())
    span = spans.of_window(scope.window, spans.of_history(db))
    if scope.is_whole:
        return of_span(db, span, zone)
    if scope.only_withholds:
        everything = totals(db, Scope(window=scope.window), zone)
        withheld = totals(db, scope.withheld(), zone)
        return everything.less(withheld)
    choice = choose(db, scope)
    return Totals(*db.execute(TOTALS[choice.source], choice.of(span)).fetchone())


def of_span(db: Connection, span: Span, zone: ZoneInfo) -> Totals:
    """Return the totals of all plays of a span, from its days, its hours and its loose ends."""
    found = NONE
    pieces = [span]
    for statement, cut in ((DAYS, _days), (HOURS, _hours)):
        if statement is DAYS and zones.is_unfinished(db, zone.key or ""):
            continue
        left: list[Span] = []
        for piece in pieces:
            first, end, inner = cut(piece, zone)
            if not inner:
                left.append(piece)
                continue
            found = found.plus(Totals(*db.execute(statement, (first, end)).fetchone()))
            left += [Span(piece.first, inner.first), Span(inner.end, piece.end)]
        pieces = [piece for piece in left if piece]
    for piece in pieces:
        found = found.plus(Totals(*db.execute(TOTALS["time"], EVERYTHING.of(piece)).fetchone()))
    return found


def plays_near(db: Connection, span: Span) -> int:
    """Return the plays of a span, and of the rest of the hours at both of its ends."""
    hour = HOUR * PLACES
    plays: int = db.execute(HOURS, (span.first // hour, -(-span.end // hour))).fetchone()[0]
    return plays


def _days(span: Span, zone: ZoneInfo) -> tuple[int, int, Span]:
    """Return the whole local days of a span, counted from 1970, and what they cover."""
    first = _day_from(span.first, zone)
    end = day_of(span.end / PLACES, zone)
    inner = Span(*(int(start_of_day(day, zone)) * PLACES for day in (first, end)))
    return first.toordinal() - EPOCH_DAY, end.toordinal() - EPOCH_DAY, inner


def _day_from(first: int, zone: ZoneInfo) -> date:
    """Return the first local day that begins at an id or after it."""
    day = day_of(first / PLACES, zone)
    return day if start_of_day(day, zone) * PLACES >= first else day + timedelta(days=1)


def _hours(span: Span, _zone: ZoneInfo) -> tuple[int, int, Span]:
    """Return the whole hours of UTC of a span, counted from 1970, and what they cover."""
    hour = HOUR * PLACES
    first, end = -(-span.first // hour), span.end // hour
    return first, end, Span(first * hour, end * hour)


def artist_sums(db: Connection, scope: Scope, zone: ZoneInfo) -> Sums:
    """Return the plays and seconds of each artist that a scope holds."""
    return sums(db, Kind.ARTIST, scope, zone)


def sums(db: Connection, kind: Kind, scope: Scope, zone: ZoneInfo) -> Sums:
    """Return the plays and seconds of each name of a kind that a scope holds."""
    if scope.is_whole and scope.window.is_all_time:
        return _as_sums(db.execute(COUNTERS[kind]))
    if scope.only_withholds:
        return _less(
            sums(db, kind, Scope(window=scope.window), zone),
            sums(db, kind, scope.withheld(), zone),
        )
    history = spans.of_history(db)
    span = spans.of_window(scope.window, history)
    choice = choose(db, scope)
    if not scope.is_whole:
        return scan(db, kind, choice, [span])
    division = spans.divide(span, spans.summed_months(db, zone, history))
    return of_division(db, kind, division, scan(db, kind, choice, division.loose))


def of_division(db: Connection, kind: Kind, division: Division, loose: Sums) -> Sums:
    """Return the sums of each name in a span; ``loose`` is what no sum covers."""
    found = scan(db, kind, EVERYTHING, (edge.part for edge in division.edges), dict(loose))
    for entity, plays, seconds in db.execute(MONTHS[kind], (json.dumps(division.months),)):
        more, longer = found.get(entity, (0, 0))
        found[entity] = (plays + more, seconds + longer)
    return found


def scan(
    db: Connection,
    kind: Kind,
    choice: Choice,
    pieces: Iterable[Span],
    found: Sums | None = None,
) -> Sums:
    """Return the sums of each name, counted from the plays of some spans, on top of others."""
    found = {} if found is None else found
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


def _less(everything: Sums, withheld: Sums) -> Sums:
    """Return what is left of each name, without those of which nothing is."""
    for entity, (plays, seconds) in withheld.items():
        more, longer = everything.pop(entity)
        if more > plays:
            everything[entity] = (more - plays, longer - seconds)
    return everything
