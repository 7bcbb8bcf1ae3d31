"""Describe plays in the logbook: the room, and what it heard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homeassistant.components.logbook import (
    LOGBOOK_ENTRY_ENTITY_ID,
    LOGBOOK_ENTRY_ICON,
    LOGBOOK_ENTRY_MESSAGE,
    LOGBOOK_ENTRY_NAME,
)
from homeassistant.core import Event, HomeAssistant, callback

from .const import DOMAIN, EVENT_SCROBBLED

if TYPE_CHECKING:
    from collections.abc import Callable

ICON = "mdi:music-note-plus"


@callback
def async_describe_events(
    hass: HomeAssistant,
    async_describe_event: Callable[[str, str, Callable[[Event], dict[str, Any]]], None],
) -> None:
    """Describe the bus event of a play."""

    @callback
    def describe(event: Event) -> dict[str, Any]:
        """Tell who played what; the words are the music's own, in any language."""
        data = event.data
        return {
            LOGBOOK_ENTRY_NAME: data.get("room") or DOMAIN,
            LOGBOOK_ENTRY_MESSAGE: f"{data.get('artist')} - {data.get('title')}",
            LOGBOOK_ENTRY_ICON: ICON,
            LOGBOOK_ENTRY_ENTITY_ID: data.get("entity_id"),
        }

    async_describe_event(DOMAIN, EVENT_SCROBBLED, describe)
