"""Tell of every new play, and of services that say no, as events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from homeassistant.components.event import EventEntity
from homeassistant.core import callback

from .announce import public
from .const import KIND_HISTORY, KIND_LIDARR
from .each_kind import each_kind
from .entity import HistoryEntity
from .lidarr_event import add_lidarr_events
from .playlist_event import add_playlist_events
from .service_entity import PublicEntity
from .upstream.types import EventKind

if TYPE_CHECKING:
    from homeassistant.core import HomeAssistant
    from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

    from .listening.types import Listening
    from .rate_limits import RateLimit
    from .runtime import HistoryConfigEntry
    from .store.types import Recorded

PARALLEL_UPDATES = 0

SCROBBLED: Final = "scrobbled"

RATE_LIMIT: Final = "rate_limit"

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


def add_history_events(
    _hass: HomeAssistant,
    entry: HistoryConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the event of a play, of services where any may be asked, and of recipes."""
    async_add_entities([PlayEvent(entry, "play")])
    if entry.runtime_data.public_gates.services:
        async_add_entities([RateLimitEvent(entry, RATE_LIMIT)])
    add_playlist_events(entry, async_add_entities)


async_setup_entry = each_kind({KIND_HISTORY: add_history_events, KIND_LIDARR: add_lidarr_events})


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


class RateLimitEvent(PublicEntity, EventEntity):
    """One event each time a service says no, or answers again."""

    _attr_event_types = [kind.value for kind in EventKind]  # noqa: RUF012 (Home Assistant's own)

    async def async_added_to_hass(self) -> None:
        """Follow the gates."""
        await super().async_added_to_hass()
        self.async_on_remove(self._runtime.public_gates.async_add_listener(self._on_limit))

    @callback
    def _on_limit(self, told: RateLimit) -> None:
        self._trigger_event(told.kind.value, told.as_dict())
        self.async_write_ha_state()
