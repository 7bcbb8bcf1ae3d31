"""Read many plays: as ``told`` does, with what comes again and again worked out once."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from ..catalogue.folding import TEXT_LIMIT, clean
from ..catalogue.identity import album_key, artist_key, read_isrc, read_mbid, track_key
from .told import UNKNOWN, is_moment, seconds

if TYPE_CHECKING:
    from .types import NewPlay

TRACKS_REMEMBERED: Final = 16_384
ALBUMS_REMEMBERED: Final = 4_096
WORDS_REMEMBERED: Final = 256


class Track(NamedTuple):
    """A track as it was spelled, and by what it is found."""

    artist: str
    title: str
    artist_key: str
    key: str


class Album(NamedTuple):
    """An album as it was spelled, and by what it is found."""

    artist: str
    title: str
    artist_key: str
    key: str


class Row(NamedTuple):
    """A play that can be stored: what ``told.Told`` is, its names with their keys."""

    play: NewPlay
    played_at: int
    track: Track
    album: Album | None
    service: str
    item_id: str | None
    player: str | None
    rooms: tuple[str, ...]
    station: str | None
    duration: int | None
    listened: int | None
    origin: str
    isrc: str | None
    artist_mbid: str | None
    album_mbid: str | None
    track_mbid: str | None


def read(play: NewPlay) -> Row | None:
    """Clean a play; None when it has no title, no artist or no time that can be kept."""
    artist, title, album = play.artist, play.title, play.album
    if len(artist) + len(title) > TEXT_LIMIT:
        track = _track.__wrapped__(artist, title)
    else:
        track = _track(artist, title)
    if track is None or not is_moment(play.played_at):
        return None
    player = _text(play.player) if play.player else None
    return Row(
        play,
        int(play.played_at),
        track,
        _album_of(album, play.album_artist, track.artist) if album else None,
        _word(play.service) or UNKNOWN,
        _text(play.item_id) if play.item_id else None,
        player,
        _rooms(play.rooms, player) if play.rooms else (),
        _text(play.station) if play.station else None,
        None if play.duration is None else seconds(play.duration) or None,
        None if play.listened is None else seconds(play.listened),
        _word(play.origin) or UNKNOWN,
        read_isrc(play.isrc) if play.isrc else None,
        _mbid(play.artist_mbid) if play.artist_mbid else None,
        _mbid(play.album_mbid) if play.album_mbid else None,
        _mbid(play.track_mbid) if play.track_mbid else None,
    )


def _album_of(title: str, album_artist: str | None, artist: str) -> Album | None:
    named = album_artist or artist
    if len(named) + len(title) > TEXT_LIMIT:
        return _album.__wrapped__(named, artist, title)
    return _album(named, artist, title)


@lru_cache(maxsize=TRACKS_REMEMBERED)
def _track(artist: str, title: str) -> Track | None:
    artist, title = clean(artist), clean(title)
    if not artist or not title:
        return None
    return Track(artist, title, artist_key(artist), track_key(artist, title))


@lru_cache(maxsize=ALBUMS_REMEMBERED)
def _album(album_artist: str, artist: str, title: str) -> Album | None:
    title = clean(title)
    if not title:
        return None
    artist = clean(album_artist) or artist
    return Album(artist, title, artist_key(artist), album_key(artist, title))


def _word(text: str) -> str:
    """Clean what is of few kinds: a service, an origin."""
    return _short_word(text) if len(text) <= TEXT_LIMIT else clean(text)


_short_word = lru_cache(maxsize=WORDS_REMEMBERED)(clean)


def _mbid(text: str) -> str | None:
    return _short_mbid(text) if len(text) <= TEXT_LIMIT else None


_short_mbid = lru_cache(maxsize=ALBUMS_REMEMBERED)(read_mbid)


def _text(value: str) -> str | None:
    return clean(value) or None


def _rooms(rooms: tuple[str, ...], player: str | None) -> tuple[str, ...]:
    return tuple(room for room in map(clean, rooms) if room and room != player)
