"""What all entities of the history have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homeassistant.helpers.device_registry import DeviceEntryType, DeviceInfo
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.update_coordinator import CoordinatorEntity

from .const import DOMAIN
from .coordinator import HistoryCoordinator

if TYPE_CHECKING:
    from .runtime import HistoryConfigEntry, HistoryRuntime


class HistoryEntity(Entity):
    """An entity of the history's service device, named by its translation key."""

    _attr_has_entity_name = True
    _attr_should_poll = False

    def __init__(self, entry: HistoryConfigEntry, key: str) -> None:
        """Take the entry and the key, which is unique within it."""
        super().__init__()
        self._runtime: HistoryRuntime = entry.runtime_data
        self._attr_translation_key = key
        self._attr_unique_id = f"{entry.entry_id}_{key}"
        self._attr_device_info = DeviceInfo(
            identifiers={(DOMAIN, entry.entry_id)},
            entry_type=DeviceEntryType.SERVICE,
            manufacturer="Spindle",
            name="Spindle",
        )


class TotalsEntity(CoordinatorEntity[HistoryCoordinator], HistoryEntity):
    """An entity that shows a figure of the totals."""

    def __init__(self, entry: HistoryConfigEntry, key: str) -> None:
        """Take the entry and the key, which is unique within it."""
        CoordinatorEntity.__init__(self, entry.runtime_data.coordinator)
        HistoryEntity.__init__(self, entry, key)
