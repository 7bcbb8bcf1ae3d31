"""Switch recording on and off, and the completing of what was recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homeassistant.components.switch import SwitchEntity
from homeassistant.core import callback

from .entity import HistoryEntity
from .service_entity import PublicEntity

if TYPE_CHECKING:
    from homeassistant.core import HomeAssistant
    from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

    from .completion import Completion
    from .runtime import HistoryConfigEntry

PARALLEL_UPDATES = 1


async def async_setup_entry(
    hass: HomeAssistant,
    entry: HistoryConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the recording switch, and that of completing where any service may be asked."""
    async_add_entities([RecordingSwitch(entry, "recording")])
    if completion := entry.runtime_data.completion:
        async_add_entities([CompletingSwitch(entry, completion)])


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


class CompletingSwitch(PublicEntity, SwitchEntity):
    """While it is off, no service is asked about what was played; it outlives a restart."""

    def __init__(self, entry: HistoryConfigEntry, completion: Completion) -> None:
        """Take the entry, and what is switched."""
        super().__init__(entry, "completing")
        self._completion = completion

    async def async_added_to_hass(self) -> None:
        """Follow it."""
        await super().async_added_to_hass()
        self.async_on_remove(self._completion.async_add_listener(self.async_write_ha_state))

    @property
    def available(self) -> bool:
        """Whether the store has said how it was left."""
        return self._completion.is_on is not None

    @property
    def is_on(self) -> bool | None:
        """Whether services are asked."""
        return self._completion.is_on

    async def async_turn_on(self, **_kwargs: Any) -> None:
        """Go on."""
        await self._completion.async_switch(on=True)

    async def async_turn_off(self, **_kwargs: Any) -> None:
        """Pause."""
        await self._completion.async_switch(on=False)
