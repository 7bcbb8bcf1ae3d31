"""The calls of the last 24 hours by endpoint family, and what each family is allowed.

Quotas are not published, and their windows roll: https://developer.spotify.com/blog/2026-07-23-web-api-quota-updates
A refusal says where one is; from then on the family allows itself four fifths of what it had
spent by then. Which families share a quota is not published either: one that has hardly called
and is refused together with one that has called much is counted with it from then on.
"""

from __future__ import annotations

from collections import deque
from math import ceil
from typing import TYPE_CHECKING, Any, Final

from .saved import items, mapping, number
from .types import DAY, Priority

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .types import Policy

BIN: Final = 900.0
"""Seconds whose calls are counted together; they leave together, the last after 24 hours."""
BELOW_THE_WALL: Final = 0.8
STANDS_FOR: Final = 7 * DAY
"""Seconds a learnt budget stands before it is lifted a little, day by day."""
LIFT: Final = 1.25
"""What it is multiplied by for each day after those."""
SHARED_BELOW: Final = 0.1
"""Of others' calls; a family that has made fewer is not who has spent a quota."""
TOGETHER: Final = 3_600.0
"""Seconds between two refusals that are taken for one."""
LEAST_OF_SHARED: Final = 40
"""Calls in 24 hours that a family keeps when it is not known with whom it shares."""
SHARES: Final = {Priority.PERSON: 1.0, Priority.LIVE: 0.95, Priority.BACKFILL: 0.8}
"""Of a budget that each priority may use up: what can wait leaves something for who waits."""

_MOST_FAMILIES: Final = 64


class _Family:
    """One endpoint family's calls, in order of time, and what was learnt of its quota."""

    __slots__ = ("bins", "learnt", "learnt_at")

    def __init__(self) -> None:
        self.bins: deque[tuple[float, int]] = deque()
        self.learnt: int | None = None
        self.learnt_at = 0.0

    def spend(self, now: float) -> None:
        """Count a call."""
        if self.bins and now < self.bins[-1][0] + BIN:
            begin, calls = self.bins.pop()
            self.bins.append((begin, calls + 1))
        else:
            self.bins.append((now, 1))

    def forget(self, now: float) -> None:
        """Let go of what is older than a day, to its last call."""
        while self.bins and self.bins[0][0] + BIN + DAY <= now:
            self.bins.popleft()


class Ledger:
    """Counts calls; all times are steady seconds."""

    def __init__(self, policy: Policy) -> None:
        """Know the policy's first budgets, and of no call yet."""
        self._policy = policy
        self._families: dict[str, _Family] = {}

    @property
    def families(self) -> tuple[str, ...]:
        """Every family called in 24 hours, or with something learnt; others' calls last."""
        return (*self._families, *self._policy.elsewhere)

    def spend(self, family: str, now: float) -> None:
        """Count a call of a family."""
        self._families.setdefault(family, _Family()).spend(now)

    def spent(self, family: str, now: float) -> int:
        """Count a family's calls of the last 24 hours; up to a ``BIN`` more, never fewer."""
        if (one := self._families.get(family)) is None:
            return self._policy.elsewhere.get(family, 0)
        one.forget(now)
        return sum(calls for _, calls in one.bins)

    def budget(self, family: str, now: float) -> int | None:
        """Calls in 24 hours that a family is allowed now; None where no limit is known."""
        if family in self._policy.elsewhere:
            return None
        first = self._policy.budget_of(family)
        one = self._families.get(family)
        if one is None or one.learnt is None:
            return first
        days = max(0.0, now - one.learnt_at - STANDS_FOR) / DAY
        learnt = int(one.learnt * LIFT ** min(days, 100.0))
        return learnt if first is None else min(first, learnt)

    def free_at(self, family: str, priority: Priority, now: float) -> float:
        """Return when a call of a family fits its budget: ``now``, or later."""
        budget = self.budget(family, now)
        if budget is None:
            return now
        excess = self.spent(family, now) - max(1, int(budget * SHARES[priority])) + 1
        if excess <= 0:
            return now
        for begin, calls in self._families[family].bins:
            excess -= calls
            if excess <= 0:
                return begin + BIN + DAY
        return now + DAY

    def refused(self, family: str, now: float) -> None:
        """Learn from a refusal for quota; the refused call itself is counted already.

        A family that has hardly called has met a quota which others share, and have filled.
        """
        seen = max(0, self.spent(family, now) - 1)
        one = self._families.setdefault(family, _Family())
        before = self.budget(family, now)
        learnt = max(1, int(seen * BELOW_THE_WALL))
        if seen < SHARED_BELOW * max(self.spent(each, now) for each in self.families):
            learnt = max(learnt, LEAST_OF_SHARED)
        one.learnt = learnt if before is None else min(before, learnt)
        one.learnt_at = now
        for other in tuple(self._families):
            if now - self._families[other].learnt_at <= TOGETHER:
                small, large = sorted((family, other), key=lambda each: self.spent(each, now))
                self._merge(small, large, now)

    def _merge(self, small: str, large: str, now: float) -> None:
        """Count two families together if one of them has hardly called."""
        one, other = self._families[small], self._families[large]
        if one is other or self.spent(small, now) >= SHARED_BELOW * self.spent(large, now):
            return
        other.bins = deque(sorted((*one.bins, *other.bins)))
        for name in [name for name, each in self._families.items() if each is one]:
            self._families[name] = other

    def saved(self, now: float, shift: float) -> dict[str, Any]:
        """Return all that counts as a JSON object, in wall time."""
        named: dict[_Family, str] = {}
        state: dict[str, Any] = {}
        for name, one in self._families.items():
            one.forget(now)
            if (first := named.setdefault(one, name)) != name:
                state[name] = {"shares": first}
            elif one.bins or one.learnt is not None:
                state[name] = {
                    "calls": [[ceil(begin + shift), calls] for begin, calls in one.bins],
                    "learnt": one.learnt,
                    "learnt_at": one.learnt_at + shift,
                }
        return state

    def restore(self, saved: Mapping[str, Any], now: float, shift: float) -> None:
        """Go on from what was saved, as far as it can be read."""
        for name in list(saved)[:_MOST_FAMILIES]:
            said = mapping(saved[name])
            shares = said.get("shares")
            if isinstance(shares, str) and shares in self._families:
                self._families[name] = self._families[shares]
                continue
            one = _Family()
            for pair in items(said.get("calls")):
                begin, calls = (number(value) for value in (*items(pair), None, None)[:2])
                if begin is not None and calls and begin + shift <= now + BIN:
                    one.bins.append((begin + shift, int(calls)))
            one.bins = deque(sorted(one.bins))
            learnt, at = number(said.get("learnt")), number(said.get("learnt_at"))
            if learnt is not None and at is not None:
                one.learnt, one.learnt_at = max(1, int(learnt)), at + shift
            self._families[name] = one
