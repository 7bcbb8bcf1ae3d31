"""Keep the speakers' present names in the store: what was played there is shown by them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homeassistant.core import callback
from homeassistant.exceptions import HomeAssistantError

from .const import LOGGER
from .store.commands import name_players

if TYPE_CHECKING:
    from homeassistant.config_entries import ConfigEntry
    from homeassistant.core import HomeAssistant

    from .house import House
    from .speakers import Speakers


@callback
def async_keep_names(
    hass: HomeAssistant, entry: ConfigEntry, house: House, speakers: Speakers
) -> None:
    """Write down what the household calls its speakers, now and whenever that changes."""
    kept: dict[str, str] = {}

    async def keep(names: dict[str, str]) -> None:
        try:
            await house.write_kept(name_players, names)
        except HomeAssistantError as error:
            LOGGER.debug("The speakers' names are not kept: %s", error)
        else:
            house.async_plays_changed()

    @callback
    def look() -> None:
        nonlocal kept
        names = {one.id: one.name for one in speakers.known.values()}
        if names != kept:
            kept = names
            entry.async_create_background_task(hass, keep(names), "spindle names")

    look()
    entry.async_on_unload(speakers.async_add_listener(look))
