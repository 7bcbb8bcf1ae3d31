"""Show whether something waits that may not be sent to Lidarr."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from homeassistant.components.binary_sensor import BinarySensorEntity

from .lidarr.types import Phase
from .lidarr_entity import QueueEntity, held

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homeassistant.core import HomeAssistant
    from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

    from .lidarr_runtime import LidarrConfigEntry

HELD: Final = frozenset({Phase.BACKPRESSURE, Phase.BLOCKED})


def add_lidarr_binary_sensors(
    _hass: HomeAssistant,
    entry: LidarrConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the sensor of backpressure."""
    async_add_entities([BackpressureSensor(entry, "backpressure")])


class BackpressureSensor(QueueEntity, BinarySensorEntity):
    """On while something waits and nothing is sent; the attributes say why, and since when."""

    _unrecorded_attributes = frozenset({"message", "detail"})

    @property
    def is_on(self) -> bool:
        """Whether nothing is sent."""
        return self.coordinator.data.phase in HELD

    @property
    def extra_state_attributes(self) -> Mapping[str, object] | None:
        """Why, since when, and in Lidarr's own words."""
        return held(self.hass, self.coordinator.data) if self.available else None
