"""Set the history up: confirm, offer the past and a history from elsewhere, ask for consent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from homeassistant.config_entries import ConfigFlow, ConfigFlowResult
from homeassistant.core import callback
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import selector
from homeassistant.util import dt as dt_util
import voluptuous as vol

from .. import staging
from ..const import CONF_KIND, CONF_PAST, KIND_HISTORY, LOGGER
from ..health import async_sonos_missing
from ..past import rehearse
from ..speakers import find_speakers
from . import public_services
from .history_import import FIELD_FILE, FILE, reading_options

if TYPE_CHECKING:
    import asyncio

    from homeassistant.helpers.service_info.zeroconf import ZeroconfServiceInfo

    from ..compat import Schema
    from ..past import PastOffer

TITLE: Final = "Sonos"
"""Entries are named after what they listen to."""

ADD_SONOS_URL: Final = "https://my.home-assistant.io/redirect/config_flow_start/?domain=sonos"

OFFER_SCHEMA: Final[Schema] = vol.Schema(
    {vol.Required(CONF_PAST, default=True): selector.BooleanSelector()}
)
FILE_SCHEMA: Final[Schema] = vol.Schema({vol.Optional(FIELD_FILE): FILE})


class HistoryConfigFlow(ConfigFlow):
    """The steps of the history, whether a person or a discovered speaker began them."""

    _rehearsal: asyncio.Task[PastOffer] | None = None
    _past = False

    async def async_step_zeroconf(self, discovery_info: ZeroconfServiceInfo) -> ConfigFlowResult:  # noqa: ARG002 (any speaker will do)
        """Show one card, however many speakers are found."""
        await self.async_set_unique_id(KIND_HISTORY)
        self._abort_if_unique_id_configured()
        return await self.async_step_history()

    async def async_step_history(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Say what will happen and ask for a yes."""
        await self.async_set_unique_id(KIND_HISTORY, raise_on_progress=False)
        self._abort_if_unique_id_configured()
        if user_input is not None:
            return await self.async_step_past()
        if async_sonos_missing(self.hass):
            return await self.async_step_sonos_missing()
        self._set_confirm_only()
        return self.async_show_form(
            step_id="history",
            description_placeholders={"speakers": self._speaker_names()},
        )

    async def async_step_sonos_missing(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Say that Sonos itself is not set up yet; Spindle waits for it if asked to."""
        if user_input is not None:
            return await self.async_step_past()
        self._set_confirm_only()
        return self.async_show_form(
            step_id="sonos_missing", description_placeholders={"sonos_url": ADD_SONOS_URL}
        )

    async def async_step_past(self, _user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Look at what the recorder remembers of the speakers, showing that it takes time."""
        if self._rehearsal is None:
            self._rehearsal = self.hass.async_create_task(
                rehearse(self.hass, {}), "spindle: rehearse the past"
            )
            if self._rehearsal.done():
                return await self.async_step_past_offer()
        if not self._rehearsal.done():
            return self.async_show_progress(
                step_id="past", progress_action="rehearse", progress_task=self._rehearsal
            )
        return self.async_show_progress_done(next_step_id="past_offer")

    async def async_step_past_offer(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Offer to bring the past in, if there is any."""
        if user_input is not None:
            self._past = user_input[CONF_PAST]
            return await self.async_step_import()
        offer = _offer_of(self._rehearsal) if self._rehearsal else None
        if offer is None or not offer.plays:
            return await self.async_step_import()
        return self.async_show_form(
            step_id="past_offer",
            data_schema=OFFER_SCHEMA,
            description_placeholders={
                "plays": f"{offer.plays}" if offer.complete else f"{offer.plays}+",
                "days": str(offer.days),
            },
        )

    async def async_step_import(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Offer to take a history from elsewhere along; it is brought in after set-up."""
        errors: dict[str, str] = {}
        if user_input is not None:
            try:
                if FIELD_FILE in user_input:
                    await self._take(user_input[FIELD_FILE])
            except ServiceValidationError as refused:
                errors[FIELD_FILE] = refused.translation_key or ""
            else:
                return await self.async_step_public_services()
        return self.async_show_form(step_id="import", data_schema=FILE_SCHEMA, errors=errors)

    async def async_step_public_services(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask which public services may complete the plays; none unless it is switched on."""
        if user_input is not None:
            return self.async_create_entry(
                title=TITLE,
                data={CONF_KIND: KIND_HISTORY, CONF_PAST: self._past},
                options=public_services.chosen(user_input),
            )
        return self.async_show_form(
            step_id=public_services.STEP,
            data_schema=public_services.CONSENT_SCHEMA,
            description_placeholders=dict(public_services.HOSTS),
        )

    async def _take(self, file_id: str) -> None:
        """Put an upload where the history finds it, once it runs. Raises for what is none."""
        staged = await staging.async_stage_upload(self.hass, file_id, reading_options(self.hass))
        await self.hass.async_add_executor_job(
            staging.leave_request, staged, dt_util.utcnow().timestamp()
        )

    @callback
    def async_remove(self) -> None:
        """Stop rehearsing when the dialog is closed."""
        if self._rehearsal:
            self._rehearsal.cancel()

    def _speaker_names(self) -> str:
        names = (speaker.name for speaker in find_speakers(self.hass, {}).values())
        return ", ".join(sorted(names, key=str.casefold)) or "-"


def _offer_of(rehearsal: asyncio.Task[PastOffer]) -> PastOffer | None:
    """Read what the rehearsal led to; a past that cannot be read must not stop set-up."""
    if error := rehearsal.exception():
        LOGGER.warning("The recorder's past could not be read, and is not offered: %s", error)
        return None
    return rehearsal.result()
