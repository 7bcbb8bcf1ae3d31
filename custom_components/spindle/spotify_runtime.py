"""What those may rely on who need an account of Spotify: its runtime, and the way to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import callback

from .const import CONF_KIND, DOMAIN, KIND_SPOTIFY

if TYPE_CHECKING:
    from homeassistant.core import HomeAssistant

    from .gate_coordinator import GateCoordinator
    from .spotify.client import SpotifyClient
    from .spotify_coordinator import SpotifyCoordinator
    from .upstream.gate import Gate


@dataclass(frozen=True, slots=True, kw_only=True)
class SpotifyRuntime:
    """What the loaded entry of one account is made of."""

    client: SpotifyClient
    """Asks Spotify, by this account; may be called once ``status.opened`` is set."""
    gate: Gate
    """Of the app, which several accounts may share."""
    account_id: str
    """What Spotify knows the account by; stays for ever."""
    may_write: bool
    """Whether who signed in let playlists be made."""
    status: GateCoordinator
    """How the gate stands."""
    coordinator: SpotifyCoordinator
    """What the account holds."""


type SpotifyConfigEntry = ConfigEntry[SpotifyRuntime]


@callback
def async_spotify_entries(hass: HomeAssistant) -> tuple[SpotifyConfigEntry, ...]:
    """Find the entries of all accounts that are loaded."""
    entries: list[SpotifyConfigEntry] = hass.config_entries.async_loaded_entries(DOMAIN)
    return tuple(entry for entry in entries if entry.data.get(CONF_KIND) == KIND_SPOTIFY)
