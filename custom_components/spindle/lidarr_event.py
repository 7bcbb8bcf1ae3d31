"""Tell of what happens to the queue for Lidarr as an event entity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homeassistant.components.event import EventEntity
from homeassistant.core import callback

from .lidarr.types import QueueEvent, QueueEventType
from .lidarr_entity import LidarrEntity
from .lidarr_news import async_queue_news

if TYPE_CHECKING:
    from homeassistant.core import HomeAssistant
    from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

    from .lidarr_runtime import LidarrConfigEntry


def add_lidarr_events(
    _hass: HomeAssistant,
    entry: LidarrConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the event of the queue."""
    async_add_entities([QueueEvents(entry, "queue")])


class QueueEvents(LidarrEntity, EventEntity):
    """One event for each thing that happens to the queue."""

    _attr_event_types = [kind.value for kind in QueueEventType]  # noqa: RUF012 (Home Assistant's)

    async def async_added_to_hass(self) -> None:
        """Follow the queue."""
        await super().async_added_to_hass()
        self.async_on_remove(self._runtime.coordinator.async_add_event_listener(self._on_event))

    @callback
    def _on_event(self, event: QueueEvent) -> None:
        news = async_queue_news(self.hass, event)
        self._trigger_event(news.type.value, news.as_dict())
        self.async_write_ha_state()
