"""What becomes of a session: when it counts, its last word, and what its room shows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .types import (
    Counted,
    Finished,
    Instant,
    Listening,
    NotCounted,
    Outcome,
    Phase,
    Reason,
    RoomView,
)

if TYPE_CHECKING:
    from .rules import Rules
    from .session import Session

ROUNDING = 1e-6
"""Seconds by which sums of floating-point seconds may miss a threshold."""


def decide(session: Session, now: float, rules: Rules) -> list[Outcome]:
    """Count the session if enough of it was heard until ``now`` (monotonic seconds)."""
    if session.counted or session.refused:
        return []
    needed = rules.threshold(session.duration, session.source)
    if session.clock.heard_at(now) < needed - ROUNDING:
        return []
    listening = session.listening(now)
    session.refused = rules.refusal(listening)
    if session.refused:
        return []
    recorded = rules.as_recorded(listening)
    session.counted_for = recorded.speaker
    return [Counted(recorded)]


def close(session: Session, now: float, rules: Rules) -> list[Outcome]:
    """Say the last word on a session that ended at ``now`` (monotonic seconds)."""
    outcomes = decide(session, now, rules)
    listening = session.listening(now)
    if session.counted_for:
        return [*outcomes, Finished(_recorded_for(session.counted_for, listening, rules))]
    if listening.listened < session.least_told:
        return outcomes
    reason = session.refused or rules.refusal(listening) or Reason.SKIPPED
    told = rules.veiled(rules.as_recorded(listening), reason)
    return [*outcomes, NotCounted(told, reason)]


def _recorded_for(speaker: str, listening: Listening, rules: Rules) -> Listening:
    """Return the listening as it was counted for ``speaker``, though rooms became private."""
    rooms = rules.recordable(listening.rooms)
    return replace(listening, speaker=speaker, rooms=rooms or (speaker,))


def counts_at(session: Session, rules: Rules) -> float | None:
    """Return the monotonic time at which it will have been heard for long enough."""
    if session.counted or session.refused:
        return None
    return session.clock.reaches(rules.threshold(session.duration, session.source))


def view_of(session: Session, now: Instant, rules: Rules) -> RoomView:
    """Return what the session's room shows; ``counts_at`` in whole epoch seconds."""
    listening = session.listening(now.monotonic)
    reason = None if session.counted else session.refused or rules.refusal(listening)
    phase = Phase.NOT_COUNTED if reason else Phase.LISTENING
    moment = None if reason else counts_at(session, rules)
    shown = rules.veiled(listening, reason)
    return RoomView(
        phase=Phase.COUNTED if session.counted else phase,
        title=shown.title,
        artist=shown.artist,
        album=shown.album,
        service=session.source.service,
        kind=session.source.kind,
        started_at=session.started_at,
        counts_at=None if moment is None else float(round(now.epoch + moment - now.monotonic)),
        reason=reason,
    )
