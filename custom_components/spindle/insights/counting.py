"""Count what a few names have in a span, from the sums and indexes that hold it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from . import span as spans, sums
from .chosen import EVERYTHING
from .names import Figure, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from sqlite3 import Connection

    from .span import Division, Edge, Span, Summed
    from .sums import Sums

COUNTS: Final = {Figure.PLAYS: "count(*)", Figure.SECONDS: "ifnull(sum(listened), 0)"}
# The two edges are the parts of months at both ends of a span, or what these months have beside.
IN_DIVISION: Final = {
    (kind, figure): f"""
SELECT name.value, (
    SELECT ifnull(sum(summed.{figure}), 0)
    FROM json_each(:months) AS chosen CROSS JOIN r_{kind}_month AS summed
    ON summed.month = chosen.value AND summed.{kind}_id = name.value
) + :first_sign * (
    SELECT {COUNTS[figure]} FROM play INDEXED BY play_{kind}
    WHERE {kind}_id = name.value AND hidden = 0 AND id >= :first AND id < :first_end
) + :last_sign * (
    SELECT {COUNTS[figure]} FROM play INDEXED BY play_{kind}
    WHERE {kind}_id = name.value AND hidden = 0 AND id >= :last AND id < :last_end
) FROM json_each(:names) AS name"""  # noqa: S608
    for kind in Kind
    for figure in Figure
}
COUNTERS: Final = {
    (kind, figure): f"""
SELECT {kind}.id, {figure}
FROM json_each(?) AS chosen CROSS JOIN {kind} ON {kind}.id = chosen.value"""  # noqa: S608
    for kind in Kind
    for figure in Figure
}
FEW_LOOSE: Final = 1000
"""Plays outside a span that may be passed for counting what is outside."""


class Counting(Protocol):
    """Counts names in one span."""

    @property
    def steps(self) -> int:
        """Return how many places are looked at for each name."""

    def of(self, names: Iterable[int], figure: Figure) -> dict[int, int]:
        """Return one figure of some names; 0 for those without plays."""


class _Way(NamedTuple):
    """How a part of a month is counted: its plays, or the month's sum less the rest of them."""

    months: tuple[int, ...]
    sign: int
    span: Span


NO_WAY: Final = _Way((), 1, spans.NOTHING)


def _way(edge: Edge) -> _Way:
    """Return the way on which fewer plays are passed, as far as time can tell."""
    if rest := edge.rather:
        return _Way((edge.month,), -1, rest)
    return _Way((), 1, edge.part)


class Inside:
    """Counts names in the months, edges and loose plays of a division."""

    def __init__(self, db: Connection, kind: Kind, division: Division) -> None:
        """Take the division, and pass all plays of it that no sum covers."""
        self._db = db
        self._kind = kind
        first, last, *_ = (*map(_way, division.edges), NO_WAY, NO_WAY)
        self._values = {
            "months": json.dumps((*division.months, *first.months, *last.months)),
            "first_sign": first.sign,
            "first": first.span.first,
            "first_end": first.span.end,
            "last_sign": last.sign,
            "last": last.span.first,
            "last_end": last.span.end,
        }
        self.loose: Sums = sums.scan(db, kind, EVERYTHING, division.loose)
        self.steps = len(division.months) + len(division.edges)

    def of(self, names: Iterable[int], figure: Figure) -> dict[int, int]:
        """Return one figure of some names."""
        values = {**self._values, "names": json.dumps(sorted(names))}
        which = 0 if figure is Figure.PLAYS else 1
        return {
            name: found + self.loose.get(name, (0, 0))[which]
            for name, found in self._db.execute(IN_DIVISION[self._kind, figure], values)
        }


class Remainder:
    """Counts names as all that they have, less what they have outside of a span."""

    def __init__(self, db: Connection, kind: Kind, outside: Division) -> None:
        """Take the division of what is not in the span."""
        self._db = db
        self._kind = kind
        self._outside = Inside(db, kind, outside)
        self.steps = self._outside.steps + 1

    def of(self, names: Iterable[int], figure: Figure) -> dict[int, int]:
        """Return one figure of some names."""
        outside = self._outside.of(names, figure)
        found = counters(self._db, self._kind, outside, figure)
        return {name: found[name] - outside[name] for name in outside}


def counters(db: Connection, kind: Kind, names: Iterable[int], figure: Figure) -> dict[int, int]:
    """Return one figure of all time of some names."""
    return dict(db.execute(COUNTERS[kind, figure], (json.dumps(list(names)),)).fetchall())


def remainder(
    db: Connection, kind: Kind, span: Span, history: Span, summed: tuple[Summed, ...]
) -> Remainder | None:
    """Return the way over what is outside, or None when there is more of it than inside."""
    outside = spans.outside(span, history, summed)
    inside = spans.divide(span, summed)
    if 2 * len(outside.lists) > len(inside.lists):
        return None
    if sum(sums.plays_near(db, piece) for piece in outside.loose) > FEW_LOOSE:
        return None
    return Remainder(db, kind, outside)
