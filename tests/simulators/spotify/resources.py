"""Music and library in the shapes of Spotify's Web API, as a development-mode app gets them.

https://developer.spotify.com/documentation/web-api/tutorials/february-2026-migration-guide:
popularity, label, available_markets, followers and the like are gone; a playlist has
``items``, each with an ``item``. Genres are null: https://github.com/pixelg/replay-crate/issues/22
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from tests.simulators.limited_server.catalogue import API, item_id, page

from .library import ME
from .music import SHY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .library import Entry, Play, Playlist
    from .music import Music

type Json = dict[str, Any]

ACCOUNT: str = "account0000000000000me"


def moment(at: float) -> str:
    """Write a moment as it is written over there, to the second."""
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def profile() -> Json:
    """Make a ``PrivateUserObject``."""
    return {**_named("user", ME), "account_id": ACCOUNT, "display_name": "Somebody", "images": []}


def artist(music: Music, number: int) -> Json:
    """Make an ``ArtistObject``."""
    return {**_artist(music, number), "genres": None, "images": []}


def album(music: Music, number: int) -> Json:
    """Make an ``AlbumObject``."""
    path = f"albums/{item_id('album', number)}/tracks"
    tracks = [simple_track(music, song) for song in music.albums[number]]
    return {
        **simple_album(music, number),
        "tracks": page(tracks[:50], path=path, limit=50, total=len(tracks)),
        "copyrights": [],
        "external_ids": {"upc": f"{number:012d}"},
        "genres": [],
    }


def simple_album(music: Music, number: int) -> Json:
    """Make a ``SimplifiedAlbumObject``."""
    songs = music.albums[number]
    first = music.songs[songs[0]]
    return {
        **_named("album", item_id("album", number)),
        "album_type": "album",
        "total_tracks": len(songs),
        "images": [{"url": "https://i.scdn.co/image/cover", "height": 300, "width": 300}],
        "name": first.album,
        "release_date": f"{first.year}-05-17",
        "release_date_precision": "day",
        "artists": [_artist(music, music.artist_numbers[first.artist])],
    }


def track(music: Music, number: int) -> Json:
    """Make a ``TrackObject``; some tell no ISRC."""
    isrc = music.songs[number].isrc
    told = {"external_ids": {"isrc": isrc}} if isrc and number % SHY else {}
    return {
        **simple_track(music, number),
        "album": simple_album(music, music.album_of[number]),
        **told,
    }


def simple_track(music: Music, number: int) -> Json:
    """Make a ``SimplifiedTrackObject``."""
    song = music.songs[number]
    return {
        **_named("track", item_id("track", number)),
        "artists": [_artist(music, music.artist_numbers[song.artist])],
        "disc_number": 1,
        "duration_ms": round(song.seconds * 1000),
        "explicit": False,
        "is_playable": True,
        "name": song.title,
        "preview_url": None,
        "track_number": 1 + music.albums[music.album_of[number]].index(number),
        "is_local": False,
    }


def saved(music: Music, number: int, at: float) -> Json:
    """Make a ``SavedTrackObject``."""
    return {"added_at": moment(at), "track": track(music, number)}


def play(music: Music, played: Play) -> Json:
    """Make a ``PlayHistoryObject``, with the thousandths of seconds that only these have."""
    at = moment(played.played_at).replace("Z", f".{int(played.played_at % 1 * 1000):03d}Z")
    return {"track": track(music, played.number), "played_at": at, "context": None}


def playlist(one: Playlist) -> Json:
    """Make a ``SimplifiedPlaylistObject``; of what others own nothing is told of its items."""
    items = {"href": f"{API}/playlists/{one.id}/items", "total": len(one.entries)}
    return {
        **_named("playlist", one.id),
        "collaborative": False,
        "description": one.description,
        "images": [],
        "name": one.name,
        "owner": {**_named("user", one.owner), "display_name": "Somebody"},
        "public": one.is_public,
        "snapshot_id": one.snapshot_id,
        **({"items": items} if one.owner == ME else {}),
    }


def new_playlist(one: Playlist) -> Json:
    """Make the ``PlaylistObject`` of one that has just been made."""
    return {**playlist(one), "items": page([], path=f"playlists/{one.id}/items", limit=100)}


def items(music: Music, entries: Sequence[Entry]) -> list[Json]:
    """Make ``PlaylistTrackObject`` s; the old name of their track is gone."""
    return [
        {
            "added_at": moment(entry.added_at),
            "added_by": _named("user", ME),
            "is_local": entry.uri.startswith("spotify:local:"),
            "item": _item(music, entry),
        }
        for entry in entries
    ]


def _item(music: Music, entry: Entry) -> Json | None:
    if entry.is_withdrawn:
        return None
    if entry.uri.startswith("spotify:local:"):
        return _local(entry.uri)
    number = music.number("track", entry.uri.rpartition(":")[2])
    assert number is not None
    return track(music, number)


def _local(uri: str) -> Json:
    """Make what is told of somebody's own file: hardly anything."""
    artist_name, album_name, title, seconds = uri.split(":")[2:6]
    return {
        "album": None,
        "artists": [{"name": artist_name, "id": None, "uri": None}],
        "disc_number": 0,
        "duration_ms": int(seconds) * 1000,
        "explicit": False,
        "external_ids": {},
        "href": None,
        "id": None,
        "name": f"{title} ({album_name})",
        "type": "track",
        "uri": uri,
        "is_local": True,
    }


def _artist(music: Music, number: int) -> Json:
    return {**_named("artist", item_id("artist", number)), "name": music.artists[number]}


def _named(kind: str, identity: str) -> Json:
    return {
        "external_urls": {"spotify": f"https://open.spotify.com/{kind}/{identity}"},
        "href": f"{API}/{kind}s/{identity}",
        "id": identity,
        "type": kind,
        "uri": f"spotify:{kind}:{identity}",
    }
