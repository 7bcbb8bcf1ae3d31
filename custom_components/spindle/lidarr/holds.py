"""Why Lidarr cannot be used for what waits."""

from __future__ import annotations

from .errors import LidarrElsewhere, LidarrError, LidarrRefused, LidarrUnauthorized
from .types import Hold


class Held(Exception):
    """Nothing more is sent in this wake."""

    def __init__(self, hold: Hold, detail: str | None = None) -> None:
        """Keep why, with Lidarr's own words."""
        super().__init__(hold)
        self.hold = hold
        self.detail = detail


def held_by(error: LidarrError) -> Held:
    """Return what an error means for everything alike."""
    if isinstance(error, LidarrUnauthorized):
        return Held(Hold.UNAUTHORIZED)
    if isinstance(error, LidarrElsewhere):
        return Held(Hold.ELSEWHERE, str(error))
    return Held(Hold.UNREACHABLE, str(error))


def of_settings(refused: LidarrRefused) -> Hold | None:
    """Tell whether a request is refused for what a person has chosen, and for which choice.

    https://github.com/Lidarr/Lidarr/blob/develop/src/Lidarr.Api.V1/Albums/AlbumController.cs
    """
    named = " ".join(refusal.property_name or "" for refusal in refused.refusals).lower()
    if "rootfolder" in named or "path" in named:
        return Hold.ROOT_FOLDER
    return Hold.PROFILE if "profile" in named else None
