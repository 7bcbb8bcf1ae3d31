"""The runs that make playlists of recipes: one at a time, resumable, rehearsed first.

A run is a job. What it learns is in the store as soon as it is learnt, and so is its plan
before anything is published; targets write only differences. So a run that was killed goes
through its phases again, finds most of it done, and ends as it would have ended.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
import logging
from typing import TYPE_CHECKING, Final

from ..store import jobs, playlist_runs
from ..store.playlist_runs import QUEUE
from ..store.types import JobState
from .making import Making
from .plan import impossibilities
from .reports import read, written
from .types import Impossible, Later, RunEvent, RunEventType, RunReport, RunState

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..enrichment.desk import Store
    from ..store.types import Job
    from .protocols import Source, Target
    from .threads import InThread
    from .types import Plan, Problem, Progress, Recipe

LOGGER = logging.getLogger(__name__)

MOST_ATTEMPTS: Final = 5
FIRST_RETRY: Final = 60.0
"""Seconds after which a run is tried again that failed of itself; twice as many each time."""

LOOK_AGAIN: Final = 5.0
"""Seconds after which a rehearsal that is under way may be over."""

OBSTACLE_REST: Final = 300.0
"""Seconds until what is in the way is looked for again: after a start shares come late."""

IMPOSSIBLE: Final = "impossible"
NOT_NOW: Final = "not_now"
ERROR: Final = "error"
"""Reasons of reports, beside those of ``Later``."""


class Busy(Exception):
    """Another run is under way."""


class Cancelled(Exception):
    """A person has cancelled it."""


class Runs:
    """The runs of all recipes."""

    def __init__(
        self,
        store: Store,
        recipes: Sequence[Recipe],
        *,
        sources: Callable[[Recipe], Sequence[Source]],
        targets: Callable[[Recipe], Sequence[Target]],
        in_thread: InThread,
        now: Callable[[], float],
        tell: Callable[[RunEvent], None],
        progressed: Callable[[], None],
    ) -> None:
        """Know the recipes; ``now`` is the wall clock (epoch seconds). Nothing is done yet.

        ``tell`` is called with what has happened, once it is durable, and ``progressed``
        whenever ``progress`` is another.
        """
        self._store = store
        self._recipes = {recipe.id: recipe for recipe in recipes}
        self._sources = sources
        self._targets = targets
        self._in_thread = in_thread
        self._now = now
        self._tell_event = tell
        self._progressed = progressed
        self._making: Making | None = None
        self._running: str | None = None
        self._cancelled = False
        # A run is either cancelled before it is begun, or known to be under way.
        self._beginning = asyncio.Lock()

    @property
    def running(self) -> str | None:
        """The id of the recipe of which a run, or a rehearsal, is under way."""
        return self._running

    @property
    def progress(self) -> Progress | None:
        """How far that has come."""
        return None if self._making is None else self._making.course.progress

    async def begin(self) -> None:
        """Take up what a process that is gone held; forget recipes that are gone."""
        await self._store.write_bulk(jobs.let_go, QUEUE)
        for recipe in await self._store.read(playlist_runs.recipes):
            if recipe not in self._recipes:
                await self._store.write_slices(playlist_runs.forget_music, recipe, ())
                await self._store.write_bulk(playlist_runs.forget, recipe)

    async def ask(self, recipe_id: str) -> RunReport:
        """Have a recipe run, and return how that stands; nothing new while it is to run already.

        Raises ``Impossible`` when it cannot be, and KeyError for an unknown recipe.
        """
        recipe = self._recipes[recipe_id]
        await self._ends(recipe)
        now = self._now()
        report = RunReport(recipe=recipe_id, state=RunState.WAITING, asked_at=now)
        is_new = await self._store.write_bulk(playlist_runs.ask, recipe_id, written(report), now)
        return report if is_new else await self._report(recipe_id)

    async def rehearse(self, recipe_id: str) -> Plan:
        """Return what a run would make; write nothing outside.

        Raises ``Impossible``, ``Busy`` while another is under way, ``Cancelled`` when a person
        ends it, ``Later`` when something has to be waited for, and KeyError.
        """
        recipe = self._recipes[recipe_id]
        async with self._beginning:
            if self._running is not None:
                raise Busy
            self._running = recipe_id
        try:
            making = await self._begin(recipe)
            return await making.rehearsed(await making.planned())
        finally:
            self._end()

    async def cancel(self, recipe_id: str | None = None) -> tuple[str, ...]:
        """Cancel what runs, waits or is parked, of one recipe or of all; return whose it was."""
        cancelled: list[str] = []
        async with self._beginning:
            for one in self._recipes if recipe_id is None else (recipe_id,):
                if one == self.running:
                    self._cancelled = True
                    cancelled.append(one)
                elif await self._store.read(playlist_runs.is_open, one):
                    await self._close(await self._report(one), RunState.CANCELLED)
                    cancelled.append(one)
        return tuple(cancelled)

    async def report(self, recipe_id: str) -> RunReport | None:
        """Return how the last run of a recipe stands, or None when there was none."""
        kept = await self._store.read(playlist_runs.load, recipe_id)
        return None if kept is None else read(kept)

    async def work(self) -> float | None:
        """Do every run that is due; return the epoch at which the next is due, if any is."""
        while job := await self._claim():
            try:
                await self._run(job)
            finally:
                self._end()
        if self._running is not None:
            return self._now() + LOOK_AGAIN
        return await self._store.read(jobs.next_due, (QUEUE,))

    async def _claim(self) -> Job | None:
        """Take the run that is due first, unless something is under way."""
        async with self._beginning:
            if self._running is not None:
                return None
            due = await self._store.write_bulk(jobs.claim_due, (QUEUE,), self._now())
            self._running = due[0].key if due else None
        return due[0] if due else None

    async def _run(self, job: Job) -> None:
        """Do one run, and write down what became of it."""
        recipe = self._recipes.get(job.key)
        if recipe is None:
            await self._store.write_bulk(jobs.drop, QUEUE, job.key)
            return
        report = await self._report(recipe.id)
        is_new = report.state is RunState.WAITING
        report = replace(report, state=RunState.RUNNING, until=None, reason=None, problems=())
        await self._save(report)
        self._tell(RunEventType.STARTED if is_new else RunEventType.RESUMED, report)
        try:
            report = await self._attempt(recipe, report)
        except Cancelled:
            await self._close(await self._report(recipe.id), RunState.CANCELLED)
        except Impossible as refusal:
            if impossibilities(recipe):
                report = replace(report, reason=IMPOSSIBLE, problems=refusal.problems)
                await self._close(report, RunState.FAILED)
            else:  # It was possible when it was asked for.
                await self._park(job, self._now() + OBSTACLE_REST, NOT_NOW, *refusal.problems)
        except Later as later:
            await self._park(job, later.at, later.reason)
        except Exception:
            LOGGER.exception("A run of playlists failed")
            if job.attempts >= MOST_ATTEMPTS:
                report = replace(await self._report(recipe.id), reason=ERROR)
                await self._close(report, RunState.FAILED)
            else:
                await self._retry(job)
        else:
            await self._close(report, RunState.DONE)

    async def _attempt(self, recipe: Recipe, report: RunReport) -> RunReport:
        """Do a run; ``Cancelled`` whatever else went wrong once a person has cancelled it."""
        try:
            return await (await self._begin(recipe)).run(report)
        except Exception as error:
            if self._cancelled:
                raise Cancelled from error
            raise

    async def _park(self, job: Job, at: float, reason: str, *problems: Problem) -> None:
        """Let a run wait, as if it had not been tried."""
        await self._store.write_bulk(jobs.give_back, job, at)
        await self._told_parked(job.key, at, reason, *problems)

    async def _retry(self, job: Job) -> None:
        at = self._now() + FIRST_RETRY * 2.0 ** (job.attempts - 1)
        await self._store.write_bulk(jobs.fail, job, ERROR, retry_at=at)
        await self._told_parked(job.key, at, ERROR)

    async def _told_parked(self, recipe: str, at: float, reason: str, *problems: Problem) -> None:
        report = await self._report(recipe)
        phase = report.phase if self.progress is None else self.progress.phase
        report = replace(report, state=RunState.PARKED, phase=phase, until=at)
        report = replace(report, reason=reason, problems=problems)
        await self._save(report)
        self._tell(RunEventType.PARKED, report)

    async def _close(self, report: RunReport, state: RunState) -> None:
        """Say how a run has ended."""
        report = replace(report, state=state, finished_at=self._now(), until=None)
        job_state = {RunState.DONE: JobState.DONE, RunState.FAILED: JobState.FAILED}
        await self._store.write_bulk(
            playlist_runs.close,
            report.recipe,
            job_state.get(state, JobState.CANCELLED),
            written(report),
        )
        events = {RunState.DONE: RunEventType.FINISHED, RunState.FAILED: RunEventType.FAILED}
        self._tell(events.get(state, RunEventType.CANCELLED), report)

    async def _ends(self, recipe: Recipe) -> tuple[Sequence[Source], Sequence[Target]]:
        """Return what reads and what publishes; ``Impossible`` where nothing can come of it."""
        sources, targets = self._sources(recipe), self._targets(recipe)
        problems = list(impossibilities(recipe))
        if not problems:
            for source in sources:
                problems += await source.check()
            for target in targets:
                problems += await target.check()
        if problems:
            raise Impossible(problems)
        return sources, targets

    async def _begin(self, recipe: Recipe) -> Making:
        sources, targets = await self._ends(recipe)
        if self._cancelled:
            raise Cancelled
        self._making = Making(
            self._store,
            recipe,
            sources,
            targets,
            in_thread=self._in_thread,
            now=self._now,
            told=self._on_progress,
            announce=partial(self._tell, RunEventType.PLANNED),
        )
        return self._making

    def _end(self) -> None:
        self._making = None
        self._running = None
        self._cancelled = False
        self._progressed()

    def _on_progress(self) -> None:
        if self._cancelled:
            raise Cancelled
        self._progressed()

    async def _report(self, recipe_id: str) -> RunReport:
        """Return the report of a run that was asked for: there is one."""
        report = await self.report(recipe_id)
        assert report is not None  # noqa: S101  # A job has its report from the beginning.
        return report

    async def _save(self, report: RunReport) -> None:
        await self._store.write_bulk(playlist_runs.save, report.recipe, written(report))

    def _tell(self, event: RunEventType, report: RunReport) -> None:
        self._tell_event(RunEvent(type=event, at=self._now(), report=report))
