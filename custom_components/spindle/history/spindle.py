"""Spindle's own exports: JSON, one play a line, and CSV. Both keep all of a play.

The first line of the JSON says what it is and of which version; every other is a play.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ..store.told import kind_named
from ..store.types import NewPlay
from .shapes import CsvShape, JsonRow, JsonShape
from .times import read_epoch
from .types import Format, No, Options, Problem, Refusal, UnreadableFile
from .values import number, refusal, some, text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

VERSION: Final = 1
MARK: Final = "spindle"
"""Key of the first line, with the version as its value."""

FIELDS: Final = (
    "played_at",
    "artist",
    "title",
    "album",
    "album_artist",
    "music_service",
    "item_id",
    "kind",
    "player",
    "speaker",
    "rooms",
    "station",
    "duration",
    "listened",
    "source",
    "isrc",
    "artist_mbid",
    "album_mbid",
    "track_mbid",
)
"""What is told of a play. ``speaker`` and ``rooms`` are ids, ``player`` is a name for people."""
TIMESTAMP: Final = "timestamp"
"""The time once more, for people, in the first column of the CSV."""
CSV_HEADING: Final = (TIMESTAMP, *FIELDS)
ROOM_SEPARATOR: Final = ";"

_ORIGIN: Final = Format.SPINDLE.origin


def is_row(row: JsonRow) -> bool:
    """Tell a line of ours; raises ``UnreadableFile`` when a newer Spindle wrote it."""
    version = row.get(MARK)
    if isinstance(version, int) and version > VERSION:
        raise UnreadableFile(Problem.NEWER)
    return version is not None or {"played_at", "artist", "title", "source"} <= row.keys()


def read_json(row: JsonRow, _options: Options) -> NewPlay | No | None:
    """Read a line."""
    if MARK in row:
        return None
    rooms = row.get("rooms")
    return _read(row, tuple(filter(None, map(text, rooms))) if isinstance(rooms, list) else ())


def read_csv(record: Sequence[str], _options: Options) -> NewPlay | No:
    """Read a record, its cells in the order of ``FIELDS``."""
    row = dict(zip(FIELDS, record, strict=True))
    return _read(row, tuple(filter(None, row["rooms"].split(ROOM_SEPARATOR))))


def recognise_csv(delimiter: str, sample: Sequence[list[str]]) -> CsvShape | None:
    """Return how to read a file that begins with these records, if it is ours."""
    if not sample or not {*FIELDS} <= {*sample[0]}:
        return None
    return CsvShape(
        format=Format.SPINDLE,
        delimiter=delimiter,
        has_heading=True,
        places=tuple(sample[0].index(field) for field in FIELDS),
        read=read_csv,
        read_together=None,
    )


def _read(row: Mapping[str, Any], rooms: tuple[str, ...]) -> NewPlay | No:
    title, artist = text(row.get("title")), text(row.get("artist"))
    at = read_epoch(row.get("played_at"))
    kind = kind_named(text(row.get("kind")) or "music")
    reason = refusal(at, title, artist)
    if reason or kind is None:
        return No(reason or Refusal.NOT_UNDERSTOOD, (at, artist, title))
    return NewPlay(
        played_at=at,
        title=title,
        artist=artist,
        album=some(row.get("album")),
        album_artist=some(row.get("album_artist")),
        service=text(row.get("music_service")) or "unknown",
        item_id=some(row.get("item_id")),
        kind=kind,
        player=some(row.get("speaker")),
        rooms=rooms,
        station=some(row.get("station")),
        duration=number(row.get("duration")),
        listened=number(row.get("listened")),
        origin=text(row.get("source")) or _ORIGIN,
        isrc=some(row.get("isrc")),
        artist_mbid=some(row.get("artist_mbid")),
        album_mbid=some(row.get("album_mbid")),
        track_mbid=some(row.get("track_mbid")),
    )


LINES: Final = JsonShape(format=Format.SPINDLE, arrays=None, is_row=is_row, read=read_json)
