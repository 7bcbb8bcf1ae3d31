"""What HTTP itself says of an answer; services with ways of their own build on it."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from .types import Outcome, Verdict, Wall

if TYPE_CHECKING:
    from collections.abc import Mapping

QUOTA_EXCEEDED: Final = "QUOTA_EXCEEDED"
_ABSENT: Final = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
_LATER: Final = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY})
_LONGEST_REASON: Final = 200


def classify_http(status: int, headers: Mapping[str, str], body: Any) -> Verdict:
    """Judge an answer by its status, and by the reason that Spotify gives with a 429.

    https://www.rfc-editor.org/rfc/rfc6585#section-4
    https://developer.spotify.com/blog/2026-07-23-web-api-quota-updates
    """
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        reason = reason_of(body)
        wall = Wall.QUOTA if reason == QUOTA_EXCEEDED else Wall.RATE
        return Verdict(outcome=Outcome.LIMITED, wall=wall, reason=reason)
    if status in _ABSENT:
        return Verdict(outcome=Outcome.NOT_FOUND)
    if status == HTTPStatus.UNAUTHORIZED:
        return Verdict(outcome=Outcome.UNAUTHORIZED, reason=reason_of(body))
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or status in _LATER:
        return Verdict(outcome=Outcome.FAILED, reason=reason_of(body))
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES or status == HTTPStatus.NOT_MODIFIED:
        return Verdict()
    return Verdict(outcome=Outcome.REJECTED, reason=reason_of(body))


def reason_of(body: Any) -> str | None:
    """Return the words for what went wrong out of the usual shapes of an error, shortened."""
    error = body.get("error", body) if isinstance(body, dict) else body
    if isinstance(error, dict):
        error = error.get("reason") or error.get("message") or error.get("error_description")
    return error[:_LONGEST_REASON] if isinstance(error, str) else None
