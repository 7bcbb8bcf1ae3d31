"""How Lidarr says no, in each of its shapes.

https://github.com/Lidarr/Lidarr/blob/develop/src/Lidarr.Http/ErrorManagement/LidarrErrorPipeline.cs
"""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

METADATA: str = "https://api.lidarr.audio/api/v0.4"


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """One entry of a validation."""

    property_name: str
    message: str
    code: str | None = None
    value: Any = None


class Refused(Exception):
    """Lidarr says no."""

    def __init__(self, status: HTTPStatus, body: Any) -> None:
        """Hold what it says."""
        super().__init__(body)
        self.status = status
        self.body = body


def invalid(failures: Sequence[Failure]) -> Refused:
    """The list of a validation; an entry without a code has none."""
    body = [
        {
            "propertyName": failure.property_name,
            "errorMessage": failure.message,
            "attemptedValue": failure.value,
            "severity": "error",
            "errorCode": failure.code,
            "formattedMessageArguments": [],
            "formattedMessagePlaceholderValues": {},
        }
        for failure in failures
    ]
    return Refused(
        HTTPStatus.BAD_REQUEST,
        [{key: value for key, value in each.items() if value is not None} for each in body],
    )


def malformed(message: str) -> Refused:
    """What ASP.NET says of a body that is none."""
    return Refused(
        HTTPStatus.BAD_REQUEST,
        {
            "type": "https://tools.ietf.org/html/rfc7231#section-6.5.1",
            "title": "One or more validation errors occurred.",
            "status": 400,
            "traceId": "00-0123456789abcdef0123456789abcdef-0123456789abcdef-00",
            "errors": {"$": [message]},
        },
    )


def not_found(what: str) -> Refused:
    """Nothing by that id."""
    return Refused(HTTPStatus.NOT_FOUND, {"message": "NotFound", "description": what})


def conflict(message: str) -> Refused:
    """It is there already, or cannot be done now."""
    return Refused(HTTPStatus.CONFLICT, {"message": message})


def broken(message: str) -> Refused:
    """An exception that nobody has thought of."""
    return Refused(
        HTTPStatus.INTERNAL_SERVER_ERROR,
        {"message": message, "description": f"System.Exception: {message}\n   at NzbDrone.Core"},
    )


def metadata_at_lookup(term: str) -> Refused:
    """The metadata server fails while something is looked up."""
    message = f"Search for '{term}' failed. LidarrAPI Temporarily Unavailable (503)"
    return Refused(
        HTTPStatus.SERVICE_UNAVAILABLE,
        {"message": message, "description": f"SkyHookException: {message}"},
    )


def metadata_at_adding(mbid: str) -> Refused:
    """The metadata server fails while something is added."""
    return broken(f"HTTP request failed: [500:InternalServerError] [GET] at [{METADATA}/{mbid}]")
