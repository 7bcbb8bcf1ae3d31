"""A submitter that sees every lag and every outcome in advance: as fast as it can be done.

It wakes as often as ours, adds as many at a wake, is away when ours is, and never has more in
Lidarr's queue than the cap. But it knows when a search will begin and end, when its download
will come and go, and what others are going to do: it reserves nothing, asks for the last place
to the minute, and does not search for what is never found.
"""

from __future__ import annotations

from collections import deque
from heapq import heapify, heapreplace
from typing import TYPE_CHECKING, Any, Final

from custom_components.spindle.lidarr.types import DEFAULT_ADDS, DEFAULT_WAKE_SECONDS
from tests.simulators.lidarr.adding import add_album
from tests.simulators.lidarr.commands import THREADS, Asker
from tests.simulators.lidarr.errors import Refused
from tests.simulators.lidarr.fates import Outcome
from tests.simulators.lidarr.machine import ROOT_FOLDER
from tests.simulators.lidarr.others import Doing
from tests.simulators.virtual_time import EPOCH

from .drawn import HOUR, is_obtainable
from .furnished import furnish, wanted

if TYPE_CHECKING:
    from tests.simulators.lidarr.fates import Fate
    from tests.simulators.lidarr.library import Album
    from tests.simulators.lidarr.machine import Machine

    from .drawn import Drawn

MINUTE: Final = 60.0
MINUTES: Final = 60 * 24 * 60
"""Of the future that it keeps account of."""
SEEN_AFTER: Final = 7.0
"""Seconds from a grab to its row …"""
GONE_AFTER: Final = 45.0
"""… and from the last byte to the import, at the median."""


class Knowing:
    """All-knowing, about one world."""

    def __init__(self, drawn: Drawn) -> None:
        """See all of it."""
        self._drawn = drawn
        self._now = EPOCH
        self._taken = [0] * MINUTES
        self.machine: Machine = furnish(drawn, lambda: self._now)
        self._obtainable = obtainable(drawn, self.machine)
        self._to_add = deque(self._obtainable)
        self._to_search: deque[Album] = deque()
        for visit in drawn.visits:
            if visit.doing is Doing.MISSING:
                continue
            for _ in range(visit.count):
                self._take(visit.at, visit.at + visit.fate.download + MINUTE)

    def drain(self, share: float) -> float:
        """Work until a share of what can be had is there; return the seconds that took."""
        enough = share * len(self._obtainable)
        while self._now < EPOCH + MINUTES * MINUTE / 2:
            self._now += DEFAULT_WAKE_SECONDS
            self.machine.timeline.catch_up()
            if sum(map(self._has, self._obtainable)) >= enough:
                return self._now - EPOCH
            if self.machine.executor.is_up and not self._is_away():
                self._add()
                self._search()
        return self._now - EPOCH

    def _has(self, mbid: str) -> bool:
        album = self.machine.library.by_mbid.get(mbid)
        return album is not None and album.is_complete

    def _is_away(self) -> bool:
        return any(each.at <= self._now < each.at + each.seconds for each in self._drawn.kills)

    def _add(self) -> None:
        """Add what is not there; what came with its artist costs nothing."""
        library, left = self.machine.library, DEFAULT_ADDS
        while left and self._to_add:
            mbid = self._to_add[0]
            if mbid not in library.by_mbid:
                try:
                    add_album(self.machine, _body(mbid))
                except Refused:
                    return
                left -= 1
            self._to_search.append(library.by_mbid[mbid])
            self._to_add.popleft()

    def _search(self) -> None:
        """Ask for everything whose row will find a place, in the order of the wishes."""
        threads = self._threads()
        busy = set(self.machine.downloads.of_album) | {
            album.id
            for command in self.machine.executor.active()
            for album in self.machine.searched_for(command)
        }
        for _ in range(len(self._to_search)):
            album = self._to_search.popleft()
            if album.is_complete:
                continue
            if album.tracks and album.id not in busy:
                fate = self.machine.fates.of(album.group.mbid, album.searches)
                if threads[0] > self._now + HOUR or not self._fits(threads[0], fate):
                    self._to_search.appendleft(album)
                    return
                self._ask(album, fate, heapreplace(threads, threads[0] + fate.search))
            self._to_search.append(album)

    def _ask(self, album: Album, fate: Fate, begins: float) -> None:
        self.machine.search(album.id, Asker.CLIENT)
        if fate.outcome is not Outcome.NOTHING:
            self._take(*_row(begins, fate))

    def _threads(self) -> list[float]:
        """Return when each thread will be free, as far as it is known by now."""
        free = [self._now] * THREADS
        running = [each.due for each in self.machine.executor.active() if each.due is not None]
        free[: len(running)] = [max(self._now, due) for due in running[:THREADS]]
        heapify(free)
        for each in self.machine.executor.active():
            if each.due is None and each.name == "AlbumSearch":
                for album in self.machine.searched_for(each):
                    fate = self.machine.fates.of(album.group.mbid, album.searches)
                    heapreplace(free, free[0] + fate.search)
        return free

    def _fits(self, begins: float, fate: Fate) -> bool:
        if fate.outcome is Outcome.NOTHING:
            return True
        begin, end = map(_minute, _row(begins, fate))
        return max(self._taken[begin : end + 1], default=0) < self._drawn.cap

    def _take(self, begin: float, end: float) -> None:
        for minute in range(_minute(begin), min(_minute(end) + 1, MINUTES)):
            self._taken[minute] += 1


def obtainable(drawn: Drawn, machine: Machine) -> list[str]:
    """Return the albums that can be had and are not there at the beginning."""
    return [
        each.mbid
        for each in wanted(machine.music)
        if each.album is not None
        and each.mbid is not None
        and each.mbid not in machine.exclusions
        and not (
            each.mbid in machine.library.by_mbid and machine.library.by_mbid[each.mbid].is_complete
        )
        and is_obtainable(drawn, each.mbid)
    ]


def _row(begins: float, fate: Fate) -> tuple[float, float]:
    """Return from when to when (epoch) a search that begins then has a row in the queue."""
    seen = begins + fate.search + SEEN_AFTER
    return seen, seen + fate.download + GONE_AFTER + fate.importing


def _minute(at: float) -> int:
    return max(0, int((at - EPOCH) / MINUTE))


def _body(mbid: str) -> dict[str, Any]:
    return {
        "foreignAlbumId": mbid,
        "monitored": False,
        "artist": {
            "monitored": True,
            "monitorNewItems": "none",
            "rootFolderPath": ROOT_FOLDER,
            "qualityProfileId": 1,
            "metadataProfileId": 1,
        },
    }
