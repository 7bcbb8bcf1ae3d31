"""The rest of the household: people and programs that use the same Lidarr."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from itertools import cycle
from typing import TYPE_CHECKING, Final

from .commands import Asker
from .fates import Fate
from .machine import ROOT_FOLDER
from .music import performer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .library import Album
    from .machine import Machine

THEIR_ARTIST: Final = 9_999
THEIR_ALBUMS: Final = 80


class Doing(StrEnum):
    """What they do."""

    SEARCHES = "searches"
    """They search for albums, one command each."""
    MISSING = "missing"
    """They search for everything that is missing."""
    FEED = "feed"
    """A feed of an indexer brings releases that are grabbed at once."""
    UNKNOWN = "unknown"
    """Downloads in Lidarr's category that it cannot assign."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One thing that they do."""

    at: float
    """Epoch."""
    doing: Doing
    count: int = 1
    fate: Fate = field(default_factory=Fate)
    """Of each thing that it brings at once."""


class Others:
    """They have an artist of their own, of whose albums they never have enough."""

    def __init__(self, machine: Machine, visits: Iterable[Visit] = ()) -> None:
        """Move in, and plan the visits."""
        self._machine = machine
        theirs = performer(THEIR_ARTIST, THEIR_ALBUMS)
        machine.music.add(theirs)
        self.artist = machine.library.add_artist(
            theirs,
            monitored=True,
            monitor_new_items="none",
            root_folder=ROOT_FOLDER,
            quality_profile=1,
            metadata_profile=1,
        )
        machine.library.own(self.artist)
        self._albums: Iterator[Album] = cycle(machine.library.albums_of(self.artist))
        for visit in visits:
            machine.timeline.at(visit.at, lambda visit=visit: self.do(visit))  # type: ignore[misc]

    def do(self, visit: Visit) -> None:
        """Do it now."""
        if not self._machine.executor.is_up:
            return
        match visit.doing:
            case Doing.MISSING:
                for album in self._wanted(visit.count):
                    album.monitored = True
                self._machine.executor.push(
                    "MissingAlbumSearch", asker=Asker.OTHERS, trigger="manual"
                )
            case Doing.SEARCHES:
                for album in self._wanted(visit.count):
                    self._machine.search(album.id, Asker.OTHERS)
            case Doing.FEED:
                for album in self._wanted(visit.count):
                    self._bring(visit, album)
            case Doing.UNKNOWN:
                for _ in range(visit.count):
                    self._bring(visit, None)

    def _wanted(self, count: int) -> list[Album]:
        """Choose albums that are not on their way; those that are there are thrown away first."""
        free = [
            album
            for _, album in zip(range(THEIR_ALBUMS), self._albums, strict=False)
            if not self._machine.downloads.is_under_way(album)
        ][:count]
        for album in free:
            album.files = 0
        return free

    def _bring(self, visit: Visit, album: Album | None) -> None:
        title = "Something.Else.FLAC" if album is None else album.group.title
        self._machine.downloads.grab(title, visit.fate, album=album, asker=Asker.OTHERS)
