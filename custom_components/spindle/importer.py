"""Bring in histories from elsewhere, one after another, behind everything live.

A file is staged, rehearsed if that is wished, and asked for; ``import_job`` then does it.
Imported plays are inert: no events.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final

from homeassistant.core import callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util

from . import staging
from .const import LOGGER
from .history import Report
from .history.types import UnreadableFile
from .import_job import ImportJobs, Outcome, let_go
from .import_progress import IDLE, Phase, Progress, ProgressTeller
from .import_reading import ReadThrough
from .refusals import refusal
from .store import imports
from .store.commands import undo_batch
from .store.imports import GOING_ON, IMPORT, Import
from .store.rehearsal import Rehearsal

if TYPE_CHECKING:
    from collections.abc import Callable

    from homeassistant.core import HomeAssistant

    from .history.types import Chunk
    from .house import House
    from .listeners import Unsubscribe
    from .staging import Staged
    from .store.bulk import Tally

LONGEST: Final = 24 * 3600.0
"""Seconds one import may take; a million rows are a matter of minutes."""


class Importer:
    """Rehearses, runs, cancels and undoes imports, and tells how far they are."""

    def __init__(self, hass: HomeAssistant, house: House) -> None:
        """Make it, without any I/O."""
        self._hass = hass
        self._house = house
        self._teller = ProgressTeller(hass)
        self._jobs = ImportJobs(hass, house, self._teller)
        self._held: set[str] = set()
        """Staged files that somebody still decides about."""

    @property
    def progress(self) -> Progress:
        """Return how far the importer is."""
        return self._teller.progress

    @callback
    def async_start(self) -> Unsubscribe:
        """Do the imports that wait, and those that are asked for, until it is undone."""
        unregister = self._house.worker.async_register(
            IMPORT, self._jobs.bring_in, deadline=LONGEST
        )
        tidying = self._hass.async_create_background_task(self._tidy(), "spindle: tidy imports")

        @callback
        def stop() -> None:
            unregister()
            tidying.cancel()
            self._jobs.async_stop()

        return stop

    @callback
    def async_add_progress_listener(self, listener: Callable[[Progress], None]) -> Unsubscribe:
        """Call ``listener(progress)`` at every change of phase, and about once a second."""
        return self._teller.async_add_listener(listener)

    async def async_stage_upload(self, file_id: str, options: dict[str, Any]) -> Staged:
        """Take an upload over and recognise it; see ``staging.async_stage_upload``."""
        staged = await staging.async_stage_upload(self._hass, file_id, options)
        self._held.add(str(staged.path))
        return staged

    async def async_stage_path(self, path: str, options: dict[str, Any]) -> Staged:
        """Recognise a file in an allowed folder; see ``staging.async_stage_path``."""
        return await staging.async_stage_path(self._hass, path, options)

    async def async_discard(self, staged: Staged) -> None:
        """Delete Spindle's own copy of a file that is not to be brought in after all."""
        self._held.discard(str(staged.path))
        if staged.is_ours:
            await self._hass.async_add_executor_job(staging.discard, staged.path)

    async def async_rehearse(self, staged: Staged) -> Report:
        """Tell what bringing a file in would come to; nothing is written.

        Raises a translated error when the file or the store cannot be read.
        """
        reading = ReadThrough(staged.path, staged.options)
        progress = Progress(phase=Phase.REHEARSING, name=staged.name)

        def rehearse() -> Report | None:
            with Rehearsal() as rehearsal:

                def take(chunk: Chunk, report: Report) -> Tally:
                    self._teller.tell_from_thread(progress.after(chunk, report, staged.size))
                    asking = self._house.read(
                        rehearsal.take, chunk.plays, are_distinct=chunk.are_distinct
                    )
                    return asyncio.run_coroutine_threadsafe(asking, self._hass.loop).result()

                return reading.run(take)

        self._teller.tell(progress)
        try:
            report = await self._hass.async_add_executor_job(rehearse)
        except (UnreadableFile, OSError) as error:
            raise staging.refusal_of(error) from error
        finally:
            reading.stop()
            self._teller.tell(IDLE)
        return report or Report()

    async def async_import(self, staged: Staged) -> int:
        """Ask for an import, and return its id; it is durable and will be done.

        Where the same is already waiting or running, that goes on, and this copy of it is let go.
        """
        plan = staged.plan(dt_util.utcnow().timestamp())
        import_id = await self._house.write(imports.ask_for, staged.key, plan)
        self._held.discard(str(staged.path))
        self._house.worker.async_wake()
        if (await self._find(import_id)).plan.path != plan.path:
            await let_go(self._hass, plan)
        return import_id

    async def async_ended(self, import_id: int) -> Outcome:
        """Wait until an import is over, and tell what came of it.

        Raises ``HomeAssistantError`` when Spindle stops first; the import goes on later.
        """
        future = self._jobs.async_end_of(import_id)
        try:
            known = await self._house.read(imports.find, import_id)
            if known and known.phase not in GOING_ON:
                return _outcome(known)
            return await future
        except asyncio.CancelledError:
            if future.cancelled():
                raise refusal("import_interrupted") from None
            raise
        finally:
            future.cancel()

    async def async_cancel(self, import_id: int) -> Import:
        """Stop an import where it is; what it has brought stands. Raises for an unknown one."""
        known = await self._find(import_id)
        if await self._house.write(imports.cancel, import_id):
            await let_go(self._hass, known.plan)
            self._house.async_plays_changed()
        return await self._find(import_id)

    async def async_undo(self, import_id: int) -> Import:
        """Remove what an import has brought, after stopping it. Raises for an unknown one."""
        known = await self.async_cancel(import_id)
        if known.plan.batch is not None:
            self._teller.tell(
                Progress(phase=Phase.UNDOING, import_id=import_id, name=known.plan.name)
            )
            try:
                await self._house.write_slices(undo_batch, known.plan.batch)
            finally:
                self._teller.tell(IDLE)
            self._house.async_plays_changed()
        return await self._find(import_id)

    async def async_list(self) -> tuple[Import, ...]:
        """Return the imports that were asked for last, the latest first."""
        return await self._house.read(imports.latest)

    async def _find(self, import_id: int) -> Import:
        known = await self._house.read(imports.find, import_id)
        if known is None:
            raise refusal("unknown_import", id=str(import_id))
        return known

    async def _tidy(self) -> None:
        """Ask for what was asked for before there was a store; delete what nobody needs."""
        folder = staging.folder_of(self._hass)
        in_thread = self._hass.async_add_executor_job
        try:
            for note, key, plan in await in_thread(staging.requests, folder):
                await self._house.write(imports.ask_for, key, plan)
                await in_thread(staging.discard, note)
                self._house.worker.async_wake()
            needed = await self._house.read(imports.awaited_paths)
            await in_thread(staging.sweep, folder, needed | self._held)
        except (HomeAssistantError, OSError) as error:
            LOGGER.debug("Uploaded histories are looked after at the next start: %s", error)


def _outcome(known: Import) -> Outcome:
    report = Report.from_dict(known.plan.report) if known.plan.report else Report()
    return Outcome(phase=known.phase, report=report, error=known.error)
