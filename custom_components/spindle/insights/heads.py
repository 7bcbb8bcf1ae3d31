"""Who leads in a span of time, without counting everybody.

Every month that is summed up keeps its names in order. A name that is in no head of those
lists has at most the sum of what the heads end with; once that is less than what the last
of the leaders has, no other name can be among them (Fagin's threshold algorithm). Only the
names that could be are counted exactly.
"""

from __future__ import annotations

from collections import defaultdict
import heapq
from typing import TYPE_CHECKING, Final

from . import most_played, sums
from .counting import Inside, remainder
from .names import Figure, Kind
from .span import divide
from .standings import Counted, Standing, first

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from sqlite3 import Connection, Cursor

    from .counting import Counting
    from .span import Span, Summed
    from .sums import Sums

DEPTH: Final = 8
"""Names that are read of each list at first, beyond half of the leaders asked for."""
PATIENCE: Final = 6
"""Once a name was read for so many plays of the span, counting all of them is faster."""

BELOW_HEAD: Final = {Figure.PLAYS: 1, Figure.SECONDS: 599}
"""The most that a name can have in a month in whose partial index it is not."""
HEADS: Final = {
    (kind, Figure.PLAYS): f"""
SELECT {kind}_id, plays FROM r_{kind}_month INDEXED BY r_{kind}_month_plays
WHERE month = ? AND plays > 1 ORDER BY plays DESC"""  # noqa: S608
    for kind in Kind
} | {
    (kind, Figure.SECONDS): f"""
SELECT {kind}_id, seconds FROM r_{kind}_month INDEXED BY r_{kind}_month_seconds
WHERE month = ? AND seconds >= 600 ORDER BY seconds DESC"""  # noqa: S608
    for kind in Kind
}

LONG: Final = 24
"""Months from which on those who lead of all time are looked at first."""
MOST_PASSED: Final = 100_000
"""Plays of a span that are passed, where the heads tell too little; beyond, their sums are."""
PASSED: Final = {
    (kind, figure): f"""
SELECT {kind}_id, count(*) AS plays, ifnull(sum(listened), 0) AS seconds FROM play
WHERE id >= ? AND id < ? AND hidden = 0 AND {kind}_id IS NOT NULL
GROUP BY +{kind}_id ORDER BY {figure} DESC, {kind}_id LIMIT ?"""  # noqa: S608
    for kind in Kind
    for figure in Figure
}


class Head:
    """The head of one month's order, as far as it was read."""

    def __init__(self, cursor: Cursor, below: int) -> None:
        """Take the rows, and the most that a name can have which is none of them."""
        self._cursor = cursor
        self._below = below
        self.rows: list[tuple[int, int]] = []
        self.frontier = 0
        self.exhausted = False

    def read(self, depth: int) -> list[tuple[int, int]]:
        """Read so many names more, and return them with what they have in the month."""
        if self.exhausted:
            return []
        rows: list[tuple[int, int]] = self._cursor.fetchmany(depth)
        self.rows += rows
        self.exhausted = len(rows) < depth
        self.frontier = self._below if self.exhausted else rows[-1][1]
        return rows


class Led:
    """A chart of a span that months are summed up for."""

    def __init__(
        self,
        db: Connection,
        kind: Kind,
        figure: Figure,
        *,
        span: Span,
        history: Span,
        summed: tuple[Summed, ...],
        plays: int,
    ) -> None:
        """Take the span and the number of its plays; count what no sum covers."""
        self._db = db
        self._kind = kind
        self._figure = figure
        self._span = span
        self._plays = plays
        self._division = divide(span, summed)
        inside = Inside(db, kind, self._division)
        self._loose = inside.loose
        self._counting: Counting = remainder(db, kind, span, history, summed) or inside

    def leaders(self, count: int) -> list[Standing]:
        """Return the first ``count``."""
        exact = self._of_all_time(count) or self._candidates(count)
        if exact is None and self._plays <= MOST_PASSED:
            passed = self._db.execute(PASSED[self._kind, self._figure], (*self._span, count))
            return [Standing(*row) for row in passed]
        if exact is None:
            found = sums.of_division(self._db, self._kind, self._division, self._loose)
            return Counted(found, self._figure).leaders(count)
        leading = heapq.nsmallest(count, exact, key=lambda name: (-exact[name], name))
        standings = (Standing(name, *found) for name, found in self.sums_of(leading, exact).items())
        return first(count, standings, self._figure)

    def sums_of(self, names: Sequence[int], known: Mapping[int, int] | None = None) -> Sums:
        """Return the plays and seconds of some names, of which the chart's own may be known."""
        plays, seconds = (
            known
            if known is not None and figure is self._figure
            else self._counting.of(names, figure)
            for figure in Figure
        )
        return {name: (plays[name], seconds[name]) for name in names}

    def _of_all_time(self, count: int) -> dict[int, int] | None:
        """Count the names that may lead a long span, or none when they are no leaders of all time."""
        if len(self._division.lists) < LONG:
            return None
        return most_played.candidates(
            self._db, self._kind, self._figure, count=count, counting=self._counting
        )

    def _candidates(self, count: int) -> dict[int, int] | None:
        """Count the names that may lead, or none when it is not worth looking for them."""
        which = 0 if self._figure is Figure.PLAYS else 1
        seen = defaultdict(int, {name: found[which] for name, found in self._loose.items()})
        exact: dict[int, int] = {}
        heads = self._heads()
        depth, read = DEPTH + count // 2, 0
        bound = least = 0
        while bound >= least:
            if read * PATIENCE > self._plays or all(head.exhausted for head in heads):
                return None
            for head in heads:
                for name, figures in head.read(depth):
                    seen[name] += figures
            read += depth * len(heads)
            depth += depth // 2
            bound = sum(head.frontier for head in heads)
            likely = heapq.nlargest(count, seen, key=seen.__getitem__)
            if len(likely) == count and bound < seen[likely[-1]]:
                exact |= self._counting.of(set(likely) - exact.keys(), self._figure)
                least = heapq.nlargest(count, exact.values())[-1]
        doubtful = _doubtful(seen, heads, least - bound) - exact.keys()
        # Where months are thin their orders tell little: to pass every play is faster then.
        if len(doubtful) * self._counting.steps > self._plays:
            return None
        return exact | self._counting.of(doubtful, self._figure)

    def _heads(self) -> list[Head]:
        statement, below = HEADS[self._kind, self._figure], BELOW_HEAD[self._figure]
        return [
            Head(self._db.execute(statement, (month,)), below) for month in self._division.lists
        ]


def _doubtful(seen: Mapping[int, int], heads: list[Head], missing: int) -> set[int]:
    """Return the names that may have as much as the last leader.

    A name has what was seen of it, and in each list where it was not seen no more than the
    list's frontier; ``missing`` is what the sum of all frontiers lacks of the last leader.
    """
    spared: dict[int, int] = defaultdict(int)
    for head in heads:
        for name, _ in head.rows:
            spared[name] += head.frontier
    return {name for name, figures in seen.items() if figures - spared[name] >= missing}
