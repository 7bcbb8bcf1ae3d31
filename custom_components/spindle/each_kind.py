"""Let every kind of entry add entities of its own to a platform."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .const import CONF_KIND

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from homeassistant.config_entries import ConfigEntry
    from homeassistant.core import HomeAssistant
    from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

    type Adds = Callable[[HomeAssistant, ConfigEntry[Any], AddConfigEntryEntitiesCallback], None]
    type SetUp = Callable[
        [HomeAssistant, ConfigEntry[Any], AddConfigEntryEntitiesCallback], Awaitable[None]
    ]


def each_kind(adds: Mapping[str, Adds]) -> SetUp:
    """Make a platform's ``async_setup_entry`` of what adds the entities of each kind."""

    async def async_setup_entry(
        hass: HomeAssistant,
        entry: ConfigEntry[Any],
        async_add_entities: AddConfigEntryEntitiesCallback,
    ) -> None:
        """Add the entities of the entry's kind."""
        adds[entry.data[CONF_KIND]](hass, entry, async_add_entities)

    return async_setup_entry
