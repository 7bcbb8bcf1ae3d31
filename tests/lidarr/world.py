"""A household whose submitter speaks with a simulated Lidarr, in virtual time."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from random import Random
import sqlite3
from typing import TYPE_CHECKING, Any

from custom_components.spindle.lidarr.client import LidarrClient
from custom_components.spindle.lidarr.submitter import Submitter
from custom_components.spindle.lidarr.types import Settings
from custom_components.spindle.store import jobs, lidarr_queue, lidarr_reads, migrations
from custom_components.spindle.store.connection import transaction
from custom_components.spindle.store.lidarr_types import (
    Wanted,
    WantedKind,
    WantedOrigin,
    WantedStatus,
)
from tests.simulators.lidarr.in_memory import ADDRESS, InMemorySession
from tests.simulators.lidarr.machine import ROOT_FOLDER
from tests.simulators.lidarr.server import KEY
from tests.simulators.lidarr.stage import lidarr
from tests.simulators.virtual_time import VirtualClock, world_time

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from custom_components.spindle.lidarr.types import QueueEvent
    from custom_components.spindle.store.lidarr_types import WantedItem
    from tests.simulators.lidarr.music import Performer, ReleaseGroup
    from tests.simulators.lidarr.server import Server

WAKE = 180.0


class Killed(BaseException):
    """The process ends here."""


def wanted(
    group: ReleaseGroup, artist: str = "", *, origin: WantedOrigin = WantedOrigin.RULE
) -> Wanted:
    """Return the wish for an album."""
    return Wanted(
        kind=WantedKind.ALBUM,
        mbid=group.mbid,
        artist=artist or "Artist",
        album=group.title,
        artist_mbid=group.artist_mbid,
        origin=origin,
    )


def wanted_artist(performer: Performer) -> Wanted:
    """Return the wish for an artist."""
    return Wanted(
        kind=WantedKind.ARTIST,
        mbid=performer.mbid,
        artist=performer.name,
        album=None,
        origin=WantedOrigin.RULE,
    )


class Household:
    """One database, one Lidarr, and whoever submits to it at the time."""

    def __init__(
        self, db: sqlite3.Connection, *, cap: int = 50, adds: int = 5, server: Server | None = None
    ) -> None:
        """Move in; nothing is wanted yet."""
        self.db = db
        self.server = lidarr(cap=cap) if server is None else server
        self.machine = self.server.machine
        self.settings = Settings(
            root_folder=ROOT_FOLDER,
            quality_profile_id=1,
            metadata_profile_id=1,
            cap=cap,
            wake_seconds=WAKE,
            adds_per_wake=adds,
        )
        self.clock = VirtualClock(world_time())
        self.events: list[QueueEvent] = []
        self.dies_before: Callable[..., Any] | None = None
        """The command of the store before which the process ends."""
        self.submitter = self.start()

    def start(self) -> Submitter:
        """Begin a new process, whatever has become of the old one."""
        jobs.recover(self.db)
        client = LidarrClient(InMemorySession(self.server), ADDRESS, KEY)  # type: ignore[arg-type]
        self.submitter = Submitter(
            self,
            client,
            self.settings,
            clock=self.clock,
            random=Random(5),  # noqa: S311 (of jitter)
            on_event=self.events.append,
        )
        return self.submitter

    # The store, without threads.

    async def read(self, query: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """Ask the database."""
        return query(self.db, *args, **kwargs)

    async def write_bulk(self, command: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """Change the database, unless the process ends before."""
        if command is self.dies_before:
            self.dies_before = None
            raise Killed
        with transaction(self.db):
            return command(self.db, *args, **kwargs)

    async def write_slices(self, *_args: Any, **_kwargs: Any) -> int:
        """Nobody here has that much to write."""
        raise NotImplementedError

    # What people and time do.

    def want(self, things: Iterable[Wanted]) -> None:
        """Put things on the queue."""
        with transaction(self.db):
            lidarr_queue.put(self.db, tuple(things), now=self.clock.time())

    async def wake(self) -> float | None:
        """Let the submitter wake, and the time pass until it wants to wake again."""
        pause = await self.submitter.wake()
        if pause is not None:
            await self.clock.sleep(pause)
        return pause

    async def live(self, seconds: float) -> None:
        """Let so much time pass, with the submitter awake as often as it wants to be."""
        end = self.clock.monotonic() + seconds
        while (left := end - self.clock.monotonic()) > 0:
            pause = await self.submitter.wake()
            await self.clock.sleep(left if pause is None else min(left, pause))
        self.machine.timeline.catch_up()

    async def drain(self, *, within: float) -> float:
        """Live until nothing is to be done any more; return the seconds that took."""
        began = self.clock.monotonic()
        while await self.wake() is not None:
            assert self.clock.monotonic() - began < within, self.counts
        self.machine.timeline.catch_up()
        return self.clock.monotonic() - began

    # What can be seen.

    @property
    def counts(self) -> dict[WantedStatus, int]:
        """Items by status."""
        return dict(lidarr_reads.work(self.db, self.clock.time()).counts)

    def items(self) -> tuple[WantedItem, ...]:
        """Return everything that is on the queue."""
        ids = self.db.execute("SELECT id FROM lidarr_item ORDER BY id").fetchall()
        found = (lidarr_reads.item(self.db, row[0]) for row in ids)
        return tuple(item for item in found if item is not None)

    def item(self, number: int = 0) -> WantedItem:
        """Return one of them."""
        return self.items()[number]


@contextmanager
def empty_database() -> Iterator[sqlite3.Connection]:
    """Return a database of the newest version in memory."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.execute("PRAGMA foreign_keys = ON")
    migrations.migrate(db, Path("unused"))
    try:
        yield db
    finally:
        db.close()
