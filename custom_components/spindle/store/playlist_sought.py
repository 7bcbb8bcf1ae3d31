"""Music of a recipe as it is looked for elsewhere, and what is known here of where it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ..catalogue.spotify_uri import track_uri
from . import aliases, playlist_library
from .fact_rows import counting
from .fact_values import Field
from .playlist_identities import Way
from .search_index import NameKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from sqlite3 import Connection

    from .playlist_types import LibraryTrack

FIND_TRACK: Final = "SELECT id FROM track WHERE key = ?"
# The plus keeps SQLite from going by the library, of which there are few.
SAID: Final = """
SELECT spotify_uri FROM library_track
WHERE key = ? AND spotify_uri IS NOT NULL
    AND +library_id IN (SELECT id FROM library WHERE recipe = ?)
ORDER BY item LIMIT 1"""
RECORDING: Final = """
SELECT recording_mbid FROM library_track
WHERE key = ? AND recording_mbid IS NOT NULL
    AND +library_id IN (SELECT id FROM library WHERE recipe = ?)
ORDER BY item LIMIT 1"""
PLAYED: Final = """
SELECT track_item.item_id FROM track_item
CROSS JOIN service ON service.id = track_item.service_id
WHERE track_item.track_id = ? AND service.slug = 'spotify' ORDER BY track_item.item_id"""


class Said(NamedTuple):
    """Where a track is at Spotify, by what is known here already."""

    way: Way
    uri: str


class Sought(NamedTuple):
    """A track of a recipe's library that is looked for at Spotify."""

    track: LibraryTrack
    """Of several with its key a file, if there is one."""
    mbid: str | None
    """Of the recording."""
    said: Said | None


def sought(db: Connection, recipe: str, keys: Sequence[str]) -> tuple[Sought, ...]:
    """Return what is known of some tracks, in their order; what the library lacks is left out."""
    tracks = playlist_library.by_keys(db, recipe, keys)
    return tuple(_sought(db, recipe, tracks[key]) for key in keys if key in tracks)


def _sought(db: Connection, recipe: str, track: LibraryTrack) -> Sought:
    key = aliases.canonical(db, track.key)
    heard = _first(db, FIND_TRACK, key) or aliases.find(db, NameKind.TRACK, key)
    mbid = _first(db, RECORDING, track.key, recipe)
    if mbid is None and heard is not None:
        told = counting(db, NameKind.TRACK, heard, Field.RECORDING_MBID)
        mbid = None if told is None else told.value
    said = _said(db, recipe, track.key, heard)
    return Sought(track, mbid if isinstance(mbid, str) else None, said)


def _said(db: Connection, recipe: str, key: str, heard: int | None) -> Said | None:
    if source := _uri(_first(db, SAID, key, recipe)):
        return Said(Way.SOURCE, source)
    if heard is None:
        return None
    for (item,) in db.execute(PLAYED, (heard,)):
        if played := _uri(item):
            return Said(Way.HISTORY, played)
    told = counting(db, NameKind.TRACK, heard, Field.LINKS)
    links = None if told is None else told.value
    linked = _uri(links.get("spotify")) if isinstance(links, Mapping) else None
    return None if linked is None else Said(Way.LINK, linked)


def _first(db: Connection, statement: str, *values: object) -> Any:
    row = db.execute(statement, values).fetchone()
    return None if row is None else row[0]


def _uri(text: object) -> str | None:
    return track_uri(text) if isinstance(text, str) else None
