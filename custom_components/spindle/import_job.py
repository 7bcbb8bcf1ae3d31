"""Do one import: the worker's handler for the persisted jobs of ``store.imports``.

A thread of the executor reads the file and hands it to the store in small transactions,
each of which waits for the last. The rows and how far the file was read are durable
together, so that an import that was interrupted goes on with the next row.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from homeassistant.core import callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util

from . import staging
from .const import LOGGER
from .history import Report
from .history.types import UnreadableFile
from .import_progress import IDLE, Phase, Progress, ProgressTeller
from .import_reading import ReadThrough, add
from .refusals import refusal
from .store import imports
from .store.bulk_memory import Memory
from .store.imports import GOING_ON, ImportPhase, Plan
from .store.types import StoreState
from .worker import JobResult

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from homeassistant.core import HomeAssistant

    from .history.types import Chunk
    from .house import House
    from .pulse import Pulse
    from .store.bulk import Tally
    from .store.types import Job

PAUSE: Final = 2.0
"""Seconds until a disk that refuses is asked again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of an import."""

    phase: ImportPhase
    report: Report
    error: str | None = None


class ImportJobs:
    """Does imports, and tells those who wait when one is over."""

    def __init__(self, hass: HomeAssistant, house: House, teller: ProgressTeller) -> None:
        """Take where to write and whom to tell."""
        self._hass = hass
        self._house = house
        self._teller = teller
        self._waiting: dict[int, list[asyncio.Future[Outcome]]] = {}
        self._reading: ReadThrough | None = None

    @callback
    def async_stop(self) -> None:
        """Read no further; whoever waits for an end is told that there is none yet."""
        if self._reading:
            self._reading.stop()
        for futures in self._waiting.values():
            for future in futures:
                future.cancel()
        self._waiting.clear()

    @callback
    def async_end_of(self, import_id: int) -> asyncio.Future[Outcome]:
        """Return what holds the outcome once the import is over; cancelled at a stop."""
        future: asyncio.Future[Outcome] = self._hass.loop.create_future()
        self._waiting.setdefault(import_id, []).append(future)
        return future

    async def bring_in(self, job: Job, pulse: Pulse) -> JobResult:
        """Do one import, from where it was left. Idempotent: what is written is known."""
        now = dt_util.utcnow().timestamp()
        plan = await pulse.during(self._house.write(imports.begin, job, now))
        outcome = Outcome(phase=ImportPhase.CANCELLED, report=Report())
        if plan is not None:
            outcome = await self._bring_in(job.id, plan, pulse)
            await let_go(self._hass, plan)
        self._house.async_plays_changed()
        for future in self._waiting.pop(job.id, ()):
            if not future.done():
                future.set_result(outcome)
        return JobResult()

    async def _bring_in(self, job_id: int, plan: Plan, pulse: Pulse) -> Outcome:
        """Bring a file in, and write down how that ended. Raises when it goes on later."""
        run = _Run(self._house, job_id, plan, pulse, self._teller)
        self._reading = run.reading
        self._teller.tell(run.progress)
        try:
            report = await self._hass.async_add_executor_job(run.read, self._hass.loop)
        except (UnreadableFile, OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            LOGGER.warning("Import %d ended early: %s", job_id, reason)
            await pulse.during(self._house.write(imports.fail, job_id, reason))
            return Outcome(phase=ImportPhase.FAILED, report=run.report, error=reason)
        finally:
            run.reading.stop()
            self._reading = None
            self._teller.tell(IDLE)
        if report is None:
            known = await pulse.during(self._house.read(imports.find, job_id))
            if known is None or known.phase in GOING_ON:
                raise refusal("import_interrupted")
            return Outcome(phase=known.phase, report=run.report)
        await pulse.during(self._house.write(imports.finish, job_id, report.as_dict()))
        LOGGER.info("Import %d was brought in: %d new plays", job_id, report.stored)
        return Outcome(phase=ImportPhase.DONE, report=report)


class _Run:
    """One run through the file of an import."""

    def __init__(
        self, house: House, job_id: int, plan: Plan, pulse: Pulse, teller: ProgressTeller
    ) -> None:
        self._house = house
        self._job_id = job_id
        self._plan = plan
        self._pulse = pulse
        self._teller = teller
        self.reading = ReadThrough(Path(plan.path), plan.options)
        self.progress = Progress(phase=Phase.IMPORTING, import_id=job_id, name=plan.name)
        self._memory = Memory()
        self.report = Report()
        """Of what has been read so far."""

    def read(self, loop: asyncio.AbstractEventLoop) -> Report | None:
        """Read and write to the end of the file, in a thread; None when it was stopped."""

        def take(chunk: Chunk, report: Report) -> Tally | None:
            self.report = report
            self.progress = self.progress.after(chunk, report, self._plan.size)
            self._teller.tell_from_thread(self.progress)
            writing: Coroutine[Any, Any, Tally | None] = self._write(chunk, report)
            return asyncio.run_coroutine_threadsafe(writing, loop).result()

        plan = self._plan
        return self.reading.run(take, after=plan.cursor, report=plan.report)

    async def _write(self, chunk: Chunk, report: Report) -> Tally | None:
        """Write a piece, however long the disk refuses."""

        def note(tally: Tally) -> dict[str, Any]:
            return {
                "cursor": tuple(chunk.cursor),
                "report": add(Report.from_dict(report.as_dict()), tally).as_dict(),
                "bytes_read": chunk.bytes_read,
            }

        batch = self._plan.batch or 0
        while True:
            writing = self._house.write_alone(
                imports.bring,
                self._job_id,
                batch,
                chunk.plays,
                note,
                self._memory,
                are_distinct=chunk.are_distinct,
            )
            try:
                return await self._pulse.during(writing)
            except HomeAssistantError:
                if not self._house.is_open:
                    raise
            self._teller.tell(replace(self.progress, phase=Phase.PAUSED))
            await self._pulse.rest(PAUSE)
            if self._house.status.state not in {StoreState.READY, StoreState.WAITING}:
                raise refusal("import_interrupted")


async def let_go(hass: HomeAssistant, plan: Plan) -> None:
    """Delete Spindle's own copy of a file that is not needed any more."""
    if plan.is_ours:
        await hass.async_add_executor_job(staging.discard, Path(plan.path))
