"""Tell of what happens to the queue for Lidarr as an event entity."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Final

from homeassistant.components.event import EventEntity
from homeassistant.core import callback
from homeassistant.helpers.event import async_call_later

from .lidarr.types import QueueEvent, QueueEventType
from .lidarr_entity import LidarrEntity
from .lidarr_news import async_queue_news

if TYPE_CHECKING:
    from datetime import datetime

    from homeassistant.core import CALLBACK_TYPE, HomeAssistant
    from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

    from .lidarr_runtime import LidarrConfigEntry

APART: Final = 0.05
"""Seconds between two events: the state is the time of the last one, to the millisecond."""
MOST_WAITING: Final = 64


def add_lidarr_events(
    _hass: HomeAssistant,
    entry: LidarrConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the event of the queue."""
    async_add_entities([QueueEvents(entry, "queue")])


class QueueEvents(LidarrEntity, EventEntity):
    """One event for each thing that happens to the queue.

    Several may happen at one moment, and automations only see a state that is another.
    """

    _attr_event_types = [kind.value for kind in QueueEventType]  # noqa: RUF012 (Home Assistant's)

    def __init__(self, entry: LidarrConfigEntry, key: str) -> None:
        """Take the entry and the key, which is unique within it."""
        super().__init__(entry, key)
        self._waiting = deque[QueueEvent](maxlen=MOST_WAITING)
        self._cancel_next: CALLBACK_TYPE | None = None

    async def async_added_to_hass(self) -> None:
        """Follow the queue."""
        await super().async_added_to_hass()
        self.async_on_remove(self._runtime.coordinator.async_add_event_listener(self._on_event))

    async def async_will_remove_from_hass(self) -> None:
        """Leave no timer behind."""
        if self._cancel_next:
            self._cancel_next()
            self._cancel_next = None
        await super().async_will_remove_from_hass()

    @callback
    def _on_event(self, event: QueueEvent) -> None:
        self._waiting.append(event)
        if self._cancel_next is None:
            self._tell_next()

    @callback
    def _tell_next(self, _now: datetime | None = None) -> None:
        """Tell of what has waited longest, and of the rest a moment later each."""
        self._cancel_next = None
        if self._waiting:
            news = async_queue_news(self.hass, self._waiting.popleft())
            self._trigger_event(news.type.value, news.as_dict())
            self.async_write_ha_state()
            self._cancel_next = async_call_later(self.hass, APART, self._tell_next)
