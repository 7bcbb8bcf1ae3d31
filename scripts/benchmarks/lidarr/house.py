"""Our side of one world: a store, and a submitter that dies now and then and comes back."""

from __future__ import annotations

import asyncio
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
import sqlite3
from typing import TYPE_CHECKING, Concatenate, Final

from custom_components.spindle.lidarr.client import LidarrClient
from custom_components.spindle.lidarr.submitter import Submitter
from custom_components.spindle.lidarr.types import Settings
from custom_components.spindle.store import lidarr_queue, migrations
from custom_components.spindle.store.connection import transaction
from custom_components.spindle.store.lidarr_types import OPEN
from tests.simulators.lidarr.in_memory import ADDRESS, InMemorySession
from tests.simulators.lidarr.machine import ROOT_FOLDER
from tests.simulators.lidarr.server import KEY, Server
from tests.simulators.lidarr.weather import Weather
from tests.simulators.virtual_time import VirtualClock, world_time

from .furnished import furnish, wanted

if TYPE_CHECKING:
    from collections.abc import Callable
    from sqlite3 import Connection

    from custom_components.spindle.lidarr.types import QueueEvent
    from custom_components.spindle.store.types import Slice
    from tests.simulators.lidarr.openapi import Contract

    from .drawn import Drawn

DAY: Final = 86_400.0
LONGEST: Final = 40 * DAY
"""Seconds after which a world is given up."""
LOOKS: Final = 1800.0
"""Seconds between two looks whether all is done."""
OPEN_NOW: Final = "SELECT count(*) FROM lidarr_item WHERE status IN ({})"
ENDS: Final = "SELECT kind, status, ifnull(reason, ''), count(*) FROM lidarr_item GROUP BY 1, 2, 3"


class Rows:
    """A store without threads: what is written is there."""

    def __init__(self, db: Connection) -> None:
        """Keep a database that is open."""
        self._db = db

    async def read[T, **P](
        self, query: Callable[Concatenate[Connection, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Ask a question."""
        return query(self._db, *args, **kwargs)

    async def write_bulk[T, **P](
        self, command: Callable[Concatenate[Connection, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a command as one transaction."""
        with transaction(self._db):
            return command(self._db, *args, **kwargs)

    write = write_bulk

    async def write_slices[**P](
        self,
        command: Callable[Concatenate[Connection, P], Slice],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> int:
        """Run a command until nothing is left of it."""
        done = 0
        while True:
            with transaction(self._db):
                part = command(self._db, *args, **kwargs)
            done += part.done
            if not part.more:
                return done


@dataclass(slots=True)
class Lived:
    """What came of a world."""

    drawn: Drawn
    server: Server
    ends: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    """How many things of a kind ended in a status, for a reason."""
    is_done: bool = False
    asleep_calls: int = 0
    """Calls that were made while there was nothing to do."""
    events: Counter[str] = field(default_factory=Counter)


async def live(drawn: Drawn, *, contract: Contract | None = None) -> Lived:
    """Live through a world until everything has come to an end."""
    time = world_time()
    machine = furnish(drawn, time.true)
    weather = Weather(Random(f"weather {drawn.seed}"), drawn.faulty, metadata_outages=drawn.outages)
    server = Server(machine, weather=weather, contract=contract, postgres=drawn.postgres)
    lived = Lived(drawn, server)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        migrations.migrate(db, Path("spindle.db"))
        with transaction(db):
            lidarr_queue.put(db, wanted(machine.music), now=time.true())
        loop = asyncio.get_running_loop()
        began = loop.time()
        coming = [(away.at - time.true(), away.seconds) for away in drawn.kills]
        while not _is_done(db) and loop.time() - began < LONGEST:
            at, seconds = coming.pop(0) if coming else (LONGEST, 0.0)
            await _one_life(db, lived, VirtualClock(time), until=began + at)
            await asyncio.sleep(seconds)
        lived.is_done = _is_done(db)
        for kind, status, reason, count in db.execute(ENDS):
            lived.ends[kind, status, reason] += count
    return lived


async def _one_life(db: Connection, lived: Lived, clock: VirtualClock, *, until: float) -> None:
    """Run one process until it is killed, or until everything is done."""
    drawn = lived.drawn

    def count(event: QueueEvent) -> None:
        lived.events[event.type] += 1

    submitter = Submitter(
        Rows(db),
        LidarrClient(InMemorySession(lived.server), ADDRESS, KEY),  # type: ignore[arg-type]
        Settings(
            root_folder=ROOT_FOLDER, quality_profile_id=1, metadata_profile_id=1, cap=drawn.cap
        ),
        clock=clock,
        random=Random(f"submitter {drawn.seed}"),
        on_event=count,
    )

    async def work() -> None:
        while True:
            pause = await submitter.wake()
            if pause is None and _is_done(db):
                break
            await clock.sleep(LOOKS if pause is None else pause)
        before = lived.server.total
        await submitter.wake()
        lived.asleep_calls += lived.server.total - before

    life = asyncio.timeout_at(until)
    try:
        async with life:
            await work()
    except TimeoutError:
        if not life.expired():
            raise


def _is_done(db: Connection) -> bool:
    statuses = sorted(OPEN)
    marks = ", ".join("?" * len(statuses))
    count: int = db.execute(OPEN_NOW.format(marks), statuses).fetchone()[0]
    return count == 0
