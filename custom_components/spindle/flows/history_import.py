"""Bring a history in by a dialog: upload it, see what it would come to, say yes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from homeassistant.core import callback
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import selector
from homeassistant.util import dt as dt_util
import voluptuous as vol

from ..compat import OptionsFlowWithReload
from ..import_reading import DEFAULT_SHORTEST, OPTION_SHORTEST, OPTION_ZONE
from ..import_words import as_text, async_left_out
from ..runtime import HOUSE_KEY
from .fields import whole_number

if TYPE_CHECKING:
    import asyncio

    from homeassistant.config_entries import ConfigFlowResult
    from homeassistant.core import HomeAssistant

    from ..compat import Schema
    from ..history import Report
    from ..importer import Importer
    from ..staging import Staged

FIELD_FILE: Final = "file"
FILE: Final = selector.FileSelector(selector.FileSelectorConfig(accept=".zip,.csv,.json,.jsonl"))

NOTHING_TO_SAY: Final[Schema] = vol.Schema({})
UPLOAD_SCHEMA: Final[Schema] = vol.Schema(
    {
        vol.Required(FIELD_FILE): FILE,
        vol.Required(OPTION_SHORTEST, default=DEFAULT_SHORTEST): whole_number(0, 3600, "s"),
    }
)


def reading_options(hass: HomeAssistant, shortest: float = DEFAULT_SHORTEST) -> dict[str, Any]:
    """Return how a file is to be read."""
    return {OPTION_SHORTEST: shortest, OPTION_ZONE: hass.config.time_zone}


class ImportPages(OptionsFlowWithReload):
    """The pages of the options that bring a history in."""

    _staged: Staged | None = None
    _rehearsal: asyncio.Task[Report] | None = None

    async def async_step_import(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Take a file."""
        errors: dict[str, str] = {}
        if user_input is not None:
            options = reading_options(self.hass, user_input[OPTION_SHORTEST])
            try:
                self._staged = await self._importer.async_stage_upload(
                    user_input[FIELD_FILE], options
                )
            except ServiceValidationError as refused:
                errors[FIELD_FILE] = refused.translation_key or ""
            else:
                return await self.async_step_import_read()
        return self.async_show_form(step_id="import", data_schema=UPLOAD_SCHEMA, errors=errors)

    async def async_step_import_read(
        self, _user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Rehearse, showing that it takes time."""
        if self._staged is None:
            return await self.async_step_import()
        if self._rehearsal is None:
            self._rehearsal = self.hass.async_create_task(
                self._importer.async_rehearse(self._staged), "spindle: rehearse an import"
            )
        if not self._rehearsal.done():
            return self.async_show_progress(
                step_id="import_read",
                progress_action="rehearse_import",
                progress_task=self._rehearsal,
            )
        return self.async_show_progress_done(next_step_id="import_offer")

    async def async_step_import_offer(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Show what it would come to, and bring it in if that is wished."""
        if self._staged is None or self._rehearsal is None:
            return await self.async_step_import()
        try:
            report = self._rehearsal.result()
            if user_input is None:
                return self.async_show_form(
                    step_id="import_offer",
                    data_schema=NOTHING_TO_SAY,
                    description_placeholders=_figures(self.hass, self._staged.name, report),
                )
            await self._importer.async_import(self._staged)
        except HomeAssistantError as error:
            return self.async_abort(
                reason="import_not_now", description_placeholders={"reason": str(error)}
            )
        self._staged = None
        return self.async_abort(reason="import_started")

    @callback
    def async_remove(self) -> None:
        """Let go of a file that is not brought in, when the dialog is closed."""
        if self._rehearsal:
            self._rehearsal.cancel()
        if self._staged:
            self.hass.async_create_task(
                self._importer.async_discard(self._staged), "spindle: discard an upload"
            )

    @property
    def _importer(self) -> Importer:
        return self.hass.data[HOUSE_KEY].importer


def _figures(hass: HomeAssistant, name: str, report: Report) -> dict[str, str]:
    def day(epoch: float | None) -> str:
        return "-" if epoch is None else dt_util.utc_from_timestamp(epoch).date().isoformat()

    return {
        "name": as_text(name),
        "rows": str(report.rows),
        "new": str(report.stored),
        "completed": str(report.completed),
        "known": str(report.duplicates),
        "refused": async_left_out(hass, report),
        "first": day(report.first_at),
        "last": day(report.last_at),
    }
