"""What diagnostics tell of Lidarr: counts, codes and settings, and no word of Lidarr's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from homeassistant.components.diagnostics import async_redact_data
from homeassistant.const import CONF_API_KEY, CONF_URL
from homeassistant.core import callback

from .history_diagnostics import counted
from .lidarr_options import OPTION_ROOMS, OPTION_ROOT_FOLDER

if TYPE_CHECKING:
    from homeassistant.core import HomeAssistant

    from .lidarr.types import SubmitterState
    from .lidarr_runtime import LidarrConfigEntry

SECRET: Final = frozenset({CONF_API_KEY, CONF_URL})
PRIVATE: Final = frozenset({OPTION_ROOT_FOLDER})


@callback
def async_diagnose(_hass: HomeAssistant, entry: LidarrConfigEntry) -> dict[str, Any]:
    """Gather how the queue stands."""
    coordinator = entry.runtime_data.coordinator
    options = async_redact_data(entry.options, PRIVATE)
    if OPTION_ROOMS in options:
        options[OPTION_ROOMS] = counted(options[OPTION_ROOMS])
    state = coordinator.latest
    return {
        "entry": {"data": async_redact_data(entry.data, SECRET), "options": options},
        "queue": _told(state) if state and coordinator.last_update_success else None,
    }


def _told(state: SubmitterState) -> dict[str, Any]:
    return {
        "phase": state.phase.value,
        "hold": state.hold.value if state.hold else None,
        "since": state.since,
        "cap": state.cap,
        "depth": state.depth,
        "reserved": state.reserved,
        "waiting": state.waiting,
        "counts": {status.value: count for status, count in state.counts.items()},
        "read_at": state.read_at,
        "next_wake_at": state.next_wake_at,
        "per_hour": state.per_hour,
        "done_at": state.done_at,
        "stuck": len(state.stuck),
    }
