"""The names of one kind by one figure: all counted, or of all time."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from . import sums
from .counting import counters
from .names import Figure, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from sqlite3 import Connection

    from .sums import Sums

TIERS: Final = {Figure.PLAYS: "plays", Figure.SECONDS: "minutes"}
ORDERED: Final = {
    (kind, figure): f"""
SELECT id, plays, seconds, {TIERS[figure]}_tier FROM {kind} INDEXED BY {kind}_{TIERS[figure]}
WHERE {TIERS[figure]}_tier >= 8 ORDER BY {TIERS[figure]}_tier DESC"""  # noqa: S608
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
        """Return the first ``count`` that have anything; of equal ones the earlier id first."""

    def sums_of(self, names: Sequence[int]) -> Sums:
        """Return the plays and seconds of some names; zeros for those without plays."""


class Counted:
    """A chart whose names have all been counted."""

    def __init__(self, found: Sums, figure: Figure) -> None:
        """Take what was counted."""
        self._found = found
        self._figure = figure

    def leaders(self, count: int) -> list[Standing]:
        """Return the first ``count``."""
        standings = (Standing(name, *found) for name, found in self._found.items())
        return first(count, standings, self._figure)

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
            if len(found) < count:
                found = [Standing(*row) for row in self._db.execute(sums.COUNTERS[self._kind])]
        return first(count, found, self._figure)

    def sums_of(self, names: Sequence[int]) -> Sums:
        """Return the plays and seconds of some names."""
        plays = counters(self._db, self._kind, names, Figure.PLAYS)
        seconds = counters(self._db, self._kind, names, Figure.SECONDS)
        return {name: (plays.get(name, 0), seconds.get(name, 0)) for name in names}


def first(count: int, standings: Iterable[Standing], figure: Figure) -> list[Standing]:
    """Return the first ``count`` standings; of equal ones the earlier id comes first."""
    return heapq.nsmallest(
        count, standings, key=lambda standing: (-standing.of(figure), standing.id)
    )
