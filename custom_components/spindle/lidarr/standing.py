"""What the submitter tells of itself after a wake."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from ..store.lidarr_types import WantedStatus
from .types import Hold, Phase, QueueEvent, QueueEventType, SubmitterState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..store.lidarr_reads import Work
    from .holds import Held

HOURS: Final = 24.0
_FULL: Final = frozenset({Hold.CAP_REACHED, Hold.RESERVED, Hold.LIDARR_BUSY})
"""Reasons that pass as Lidarr works."""
_WAITING: Final = (WantedStatus.QUEUED, WantedStatus.SUBMITTED)


def with_work(state: SubmitterState, work: Work, now: float) -> SubmitterState:
    """Return the state with what the store says of the queue."""
    waiting = sum(work.counts.get(status, 0) for status in _WAITING)
    per_hour = work.searched_last_day / HOURS or None
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


def changes(before: SubmitterState, after: SubmitterState, now: float) -> Iterator[QueueEvent]:
    """Yield what has changed between two states that an automation may want to know."""
    was_full, is_full = (each.phase is Phase.BACKPRESSURE for each in (before, after))
    if is_full != was_full:
        kind = (
            QueueEventType.BACKPRESSURE_STARTED if is_full else QueueEventType.BACKPRESSURE_CLEARED
        )
        yield QueueEvent(
            type=kind,
            at=now,
            count=after.waiting,
            reason=after.hold if is_full else before.hold,
            since=before.since if was_full else None,
            depth=after.depth,
            cap=after.cap,
        )
    if before.waiting and not after.waiting:
        yield QueueEvent(type=QueueEventType.DRAINED, at=now, count=before.waiting)
