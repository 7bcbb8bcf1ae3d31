"""Who leads in a long span: mostly some of those who lead of all time.

No name has more in a span than it has in all. The names are counted in the order of all
time, until the next ones have less in all than the last of the leaders has in the span.
"""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING, Final

from ..store.tiers import LEAST, most_plays, most_seconds
from .names import Figure, Kind
from .standings import ORDERED

if TYPE_CHECKING:
    from sqlite3 import Connection

    from .counting import Counting

PATIENCE: Final = 8
"""Once so many names would be counted for each leader, the orders of the months tell more."""
MOST_IN: Final = {Figure.PLAYS: most_plays, Figure.SECONDS: most_seconds}
"""The most that a name of a tier has."""


def candidates(
    db: Connection, kind: Kind, figure: Figure, *, count: int, counting: Counting
) -> dict[int, int] | None:
    """Count names of which the first ``count`` are the leaders of what is counted.

    None when that would be too many, or when they are in no order of all time.
    """
    rows = db.execute(ORDERED[kind, figure])
    exact: dict[int, int] = {}
    for turn in range(1, PATIENCE + 1):
        some = rows.fetchmany(count)
        exact |= counting.of([name for name, *_ in some], figure)
        if len(exact) < count:
            return None
        least = heapq.nlargest(count, exact.values())[-1]
        # Names beyond the last one have its tier, or a lower one.
        bound = MOST_IN[figure](some[-1][-1] if len(some) == count else LEAST - 1)
        if bound < least:
            return exact
        # What names have in all falls about as their ranks rise.
        if len(some) < count or turn * bound > PATIENCE * least:
            return None
    return None
