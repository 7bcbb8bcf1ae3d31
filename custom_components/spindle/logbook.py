"""Describe plays in the logbook, services that say no, the queue for Lidarr, and playlists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from homeassistant.components.logbook import (
    LOGBOOK_ENTRY_ENTITY_ID,
    LOGBOOK_ENTRY_ICON,
    LOGBOOK_ENTRY_MESSAGE,
    LOGBOOK_ENTRY_NAME,
)
from homeassistant.core import Event, HomeAssistant, callback

from .const import (
    DOMAIN,
    EVENT_LIDARR_QUEUE,
    EVENT_PLAYLISTS,
    EVENT_RATE_LIMIT,
    EVENT_SCROBBLED,
)

if TYPE_CHECKING:
    from collections.abc import Callable

ICON: Final = "mdi:music-note-plus"
LIMIT_ICON: Final = "mdi:speedometer"
QUEUE_ICON: Final = "mdi:tray-full"
PLAYLISTS_ICON: Final = "mdi:playlist-music"


@callback
def async_describe_events(
    hass: HomeAssistant,
    async_describe_event: Callable[[str, str, Callable[[Event], dict[str, Any]]], None],
) -> None:
    """Describe the bus events of plays, of services' limits, of Lidarr's queue, of playlists."""

    @callback
    def describe_play(event: Event) -> dict[str, Any]:
        """Tell who played what; the words are the music's own, in any language."""
        data = event.data
        return {
            LOGBOOK_ENTRY_NAME: data.get("room") or DOMAIN,
            LOGBOOK_ENTRY_MESSAGE: f"{data.get('artist')} - {data.get('title')}",
            LOGBOOK_ENTRY_ICON: ICON,
            LOGBOOK_ENTRY_ENTITY_ID: data.get("entity_id"),
        }

    @callback
    def describe_limit(event: Event) -> dict[str, Any]:
        """Tell it by the sentence that came with it, in the language of its day."""
        data = event.data
        return {
            LOGBOOK_ENTRY_NAME: data.get("name") or DOMAIN,
            LOGBOOK_ENTRY_MESSAGE: data.get("message"),
            LOGBOOK_ENTRY_ICON: LIMIT_ICON,
        }

    @callback
    def describe_queue(event: Event) -> dict[str, Any]:
        """Tell it by the sentence that came with it."""
        return {
            LOGBOOK_ENTRY_NAME: "Lidarr",
            LOGBOOK_ENTRY_MESSAGE: event.data.get("message"),
            LOGBOOK_ENTRY_ICON: QUEUE_ICON,
        }

    @callback
    def describe_playlists(event: Event) -> dict[str, Any]:
        """Tell it by the sentence that came with it, which names the playlists."""
        return {
            LOGBOOK_ENTRY_NAME: "Spindle",
            LOGBOOK_ENTRY_MESSAGE: event.data.get("message"),
            LOGBOOK_ENTRY_ICON: PLAYLISTS_ICON,
        }

    async_describe_event(DOMAIN, EVENT_SCROBBLED, describe_play)
    async_describe_event(DOMAIN, EVENT_RATE_LIMIT, describe_limit)
    async_describe_event(DOMAIN, EVENT_LIDARR_QUEUE, describe_queue)
    async_describe_event(DOMAIN, EVENT_PLAYLISTS, describe_playlists)
