"""Show how much waits for Lidarr, how full its own queue is, and what the submitter does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homeassistant.components.sensor import SensorDeviceClass, SensorEntity, SensorStateClass
from homeassistant.const import EntityCategory

from .lidarr.types import Phase
from .lidarr_entity import QueueEntity, held
from .store.lidarr_types import WantedStatus

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homeassistant.core import HomeAssistant
    from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

    from .lidarr_runtime import LidarrConfigEntry


def add_lidarr_sensors(
    _hass: HomeAssistant,
    entry: LidarrConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the two depths, and the status."""
    async_add_entities(
        [
            QueueSensor(entry, "queue"),
            DownloadsSensor(entry, "downloads"),
            StateSensor(entry, "state"),
        ]
    )


class QueueSensor(QueueEntity, SensorEntity):
    """How many things wait here until Lidarr may be asked for them."""

    _unrecorded_attributes = frozenset(status.value for status in WantedStatus)
    _attr_state_class = SensorStateClass.MEASUREMENT

    @property
    def native_value(self) -> int:
        """Those that wait."""
        return self.coordinator.data.waiting

    @property
    def extra_state_attributes(self) -> Mapping[str, int] | None:
        """All that was ever wanted and is still remembered, by how far it has come."""
        if not self.available:
            return None
        counts = self.coordinator.data.counts
        return {status.value: counts.get(status, 0) for status in WantedStatus}


class DownloadsSensor(QueueEntity, SensorEntity):
    """How many rows Lidarr's own queue has, whoever caused them; unknown while unread."""

    _unrecorded_attributes = frozenset({"cap", "reserved"})
    _attr_state_class = SensorStateClass.MEASUREMENT

    @property
    def native_value(self) -> int | None:
        """The rows."""
        return self.coordinator.data.depth

    @property
    def extra_state_attributes(self) -> Mapping[str, int] | None:
        """How many there may be, and searches that may become one."""
        if not self.available:
            return None
        state = self.coordinator.data
        return {"cap": state.cap, "reserved": state.reserved}


class StateSensor(QueueEntity, SensorEntity):
    """What the submitter does, and why where it does nothing."""

    _unrecorded_attributes = frozenset({"message", "detail"})
    _attr_device_class = SensorDeviceClass.ENUM
    _attr_entity_category = EntityCategory.DIAGNOSTIC
    _attr_options = [phase.value for phase in Phase]  # noqa: RUF012 (as the base class has it)

    @property
    def native_value(self) -> str:
        """The phase."""
        return self.coordinator.data.phase.value

    @property
    def extra_state_attributes(self) -> Mapping[str, object] | None:
        """Why nothing is sent, since when, and in Lidarr's own words."""
        return held(self.hass, self.coordinator.data) if self.available else None
