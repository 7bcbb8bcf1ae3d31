"""Tell of every new play as an event."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from homeassistant.components.event import EventEntity
from homeassistant.core import callback

from .announce import public
from .entity import HistoryEntity

if TYPE_CHECKING:
    from homeassistant.core import HomeAssistant
    from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

    from .listening.types import Listening
    from .runtime import HistoryConfigEntry
    from .store.types import Recorded

PARALLEL_UPDATES = 0

SCROBBLED: Final = "scrobbled"

ATTRIBUTES: Final = {
    "play_id": "id",
    "played_at": "played_at",
    "title": "title",
    "artist": "artist",
    "album": "album",
    "service": "music_service",
    "room": "room",
    "rooms": "rooms",
}
"""The event's attributes, and what each is called in ``spindle_scrobbled``."""


async def async_setup_entry(
    hass: HomeAssistant,
    entry: HistoryConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the event of a play."""
    async_add_entities([PlayEvent(entry, "play")])


class PlayEvent(HistoryEntity, EventEntity):
    """One event for each new play, after it is durable.

    Entity states are seen by everybody in Home Assistant, as the bus is heard: what is
    discreet there is discreet here.
    """

    _attr_event_types = [SCROBBLED]  # noqa: RUF012 (Home Assistant's own shape)

    async def async_added_to_hass(self) -> None:
        """Follow the listener."""
        await super().async_added_to_hass()
        self.async_on_remove(self._runtime.listener.async_add_play_listener(self._on_play))

    @callback
    def _on_play(self, listening: Listening, recorded: Recorded) -> None:
        if told := public(self._runtime.speakers, listening, recorded):
            self._trigger_event(SCROBBLED, {name: told[key] for name, key in ATTRIBUTES.items()})
            self.async_write_ha_state()
