"""Open the door to every kind of entry; the kinds' own steps stand in ``flows``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homeassistant.core import callback

from .const import CONF_KIND, DOMAIN, ENTRY_VERSION, KIND_HISTORY
from .flows.history import HistoryConfigFlow
from .flows.lidarr import LidarrConfigFlow
from .flows.spotify import SpotifyConfigFlow
from .kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homeassistant.config_entries import (
        ConfigEntry,
        ConfigFlowResult,
        ConfigSubentryFlow,
        OptionsFlow,
    )


class SpindleConfigFlow(HistoryConfigFlow, LidarrConfigFlow, SpotifyConfigFlow, domain=DOMAIN):
    """The first steps; a kind called ``x`` goes on with ``async_step_x`` and ``…_x_reauth``."""

    VERSION = ENTRY_VERSION
    MINOR_VERSION = 1

    async def async_step_user(self, _user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Begin with the history, without which nothing else makes sense; then let choose."""
        present = {entry.data.get(CONF_KIND) for entry in self._async_current_entries()}
        if KIND_HISTORY not in present:
            return await self.async_step_history()
        addable = [name for name, kind in KINDS.items() if kind.several or name not in present]
        return self.async_show_menu(step_id="user", menu_options=addable)

    async def async_step_reauth(self, _entry_data: Mapping[str, Any]) -> ConfigFlowResult:
        """Let the entry's kind ask for what the service accepts."""
        return await self._step_of(self._get_reauth_entry(), "reauth")

    async def async_step_reconfigure(
        self, _user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Let the entry's kind ask for what has changed; of the history nothing can."""
        entry = self._get_reconfigure_entry()
        if entry.data[CONF_KIND] == KIND_HISTORY:
            return self.async_abort(reason="reconfigure_by_options")
        return await self._step_of(entry, "reconfigure")

    async def _step_of(self, entry: ConfigEntry, name: str) -> ConfigFlowResult:
        step: ConfigFlowResult = await getattr(self, f"async_step_{entry.data[CONF_KIND]}_{name}")()
        return step

    @staticmethod
    @callback
    def async_get_options_flow(config_entry: ConfigEntry) -> OptionsFlow:
        """Hand over to the options of the entry's kind."""
        return KINDS[config_entry.data[CONF_KIND]].options_flow()

    @classmethod
    @callback
    def async_get_supported_subentry_types(
        cls, config_entry: ConfigEntry
    ) -> dict[str, type[ConfigSubentryFlow]]:
        """Say what can be added to an entry of this kind."""
        kind = KINDS.get(str(config_entry.data.get(CONF_KIND)))
        return dict(kind.subentry_flows) if kind else {}
