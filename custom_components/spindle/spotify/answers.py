"""Spotify's bodies → what they say.

The shapes are those of its Web API, where fields were taken away in 2026 and others renamed:
https://developer.spotify.com/documentation/web-api/tutorials/february-2026-migration-guide
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ..catalogue.identity import read_isrc
from ..upstream.errors import BadAnswer
from . import values
from .types import (
    Album,
    Page,
    Playlist,
    PlaylistItem,
    Profile,
    RecentPage,
    RecentPlay,
    SavedTrack,
    Track,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from .values import Row

RECENT: Final = 50
"""Plays that Spotify tells of at most: https://github.com/spotify/web-api/issues/627"""


def profile(body: Any) -> Profile:
    """Read who has signed in; apps older than May 2026 may lack ``account_id``."""
    row = values.row(body, "profile")
    user_id = values.name(row, "id")
    return Profile(
        account_id=values.text(row, "account_id") or user_id,
        user_id=user_id,
        name=values.text(row, "display_name") or user_id,
    )


def page[T](body: Any, read: Callable[[Row], T], offset: int) -> Page[T]:
    """Read a part of a list; ``offset`` is what was asked for."""
    row = values.row(body, "page")
    told = values.length(row, "items")
    total = values.count(row, "total")
    following = offset + told
    is_last = not told or row.get("next") is None
    return Page(
        items=readable(row, "items", read),
        offset=offset,
        total=following if total is None else total,
        next_offset=None if is_last else following,
    )


def readable[T](outer: Row, key: str, read: Callable[[Row], T]) -> tuple[T, ...]:
    """Read the list under a key; what cannot be read is left out."""
    found: list[T] = []
    for row in values.rows(outer, key):
        try:
            found.append(read(row))
        except BadAnswer:
            continue
    return tuple(found)


def saved_track(row: Row) -> SavedTrack:
    """Read a row of the saved tracks."""
    return SavedTrack(
        track=track(values.row(row.get("track"), "track")),
        added_at=values.moment(row, "added_at"),
    )


def playlist_item(row: Row) -> PlaylistItem:
    """Read an entry of a playlist: ``item`` was called ``track``; what is taken away is null."""
    found = track(values.row(row.get("item") or row.get("track"), "item"))
    return PlaylistItem(uri=found.uri, track=found, added_at=values.moment(row, "added_at"))


def track(row: Row) -> Track:
    """Read a track, an episode or somebody's own file."""
    album = values.inner(row, "album")
    isrc = values.text(values.inner(row, "external_ids"), "isrc")
    milliseconds = values.count(row, "duration_ms")
    album_artists = _artists(album)
    return Track(
        uri=values.name(row, "uri"),
        id=values.text(row, "id"),
        title=values.name(row, "name"),
        artists=_artists(row),
        album=values.text(album, "name"),
        album_artist=album_artists[0] if album_artists else None,
        year=values.year(album, "release_date"),
        seconds=milliseconds / 1000 if milliseconds else None,
        isrc=read_isrc(isrc) if isrc else None,
        is_local=row.get("is_local") is True,
        is_episode=row.get("type") == "episode",
    )


def playlist(row: Row, user_id: str) -> Playlist:
    """Read a playlist, as lists of playlists tell it; ``user_id`` is who asks."""
    owner = values.text(values.inner(row, "owner"), "id")
    listed = values.inner(row, "items") or values.inner(row, "tracks")
    return Playlist(
        id=values.name(row, "id"),
        name=values.text(row, "name") or "",
        description=values.text(row, "description") or "",
        snapshot_id=values.name(row, "snapshot_id"),
        is_own=owner == user_id,
        total=values.count(listed, "total") or 0,
    )


def album(row: Row) -> Album:
    """Read an album."""
    return Album(
        id=values.name(row, "id"),
        title=values.name(row, "name"),
        artists=_artists(row),
    )


def recent_page(body: Any) -> RecentPage:
    """Read what was played lately."""
    row = values.row(body, "recently played")
    told = values.length(row, "items")
    plays = readable(row, "items", _recent_play)
    plays = tuple(sorted(plays, key=lambda play: play.played_at, reverse=True))
    return RecentPage(plays=plays, is_full=told >= RECENT)


def _recent_play(row: Row) -> RecentPlay:
    played_at = values.moment(row, "played_at")
    if played_at is None:
        raise values.wrong("played_at")
    return RecentPlay(
        track=track(values.row(row.get("track"), "track")),
        played_at=played_at,
    )


def _artists(row: Row) -> tuple[str, ...]:
    names = (values.text(each, "name") for each in values.rows(row, "artists"))
    return tuple(filter(None, names))
