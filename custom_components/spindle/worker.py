"""Do the store's jobs: one loop for all outgoing work, one handler for each queue."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
import random
import time
from typing import TYPE_CHECKING, Final

from homeassistant.core import callback
from homeassistant.exceptions import HomeAssistantError

from .const import LOGGER
from .pulse import Pulse
from .store.commands import claim_due_jobs, complete_job, fail_job, let_go_jobs, park_job
from .store.jobs import next_due
from .supervisor import DEADLINE

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from sqlite3 import Connection

    from .house import House
    from .listeners import Unsubscribe
    from .store.types import Job

LOOK_AGAIN: Final = 300.0
"""Seconds after which the store is asked for due jobs although nobody woke the worker."""
BREATH: Final = 1.0
"""Seconds between two looks at the least."""
FIRST_RETRY: Final = 30.0
LAST_RETRY: Final = 3600.0

SILENT: Final = f"It gave no sign of life for {DEADLINE:.0f} seconds."

type JobHandler = Callable[[Job, Pulse], Awaitable[JobResult]]
"""Does one job, and beats at least every ``DEADLINE`` seconds while it gets on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobResult:
    """What became of a job; the default is that it is done."""

    retry_at: float | None = None
    """Epoch seconds of the next attempt."""
    failed: bool = False
    """For good: no attempt will help."""
    parked: bool = False
    """Sent, and nobody knows whether it arrived: for a person."""
    error: str | None = None


@dataclass(frozen=True, slots=True)
class _Queue:
    """Who does the jobs of one queue, and how many seconds one may take."""

    handler: JobHandler
    deadline: float


class Worker:
    """The one loop that does the store's jobs, one at a time, at least once each."""

    def __init__(self, house: House) -> None:
        """Know no queue yet."""
        self._house = house
        self._queues: dict[str, _Queue] = {}
        self._served: set[str] = set()
        """Queues that are the worker's, or were; others have their own who does their jobs."""
        self._woken = asyncio.Event()
        self._in_hand: Job | None = None
        """Claimed, and left in hand by a run whose handler fell silent."""

    @callback
    def async_register(
        self, queue: str, handler: JobHandler, *, deadline: float = 300
    ) -> Unsubscribe:
        """Do the jobs of ``queue`` with ``handler``.

        A handler that raises, or takes longer than ``deadline`` seconds, is tried again
        later, ever more rarely. So is one that gives no sign of life, but by a new run of
        the worker. Jobs are done at least once: handlers are idempotent.
        """
        mine = self._queues[queue] = _Queue(handler, deadline)
        self._served.add(queue)
        self.async_wake()

        def unregister() -> None:
            if self._queues.get(queue) is mine:
                del self._queues[queue]

        return unregister

    @callback
    def async_wake(self) -> None:
        """Look for due jobs now."""
        self._woken.set()

    async def run(self, pulse: Pulse) -> None:
        """Do what is due, for good: the supervised task."""
        recovered = False
        while True:
            due = None
            try:
                if not recovered:
                    await self._recover(pulse)
                    recovered = True
                due = await self._do_what_is_due(pulse)
            except HomeAssistantError as error:
                recovered = False
                LOGGER.debug("Jobs wait until the store can be used: %s", error)
            await pulse.rest(BREATH)
            left = LOOK_AGAIN if due is None else min(LOOK_AGAIN, due - time.time())
            await pulse.rest(left, self._woken)
            self._woken.clear()

    # The store has a watch of its own: to wait for it is a sign of life.

    async def _recover(self, pulse: Pulse) -> None:
        """Let what an earlier run has not settled wait again, and what was silent longer."""
        if silent := self._in_hand:
            result = JobResult(retry_at=time.time() + pause_after(silent.attempts), error=SILENT)
            await pulse.during(self._house.write(settle, silent, result))
            self._in_hand = None
        await pulse.during(self._house.write(let_go_jobs, *self._served))

    async def _do_what_is_due(self, pulse: Pulse) -> float | None:
        """Do every due job; returns the epoch at which the next one is due."""
        while queues := tuple(self._queues):
            due = await pulse.during(self._house.read(next_due, queues))
            if due is None or due > time.time():
                return due
            claiming = self._house.write(claim_due_jobs, queues, time.time())
            for job in await pulse.during(claiming):
                await self._do(job, pulse)
        return None

    async def _do(self, job: Job, pulse: Pulse) -> None:
        """Do one job and write down what became of it."""
        queue = self._queues.get(job.queue)
        if queue is None:
            result = JobResult(retry_at=time.time(), error="Nobody does this work at present.")
        else:
            self._in_hand = job
            try:
                result = await _attempt(job, queue, pulse)
            finally:
                if pulse.silence <= DEADLINE:
                    self._in_hand = None
        await pulse.during(self._house.write(settle, job, result))


async def _attempt(job: Job, queue: _Queue, pulse: Pulse) -> JobResult:
    """Let a handler do a job; whatever goes wrong with it is a reason to try again later."""
    try:
        async with asyncio.timeout(queue.deadline):
            return await queue.handler(job, pulse)
    except TimeoutError:
        error = f"It took longer than {queue.deadline:.0f} seconds."
    except Exception as caught:  # noqa: BLE001 (whatever it is, it is that job's own)
        error = f"{type(caught).__name__}: {caught}"
        if job.attempts == 1:
            LOGGER.exception("The job %s of %s failed, and is tried again", job.key, job.queue)
    return JobResult(retry_at=time.time() + pause_after(job.attempts), error=error[:500])


def pause_after(attempts: int) -> float:
    """Seconds to wait after that many attempts: twice as long each time, with jitter."""
    pause = min(LAST_RETRY, FIRST_RETRY * 2.0 ** min(attempts - 1, 10))
    return pause * random.uniform(0.75, 1)  # noqa: S311 (no secret)


def settle(db: Connection, job: Job, result: JobResult) -> bool:
    """Write down what became of a job; False when it was asked for again meanwhile."""
    error = result.error or ""
    if result.parked:
        return park_job(db, job, error)
    if result.failed or result.retry_at is not None:
        return fail_job(db, job, error, retry_at=None if result.failed else result.retry_at)
    return complete_job(db, job)
