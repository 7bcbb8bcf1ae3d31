"""Plays, limits and the queue for Lidarr in the logbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homeassistant.core import Event, HomeAssistant

from custom_components.spindle.const import (
    DOMAIN,
    EVENT_LIDARR_QUEUE,
    EVENT_PLAYLISTS,
    EVENT_RATE_LIMIT,
    EVENT_SCROBBLED,
)
from custom_components.spindle.logbook import async_describe_events

if TYPE_CHECKING:
    from collections.abc import Callable


def described(
    hass: HomeAssistant, data: dict[str, Any], event_type: str = EVENT_SCROBBLED
) -> dict[str, Any]:
    """Describe an event as the logbook does."""
    found: dict[tuple[str, str], Callable[[Event], dict[str, Any]]] = {}

    def take(domain: str, event: str, describe: Callable[[Event], dict[str, Any]]) -> None:
        found[domain, event] = describe

    async_describe_events(hass, take)
    return found[DOMAIN, event_type](Event(event_type, data))


async def test_a_play_is_told_by_its_room_and_its_music(hass: HomeAssistant) -> None:
    play = {
        "artist": "Nina Simone",
        "title": "Sinnerman",
        "room": "Kitchen",
        "entity_id": "media_player.kitchen",
    }
    assert described(hass, play) == {
        "name": "Kitchen",
        "message": "Nina Simone - Sinnerman",
        "icon": "mdi:music-note-plus",
        "entity_id": "media_player.kitchen",
    }


async def test_a_play_of_no_room_is_spindles_own(hass: HomeAssistant) -> None:
    assert described(hass, {"artist": "A", "title": "B"})["name"] == "spindle"


async def test_a_limit_is_told_by_its_sentence(hass: HomeAssistant) -> None:
    limit = {"type": "limited", "name": "Deezer", "message": "Deezer said no until 14:20."}
    assert described(hass, limit, EVENT_RATE_LIMIT) == {
        "name": "Deezer",
        "message": "Deezer said no until 14:20.",
        "icon": "mdi:speedometer",
    }


async def test_the_queue_is_told_by_its_sentence(hass: HomeAssistant) -> None:
    drained = {"type": "drained", "message": "Nothing waits for Lidarr any more."}
    assert described(hass, drained, EVENT_LIDARR_QUEUE) == {
        "name": "Lidarr",
        "message": "Nothing waits for Lidarr any more.",
        "icon": "mdi:tray-full",
    }


async def test_playlists_are_told_by_their_sentence(hass: HomeAssistant) -> None:
    started = {"type": "started", "message": "At home: playlists are being made."}
    assert described(hass, started, EVENT_PLAYLISTS) == {
        "name": "Spindle",
        "message": "At home: playlists are being made.",
        "icon": "mdi:playlist-music",
    }
