"""What calls cost that can wait: how many days they take by what is allowed in a day."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Final

from ..upstream.ledger import SHARES
from .waiting import BACKGROUND

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..upstream.gate import Gate
    from .policy import Family


SOON: Final = 3_600.0
"""Seconds that a pause may last without taking a day."""


def days(gate: Gate, calls: Mapping[Family, int], now: float) -> float:
    """Return the days that calls of each family take: a part of one if they fit today.

    By what the ledger has learnt and by what is spent of it; where something is refused for
    longer just now (``now`` is the wall clock, epoch seconds), today is over.
    """
    return max((_days(gate, family, count, now) for family, count in calls.items()), default=0.0)


def _days(gate: Gate, family: Family, count: int, now: float) -> float:
    status = gate.status
    budget = status.budgets.get(family, gate.policy.budget_of(family))
    if not count or budget is None:
        return 0.0
    daily = max(1, int(budget * SHARES[BACKGROUND]))
    is_shut = gate.may_call_at(family, BACKGROUND) > now + SOON
    left = 0 if is_shut else max(0, daily - status.spent.get(family, 0))
    return count / daily if count <= left else 1.0 + ceil((count - left) / daily)
