"""What Lidarr means when it does not do what it was asked for."""

from __future__ import annotations

from http import HTTPStatus
import re
from typing import TYPE_CHECKING, Any, Final

from .errors import (
    LidarrConflict,
    LidarrElsewhere,
    LidarrError,
    LidarrNotFound,
    LidarrRefused,
    LidarrUnauthorized,
    LidarrUnavailable,
    Refusal,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_WORDS: Final = 300
_METADATA: Final = re.compile(r"LidarrAPI|api\.lidarr\.audio|HTTP request failed")
"""Only its metadata server does Lidarr call while somebody waits for the answer."""
_TAKEN: Final = re.compile(r"UNIQUE constraint failed|duplicate key value", re.IGNORECASE)
"""Two added the same at once; on Postgres that is a 500."""


def refused(status: int, body: Any, *, is_page: bool, is_write: bool) -> LidarrError:
    """Return what an answer means that is no success; ``is_page`` when it is a web page."""
    said = words(body)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or status in _LATER:
        if _TAKEN.search(said):
            return LidarrConflict(said)
        return LidarrUnavailable(
            said or str(status),
            is_metadata=_METADATA.search(said) is not None,
            maybe_done=is_write,
        )
    if is_page:
        return LidarrElsewhere(f"a web page ({status})")
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        return LidarrUnauthorized(str(status))
    if status == HTTPStatus.NOT_FOUND:
        return LidarrNotFound(said or str(status))
    if status == HTTPStatus.CONFLICT:
        return LidarrConflict(said or str(status))
    return LidarrRefused(tuple(_refusals(body)) or (Refusal(message=said or str(status)),))


_LATER: Final = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS})


def words(body: Any) -> str:
    """Return Lidarr's own words, at most 300 characters; empty when it has none."""
    if isinstance(body, list):
        return "; ".join(refusal.message for refusal in _refusals(body))[:LONGEST_WORDS]
    if not isinstance(body, dict):
        return ""
    said = body.get("message") or body.get("title") or ""
    return str(said)[:LONGEST_WORDS]


def _refusals(body: Any) -> Iterator[Refusal]:
    """Yield the reasons of a list of them; none for another shape."""
    for each in body if isinstance(body, list) else ():
        if isinstance(each, dict):
            yield Refusal(
                message=str(each.get("errorMessage") or "")[:LONGEST_WORDS],
                code=each.get("errorCode"),
                property_name=each.get("propertyName"),
            )
