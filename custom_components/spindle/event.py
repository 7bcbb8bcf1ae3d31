"""Tell of every new play as an event."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from homeassistant.components.event import EventEntity
from homeassistant.core import callback
from homeassistant.util import dt as dt_util

from .entity import HistoryEntity

if TYPE_CHECKING:
    from homeassistant.core import HomeAssistant
    from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

    from .listening.types import Listening
    from .runtime import HistoryConfigEntry
    from .store.types import Recorded

PARALLEL_UPDATES = 0

SCROBBLED: Final = "scrobbled"


async def async_setup_entry(
    hass: HomeAssistant,
    entry: HistoryConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the event of a play."""
    async_add_entities([PlayEvent(entry, "play")])


class PlayEvent(HistoryEntity, EventEntity):
    """One event for each new play, after it is durable.

    Entity states are seen by everybody in Home Assistant: a play of a discreet room
    makes no event, and a discreet room is not named among those that joined in.
    """

    _attr_event_types = [SCROBBLED]  # noqa: RUF012 (Home Assistant's own shape)

    async def async_added_to_hass(self) -> None:
        """Follow the listener."""
        await super().async_added_to_hass()
        self.async_on_remove(self._runtime.listener.async_add_play_listener(self._on_play))

    @callback
    def _on_play(self, listening: Listening, recorded: Recorded) -> None:
        speakers = self._runtime.speakers
        if listening.speaker in speakers.discreet:
            return
        self._trigger_event(
            SCROBBLED,
            {
                "play_id": recorded.play_id,
                "played_at": dt_util.utc_from_timestamp(int(listening.started_at)).isoformat(),
                "title": listening.title,
                "artist": listening.artist,
                "album": listening.album,
                "service": listening.source.service,
                "room": speakers.name(listening.speaker),
                "rooms": [
                    speakers.name(room) for room in listening.rooms if room not in speakers.discreet
                ],
            },
        )
        self.async_write_ha_state()
