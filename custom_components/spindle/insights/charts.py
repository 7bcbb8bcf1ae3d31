"""Who leads in a span of time, without counting everybody.

Every month that is summed up keeps its names in order. A name that is in no head of those
lists has at most the sum of what the heads end with; once that is less than what the last
of the leaders has, no other name can be among them (Fagin's threshold algorithm). Only the
names that could be are counted exactly.
"""

from __future__ import annotations

from collections import defaultdict
import heapq
import json
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from . import span as spans, sums
from .chosen import EVERYTHING, choose
from .names import Figure, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from sqlite3 import Connection, Cursor
    from zoneinfo import ZoneInfo

    from .scope import Scope
    from .span import Division
    from .sums import Sums

FEW_PLAYS: Final = 3000
"""Plays that are counted faster than anything is looked up about them."""
DEPTH: Final = 8
"""Names that are read of each list at first, beyond half of the leaders asked for."""
PATIENCE: Final = 6
"""After reading one name for so many plays of the span, counting all of them is faster."""

TIERS: Final = {Figure.PLAYS: "plays", Figure.SECONDS: "minutes"}
BELOW_HEAD: Final = {Figure.PLAYS: 1, Figure.SECONDS: 599}
"""The most that a month's name can have which is not in its partial index."""
COUNTS: Final = {Figure.PLAYS: "count(*)", Figure.SECONDS: "ifnull(sum(listened), 0)"}

ORDERED: Final = {
    (kind, figure): f"""
SELECT id, plays, seconds, {TIERS[figure]}_tier FROM {kind} INDEXED BY {kind}_{TIERS[figure]}
WHERE {TIERS[figure]}_tier >= 8 ORDER BY {TIERS[figure]}_tier DESC"""  # noqa: S608
    for kind in Kind
    for figure in Figure
}
COUNTERS_OF: Final = {
    kind: f"""
SELECT {kind}.id, plays, seconds
FROM json_each(?) AS chosen CROSS JOIN {kind} ON {kind}.id = chosen.value"""  # noqa: S608
    for kind in Kind
}
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
# The two edges are the parts of months at both ends of a span.
EXACTLY: Final = {
    (kind, figure): f"""
SELECT name.value, (
    SELECT ifnull(sum(summed.{figure}), 0)
    FROM json_each(:months) AS chosen CROSS JOIN r_{kind}_month AS summed
    ON summed.month = chosen.value AND summed.{kind}_id = name.value
) + (
    SELECT {COUNTS[figure]} FROM play INDEXED BY play_{kind}
    WHERE {kind}_id = name.value AND hidden = 0 AND id >= :first AND id < :first_end
) + (
    SELECT {COUNTS[figure]} FROM play INDEXED BY play_{kind}
    WHERE {kind}_id = name.value AND hidden = 0 AND id >= :last AND id < :last_end
) FROM json_each(:names) AS name"""  # noqa: S608
    for kind in Kind
    for figure in Figure
}


class Standing(NamedTuple):
    """A name and what it has."""

    id: int
    plays: int
    seconds: int

    def of(self, figure: Figure) -> int:
        """Return the figure by which it is ranked."""
        return self.plays if figure is Figure.PLAYS else self.seconds


class Chart(Protocol):
    """The names of one kind in one scope, by one figure."""

    def leaders(self, count: int) -> list[Standing]:
        """Return the first ``count``; of equal ones the earlier id comes first."""

    def sums_of(self, names: Sequence[int]) -> Sums:
        """Return the plays and seconds of some names; zeros for those without plays."""


def chart(db: Connection, kind: Kind, figure: Figure, scope: Scope, zone: ZoneInfo) -> Chart:
    """Return the chart of a scope, by the way that is the fastest for it."""
    if scope.is_whole and scope.window.is_all_time:
        return AllTime(db, kind, figure)
    history = spans.of_history(db)
    span = spans.of_window(scope.window, history)
    if scope.is_whole and span == history:
        return AllTime(db, kind, figure)
    if not scope.is_whole:
        return Counted(sums.scan(db, kind, choose(db, scope), [span]), figure)
    plays = sums.of_span(db, span, zone).plays
    if plays > FEW_PLAYS:
        division = spans.divide(span, spans.summed_months(db, zone))
        if division.lists:
            return Summed(db, kind, figure, division, plays)
    return Counted(sums.scan(db, kind, EVERYTHING, [span]), figure)


class Counted:
    """A chart whose names have all been counted."""

    def __init__(self, found: Sums, figure: Figure) -> None:
        """Take what was counted."""
        self._found = found
        self._figure = figure

    def leaders(self, count: int) -> list[Standing]:
        """Return the first ``count``."""
        return _first(
            count, (Standing(name, *found) for name, found in self._found.items()), self._figure
        )

    def sums_of(self, names: Sequence[int]) -> Sums:
        """Return the plays and seconds of some names."""
        return {name: self._found.get(name, (0, 0)) for name in names}


class AllTime:
    """The chart of all plays, which the names' own counters answer."""

    def __init__(self, db: Connection, kind: Kind, figure: Figure) -> None:
        """Take what is asked for."""
        self._db = db
        self._kind = kind
        self._figure = figure

    def leaders(self, count: int) -> list[Standing]:
        """Return the first ``count``: whole tiers from the top, until they hold as many."""
        found: list[Standing] = []
        reached = 0
        for *standing, tier in self._db.execute(ORDERED[self._kind, self._figure]):
            if tier != reached and len(found) >= count:
                break
            reached = tier
            found.append(Standing(*standing))
        else:
            found = [Standing(*row) for row in self._db.execute(sums.COUNTERS[self._kind])]
        return _first(count, found, self._figure)

    def sums_of(self, names: Sequence[int]) -> Sums:
        """Return the plays and seconds of some names."""
        rows = self._db.execute(COUNTERS_OF[self._kind], (json.dumps(list(names)),))
        return dict.fromkeys(names, (0, 0)) | {name: (plays, secs) for name, plays, secs in rows}


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


class Summed:
    """A chart of a span that months are summed up for."""

    def __init__(
        self, db: Connection, kind: Kind, figure: Figure, division: Division, plays: int
    ) -> None:
        """Take the span's division, and the number of its plays; count what no sum covers."""
        self._db = db
        self._kind = kind
        self._figure = figure
        self._division = division
        self._plays = plays
        self._loose = sums.scan(db, kind, EVERYTHING, division.loose)

    def leaders(self, count: int) -> list[Standing]:
        """Return the first ``count``."""
        names = self._candidates(count)
        if names is None:
            found = sums.of_division(self._db, self._kind, self._division, self._loose)
            return Counted(found, self._figure).leaders(count)
        standings = (Standing(name, *found) for name, found in self.sums_of(names).items())
        return _first(count, standings, self._figure)

    def sums_of(self, names: Sequence[int]) -> Sums:
        """Return the plays and seconds of some names."""
        plays = self._exactly(names, Figure.PLAYS)
        seconds = self._exactly(names, Figure.SECONDS)
        return {name: (plays[name], seconds[name]) for name in names}

    def _candidates(self, count: int) -> list[int] | None:
        """Return the names that lead, or None when it is not worth looking for them."""
        figure = 0 if self._figure is Figure.PLAYS else 1
        loose = {name: found[figure] for name, found in self._loose.items()}
        seen = defaultdict(int, loose)
        exact: dict[int, int] = {}
        heads = self._heads()
        depth, read = DEPTH + count // 2, 0
        while True:
            for head in heads:
                for name, figures in head.read(depth):
                    seen[name] += figures
            read += depth * len(heads)
            likely = heapq.nlargest(count, seen, key=seen.__getitem__)
            exact |= self._exactly([name for name in likely if name not in exact], self._figure)
            bound = sum(head.frontier for head in heads)
            least = heapq.nlargest(count, exact.values())[-1] if len(exact) >= count else 0
            if bound < least:
                break
            if read * PATIENCE > self._plays or all(head.exhausted for head in heads):
                return None
            depth += depth // 2
        doubtful = _doubtful(seen, heads, least - bound)
        exact |= self._exactly([name for name in doubtful if name not in exact], self._figure)
        return heapq.nsmallest(count, exact, key=lambda name: (-exact[name], name))

    def _heads(self) -> list[Head]:
        statement, below = HEADS[self._kind, self._figure], BELOW_HEAD[self._figure]
        return [
            Head(self._db.execute(statement, (month,)), below) for month in self._division.lists
        ]

    def _exactly(self, names: Sequence[int], figure: Figure) -> dict[int, int]:
        """Return one figure of some names, counted in the span."""
        edges = [part for _, part in self._division.edges]
        first, last, *_ = (*edges, spans.NOTHING, spans.NOTHING)
        values = {
            "names": json.dumps(sorted(names)),
            "months": json.dumps(self._division.months),
            "first": first.first,
            "first_end": first.end,
            "last": last.first,
            "last_end": last.end,
        }
        found = dict(self._db.execute(EXACTLY[self._kind, figure], values).fetchall())
        which = 0 if figure is Figure.PLAYS else 1
        return {name: found[name] + self._loose.get(name, (0, 0))[which] for name in names}


def _doubtful(seen: Mapping[int, int], heads: Iterable[Head], missing: int) -> list[int]:
    """Return the names that may have as much as the last leader.

    A name has what was seen of it, and in each list where it was not seen no more than the
    list's frontier; ``missing`` is what the sum of all frontiers lacks of the last leader.
    """
    spared: dict[int, int] = defaultdict(int)
    for head in heads:
        for name, _ in head.rows:
            spared[name] += head.frontier
    return [name for name, figures in seen.items() if figures - spared[name] >= missing]


def _first(count: int, standings: Iterable[Standing], figure: Figure) -> list[Standing]:
    return heapq.nsmallest(
        count, standings, key=lambda standing: (-standing.of(figure), standing.id)
    )
