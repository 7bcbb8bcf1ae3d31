"""What the submitter tells of itself after a wake."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from ..store.lidarr_types import WantedStatus
from .types import Hold, Phase, QueueEvent, QueueEventType, SubmitterState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..store.lidarr_reads import Standing
    from .holds import Held

_FULL: Final = frozenset({Hold.CAP_REACHED, Hold.RESERVED, Hold.LIDARR_BUSY})
"""Reasons that pass as Lidarr works."""
_HELD: Final = frozenset({Phase.BACKPRESSURE, Phase.BLOCKED})
_WAITING: Final = (WantedStatus.QUEUED, WantedStatus.SUBMITTED)


def with_work(
    state: SubmitterState, work: Standing, per_hour: float | None, now: float
) -> SubmitterState:
    """Return the state with what the store says of the queue."""
    waiting = sum(work.counts.get(status, 0) for status in _WAITING)
    return replace(
        state,
        counts=MappingProxyType(dict(work.counts)),
        waiting=waiting,
        per_hour=per_hour,
        done_at=now + waiting / per_hour * 3600.0 if waiting and per_hour else None,
    )


def asleep(state: SubmitterState) -> SubmitterState:
    """Return the state of one that has nothing to do."""
    return replace(
        state, phase=Phase.ASLEEP, hold=None, since=None, detail=None, reserved=0, stuck=()
    )


def awake(state: SubmitterState, held: Held | None, now: float) -> SubmitterState:
    """Return the state after a wake in which nothing could be sent, or something could."""
    if held is None:
        return replace(state, phase=Phase.SUBMITTING, hold=None, since=None, detail=None)
    phase = Phase.BACKPRESSURE if held.hold in _FULL else Phase.BLOCKED
    since = state.since if state.phase is phase else now
    return replace(state, phase=phase, hold=held.hold, since=since, detail=held.detail)


def kept(state: SubmitterState) -> dict[str, Any]:
    """Return what of a state is to be known after a restart."""
    if state.phase not in _HELD:
        return {}
    return {
        "phase": state.phase,
        "hold": state.hold,
        "since": state.since,
        "detail": state.detail,
    }


def resumed(state: SubmitterState, kept: Mapping[str, Any]) -> SubmitterState:
    """Return the state as ``kept`` told of it; as it is when that cannot be read."""
    since, detail = kept.get("since"), kept.get("detail")
    if not isinstance(since, int | float):
        return state
    try:
        phase, hold = Phase(str(kept.get("phase"))), Hold(str(kept.get("hold")))
    except ValueError:
        return state
    detail = detail if isinstance(detail, str) else None
    return replace(state, phase=phase, hold=hold, since=float(since), detail=detail)


def pressure(
    before: SubmitterState, after: SubmitterState, *, was_told: bool, now: float
) -> QueueEvent | None:
    """Return the word that Lidarr is full, or has room again.

    Full is what leaves no room at two wakes in a row: for as long as Lidarr works, places
    come free and are taken at once, and nobody wants to hear of each. Nor is there room while
    Lidarr cannot be used.
    """
    if was_told:
        is_news = after.phase not in _HELD
    else:
        is_news = after.phase is before.phase is Phase.BACKPRESSURE
    if not is_news:
        return None
    held = before if was_told else after
    return QueueEvent(
        type=(
            QueueEventType.BACKPRESSURE_CLEARED if was_told else QueueEventType.BACKPRESSURE_STARTED
        ),
        at=now,
        count=after.waiting,
        reason=held.hold,
        since=held.since,
        depth=after.depth,
        cap=after.cap,
    )


def drained(before: SubmitterState, after: SubmitterState, now: float) -> QueueEvent | None:
    """Return the word that nothing waits any more."""
    if not before.waiting or after.waiting:
        return None
    return QueueEvent(type=QueueEventType.DRAINED, at=now, count=before.waiting)
