"""Set the history up, on one page: the past, a history from elsewhere, and consent to services."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
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
from ..panel import PANEL
from ..past import PastOffer, rehearse
from ..speakers import find_speakers
from . import public_services
from .fields import folded
from .history_import import FIELD_FILE, FILE, reading_options

if TYPE_CHECKING:
    from homeassistant.helpers.service_info.zeroconf import ZeroconfServiceInfo

    from ..compat import Schema

TITLE: Final = "Sonos"
"""Entries are named after what they listen to."""

ADD_SONOS_URL: Final = "https://my.home-assistant.io/redirect/config_flow_start/?domain=sonos"

SECTION_ELSEWHERE: Final = "elsewhere"
SECTION_SERVICES: Final = "public_services"

CHOICES: Final[Schema] = vol.Schema(
    {
        vol.Required(SECTION_ELSEWHERE): folded(vol.Schema({vol.Optional(FIELD_FILE): FILE})),
        vol.Required(SECTION_SERVICES): folded(public_services.CONSENT_SCHEMA),
    }
)
PAST_TOO: Final[Schema] = vol.Schema(
    {vol.Required(CONF_PAST, default=True): selector.BooleanSelector()}
).extend(CHOICES.schema)


AT_ONCE: Final = 3.0
"""Seconds in which a rehearsal is over without having been shown.

The dialog that opens with it hears of its end only once it listens: a short one would never end.
"""
KNOWN_FOR: Final = timedelta(minutes=5)
"""How long what the recorder held is told again; a card may be opened days after it appeared."""


class HistoryConfigFlow(ConfigFlow):
    """The steps of the history, whether a person or a discovered speaker began them."""

    _rehearsal: asyncio.Task[PastOffer] | None = None
    _offer: PastOffer | None = None
    """What the recorder remembers; None until it was looked at."""
    _looked_at: datetime | None = None
    """When the last rehearsal began."""

    async def async_step_zeroconf(self, discovery_info: ZeroconfServiceInfo) -> ConfigFlowResult:  # noqa: ARG002 (any speaker will do)
        """Show one card, however many speakers are found; what it opens is known by then."""
        await self.async_set_unique_id(KIND_HISTORY)
        self._abort_if_unique_id_configured()
        if not async_sonos_missing(self.hass):
            await self._learn_from(self._begin_rehearsal())
        return await self.async_step_history()

    async def async_step_history(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Say what will happen, with everything there is to choose."""
        await self.async_set_unique_id(KIND_HISTORY, raise_on_progress=False)
        self._abort_if_unique_id_configured()
        if self._offer is None:
            if async_sonos_missing(self.hass):
                return await self.async_step_sonos_missing()
            return await self.async_step_past()
        if user_input is None:
            await self._look_again()
            return self._page(self._offer)
        try:
            await self._take(user_input[SECTION_ELSEWHERE].get(FIELD_FILE))
        except ServiceValidationError as refused:
            errors = {"base": refused.translation_key or ""}
            return self._page(self._offer, errors, user_input | {SECTION_ELSEWHERE: {}})
        return self.async_create_entry(
            title=TITLE,
            data={CONF_KIND: KIND_HISTORY, CONF_PAST: user_input.get(CONF_PAST, False)},
            options=public_services.chosen(user_input[SECTION_SERVICES]),
            description=KIND_HISTORY,
            description_placeholders={"panel_url": f"/{PANEL}"},
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
        is_new = self._rehearsal is None
        rehearsal = self._begin_rehearsal()
        if is_new:
            await asyncio.wait((rehearsal,), timeout=AT_ONCE)
        if not rehearsal.done():
            return self.async_show_progress(
                step_id="past", progress_action="rehearse", progress_task=rehearsal
            )
        await self._learn_from(rehearsal)
        if is_new:
            return await self.async_step_history()
        return self.async_show_progress_done(next_step_id="history")

    def _begin_rehearsal(self) -> asyncio.Task[PastOffer]:
        """Look at the past, if nobody does."""
        if self._rehearsal is None:
            self._looked_at = dt_util.utcnow()
            self._rehearsal = self.hass.async_create_task(
                rehearse(self.hass, {}), "spindle: rehearse the past"
            )
        return self._rehearsal

    async def _look_again(self) -> None:
        """Look again at what was looked at long ago; if that takes long, it is for the next time."""
        if self._looked_at is None or dt_util.utcnow() - self._looked_at < KNOWN_FOR:
            return
        rehearsal = self._begin_rehearsal()
        await asyncio.wait((rehearsal,), timeout=AT_ONCE)
        if rehearsal.done():
            await self._learn_from(rehearsal)

    async def _learn_from(self, rehearsal: asyncio.Task[PastOffer]) -> None:
        """Keep what a rehearsal leads to; a past that cannot be read must not stop set-up."""
        try:
            self._offer = await rehearsal
        except Exception as error:  # noqa: BLE001 (whatever the recorder raises)
            LOGGER.warning("The recorder's past could not be read, and is not offered: %s", error)
            self._offer = PastOffer()
        self._rehearsal = None

    def _page(
        self,
        offer: PastOffer,
        errors: dict[str, str] | None = None,
        shown: dict[str, Any] | None = None,
    ) -> ConfigFlowResult:
        """Show all there is to choose; the past only where there is one."""
        fields = PAST_TOO if offer.plays else CHOICES
        return self.async_show_form(
            step_id="history",
            data_schema=self.add_suggested_values_to_schema(fields, shown),
            errors=errors,
            description_placeholders={
                "speakers": self._speaker_names(),
                "plays": f"{offer.plays}" if offer.complete else f"{offer.plays}+",
                "days": str(offer.days),
                **public_services.HOSTS,
            },
        )

    async def _take(self, file_id: str | None) -> None:
        """Put an upload where the history finds it, once it runs. Raises for what is none."""
        if file_id is None:
            return
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
