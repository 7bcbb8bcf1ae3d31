"""From how a call ended to what its callers get, and what there is to tell of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .errors import NotFound, Overdue, Rejected, Unauthorized, Unreachable
from .types import Answer, EventKind, Outcome, Wall, Why

if TYPE_CHECKING:
    from .admission import Admission
    from .exchange import Reply
    from .flight import Flight


class News(NamedTuple):
    """A wall that was met, or left behind; steady time."""

    kind: EventKind
    scope: str
    wall: Wall
    until: float | None = None


class Ending(NamedTuple):
    """What became of a call."""

    outcome: Answer | BaseException
    news: tuple[News, ...] = ()


def judge(flight: Flight, reply: Reply, admission: Admission, now: float, shift: float) -> Ending:
    """Take a reply for what it says it is, and learn from it; ``shift`` leads to wall time."""
    verdict = reply.verdict
    if verdict.outcome is Outcome.LIMITED:
        return _limited(flight, reply, admission, now, shift)
    if verdict.outcome is Outcome.FAILED:
        admission.failed(now, reply.told)
        reason = f"{reply.status} {verdict.reason or ''}".strip()
        return Ending(Unreachable(reason, maybe_done=not flight.request.is_idempotent))
    lifted = admission.answered(flight.departure, now, verdict)
    news = tuple(News(EventKind.RECOVERED, scope, one.wall) for scope, one in lifted.items())
    return Ending(_said(flight, reply, now + shift), news)


def _said(flight: Flight, reply: Reply, answered_at: float) -> Answer | BaseException:
    """Return the answer, or the error that it is."""
    verdict = reply.verdict
    if verdict.outcome is Outcome.UNAUTHORIZED:
        return Unauthorized(verdict.reason or flight.request.family)
    if verdict.outcome is Outcome.NOT_FOUND:
        return NotFound(flight.request.family)
    if verdict.outcome is Outcome.REJECTED:
        return Rejected(reply.status, verdict.reason)
    return Answer(
        status=reply.status,
        headers=reply.headers,
        body=reply.body,
        answered_at=answered_at,
        raw=reply.raw,
    )


def _limited(
    flight: Flight, reply: Reply, admission: Admission, now: float, shift: float
) -> Ending:
    """Shut, and say until when."""
    wall = reply.verdict.wall
    scope, penalty = admission.limited(flight.departure, now, wall, reply.told)
    standing = admission.penalties.shut(flight.request.family, now)
    until = standing.opens if standing else now
    overdue = Overdue(until + shift, wall, Why(wall.value))
    if penalty is None:
        return Ending(overdue)
    kind = EventKind.QUOTA_EXCEEDED if wall is Wall.QUOTA else EventKind.LIMITED
    return Ending(overdue, (News(kind, scope, wall, penalty.opens),))
