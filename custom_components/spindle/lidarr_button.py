"""Have Spindle look at Lidarr now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homeassistant.components.button import ButtonEntity

from .lidarr_entity import LidarrEntity

if TYPE_CHECKING:
    from homeassistant.core import HomeAssistant
    from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

    from .lidarr_runtime import LidarrConfigEntry


def add_lidarr_buttons(
    _hass: HomeAssistant,
    entry: LidarrConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the button."""
    async_add_entities([CheckNowButton(entry, "check_now")])


class CheckNowButton(LidarrEntity, ButtonEntity):
    """Reads Lidarr's queue without waiting for the interval; the cap holds all the same."""

    async def async_press(self) -> None:
        """Look."""
        self._runtime.coordinator.async_check_now()
