"""What can come of a call to Lidarr besides an answer.

The shapes are those of Lidarr's own error pipeline:
https://github.com/Lidarr/Lidarr/blob/develop/src/Lidarr.Http/ErrorManagement/LidarrErrorPipeline.cs
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class LidarrError(Exception):
    """A call to Lidarr came to nothing."""


class LidarrUnauthorized(LidarrError):
    """The key is refused; a person has to give another."""


class LidarrElsewhere(LidarrError):
    """Something answers there, but not Lidarr: a login page, or a path without its URL base."""

    def __init__(self, detail: str, *, url_base: str | None = None) -> None:
        """Keep what was seen; ``url_base`` when Lidarr itself says where it is to be asked."""
        super().__init__(detail)
        self.url_base = url_base


class LidarrNotFound(LidarrError):
    """Lidarr has nothing by that id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """One reason among those for which Lidarr refuses a request."""

    message: str
    code: str | None = None
    """``AlbumExistsValidator`` and the like; None for what has none."""
    property_name: str | None = None


class LidarrRefused(LidarrError):
    """Lidarr refuses the request itself (400); asking again changes nothing."""

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        """Keep every reason it gives."""
        super().__init__("; ".join(refusal.message for refusal in refusals) or "400")
        self.refusals = tuple(refusals)

    def has_code(self, code: str) -> bool:
        """Tell whether one of the reasons has that code."""
        return any(refusal.code == code for refusal in self.refusals)


class LidarrConflict(LidarrError):
    """It is there already, or somebody else changes it (409; on Postgres a 500)."""


class LidarrUnavailable(LidarrError):
    """No answer in time, or one that says that Lidarr is in trouble; ask again later."""

    def __init__(self, detail: str, *, is_metadata: bool = False, maybe_done: bool = False) -> None:
        """Keep why.

        ``is_metadata`` when it is Lidarr's metadata server that fails, for everything alike;
        ``maybe_done`` when a write was sent and nobody knows what became of it.
        """
        super().__init__(detail)
        self.is_metadata = is_metadata
        self.maybe_done = maybe_done
