"""Lidarr's diary."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .library import Album


class Event(IntEnum):
    """What is written down, by its number in a question."""

    GRABBED = 1
    TRACK_IMPORTED = 3
    DOWNLOAD_FAILED = 4
    DOWNLOAD_IMPORTED = 8
    DOWNLOAD_IGNORED = 10

    @property
    def word(self) -> str:
        """What it is called in an answer."""
        return {
            Event.GRABBED: "grabbed",
            Event.TRACK_IMPORTED: "trackFileImported",
            Event.DOWNLOAD_FAILED: "downloadFailed",
            Event.DOWNLOAD_IMPORTED: "downloadImported",
            Event.DOWNLOAD_IGNORED: "downloadIgnored",
        }[self]


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One line."""

    id: int
    event: Event
    album: Album
    at: float
    """Epoch."""
    download_id: str
    title: str


@dataclass(slots=True)
class History:
    """All lines, the oldest first."""

    entries: list[Entry] = field(default_factory=list)
    _of_albums: defaultdict[int, list[Entry]] = field(default_factory=lambda: defaultdict(list))

    def write(self, event: Event, album: Album, at: float, download_id: str, title: str) -> None:
        """Write a line."""
        number = len(self.entries) + 1
        entry = Entry(number, event, album, at, download_id, title)
        self.entries.append(entry)
        self._of_albums[album.id].append(entry)

    def since(self, at: float, event: Event | None = None) -> list[Entry]:
        """Return the lines from a moment (epoch) on."""
        begin = bisect_left(self.entries, at, key=lambda entry: entry.at)
        return _of(self.entries[begin:], event)

    def of_album(self, album_id: int, event: Event | None = None) -> list[Entry]:
        """Return the lines about an album."""
        return _of(self._of_albums.get(album_id, ()), event)


def _of(entries: Iterable[Entry], event: Event | None) -> list[Entry]:
    return [entry for entry in entries if event is None or entry.event is event]
