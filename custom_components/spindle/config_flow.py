"""Open the door to every kind of entry; the kinds' own steps stand in ``flows``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homeassistant.core import callback

from .const import CONF_KIND, DOMAIN, ENTRY_VERSION, KIND_HISTORY
from .flows.history import HistoryConfigFlow
from .kinds import KINDS

if TYPE_CHECKING:
    from homeassistant.config_entries import ConfigEntry, ConfigFlowResult, OptionsFlow


class SpindleConfigFlow(HistoryConfigFlow, domain=DOMAIN):
    """The first step; a kind called ``x`` goes on with ``async_step_x``."""

    VERSION = ENTRY_VERSION
    MINOR_VERSION = 1

    async def async_step_user(self, _user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Begin with the history, without which nothing else makes sense; then let choose."""
        present = {entry.data.get(CONF_KIND) for entry in self._async_current_entries()}
        if KIND_HISTORY not in present:
            return await self.async_step_history()
        addable = [kind for kind in KINDS if kind not in present]
        if not addable:
            return self.async_abort(reason="already_configured")
        return self.async_show_menu(step_id="user", menu_options=addable)

    @staticmethod
    @callback
    def async_get_options_flow(config_entry: ConfigEntry) -> OptionsFlow:
        """Hand over to the options of the entry's kind."""
        return KINDS[config_entry.data[CONF_KIND]].options_flow()
