"""Show whether everything that must happen does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homeassistant.components.binary_sensor import BinarySensorDeviceClass, BinarySensorEntity
from homeassistant.const import EntityCategory
from homeassistant.core import callback

from .const import KIND_HISTORY, KIND_LIDARR
from .each_kind import each_kind
from .entity import HistoryEntity
from .health import async_health, async_watch_health
from .lidarr_binary_sensor import add_lidarr_binary_sensors

if TYPE_CHECKING:
    from homeassistant.core import HomeAssistant
    from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

    from .runtime import HistoryConfigEntry

PARALLEL_UPDATES = 0


def add_history_binary_sensors(
    _hass: HomeAssistant,
    entry: HistoryConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the health sensor."""
    async_add_entities([HealthSensor(entry, "health")])


async_setup_entry = each_kind(
    {KIND_HISTORY: add_history_binary_sensors, KIND_LIDARR: add_lidarr_binary_sensors}
)


class HealthSensor(HistoryEntity, BinarySensorEntity):
    """On while something is wrong; the attribute ``problems`` says what, as codes."""

    _attr_device_class = BinarySensorDeviceClass.PROBLEM
    _attr_entity_category = EntityCategory.DIAGNOSTIC

    async def async_added_to_hass(self) -> None:
        """Follow everything that health is made of."""
        await super().async_added_to_hass()
        self._read()
        self.async_on_remove(async_watch_health(self.hass, self._runtime, self._on_change))

    @callback
    def _on_change(self) -> None:
        self._read()
        self.async_write_ha_state()

    @callback
    def _read(self) -> None:
        problems = async_health(self.hass, self._runtime).problems
        self._attr_is_on = bool(problems)
        self._attr_extra_state_attributes = {"problems": [problem.value for problem in problems]}
