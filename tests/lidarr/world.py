"""A household whose submitter speaks with a simulated Lidarr, in virtual time."""

from __future__ import annotations

from collections import deque
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
import json
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
from tests.simulators.lidarr.in_memory import ADDRESS, InMemoryResponse, InMemorySession
from tests.simulators.lidarr.machine import ROOT_FOLDER
from tests.simulators.lidarr.music import made_up
from tests.simulators.lidarr.server import KEY, Reply
from tests.simulators.lidarr.stage import lidarr
from tests.simulators.lidarr.weather import Fault, Weather
from tests.simulators.virtual_time import VirtualClock, run_virtually, world_time

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Iterator

    from custom_components.spindle.lidarr.types import QueueEvent
    from custom_components.spindle.store.lidarr_types import WantedItem
    from tests.simulators.lidarr.music import Music, Performer, ReleaseGroup
    from tests.simulators.lidarr.server import Call, Server

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


@dataclass(slots=True)
class Aimed(Weather):
    """Strikes calls that were chosen beforehand."""

    calls: deque[Call] = field(default_factory=deque)
    aims: list[tuple[str, str, Fault]] = field(default_factory=list)
    """Method, path and fault; each is met once."""

    def strikes(self) -> Fault | None:
        """Return what becomes of the call that has come last."""
        call = self.calls[-1]
        for aim in self.aims:
            if (call.method, call.path) == aim[:2]:
                self.aims.remove(aim)
                return aim[2]
        return None


class Session(InMemorySession):
    """Says to chosen calls what the simulated Lidarr would not."""

    def __init__(self, server: Server) -> None:
        """Stand in front of a server."""
        super().__init__(server)
        self.said: list[tuple[str, str, int, Any]] = []
        """Method, path, status and JSON; each is said once."""

    def request(self, method: str, url: Any, **kwargs: Any) -> Any:
        """Begin a call."""
        for each in self.said:
            if method == each[0] and str(url).endswith(each[1]):
                self.said.remove(each)
                reply = Reply(status=each[2], body=json.dumps(each[3]).encode())
                return nullcontext(InMemoryResponse(method, reply))
        return super().request(method, url, **kwargs)


class Household:
    """One database, one Lidarr, and whoever submits to it at the time."""

    def __init__(
        self, db: sqlite3.Connection, *, cap: int = 50, adds: int = 5, server: Server | None = None
    ) -> None:
        """Move in; nothing is wanted yet."""
        self.db = db
        self.server = lidarr(cap=cap) if server is None else server
        self.machine = self.server.machine
        self.session = Session(self.server)
        self.weather = Aimed(calls=self.server.calls)
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
        self.counts_at_end: dict[WantedStatus, int] = {}
        self.dies_before: Callable[..., Any] | None = None
        """The command of the store before which the process ends."""
        self.submitter = self.start()

    def start(self, *, after_crash: bool = True) -> Submitter:
        """Begin anew, in a new process or in the old one."""
        if after_crash:
            jobs.recover(self.db)
        client = LidarrClient(self.session, ADDRESS, KEY)  # type: ignore[arg-type]
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

    def strike(self, method: str, path: str, *faults: Fault) -> None:
        """Let something become of the next calls of a path, or of their answers."""
        self.server.weather = self.weather
        self.weather.aims += [(method, f"/api/v1/{path}", fault) for fault in faults]

    def refuse(self, method: str, path: str, status: int, body: Any) -> None:
        """Let Lidarr say that to the next call of a path."""
        self.session.said.append((method, f"/api/v1/{path}", status, body))

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

    @property
    def calls(self) -> list[str]:
        """Everything that was asked of Lidarr, as lines of a log."""
        return [str(call) for call in self.server.calls]

    def written(self, path: str) -> list[Any]:
        """Return the bodies of what was sent to a path, those of PUT included."""
        return [
            call.body
            for call in self.server.calls
            if call.method != "GET" and call.path == f"/api/v1/{path}"
        ]

    def searches(self) -> list[Any]:
        """Return the searches that were asked for, as they were sent."""
        return [body for body in self.written("command") if body["name"] == "AlbumSearch"]

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


type Story = Callable[[Household], Awaitable[None]]


def live(
    story: Story,
    *,
    music: Music | None = None,
    cap: int = 50,
    adds: int = 5,
    weather: Weather | None = None,
    **machine: Any,
) -> Household:
    """Let a household live through a story; nothing said to Lidarr is against its contract."""

    async def world(db: sqlite3.Connection) -> Household:
        server = lidarr(music=made_up() if music is None else music, cap=cap, **machine)
        if weather is not None:
            server.weather = weather
            server.machine.metadata_is_out = weather.metadata_is_out
        household = Household(db, cap=cap, adds=adds, server=server)
        await story(household)
        household.machine.timeline.catch_up()
        household.counts_at_end = household.counts
        return household

    with empty_database() as db:
        household = run_virtually(world(db))
    assert household.server.breaches == []
    assert household.server.strays == []
    assert household.machine.watch.over == []
    assert household.machine.watch.again == []
    return household
