"""What is read from an export, and what is said about it. Plain values.

Times named ``*_at`` are UTC epoch seconds; durations are seconds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from ..store.types import NewPlay
    from .text import Text

WHOLE_FILE: Final = ""
"""Name of the one entry of a file that is not a zip."""
EXAMPLES: Final = 3
"""Refused rows of each reason that are described."""


class Format(StrEnum):
    """Whose export it is; ``import:<format>`` is the origin of its plays."""

    LASTFM = "lastfm"
    SPOTIFY_ACCOUNT = "spotify_account"
    SPOTIFY = "spotify"
    LISTENBRAINZ = "listenbrainz"
    MALOJA = "maloja"
    CSV = "csv"
    SPINDLE = "spindle"

    @property
    def origin(self) -> str:
        """Return the ``source`` of the plays it brings."""
        return f"import:{self.value}"


class Refusal(StrEnum):
    """Why a row of an export did not become a play."""

    NO_TITLE = "no_title"
    NO_ARTIST = "no_artist"
    TOO_SHORT = "too_short"
    """Played for less than ``Options.shortest``."""
    ZERO_LENGTH = "zero_length"
    """Played for no time at all."""
    PODCAST = "podcast"
    AUDIOBOOK = "audiobook"
    VIDEO = "video"
    BAD_TIME = "bad_time"
    """No time, one that cannot be read, or one outside 1970 to 2200."""
    NOW_PLAYING = "now_playing"
    """It was playing when the export was made, and has no time yet."""
    NOT_UNDERSTOOD = "not_understood"
    """Not a row of this format."""
    TOO_LARGE = "too_large"
    """A row longer than any play could be."""
    CUT_OFF = "cut_off"
    """The file ends, or cannot be read on, before its list does; what came before is kept."""


class Problem(StrEnum):
    """Why a file cannot be read at all."""

    NOT_RECOGNISED = "not_recognised"
    EMPTY = "empty"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    COMPRESSION = "compression"
    TOO_MANY_FILES = "too_many_files"
    TOO_LARGE = "too_large"
    """A zip that would unpack to more than any export holds."""
    COLUMNS = "columns"
    """A CSV file without the columns that were named for it."""
    NEWER = "newer"
    """Spindle's own export, by a release that is newer than this one."""


SENTENCES: Final = {
    Problem.NOT_RECOGNISED: (
        "This is not a listening history that Spindle knows. It reads exports of Last.fm "
        "(CSV, JSON), Spotify (the zip or its JSON files), ListenBrainz, Maloja and Spindle, "
        "zips of these, and CSV files with a column for time, artist and title."
    ),
    Problem.EMPTY: "The file is empty.",
    Problem.ENCRYPTED: "The zip is protected by a password. Unpack it, and import what is in it.",
    Problem.DAMAGED: "The zip is damaged or incomplete. Download it again.",
    Problem.COMPRESSION: (
        "The zip is packed in a way that Spindle does not read. Unpack it, and pack it again."
    ),
    Problem.TOO_MANY_FILES: (
        "The zip holds more files than a listening history has. Take out what does not belong to it."
    ),
    Problem.TOO_LARGE: (
        "The zip would unpack to more than any listening history holds, so it was not opened."
    ),
    Problem.COLUMNS: (
        "The file lacks a column that was named, or no columns for time, artist and title were."
    ),
    Problem.NEWER: "The file was written by a newer Spindle. Update Spindle first.",
}
"""What each problem is called in English; ``Problem`` is the key of its translation."""


class UnreadableFile(Exception):
    """A file that is no listening history, or cannot be read as one."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(SENTENCES[problem])
        self.problem = problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What its owner said of a file."""

    shortest: float = 30.0
    """Seconds that must have been played, where an export tells how long it was."""
    zone: tzinfo = UTC
    """What times mean that do not say it themselves, in CSV files of unknown makers."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Of a CSV file: a field of ``plain_csv.HEADINGS`` → the heading of its column, or its
    number from 1 on. Given, the file is read by it, whatever it looks like."""


class No(NamedTuple):
    """A row that is no play: why, and what a person knows it by (time, artist, title)."""

    reason: Refusal
    words: tuple[object, ...] = ()


class Shape(Protocol):
    """How the rows of one file are found and read."""

    @property
    def format(self) -> Format:
        """Return whose export it is."""

    def rows(self, chunks: Iterable[bytes], text: Text, options: Options) -> Iterator[NewPlay | No]:
        """Yield the rows of a file that comes in pieces of UTF-8."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One file with plays: the whole source, or an entry of its zip."""

    entry: str
    """Name in the zip, ``outer.zip/inner.json`` in a zip within it; else ``WHOLE_FILE``."""
    size: int
    """Bytes, unpacked."""
    shape: Shape

    @property
    def format(self) -> Format:
        """Return whose export it is."""
        return self.shape.format


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file that was recognised."""

    path: Path
    parts: tuple[Part, ...]
    """In the order in which they are read."""
    ignored: int = 0
    """Other files in the zip."""

    @property
    def formats(self) -> tuple[Format, ...]:
        """Return whose exports are in it, each once."""
        return tuple(dict.fromkeys(part.format for part in self.parts))

    @property
    def size(self) -> int:
        """Return the bytes that are to be read, unpacked."""
        return sum(part.size for part in self.parts)


class Cursor(NamedTuple):
    """A place in a source: everything up to and with this row has been read."""

    entry: str
    number: int
    """Rows of the entry, from 1 on; 0 before the first."""


class Row(NamedTuple):
    """A row of an export that is a play."""

    entry: str
    number: int
    play: NewPlay


class Refused(NamedTuple):
    """A row of an export that did not become a play."""

    entry: str
    number: int
    reason: Refusal
    example: str
    """The row in few words, of the first rows of each reason; else empty. Never more of it
    than time, artist and title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """Some rows that are read together, and where they end."""

    plays: tuple[NewPlay, ...]
    refused: tuple[Refused, ...]
    cursor: Cursor
    """Reading goes on after this row."""
    bytes_read: int
    """Of ``Source.size``, up to here."""
    are_distinct: bool
    """Whether no two rows of the file tell of the same play, however near they are."""

    @property
    def rows(self) -> int:
        """Return how many rows were read."""
        return len(self.plays) + len(self.refused)
