"""How Spotify stands towards an account's app, as the account's entities show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homeassistant.core import callback

from .gate_coordinator import GateCoordinator
from .spotify_gates import SPOTIFY

if TYPE_CHECKING:
    from homeassistant.config_entries import ConfigEntry
    from homeassistant.core import HomeAssistant

    from .spotify_gates import AppGate
    from .upstream.types import GateState


class SpotifyStatus(GateCoordinator):
    """The status of a gate that several accounts may share."""

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry, app: AppGate) -> None:
        """Take the app's gate, which somebody else may have opened already."""
        super().__init__(hass, entry, service=SPOTIFY, gate=app.gate)
        self._app = app

    async def _async_open(self) -> None:
        """Open the gate if nobody has."""
        await self._app.open()

    @callback
    def _async_tell(self, state: GateState | None, stood: float) -> None:
        """Tell nobody: what a person can do, the account itself asks for."""
