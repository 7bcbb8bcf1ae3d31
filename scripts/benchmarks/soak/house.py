"""One house in one world: a process that works through the gate, dies, and comes back."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
import math
from random import Random
from typing import TYPE_CHECKING, Final, Protocol

from tests.simulators.limited_server import catalogue
from tests.simulators.limited_server.faults import Weather
from tests.simulators.limited_server.in_memory import InMemorySession
from tests.simulators.limited_server.server import LimitedServer
from tests.simulators.virtual_time import VirtualClock, world_time

from .disk import Disk, Kept, ProcessMemory
from .process import Process
from .work import Work

if TYPE_CHECKING:
    from custom_components.spindle.upstream.clock import Clock
    from custom_components.spindle.upstream.memory import GateMemory
    from tests.simulators.limited_server.server import Call

    from .drawn import Drawn
    from .process import Caller

QUICK: Final = 20.0
"""Seconds within which a restart after a refusal follows it."""
UNNOTICED: Final = 0.3
"""How often the process is killed with the very step of the clock, before it can notice."""
REBOOTS: Final = 0.3
"""How often a restart is one of the whole machine, which then knows the time by its clock alone."""
NOTICED_IN: Final = 300.0
"""Seconds in which a process that lives on notices for sure that the clock was set."""


class Connect(Protocol):
    """Makes what calls the service for one process."""

    def __call__(
        self,
        *,
        drawn: Drawn,
        session: InMemorySession,
        clock: Clock,
        memory: GateMemory,
        random: Random,
    ) -> Caller:
        """Make it; it knows nothing of an earlier one but what the memory holds."""
        ...


@dataclass(slots=True)
class Lived:
    """What came of a world."""

    drawn: Drawn
    server: LimitedServer
    work: Work
    finished_at: float | None = None
    """True seconds since the beginning."""
    done_at: dict[float, int] = field(default_factory=dict)
    """Seconds since the beginning → jobs done by then."""
    restarts: int = 0
    waits: list[float] = field(default_factory=list)
    """Seconds until a person had an answer, or was told when there would be one."""


class House:
    """Lives through one world."""

    def __init__(self, drawn: Drawn, connect: Connect, *, tracks: int = catalogue.TRACKS) -> None:
        """Furnish it; the loop of the world must run."""
        self._random = Random(f"house {drawn.seed}")
        self._drawn = drawn
        self._connect = connect
        self._time = world_time()
        self._disk = Disk(drawn.stalls, self._time.true)
        self._kept = Kept(self._disk)
        self._killed = asyncio.Event()
        self._is_kill = False
        self._stepped_at = -math.inf
        self._up = asyncio.Event()
        weather = Weather(
            Random(f"weather {drawn.seed}"), share=drawn.faulty, outages=drawn.outages
        )
        server = LimitedServer(
            drawn.limits,
            Random(f"server {drawn.seed}"),
            self._time.true,
            weather,
            on_told=self._told,
        )
        self.lived = Lived(drawn, server, Work(tracks=tracks, searched=drawn.searched))

    async def live(self, *, until: float, marks: tuple[float, ...] = ()) -> Lived:
        """Live until the work is done or so many seconds have passed; note what is done at marks."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        happening = (self._restarts(), self._steps(), self._others(), *map(self._mark, marks))
        self._time.reboot()
        fates = [loop.create_task(each) for each in happening]
        try:
            async with asyncio.timeout(until):
                while not await self._one_life():
                    await asyncio.sleep(self._random.uniform(2, 120))
                    self._maybe_reboot()
            self.lived.finished_at = loop.time() - began
        except TimeoutError:
            pass
        finally:
            await _end(fates)
        return self.lived

    async def _one_life(self) -> bool:
        """Run one process to its end; tell whether it has done all there is."""
        others = asyncio.all_tasks()
        clock = VirtualClock(self._time)
        memory = ProcessMemory(self._kept)
        caller = self._connect(
            drawn=self._drawn,
            session=InMemorySession(self.lived.server),
            clock=clock,
            memory=memory,
            random=Random(self._random.random()),
        )
        process = Process(
            caller,
            clock,
            self.lived.work,
            Random(self._random.random()),
            now=self._time.true,
            written=self._disk.write,
        )
        self._killed.clear()
        loop = asyncio.get_running_loop()
        working = loop.create_task(process.run())
        dying = loop.create_task(self._killed.wait())
        self._up.set()
        try:
            await asyncio.wait((working, dying), return_when=asyncio.FIRST_COMPLETED)
            if working.done():
                working.result()
                return True
            # A word that the disk has never taken cannot be known after the end.
            await memory.written()
            if not self._is_kill:
                await _end([working])
                await caller.close()
                await memory.flush()
            return False
        finally:
            self._up.clear()
            self.lived.restarts += 1
            self.lived.waits += process.waits
            await _end(asyncio.all_tasks() - others)

    def _maybe_reboot(self) -> None:
        """Switch the machine off and on, unless nobody could know how long it was off."""
        is_known = asyncio.get_running_loop().time() - self._stepped_at > NOTICED_IN
        if is_known and self._random.random() < REBOOTS:
            self._time.reboot()

    def _told(self, call: Call) -> None:
        """Now and then, end the process soon after it was refused something."""
        is_end = self._random.random() < self._drawn.restarts_after_a_refusal
        if call.refusal is not None and is_end:
            asyncio.get_running_loop().call_later(self._random.uniform(0, QUICK), self._end_process)

    def _end_process(self, *, is_kill: bool = True) -> None:
        self._is_kill = is_kill
        self._killed.set()

    async def _restarts(self) -> None:
        for restart in self._drawn.restarts:
            await asyncio.sleep(max(0.0, restart.at - self._time.true()))
            self._end_process(is_kill=restart.is_kill)

    async def _steps(self) -> None:
        """Set the wall clock while a process runs, which may be killed before it can notice."""
        for at, seconds in self._drawn.steps:
            await asyncio.sleep(max(0.0, at - self._time.true()))
            await self._up.wait()
            self._time.step(seconds)
            self._stepped_at = asyncio.get_running_loop().time()
            if self._random.random() < UNNOTICED:
                self._end_process()

    async def _others(self) -> None:
        """Call the service on the same account, as Home Assistant's own Spotify entity polls.

        What it does in a penalty is not held against the house: it counts as not told.
        """
        while self._drawn.polled_every is not None:
            await asyncio.sleep(self._drawn.polled_every)
            self.lived.server.limiter.admit("me", self._time.true(), sent_at=-math.inf)

    async def _mark(self, at: float) -> None:
        await asyncio.sleep(at)
        self.lived.done_at[at] = self.lived.work.done


async def _end(tasks: set[asyncio.Task[None]] | list[asyncio.Task[None]]) -> None:
    """End tasks without a word, as the end of a process does."""
    current = asyncio.current_task()
    ending = [task for task in tasks if task is not current]
    for task in ending:
        task.cancel()
    await asyncio.gather(*ending, return_exceptions=True)
