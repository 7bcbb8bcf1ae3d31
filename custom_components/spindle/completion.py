"""Complete what was played by public services: the supervised task, and its switch."""

from __future__ import annotations

import asyncio
from random import Random
import time
from typing import TYPE_CHECKING, Final

from homeassistant.core import callback
from homeassistant.exceptions import HomeAssistantError

from .catalogue import genres
from .const import LOGGER
from .enrichment.run import Run
from .enrichment.types import Rest
from .listeners import Listeners, Unsubscribe
from .store.commands import get_meta, set_meta
from .upstream.clock import SystemClock

if TYPE_CHECKING:
    from collections.abc import Callable
    from sqlite3 import Connection

    from .enrichment.eta import Progress
    from .enrichment.types import Step
    from .house import House
    from .public_gates import PublicGates
    from .pulse import Pulse

LOOK_AGAIN: Final = 3_600.0
"""Seconds after which it is looked for work although nothing was played."""
STORE_AGAIN: Final = 30.0
"""Seconds until a store that could not be used is asked again."""
BREATH: Final = 0.02
"""Seconds between two looks at the least."""
MOST_PERSONS: Final = 8
"""Tracks that are asked about at once because somebody waits."""
TELL_EVERY: Final = 60.0
"""Seconds in which answers about the history may be older than what was learnt."""
COMPLETING: Final = "completing"
OFF: Final = "off"
ON: Final = "on"


class Completion:
    """Asks the services that are let about all that is not known, new plays first.

    It is a task, not a queue: what is to be asked stands in the store, so that a restart, a
    reload or a pause loses nothing.
    """

    def __init__(self, house: House, gates: PublicGates) -> None:
        """Ask nothing yet: it is not known whether it is switched on."""
        self._house = house
        self._run = Run(
            house,
            gates.gates,
            clock=SystemClock(),
            random=Random(),  # noqa: S311 (it draws pauses)
            caches=gates.caches,
        )
        self._gates = gates
        self._woken = asyncio.Event()
        self._step: asyncio.Future[Step | Rest] | None = None
        self._for_persons: dict[int, asyncio.Task[None]] = {}
        self._listeners = Listeners[[]]()
        self._told_at = float("-inf")
        self.is_on: bool | None = None
        """Whether it works; None until the store has said so."""

    @callback
    def async_add_listener(self, listener: Callable[[], None]) -> Unsubscribe:
        """Call ``listener()`` when it was switched."""
        return self._listeners.add(listener)

    @callback
    def async_wake(self) -> None:
        """Look for new plays before anything else is asked about."""
        self._run.wake()
        self._woken.set()

    async def async_switch(self, *, on: bool) -> None:
        """Pause, or go on, also after a restart. Raises when the store cannot keep it."""
        await self._house.write(set_meta, COMPLETING, ON if on else OFF)
        self._set(on=on)

    async def progress(self) -> Progress:
        """Return what is left to ask, and when it will be done. Raises what the store raises."""
        return await self._run.progress()

    async def complete(self, track: int, *, within: float) -> None:
        """Ask about a track at once, for somebody who waits ``within`` seconds at most.

        What is known then stands in the store. A call that is still under way is not broken
        off, as its answer is worth keeping. Nobody is asked while it is switched off, before
        the gates know what they may, or when many wait already.
        """
        asking = self._for_persons.get(track)
        if asking is None:
            is_ready = self.is_on and self._gates.are_open
            if not is_ready or len(self._for_persons) >= MOST_PERSONS:
                return
            asking = asyncio.create_task(self._complete(track, within))
            self._for_persons[track] = asking
            asking.add_done_callback(lambda _: self._for_persons.pop(track))
        await asyncio.wait((asking,), timeout=within)

    async def flush(self) -> None:
        """Hand the store what was learnt last: the history is being unloaded."""
        self._give_up()
        try:
            await self._run.flush()
        except HomeAssistantError as error:
            LOGGER.debug("What was learnt last is asked for again: %s", error)

    async def run(self, pulse: Pulse) -> None:
        """Complete what there is to complete, for good: the supervised task."""
        while True:
            self._woken.clear()
            try:
                pause = await self._work(pulse)
            except HomeAssistantError as error:
                LOGGER.debug("Completing waits until the store can be used: %s", error)
                pause = STORE_AGAIN
            await pulse.rest(max(BREATH, pause), self._woken)

    async def _work(self, pulse: Pulse) -> float:
        """Make one call, or none; returns the seconds until it is worth looking again."""
        if self.is_on is None:
            await pulse.during(asyncio.to_thread(genres.load))
            self._set(on=await pulse.during(self._house.write_kept(is_completing)))
        if not self.is_on:
            await pulse.during(self._run.flush())
            return LOOK_AGAIN
        await pulse.during(self._gates.opened())
        step = self._step = asyncio.ensure_future(self._run.step())
        try:
            await pulse.settled(step)
        finally:
            step.cancel()
        if step.cancelled():
            return 0.0
        done = step.result()
        if not isinstance(done, Rest):
            self._tell()
            return 0.0
        return LOOK_AGAIN if done.until is None else min(LOOK_AGAIN, done.until - time.time())

    def _set(self, *, on: bool) -> None:
        """Take it from here; calls under way are given up by who switches off."""
        self.is_on = on
        if not on:
            self._give_up()
            if self._step:
                self._step.cancel()
        self._woken.set()
        self._listeners()

    def _give_up(self) -> None:
        """End what is asked for those who wait."""
        for asking in self._for_persons.values():
            asking.cancel()

    async def _complete(self, track: int, within: float) -> None:
        """Ask about a track, and write down what was learnt if the store can take it."""
        try:
            await self._run.complete(track, within=within)
        except HomeAssistantError as error:
            LOGGER.debug("What was asked for a person is written down later: %s", error)

    def _tell(self) -> None:
        """Let answers about the history be made anew, now and then, by what was learnt."""
        now = time.monotonic()
        if now >= self._told_at + TELL_EVERY:
            self._told_at = now
            self._house.answers.async_forget()


def is_completing(db: Connection) -> bool:
    """Tell whether it was left switched on, as it is at first."""
    return get_meta(db, COMPLETING) != OFF
