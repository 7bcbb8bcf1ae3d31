"""A history as text, in pieces: JSON of one play a line, CSV, and CSV as of Last.fm."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from enum import StrEnum
import io
import json
from typing import TYPE_CHECKING, Final

from .spindle import CSV_HEADING, FIELDS, MARK, ROOM_SEPARATOR, VERSION
from .times import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from .rows import Exported

type Page = Iterable[Exported]
type Cell = str | int | float | list[str] | None

LASTFM_HEADING: Final = (
    "uts",
    "utc_time",
    "artist",
    "artist_mbid",
    "album",
    "album_mbid",
    "track",
    "track_mbid",
)


class Writing(StrEnum):
    """How an export is written."""

    JSONL = "jsonl"
    """All of every play; read back, it is the same."""
    CSV = "csv"
    """The same as a table."""
    LASTFM = "lastfm"
    """Time, artist, album and track as lastfm.ghan.nl writes them, for other programs."""

    @property
    def suffix(self) -> str:
        """Return how a file of it is called at its end."""
        return ".jsonl" if self is Writing.JSONL else ".csv"


def write(pages: Iterable[Page], writing: Writing) -> Iterator[str]:
    """Yield a history as text: what comes before it, then one piece for each page."""
    yield beginning(writing)
    for page in pages:
        yield text_of(page, writing)


def beginning(writing: Writing) -> str:
    """Return the first line of an export."""
    match writing:
        case Writing.JSONL:
            return _line({MARK: VERSION})
        case Writing.CSV:
            return _table([CSV_HEADING])
        case Writing.LASTFM:
            return _table([LASTFM_HEADING])


def text_of(page: Page, writing: Writing) -> str:
    """Return some plays, a line each."""
    match writing:
        case Writing.JSONL:
            return "".join(map(_play_as_json, page))
        case Writing.CSV:
            return _table(map(_record, page))
        case Writing.LASTFM:
            return _table(map(_lastfm_record, page))


def _told(row: Exported) -> dict[str, Cell]:
    """Return what is told of a play, by the names of ``spindle.FIELDS``."""
    play = row.play
    return {
        "played_at": play.played_at,
        "artist": play.artist,
        "title": play.title,
        "album": play.album,
        "album_artist": play.album_artist,
        "music_service": play.service,
        "item_id": play.item_id,
        "kind": play.kind.value,
        "player": row.player_name,
        "speaker": play.player,
        "rooms": list(play.rooms),
        "station": play.station,
        "duration": play.duration,
        "listened": play.listened,
        "source": play.origin,
        "isrc": play.isrc,
        "artist_mbid": play.artist_mbid,
        "album_mbid": play.album_mbid,
        "track_mbid": play.track_mbid,
    }


def _play_as_json(row: Exported) -> str:
    return _line({field: value for field, value in _told(row).items() if value not in (None, [])})


def _line(told: Mapping[str, Cell]) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n"


def _record(row: Exported) -> list[object]:
    told = _told(row)
    told["rooms"] = ROOM_SEPARATOR.join(row.play.rooms)
    moment = datetime.fromtimestamp(row.play.played_at, UTC)
    return [moment.strftime("%Y-%m-%dT%H:%M:%SZ"), *(told[field] for field in FIELDS)]


def _lastfm_record(row: Exported) -> list[object]:
    play = row.play
    moment = datetime.fromtimestamp(play.played_at, UTC)
    # Whatever the machine's language, months are called in English.
    month = MONTHS[moment.month - 1]
    return [
        int(play.played_at),
        f"{moment.day:02} {month} {moment.year:04}, {moment.hour:02}:{moment.minute:02}",
        play.artist,
        play.artist_mbid,
        play.album,
        play.album_mbid,
        play.title,
        play.track_mbid,
    ]


def _table(records: Iterable[Iterable[object]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(records)
    return text.getvalue()
