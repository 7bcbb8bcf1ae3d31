"""Change what an account of Spotify is used for; saving reloads the entry, which loses nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from homeassistant.helpers import selector
import voluptuous as vol

from ..compat import OptionsFlowWithReload
from ..spotify_options import OPTION_RECORD_AWAY

if TYPE_CHECKING:
    from homeassistant.config_entries import ConfigFlowResult

    from ..compat import Schema

SCHEMA: Final[Schema] = vol.Schema(
    {vol.Required(OPTION_RECORD_AWAY, default=False): selector.BooleanSelector()}
)


class SpotifyOptionsFlow(OptionsFlowWithReload):
    """One page."""

    async def async_step_init(self, _user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Begin with the page."""
        return await self.async_step_spotify()

    async def async_step_spotify(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose what is recorded."""
        if user_input is not None:
            return self.async_create_entry(data={**self.config_entry.options, **user_input})
        return self.async_show_form(
            step_id="spotify",
            data_schema=self.add_suggested_values_to_schema(SCHEMA, self.config_entry.options),
        )
