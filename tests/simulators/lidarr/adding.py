"""Adding artists and albums: what is checked, and what is done.

As in ``AlbumController``, ``ArtistController`` and ``AddAlbumService``:
https://github.com/Lidarr/Lidarr/tree/develop/src/Lidarr.Api.V1
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .errors import Failure, conflict, invalid, malformed, metadata_at_adding, not_found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .library import Album, Artist
    from .machine import Machine


def check_album(machine: Machine, body: Any) -> None:
    """Refuse a request that would not come as far as the metadata server."""
    if not isinstance(body, dict):
        raise malformed("The JSON value could not be converted to AlbumResource.")
    machine.watch.sent(body.get("foreignAlbumId", ""))
    failures = list(_album_failures(machine, body))
    if failures:
        raise invalid(failures)


def check_artist(machine: Machine, body: Any) -> None:
    """Refuse a request that would not come as far as the metadata server."""
    if not isinstance(body, dict):
        raise malformed("The JSON value could not be converted to ArtistResource.")
    machine.watch.sent(body.get("foreignArtistId", ""))
    failures = list(_artist_failures(machine, body, "", is_new=True))
    if failures:
        raise invalid(failures)


def add_album(machine: Machine, body: dict[str, Any]) -> Album:
    """Add an album, and its artist where it is new; a refresh follows."""
    mbid = body["foreignAlbumId"]
    _reach_metadata(machine, f"album/{mbid}")
    group = machine.music.group(mbid)
    if group is None:
        raise _unknown("An album with this ID was not found", mbid)
    if group.mbid in machine.library.by_mbid:
        raise conflict("constraint failed\nUNIQUE constraint failed: Albums.ForeignAlbumId")
    for listed in (group.mbid, group.artist_mbid):
        machine.exclusions.pop(listed, None)
    artist = machine.library.by_artist_mbid.get(group.artist_mbid)
    if artist is None:
        artist = _new_artist(machine, group.artist_mbid, body["artist"])
    album = machine.library.add_album(group, artist, monitored=bool(body.get("monitored")))
    album.is_manual = True
    album.search_when_scanned = bool((body.get("addOptions") or {}).get("searchForNewAlbum"))
    machine.watch.added(mbid)
    machine.library.refresh_for_new(album)
    return album


def add_artist(machine: Machine, body: dict[str, Any]) -> Artist:
    """Add an artist; a refresh follows, which brings the albums."""
    mbid = body["foreignArtistId"]
    _reach_metadata(machine, f"artist/{mbid}")
    if mbid not in machine.music.performers:
        raise _unknown("An artist with this ID was not found", mbid)
    if mbid in machine.library.by_artist_mbid:
        raise conflict("constraint failed\nUNIQUE constraint failed: Artists.ArtistMetadataId")
    machine.exclusions.pop(mbid, None)
    artist = _new_artist(machine, mbid, body)
    machine.watch.added(mbid)
    machine.library.refresh(artist, is_new=True)
    return artist


def find_artist(machine: Machine, artist_id: int) -> Artist:
    """Return an artist by Lidarr's own id."""
    artist = machine.library.artists.get(artist_id)
    if artist is None:
        raise not_found(f"Artist with ID {artist_id} does not exist")
    return artist


def _new_artist(machine: Machine, mbid: str, body: dict[str, Any]) -> Artist:
    return machine.library.add_artist(
        machine.music.performers[mbid],
        monitored=bool(body.get("monitored")),
        # What is left out is the first of the enumeration, and that is all of them.
        monitor_new_items=body.get("monitorNewItems", "all"),
        root_folder=body["rootFolderPath"].rstrip("/"),
        quality_profile=body["qualityProfileId"],
        metadata_profile=body["metadataProfileId"],
        add_options=body.get("addOptions"),
        is_clients=True,
    )


def _reach_metadata(machine: Machine, path: str) -> None:
    if machine.metadata_is_out(machine.timeline.now):
        raise metadata_at_adding(path)


def _unknown(message: str, mbid: str) -> Exception:
    return invalid([Failure(property_name="MusicbrainzId", message=message, value=mbid)])


def _album_failures(machine: Machine, body: dict[str, Any]) -> Iterator[Failure]:
    mbid = body.get("foreignAlbumId")
    if not mbid:
        yield _empty("ForeignAlbumId", "Foreign Album Id")
    elif mbid in machine.library.by_mbid:
        yield Failure(
            property_name="ForeignAlbumId",
            message="This album has already been added.",
            code="AlbumExistsValidator",
            value=mbid,
        )
    artist = body.get("artist")
    if artist is None:
        yield Failure(
            property_name="Artist", message="'Artist' must not be empty.", code="NotNullValidator"
        )
    else:
        yield from _artist_failures(machine, artist, "Artist.", is_new=False)


def _artist_failures(
    machine: Machine, body: dict[str, Any], prefix: str, *, is_new: bool
) -> Iterator[Failure]:
    mbid = body.get("foreignArtistId")
    if not mbid:
        yield _empty(f"{prefix}ForeignArtistId", "Foreign Artist Id")
    elif is_new and mbid in machine.library.by_artist_mbid:
        yield Failure(
            property_name="ForeignArtistId",
            message="This artist has already been added.",
            code="ArtistExistsValidator",
            value=mbid,
        )
    if is_new and not body.get("artistName"):
        yield _empty("ArtistName", "Artist Name")
    for key, name, there in (
        ("qualityProfileId", "QualityProfile", machine.quality_profiles),
        ("metadataProfileId", "MetadataProfile", machine.metadata_profiles),
    ):
        if body.get(key) not in there:
            yield Failure(
                property_name=f"{prefix}{name}Id",
                message=f"{name.replace('P', ' P')} does not exist",
                code=f"{name}ExistsValidator",
                value=body.get(key),
            )
    if (
        not body.get("path")
        and (body.get("rootFolderPath") or "").rstrip("/") not in machine.root_folders
    ):
        yield Failure(
            property_name=f"{prefix}RootFolderPath",
            message="Root folder does not exist",
            code="RootFolderExistsValidator",
            value=body.get("rootFolderPath"),
        )


def _empty(property_name: str, name: str) -> Failure:
    return Failure(
        property_name=property_name,
        message=f"'{name}' must not be empty.",
        code="NotEmptyValidator",
        value="",
    )
