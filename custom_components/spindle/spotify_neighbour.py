"""Home Assistant's own integration of Spotify, which may spend the same quota as we do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.config_entry_oauth2_flow import async_get_implementations

from .spotify_options import CONF_IMPLEMENTATION
from .upstream.types import DAY

if TYPE_CHECKING:
    from homeassistant.core import HomeAssistant

SPOTIFY_DOMAIN: Final = "spotify"
FAMILY: Final = "home_assistant"
"""Under which its calls stand in the ledger."""
PLAYER_EVERY: Final = 30.0
"""Seconds between two looks at the player: core's ``coordinator.py`` …"""
DEVICES_EVERY: Final = 300.0
"""… and at the devices.

https://github.com/home-assistant/core/blob/dev/homeassistant/components/spotify/coordinator.py
"""
DAILY: Final = int(DAY / PLAYER_EVERY + DAY / DEVICES_EVERY)
"""Calls of one of its accounts in 24 hours."""


async def calls_beside(hass: HomeAssistant, client_id: str | None = None) -> int:
    """Return how many calls a day it makes, about; only by the app ``client_id`` if that is given."""
    entries = hass.config_entries.async_entries(
        SPOTIFY_DOMAIN, include_ignore=False, include_disabled=False
    )
    if client_id is None or not entries:
        return DAILY * len(entries)
    try:
        apps = await async_get_implementations(hass, SPOTIFY_DOMAIN)
    except HomeAssistantError:
        return 0
    same = [
        entry
        for entry in entries
        if (app := apps.get(entry.data.get(CONF_IMPLEMENTATION, "")))
        and getattr(app, "client_id", None) == client_id
    ]
    return DAILY * len(same)
