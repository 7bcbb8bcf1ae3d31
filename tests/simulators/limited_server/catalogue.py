"""A catalogue in the shapes of Spotify's Web API, made from numbers.

https://developer.spotify.com/documentation/web-api (its OpenAPI description). Fields that a
development-mode app no longer gets (popularity, label, available_markets …) are left out.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

API: Final = "https://api.spotify.example/v1"
TRACKS: Final = 5000
ON_AN_ALBUM: Final = 11
ALBUMS_OF_AN_ARTIST: Final = 3
ALBUMS: Final = -(-TRACKS // ON_AN_ALBUM)
ARTISTS: Final = -(-ALBUMS // ALBUMS_OF_AN_ARTIST)


def item_id(kind: str, number: int) -> str:
    """Return an id of 22 letters and figures."""
    return f"{kind}{number:0{22 - len(kind)}d}"


def number_of(kind: str, of: str) -> int | None:
    """Return the number that an id was made of; None when it is no such id."""
    digits = of.removeprefix(kind)
    return int(digits) if len(of) == 22 and digits != of and digits.isdecimal() else None


@lru_cache(maxsize=ARTISTS)
def simplified_artist(number: int) -> dict[str, Any]:
    """Make a ``SimplifiedArtistObject``."""
    return {**_named("artist", number), "name": f"The Number {number}s"}


def artist(number: int) -> dict[str, Any]:
    """Make an ``ArtistObject``; genres are empty nowadays."""
    return {**simplified_artist(number), "genres": [], "images": [_image()]}


@lru_cache(maxsize=ALBUMS)
def simplified_album(number: int) -> dict[str, Any]:
    """Make a ``SimplifiedAlbumObject``."""
    return {
        **_named("album", number),
        "album_type": "album",
        "total_tracks": len(tracks_on(number)),
        "images": [_image()],
        "name": f"Volume {number}",
        "release_date": f"{1960 + number % 60}-05-17",
        "release_date_precision": "day",
        "artists": [simplified_artist(number // ALBUMS_OF_AN_ARTIST)],
    }


def album(number: int) -> dict[str, Any]:
    """Make an ``AlbumObject``."""
    held = [_simplified_track(each) for each in tracks_on(number)]
    return {
        **simplified_album(number),
        "tracks": page(held, path=f"albums/{item_id('album', number)}/tracks", limit=50),
        "copyrights": [{"text": "(C) Nobody", "type": "C"}],
        "external_ids": {"upc": f"{number:012d}"},
        "genres": [],
    }


def track(number: int) -> dict[str, Any]:
    """Make a ``TrackObject``."""
    return {
        **_simplified_track(number),
        "album": simplified_album(number // ON_AN_ALBUM),
        "external_ids": {"isrc": isrc(number)},
    }


def isrc(number: int) -> str:
    """Return the ISRC of a track."""
    return f"QZSPN{number % 100:02d}{number:05d}"


def saved_track(number: int) -> dict[str, Any]:
    """Make a ``SavedTrackObject``."""
    return {"added_at": "2026-01-27T20:30:00Z", "track": track(number)}


def playlist(number: int, name: str, snapshot: int, total: int) -> dict[str, Any]:
    """Make a ``SimplifiedPlaylistObject``, as lists of playlists have it."""
    return {
        **_named("playlist", number),
        "collaborative": False,
        "description": "",
        "images": [],
        "name": name,
        "owner": {**_named("user", 1), "display_name": "Somebody"},
        "public": False,
        "snapshot_id": f"snapshot{snapshot}",
        "items": {"href": f"{API}/playlists/{item_id('playlist', number)}/items", "total": total},
    }


def new_playlist(number: int, name: str) -> dict[str, Any]:
    """Make the ``PlaylistObject`` of a list that has just been made: its items are a page."""
    path = f"playlists/{item_id('playlist', number)}/items"
    return {**playlist(number, name, 0, 0), "items": page([], path=path, limit=100)}


def page(
    items: list[dict[str, Any]],
    *,
    path: str,
    limit: int,
    offset: int = 0,
    total: int | None = None,
) -> dict[str, Any]:
    """Make a ``PagingObject`` of items that begin at an offset; ``total`` if these are not all."""
    count = len(items) if total is None else total
    following, before = offset + limit, max(0, offset - limit)
    href = f"{API}/{path}?limit={limit}&offset="
    return {
        "href": f"{href}{offset}",
        "limit": limit,
        "next": f"{href}{following}" if following < count else None,
        "offset": offset,
        "previous": f"{href}{before}" if offset else None,
        "total": count,
        "items": items,
    }


def tracks_on(number: int) -> range:
    """Return the numbers of the tracks on an album."""
    return range(number * ON_AN_ALBUM, min((number + 1) * ON_AN_ALBUM, TRACKS))


def _simplified_track(number: int) -> dict[str, Any]:
    on = number // ON_AN_ALBUM
    return {
        **_named("track", number),
        "artists": [simplified_artist(on // ALBUMS_OF_AN_ARTIST)],
        "disc_number": 1,
        "duration_ms": 180_000 + number,
        "explicit": False,
        "is_playable": True,
        "name": f"Song {number}",
        "preview_url": None,
        "track_number": 1 + number % ON_AN_ALBUM,
        "is_local": False,
    }


def _named(kind: str, number: int) -> dict[str, Any]:
    identity = item_id(kind, number)
    return {
        "external_urls": {"spotify": f"https://open.spotify.com/{kind}/{identity}"},
        "href": f"{API}/{kind}s/{identity}",
        "id": identity,
        "type": kind,
        "uri": f"spotify:{kind}:{identity}",
    }


def _image() -> dict[str, Any]:
    return {"url": "https://i.scdn.co/image/cover", "height": 300, "width": 300}
