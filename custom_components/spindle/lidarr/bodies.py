"""What Lidarr is sent when it is to know something new.

Nothing in these makes it search, or monitor more than was asked for: ``addOptions`` of an
artist would have it rewrite the flags of every album after its scan, and an artist without
``monitorNewItems`` would get all its albums monitored and searched for.
https://github.com/Lidarr/Lidarr/blob/develop/src/NzbDrone.Core/Music/Handlers/ArtistScannedHandler.cs
https://github.com/Lidarr/Lidarr/blob/develop/src/NzbDrone.Core/Music/Services/AddAlbumService.cs
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .answers import FoundAlbum, FoundArtist
    from .types import Settings


def new_album(found: FoundAlbum, settings: Settings) -> dict[str, Any]:
    """Return an album to be added unmonitored, together with its artist if need be."""
    by = found.resource["artist"]
    return {
        **found.resource,
        "monitored": False,
        "anyReleaseOk": True,
        "addOptions": {"addType": "manual", "searchForNewAlbum": False},
        "artist": by if found.knows_artist else _ours(by, settings),
    }


def new_artist(found: FoundArtist, settings: Settings) -> dict[str, Any]:
    """Return an artist to be added, none of whose albums is monitored yet."""
    return _ours(found.resource, settings)


def _ours(artist: Mapping[str, Any], settings: Settings) -> dict[str, Any]:
    """Return an artist as we have Lidarr keep it."""
    kept = {key: value for key, value in artist.items() if key not in {"addOptions", "path"}}
    return {
        **kept,
        "rootFolderPath": settings.root_folder,
        "qualityProfileId": settings.quality_profile_id,
        "metadataProfileId": settings.metadata_profile_id,
        "monitored": True,
        "monitorNewItems": "none",
    }
