"""When a call may be made, and what its answer means for the next: no I/O, no waiting.

All times are steady seconds.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from .backoff import Backoff
from .ledger import Ledger
from .pacing import Pacer
from .penalty import ALL, Penalties
from .saved import mapping
from .types import Outcome, Priority, Wall, Why

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from .penalty import Penalty
    from .types import Policy, Verdict

UNREACHABLE_AFTER: Final = 3
"""Failures in a row after which a service is called unreachable, and asked one by one."""

LAG: Final = 60.0
"""Seconds that a saved state may be behind: what is no deadline is written once a minute."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """Why a call is not made yet."""

    at: float
    why: Why
    wall: Wall | None = None
    is_shut: bool = False
    """The service has said no: nobody waits for that, the call comes back later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """A call that is under way."""

    family: str
    sent_at: float
    probes: tuple[str, ...]
    """Scopes of the penalties that its answer proves to be over."""


class Admission:
    """All that is known of one account's limits."""

    def __init__(self, policy: Policy, random: Random, now: float) -> None:
        """Know no more than the policy."""
        self._policy = policy
        self._random = random
        self._under_way: Counter[str] = Counter()
        self.pacer = Pacer(policy, now)
        self.ledger = Ledger(policy)
        self.penalties = Penalties(policy, random)
        self.trouble = Backoff(first=1.0, longest=120.0)
        self.refusals = Backoff(first=60.0, longest=3_600.0, borne=2)
        """Calls in a row that were not accepted as ours: one may be a token that ran out."""

    @property
    def is_unreachable(self) -> bool:
        """Tell whether nothing has come back for a while."""
        return self.trouble.failures >= UNREACHABLE_AFTER

    def hold(self, family: str, priority: Priority, now: float) -> Hold | None:
        """Return what keeps a call waiting the longest; None when it may be made now."""
        if (penalty := self.penalties.shut(family, now)) is not None:
            return _hold_of(penalty, now)
        reasons = [
            (self.trouble.until, Why.UNREACHABLE),
            (self.ledger.free_at(family, priority, now), Why.BUDGET),
            (self.pacer.next_at(now), Why.PACE),
        ]
        if priority is not Priority.PERSON:
            reasons.append((self.refusals.until, Why.AUTH))
        at, why = max(reasons, key=itemgetter(0))
        return Hold(at=at, why=why) if at > now else None

    def has_room(self, family: str, priority: Priority, now: float) -> bool:
        """Tell whether a call may be made beside those under way.

        Where something is to be proved one call goes alone. What can wait leaves a place to
        who cannot, as a slow answer may take long.
        """
        under_way = self._under_way.total()
        probes = self.penalties.to_probe(family, now)
        if ALL in probes or self.is_unreachable:
            return not under_way
        if probes and self._under_way[family]:
            return False
        places = self._policy.concurrency
        return under_way < (max(1, places - 1) if priority is Priority.BACKFILL else places)

    def depart(self, family: str, now: float) -> Departure:
        """Count a call that is sent now."""
        self._under_way[family] += 1
        self.pacer.sent(now)
        self.ledger.spend(family, now)
        probes = self.penalties.to_probe(family, now)
        return Departure(family=family, sent_at=now, probes=probes)

    def gone(self, departure: Departure) -> None:
        """Note that a call is no longer under way; whatever its end, once for each."""
        self._under_way[departure.family] -= 1
        self._under_way += Counter()

    def answered(self, departure: Departure, now: float, verdict: Verdict) -> dict[str, Penalty]:
        """Learn from an answer that is no refusal for limits; returns the penalties it lifts."""
        self.trouble.succeeded()
        self.pacer.accepted(departure.sent_at, now)
        if verdict.outcome is Outcome.UNAUTHORIZED:
            self.refusals.failed(now, self._random)
        else:
            self.refusals.succeeded()
        if verdict.remaining is not None and verdict.resets_in is not None:
            under_way = self._under_way.total()
            self.pacer.told(now, verdict.remaining, verdict.resets_in, under_way)
        lifted = {scope: self.penalties.lift(scope, now) for scope in departure.probes}
        return {scope: penalty for scope, penalty in lifted.items() if penalty}

    def limited(
        self, departure: Departure, now: float, wall: Wall, told: float | None
    ) -> tuple[str, Penalty | None]:
        """Learn from a refusal; returns its scope, and the penalty if it is a new one."""
        self.trouble.succeeded()
        scope = departure.family if wall is Wall.QUOTA else ALL
        penalty = self.penalties.impose(scope, wall, told, sent_at=departure.sent_at, now=now)
        if penalty is None:
            return scope, None
        is_probe = scope in departure.probes
        if wall is Wall.RATE:
            strikes, sent_at = penalty.strikes, departure.sent_at
            self.pacer.refused(sent_at, now, strikes=strikes, is_probe=is_probe)
        elif not is_probe:
            self.ledger.refused(departure.family, now)
        return scope, penalty

    def failed(self, now: float, told: float | None = None) -> None:
        """Learn that no answer came, or none that could be used."""
        self.trouble.failed(now, self._random, told)

    def saved(self, now: float, shift: float, *, is_last: bool) -> dict[str, Any]:
        """Return what must outlive a restart as a JSON object, in wall time.

        ``is_last`` when nothing follows it, so that it need not be taken for out of date.
        """
        return {
            "is_last": is_last,
            "pacing": self.pacer.saved(shift),
            "families": self.ledger.saved(now, shift),
            "penalties": self.penalties.saved(now, shift),
        }

    def restore(self, saved: Mapping[str, Any], now: float, saved_at: float) -> None:
        """Go on from a state saved at ``saved_at``; its own ``saved_at`` is in wall time."""
        shift = saved_at - saved["saved_at"]
        is_last = saved.get("is_last") is True
        busy_until = None if is_last else min(now, saved_at + LAG)
        self.pacer.restore(mapping(saved.get("pacing")), shift, busy_until)
        self.ledger.restore(mapping(saved.get("families")), now, shift)
        self.penalties.restore(mapping(saved.get("penalties")), now, shift)


def _hold_of(penalty: Penalty, now: float) -> Hold:
    """Return what a penalty means to a call."""
    is_over = now >= penalty.ends
    why = Why.COOL_DOWN if is_over else Why(penalty.wall.value)
    return Hold(at=penalty.opens, why=why, wall=penalty.wall, is_shut=True)
