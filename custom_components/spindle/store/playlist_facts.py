"""What is known here of music that somebody has: its names, its years, its genres."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from ..catalogue.identity import SEPARATOR, album_key
from . import aliases
from .fact_rows import counting
from .fact_values import Field
from .library_names import NOBODY
from .playlist_library import after
from .search_index import NameKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from sqlite3 import Connection

    from .library_names import Links
    from .playlist_types import LibraryTrack

FIND_ARTIST: Final = "SELECT id FROM artist WHERE key = ?"
FIND_ALBUM: Final = "SELECT id, released FROM album WHERE key = ?"
FIND_TRACK: Final = "SELECT id FROM track WHERE key = ?"
RELEASED: Final = "SELECT released FROM album WHERE id = ?"
GENRES: Final = """
SELECT genre.name, artist_genre.weight FROM artist_genre
CROSS JOIN genre ON genre.id = artist_genre.genre_id WHERE artist_genre.artist_id = ?"""

type Genres = Mapping[str, float]


class Met(NamedTuple):
    """Which names a track of the library has here; None: none such."""

    track: int | None
    album: int | None
    artist: int | None
    year: int | None
    """In which the track, else its album, was first released."""


class Found(NamedTuple):
    """A track of the library with what the history has of it."""

    row: int
    track: LibraryTrack
    met: Met


def found_after(db: Connection, recipe: str, row: int, limit: int) -> tuple[Found, ...]:
    """Return the tracks of a recipe's library that follow a row, and who they are."""
    return tuple(
        Found(one.id, one.track, meet(db, one.track, one.links))
        for one in after(db, recipe, row, limit)
    )


def meet(db: Connection, track: LibraryTrack, links: Links = NOBODY) -> Met:
    """Return who a track is: by the names it is linked to, else by its own, however spelt."""
    if links.track is None:
        return _met_by_name(db, track)
    return Met(
        links.track,
        links.album,
        links.artist,
        _released_as(db, links.track) or _first(db, RELEASED, links.album),
    )


def _met_by_name(db: Connection, track: LibraryTrack) -> Met:
    key = aliases.canonical(db, track.key)
    artist_key = key.partition(SEPARATOR)[0]
    artist = _first(db, FIND_ARTIST, artist_key) or aliases.find(db, NameKind.ARTIST, artist_key)
    found = _first(db, FIND_TRACK, key) or aliases.find(db, NameKind.TRACK, key)
    album, year = None, None
    if track.album:
        row = db.execute(FIND_ALBUM, (album_key(artist_key, track.album),)).fetchone()
        album, year = row or (None, None)
    if found is not None:
        year = _released_as(db, found) or year
    return Met(found, album, artist, year)


def genres_of(db: Connection, those: Sequence[Met]) -> tuple[Genres, ...]:
    """Return the genres of each: the track's own, else its album's, else its artist's.

    Empty where nobody knows any.
    """
    of_artists = {met.artist: dict(db.execute(GENRES, (met.artist,)).fetchall()) for met in those}
    return tuple(
        _told(db, NameKind.TRACK, met.track)
        or _told(db, NameKind.ALBUM, met.album)
        or of_artists[met.artist]
        for met in those
    )


def _released_as(db: Connection, track: int) -> int | None:
    """Return the year in which a track itself came out first, as far as anybody knows."""
    known = counting(db, NameKind.TRACK, track, Field.RELEASE_YEAR)
    return known.value if known is not None and isinstance(known.value, int) else None


def _told(db: Connection, kind: NameKind, entity: int | None) -> Genres:
    known = None if entity is None else counting(db, kind, entity, Field.GENRES)
    told = None if known is None else known.value
    return (
        {name: float(weight) for name, weight in told.items()} if isinstance(told, Mapping) else {}
    )


def _first(db: Connection, statement: str, value: str | int | None) -> int | None:
    row = db.execute(statement, (value,)).fetchone()
    return None if row is None else row[0]
