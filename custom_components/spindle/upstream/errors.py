"""What can come of a call besides an answer: few kinds, each with what its caller needs."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from .types import Wall, Why


class Bad(StrEnum):
    """Why a body is not taken for an answer; each is a sentence where people read it."""

    HTML = "html"
    TRUNCATED = "truncated"
    NOT_JSON = "not_json"
    TOO_LARGE = "too_large"
    WRONG_SHAPE = "wrong_shape"
    """JSON, but not of the types that are documented."""


class UpstreamError(Exception):
    """A call to an outside service came to nothing."""

    key: ClassVar[str] = "upstream"
    """Names the sentence for people."""


class Overdue(UpstreamError):
    """The call would wait longer than its caller allows; it was not made, or was refused."""

    key = "overdue"

    def __init__(self, at: float, wall: Wall | None, why: Why) -> None:
        """Tell when it may be made (epoch), and for which wall it waits, if for one."""
        super().__init__(f"{why} until {at:.0f}")
        self.at = at
        self.wall = wall
        self.why = why


class NotFound(UpstreamError):
    """The service knows nothing by that name: an answer, too, and kept as one."""

    key = "not_found"


class Unauthorized(UpstreamError):
    """The service does not accept who we say we are; a person has to sign in again."""

    key = "unauthorized"


class Rejected(UpstreamError):
    """The service refuses the request itself; asking again changes nothing."""

    key = "rejected"

    def __init__(self, status: int, reason: str | None = None) -> None:
        """Keep the HTTP status and the service's own word."""
        super().__init__(f"{status} {reason or ''}".strip())
        self.status = status
        self.reason = reason


class Unreachable(UpstreamError):
    """No answer, or one that says the service is in trouble."""

    key = "unreachable"

    def __init__(self, reason: str, *, maybe_done: bool = False) -> None:
        """Keep why; ``maybe_done`` when a write was sent and nobody knows what became of it."""
        super().__init__(reason)
        self.reason = reason
        self.maybe_done = maybe_done


class BadAnswer(UpstreamError):
    """The service answered what cannot be its answer."""

    key = "bad_answer"

    def __init__(self, bad: Bad, detail: str | None = None) -> None:
        """Keep the sentence's name, and a detail for the log."""
        super().__init__(f"{bad}: {detail}" if detail else str(bad))
        self.bad = bad
        self.detail = detail
