"""A made-up world of music: artists with their albums, and albums with their tracks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from uuid import UUID

from .synthetic_names import GENRES, Names

if TYPE_CHECKING:
    from random import Random

SKEW: Final = 0.95
"""Exponent of Zipf's law by which some artists are played far more than others."""
FAVOURITES: Final = 0.08
"""Share of the artists of whom more than a few albums are known."""
WITHOUT_GENRE: Final = 0.08
WITH_MBID: Final = 0.55
WITH_ISRC: Final = 0.6
WITH_YEAR: Final = 0.7


@dataclass(frozen=True, slots=True)
class Track:
    """One recording."""

    title: str
    album: int
    """Index among the albums."""
    seconds: int
    isrc: str | None


@dataclass(frozen=True, slots=True)
class Album:
    """One release."""

    title: str
    artist: int
    """Index among the artists."""
    released: int | None
    """Year, where it is known."""
    tracks: range
    """Indices among the tracks."""


@dataclass(frozen=True, slots=True)
class Artist:
    """One artist, and how a household's taste treats them."""

    name: str
    mbid: str | None
    genres: tuple[tuple[str, float], ...]
    """Names with weights that add up to 1; empty where nothing is known."""
    albums: range
    """Indices among the albums."""
    weight: float
    """Popularity: how often they are played beside the others, at their best."""
    debut: float
    """When they are discovered: 0 at the beginning of the history, 1 at its end."""
    half_life: float
    """Months in which the liking for them halves."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything that may be played; artists with the most popular first."""

    artists: tuple[Artist, ...]
    albums: tuple[Album, ...]
    tracks: tuple[Track, ...]

    def artist_of(self, track: int) -> int:
        """Return the index of a track's artist."""
        return self.albums[self.tracks[track].album].artist


def draw_catalogue(artists: int, draw: Random) -> Catalogue:
    """Draw a world of ``artists`` artists: three albums and twenty tracks each, on average."""
    names = Names(draw)
    all_artists: list[Artist] = []
    all_albums: list[Album] = []
    all_tracks: list[Track] = []
    for rank in range(artists):
        first_album = len(all_albums)
        titles: set[str] = set()
        for _ in range(_albums(rank, artists, draw)):
            first_track = len(all_tracks)
            length = _tracks(draw)
            all_tracks += [
                Track(names.title(titles), len(all_albums), _seconds(draw), _isrc(draw))
                for _ in range(length)
            ]
            title = all_tracks[first_track].title if length == 1 else names.title(titles)
            released = draw.randrange(1965, 2026) if draw.random() < WITH_YEAR else None
            all_albums.append(
                Album(title, rank, released, range(first_track, first_track + length))
            )
        all_artists.append(
            Artist(
                name=names.artist(),
                mbid=_uuid(draw) if draw.random() < WITH_MBID else None,
                genres=_genres(draw),
                albums=range(first_album, len(all_albums)),
                weight=1 / (rank + 1) ** SKEW,
                # An eighth was known before the writing began.
                debut=max(0.0, draw.uniform(-0.14, 1)),
                half_life=draw.choice((4, 8, 12, 24, 48, 600)),
            )
        )
    return Catalogue(tuple(all_artists), tuple(all_albums), tuple(all_tracks))


def _albums(rank: int, artists: int, draw: Random) -> int:
    """Draw how many albums of an artist there are: many of the favourites, few of the rest."""
    if rank < artists * FAVOURITES:
        return draw.randrange(8, 22)
    return draw.choice((1, 1, 2, 2, 3, 4))


def _tracks(draw: Random) -> int:
    """Draw how many tracks of an album there are: most are singles and short ones."""
    return draw.randrange(1, 4) if draw.random() < 0.55 else draw.randrange(6, 16)  # noqa: PLR2004


def _seconds(draw: Random) -> int:
    return max(45, min(900, round(draw.gauss(222, 55))))


def _isrc(draw: Random) -> str | None:
    if draw.random() >= WITH_ISRC:
        return None
    return f"{draw.choice(('US', 'GB', 'DE', 'FR'))}A{draw.randrange(10, 99)}{draw.randrange(10**7):07d}"


def _uuid(draw: Random) -> str:
    return str(UUID(int=draw.getrandbits(128), version=4))


def _genres(draw: Random) -> tuple[tuple[str, float], ...]:
    known = GENRES.split(";")
    if draw.random() < WITHOUT_GENRE:
        return ()
    count = draw.choice((1, 2, 2, 3))
    # The square leaves the first of the list by far the most frequent.
    names = list(dict.fromkeys(known[int(len(known) * draw.random() ** 2)] for _ in range(count)))
    parts = [draw.choice((1, 2, 3)) for _ in names]
    return tuple((name, part / sum(parts)) for name, part in zip(names, parts, strict=True))
