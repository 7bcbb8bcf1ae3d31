"""The music that the service has: songs on albums, by artists; identified by numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from tests.simulators.limited_server.catalogue import item_id, number_of

if TYPE_CHECKING:
    from collections.abc import Iterable

ON_AN_ALBUM: Final = 11
ALBUMS_OF_AN_ARTIST: Final = 3
SHY: Final = 7
"""Every so many songs one does not tell its ISRC, though it has one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Song:
    """One recording as Spotify has it."""

    title: str
    artist: str
    album: str
    seconds: float = 200.0
    year: int = 1999
    isrc: str | None = None


class Music:
    """A catalogue; a song's number is its place in it."""

    def __init__(self, songs: Iterable[Song]) -> None:
        """Take the songs, those of an album in their order."""
        self.songs = tuple(songs)

    @cached_property
    def albums(self) -> tuple[tuple[int, ...], ...]:
        """Numbers of the songs on each album."""
        found: dict[tuple[str, str], list[int]] = {}
        for number, song in enumerate(self.songs):
            found.setdefault((song.artist, song.album), []).append(number)
        return tuple(map(tuple, found.values()))

    @cached_property
    def album_of(self) -> dict[int, int]:
        """Number of a song → number of its album."""
        return {song: album for album, songs in enumerate(self.albums) for song in songs}

    @cached_property
    def artists(self) -> tuple[str, ...]:
        """Every artist once."""
        return tuple(dict.fromkeys(song.artist for song in self.songs))

    @cached_property
    def artist_numbers(self) -> dict[str, int]:
        """Name of an artist → number."""
        return {name: number for number, name in enumerate(self.artists)}

    @cached_property
    def by_isrc(self) -> dict[str, list[int]]:
        """ISRC → numbers of the songs that have it."""
        found: dict[str, list[int]] = {}
        for number, song in enumerate(self.songs):
            if song.isrc:
                found.setdefault(song.isrc, []).append(number)
        return found

    def number(self, kind: str, identity: str) -> int | None:
        """Return the number of a ``track``, ``album`` or ``artist`` by its id, if there is one."""
        found = number_of(kind, identity)
        have = {"track": self.songs, "album": self.albums, "artist": self.artists}[kind]
        return found if found is not None and found < len(have) else None

    def has(self, uri: str) -> bool:
        """Tell whether a URI is that of a song."""
        return self.number("track", uri.removeprefix("spotify:track:")) is not None


def uri_of(number: int) -> str:
    """Return the URI of a song."""
    return f"spotify:track:{item_id('track', number)}"


def made_up(songs: int) -> Music:
    """Make a catalogue of so many songs."""
    return Music(
        Song(
            title=f"Song {number}",
            artist=f"The Number {number // ON_AN_ALBUM // ALBUMS_OF_AN_ARTIST}s",
            album=f"Volume {number // ON_AN_ALBUM}",
            seconds=180.0 + number % 97,
            year=1960 + number // ON_AN_ALBUM % 60,
            isrc=f"QZSPN{number % 100:02d}{number:05d}",
        )
        for number in range(songs)
    )
