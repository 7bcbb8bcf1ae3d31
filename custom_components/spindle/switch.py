"""Switch recording on and off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homeassistant.components.switch import SwitchEntity
from homeassistant.core import callback

from .entity import HistoryEntity

if TYPE_CHECKING:
    from homeassistant.core import HomeAssistant
    from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

    from .runtime import HistoryConfigEntry

PARALLEL_UPDATES = 1


async def async_setup_entry(
    hass: HomeAssistant,
    entry: HistoryConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the recording switch."""
    async_add_entities([RecordingSwitch(entry, "recording")])


class RecordingSwitch(HistoryEntity, SwitchEntity):
    """While it is off, what plays is not written down; it outlives a restart."""

    async def async_added_to_hass(self) -> None:
        """Follow the listener."""
        await super().async_added_to_hass()
        self._attr_is_on = self._runtime.listener.recording
        self.async_on_remove(self._runtime.listener.async_add_listener(self._on_listening))

    @callback
    def _on_listening(self) -> None:
        if self._attr_is_on != self._runtime.listener.recording:
            self._attr_is_on = self._runtime.listener.recording
            self.async_write_ha_state()

    async def async_turn_on(self, **_kwargs: Any) -> None:
        """Write plays down again."""
        await self._runtime.listener.async_set_recording(True)  # noqa: FBT003 (a switch)

    async def async_turn_off(self, **_kwargs: Any) -> None:
        """Write nothing down."""
        await self._runtime.listener.async_set_recording(False)  # noqa: FBT003 (a switch)
