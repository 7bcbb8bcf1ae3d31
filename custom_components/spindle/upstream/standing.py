"""How a gate stands, in one word and the time it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .types import GateState, GateStatus, Priority, Wall, Why

if TYPE_CHECKING:
    from .admission import Admission
    from .penalty import Penalty


class _Standing(NamedTuple):
    """A state, until when (steady) and why."""

    state: GateState
    until: float | None = None
    why: Why | None = None


def status_of(
    admission: Admission, account: str, *, waiting: int, is_pacing: bool, now: float, shift: float
) -> GateStatus:
    """Say how an account stands at ``now`` (steady); the times in it are wall clock."""
    families = admission.ledger.families
    standing = _standing(admission, now, is_pacing=is_pacing)
    until = standing.until
    return GateStatus(
        account=account,
        state=standing.state,
        until=until + shift if until is not None and until > now else None,
        why=standing.why,
        spent={family: admission.ledger.spent(family, now) for family in families},
        budgets={family: admission.ledger.budget(family, now) for family in families},
        waiting=waiting,
    )


def _standing(admission: Admission, now: float, *, is_pacing: bool) -> _Standing:
    """Choose what matters most to a person."""
    penalty = max(admission.penalties.standing().values(), key=lambda one: one.opens, default=None)
    if penalty and now < penalty.ends:
        return _refused(penalty)
    if admission.refusals.failures:
        return _Standing(GateState.AUTH_FAILED, admission.refusals.until, Why.AUTH)
    if admission.is_unreachable:
        return _Standing(GateState.UNREACHABLE, admission.trouble.until, Why.UNREACHABLE)
    if penalty and now < penalty.opens:
        return _Standing(GateState.COOLING_DOWN, penalty.opens, Why.COOL_DOWN)
    free_at = _budgets_free_at(admission, now)
    if free_at > now:
        return _Standing(GateState.PACING, free_at, Why.BUDGET)
    if is_pacing:
        return _Standing(GateState.PACING, None, Why.PACE)
    return _Standing(GateState.OK)


def _refused(penalty: Penalty) -> _Standing:
    """Tell the two walls apart."""
    if penalty.wall is Wall.QUOTA:
        return _Standing(GateState.QUOTA_EXCEEDED, penalty.opens, Why.QUOTA)
    return _Standing(GateState.RATE_LIMITED, penalty.opens, Why.RATE)


def _budgets_free_at(admission: Admission, now: float) -> float:
    """Return when the last budget is free again for work that can wait."""
    ledger = admission.ledger
    times = (ledger.free_at(family, Priority.BACKFILL, now) for family in ledger.families)
    return max(times, default=now)
