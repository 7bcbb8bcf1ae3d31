"""Read many plays: as ``told`` does, with what comes again and again worked out once."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from ..catalogue.folding import TEXT_LIMIT, clean
from ..catalogue.identity import album_key, artist_key, track_key
from .told import UNKNOWN, is_moment, seconds

if TYPE_CHECKING:
    from .types import NewPlay

TRACKS_REMEMBERED: Final = 16_384
ALBUMS_REMEMBERED: Final = 4_096
WORDS_REMEMBERED: Final = 256
NO_ROOMS: Final = frozenset[str]()

type Kept = tuple[str, str, str, str]
"""A track or an album as it is remembered: the collector of garbage passes plain tuples over."""


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
    player: str | None
    rooms: tuple[str, ...]
    station: str | None
    duration: int | None
    listened: int | None
    origin: str


def read(play: NewPlay) -> Row | None:
    """Clean a play; None when it has no title, no artist or no time that can be kept."""
    track = track_of(play.artist, play.title)
    if track is None or not is_moment(play.played_at):
        return None
    player = _text(play.player) if play.player else None
    return Row(
        play,
        int(play.played_at),
        track,
        album_of(play.album, play.album_artist, play.artist) if play.album else None,
        word(play.service),
        player,
        _rooms(play.rooms, player) if play.rooms else (),
        _text(play.station) if play.station else None,
        duration(play.duration),
        length(play.listened),
        word(play.origin),
    )


def track_of(artist: str, title: str) -> Track | None:
    """Clean what a track is called; None when it has no title or no artist."""
    read = _track if len(artist) + len(title) <= TEXT_LIMIT else _track.__wrapped__
    return None if (found := read(artist, title)) is None else Track._make(found)


def album_of(title: str, album_artist: str | None, artist: str) -> Album | None:
    """Clean what an album is called; it is the artist's own unless it has one itself."""
    named = album_artist or artist
    read = _album if len(named) + len(title) <= TEXT_LIMIT else _album.__wrapped__
    return None if (found := read(named, artist, title)) is None else Album._make(found)


def length(told: float | None) -> int | None:
    """Return whole seconds that were listened to, None when it is not told."""
    return None if told is None else seconds(told)


def duration(told: float | None) -> int | None:
    """Return whole seconds that a track lasts, None when it is not told or nothing."""
    return length(told) or None


def word(text: str) -> str:
    """Clean what is of few kinds: a service, an origin."""
    cleaned = _short_word(text) if len(text) <= TEXT_LIMIT else clean(text)
    return cleaned or UNKNOWN


def rooms_told(row: Row) -> frozenset[str]:
    """Return the speakers that a row names."""
    if row.player is None and not row.rooms:
        return NO_ROOMS
    return frozenset((*row.rooms, row.player) if row.player else row.rooms)


@lru_cache(maxsize=TRACKS_REMEMBERED)
def _track(artist: str, title: str) -> Kept | None:
    artist, title = clean(artist), clean(title)
    if not artist or not title:
        return None
    return artist, title, artist_key(artist), track_key(artist, title)


@lru_cache(maxsize=ALBUMS_REMEMBERED)
def _album(album_artist: str, artist: str, title: str) -> Kept | None:
    title = clean(title)
    if not title:
        return None
    artist = clean(album_artist) or clean(artist)
    return artist, title, artist_key(artist), album_key(artist, title)


_short_word = lru_cache(maxsize=WORDS_REMEMBERED)(clean)


def _text(value: str) -> str | None:
    return clean(value) or None


def _rooms(rooms: tuple[str, ...], player: str | None) -> tuple[str, ...]:
    return tuple(room for room in map(clean, rooms) if room and room != player)
