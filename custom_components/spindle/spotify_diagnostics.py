"""What diagnostics tell of an account of Spotify: counts, codes and settings, and not whose it is."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from homeassistant.components.diagnostics import async_redact_data
from homeassistant.const import CONF_TOKEN
from homeassistant.core import callback

from .spotify_options import CONF_IMPLEMENTATION

if TYPE_CHECKING:
    from homeassistant.core import HomeAssistant

    from .spotify_runtime import SpotifyConfigEntry

SECRET: Final = frozenset({CONF_TOKEN, CONF_IMPLEMENTATION})


@callback
def async_diagnose(_hass: HomeAssistant, entry: SpotifyConfigEntry) -> dict[str, Any]:
    """Gather how the account is."""
    runtime = entry.runtime_data
    status, coordinator = runtime.status, runtime.coordinator
    gate = asdict(status.data) if status.last_update_success else {}
    # It names the app.
    gate.pop("account", None)
    return {
        "entry": {
            "data": async_redact_data(entry.data, SECRET),
            "options": dict(entry.options),
        },
        "may_write": runtime.may_write,
        "gate": gate or None,
        "account": asdict(coordinator.data) if coordinator.last_update_success else None,
    }
