"""See to it that Lidarr knows an album or an artist: nothing is downloaded by that.

Everything may be done twice: what a crash has cut off is found by its own id.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..store.lidarr_types import WantedKind, WantedReason, WantedStatus
from .errors import LidarrConflict, LidarrRefused, LidarrUnavailable
from .holds import of_settings

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from ..store.lidarr_types import WantedItem
    from .answers import Album, Artist, FoundAlbum
    from .client import LidarrClient
    from .types import Settings

type Gate = Callable[[str | None], Awaitable[bool]]
"""Asked before something is added, with its artist's MBID: whether that may be done now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Lidarr knows it."""

    lidarr_id: int
    artist_id: int
    foreign_id: str
    is_our_artist: bool = False
    was_added: bool = False
    """Whether that is new."""
    artist_foreign_id: str | None = None
    """Of what is new."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """There is nothing to be asked for."""

    status: WantedStatus
    reason: WantedReason
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class Later:
    """It would have to be added, and that cannot be done now."""


type Ensured = Known | Aside | Later

NOT_FOUND = Aside(status=WantedStatus.NOT_ELIGIBLE, reason=WantedReason.NOT_FOUND)
EXCLUDED = Aside(status=WantedStatus.NOT_ELIGIBLE, reason=WantedReason.EXCLUDED)
AVAILABLE = Aside(status=WantedStatus.AVAILABLE, reason=WantedReason.ALREADY_AVAILABLE)


async def ensure(
    client: LidarrClient, item: WantedItem, settings: Settings, may_add: Gate
) -> Ensured:
    """Find something in Lidarr, or add it; raises a ``LidarrError``."""
    if item.mbid is None:
        return NOT_FOUND
    if item.kind is WantedKind.ARTIST:
        return await _ensure_artist(client, item.mbid, settings, may_add)
    return await _ensure_album(client, item, item.mbid, settings, may_add)


async def _ensure_album(
    client: LidarrClient, item: WantedItem, mbid: str, settings: Settings, may_add: Gate
) -> Ensured:
    album = await client.album_by_foreign_id(item.foreign_id or mbid)
    if album is not None:
        return _known_album(album)
    if not await may_add(item.artist_mbid):
        return Later()
    # Adding strikes it from the exclusions: they have to be looked at before.
    excluded = await client.exclusions()
    if excluded & {mbid, item.artist_mbid}:
        return EXCLUDED
    found = await client.lookup_album(mbid)
    if found is None:
        return NOT_FOUND
    if excluded & {found.foreign_id.lower(), found.artist_foreign_id.lower()}:
        return EXCLUDED
    if found.foreign_id != mbid:
        merged = await client.album_by_foreign_id(found.foreign_id)
        if merged is not None:
            return _known_album(merged)
    if item.artist_mbid != found.artist_foreign_id and not await may_add(found.artist_foreign_id):
        return Later()
    return await _add_album(client, found, settings)


async def _add_album(client: LidarrClient, found: FoundAlbum, settings: Settings) -> Ensured:
    try:
        album = await client.add_album(found, settings)
    except LidarrConflict:
        return await _added_by_another(client, found.foreign_id)
    except LidarrRefused as error:
        if error.has_code("AlbumExistsValidator"):
            return await _added_by_another(client, found.foreign_id)
        return _refused(error)
    return Known(
        lidarr_id=album.id,
        artist_id=album.artist_id,
        foreign_id=album.foreign_id,
        is_our_artist=not found.knows_artist,
        was_added=True,
        artist_foreign_id=found.artist_foreign_id,
    )


async def _added_by_another(client: LidarrClient, foreign_id: str) -> Ensured:
    album = await client.album_by_foreign_id(foreign_id)
    if album is None:
        raise LidarrUnavailable("it exists, and is not there")
    return _known_album(album)


def _known_album(album: Album) -> Ensured:
    """Judge an album that is there: all of it, or to be monitored and searched for."""
    if album.is_available:
        return AVAILABLE
    return Known(lidarr_id=album.id, artist_id=album.artist_id, foreign_id=album.foreign_id)


async def _ensure_artist(
    client: LidarrClient, mbid: str, settings: Settings, may_add: Gate
) -> Ensured:
    artist = await client.artist_by_mbid(mbid)
    if artist is not None:
        return _known_artist(artist)
    if not await may_add(mbid):
        return Later()
    if mbid in await client.exclusions():
        return EXCLUDED
    found = await client.lookup_artist(mbid)
    if found is None:
        return NOT_FOUND
    try:
        artist = await client.add_artist(found, settings)
    except (LidarrConflict, LidarrRefused) as error:
        if isinstance(error, LidarrRefused) and not error.has_code("ArtistExistsValidator"):
            return _refused(error)
        artist = await client.artist_by_mbid(found.foreign_id)
        if artist is None:
            raise LidarrUnavailable("it exists, and is not there") from error
        return _known_artist(artist)
    return Known(
        lidarr_id=artist.id,
        artist_id=artist.id,
        foreign_id=artist.foreign_id,
        is_our_artist=True,
        was_added=True,
        artist_foreign_id=artist.foreign_id,
    )


def _known_artist(artist: Artist) -> Known:
    return Known(lidarr_id=artist.id, artist_id=artist.id, foreign_id=artist.foreign_id)


def _refused(error: LidarrRefused) -> Aside:
    """Judge a refusal that is about the thing itself; raises it if it is about our settings.

    https://github.com/Lidarr/Lidarr/blob/develop/src/NzbDrone.Core/Music/Services/AddAlbumService.cs
    """
    if any(refusal.property_name == "MusicbrainzId" for refusal in error.refusals):
        return NOT_FOUND
    if of_settings(error) is not None:
        raise error
    return Aside(status=WantedStatus.FAILED, reason=WantedReason.REFUSED, detail=str(error))
