"""The judge: what the client has caused, seen with eyes that no client has."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .commands import Asker

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .commands import Command
    from .downloads import Download
    from .library import Album


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One search that the client had made; times are epoch seconds."""

    at: float
    mbid: str
    depth: int
    """Rows of the queue when the call came …"""
    reserved: int
    """… and searches of the client's whose outcome was not visible there."""
    read_at: float
    """When the client had last read the depth."""

    @property
    def taken(self) -> int:
        """Places that were taken."""
        return self.depth + self.reserved


@dataclass(slots=True)
class Watch:
    """Everything that was asked for, and how full it became."""

    cap: int
    asks: list[Ask] = field(default_factory=list)
    adds: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    """MBID → times that the client had it added."""
    over: list[Ask] = field(default_factory=list)
    """Searches asked for at or over the cap."""
    again: list[str] = field(default_factory=list)
    """What was submitted though it was there or under way, or without having looked."""
    most: int = 0
    """The longest that the queue ever was, whoever filled it …"""
    most_ours: int = 0
    """… and the most rows in it that the client's searches caused …"""
    most_caused: int = 0
    """… with those of others that were there when it last read the depth: its own doing."""
    redownloaded: int = 0
    """Rows that Lidarr caused by searching again by itself."""
    _read_at: float = 0.0
    _looked_up: dict[str, bool] = field(default_factory=dict)
    """What the client was told of a thing since it last wanted it added."""
    _unseen: dict[int, float] = field(default_factory=dict)
    """Searches of the client's that have not come to anything yet, by their command …"""
    _grabbed: set[Download] = field(default_factory=set)
    """… or to a grab that is not in the queue yet."""
    _knew: dict[int, float] = field(default_factory=dict)
    """Download → when the client had last read the depth before it asked for it."""
    _redownloads: set[int] = field(default_factory=set)

    def read_depth(self, at: float) -> None:
        """Note that the client was told how long the queue is."""
        self._read_at = at

    def looked_up(self, mbid: str, *, is_known: bool) -> None:
        """Note that the client was told whether Lidarr knows something."""
        self._looked_up[mbid] = is_known

    def sent(self, mbid: str) -> None:
        """Note that the client wants something added; it has looked whether it is there."""
        if self._looked_up.pop(mbid, True):
            self.again.append(mbid)

    def added(self, mbid: str) -> None:
        """Note that something was added that was not there."""
        self.adds[mbid] += 1

    def asked(self, command: Command, album: Album, depth: int, *, useless: bool) -> None:
        """Note that the client had a search made; ``useless`` if the album is there or coming."""
        ask = Ask(
            at=command.queued,
            mbid=album.group.mbid,
            depth=depth,
            reserved=len(self._unseen) + len(self._grabbed),
            read_at=self._read_at,
        )
        self.asks.append(ask)
        self._unseen[command.id] = self._read_at
        if ask.taken >= self.cap:
            self.over.append(ask)
        if useless:
            self.again.append(album.group.mbid)

    def searched(self, command: Command, grabbed: Download | None) -> None:
        """Note what has come of a search."""
        knew = self._unseen.pop(command.id, command.queued)
        if grabbed is not None and command.asker is Asker.CLIENT:
            self._grabbed.add(grabbed)
            self._knew[grabbed.id] = knew

    def orphaned(self, commands: Iterable[Command]) -> None:
        """Note that searches ended without having done anything."""
        for command in commands:
            self._unseen.pop(command.id, None)

    def queue_changed(self, queue: list[Download]) -> None:
        """Measure the queue."""
        self._grabbed = {each for each in self._grabbed if each.seen is None}
        ours = [each for each in queue if each.asker is Asker.CLIENT]
        self._redownloads |= {each.id for each in queue if each.asker is Asker.LIDARR}
        self.redownloaded = len(self._redownloads)
        self.most = max(self.most, len(queue))
        self.most_ours = max(self.most_ours, len(ours))
        if ours:
            self.most_caused = max(self.most_caused, len(ours) + self._known_of_others(queue, ours))

    def _known_of_others(self, queue: list[Download], ours: list[Download]) -> int:
        """Count the rows of others that were there when the client last read before it asked.

        What others have added since then could not be known, and is not its doing.
        """
        latest = max(self._knew[each.id] for each in ours)
        return sum(
            each.asker is not Asker.CLIENT and each.seen is not None and each.seen <= latest
            for each in queue
        )
