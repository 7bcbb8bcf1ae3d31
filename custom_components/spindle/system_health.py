"""Show how Spindle is on Home Assistant's system information page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homeassistant.const import STATE_UNKNOWN
from homeassistant.core import callback

from .health import async_health, async_history_entry
from .lidarr_runtime import async_lidarr_entry
from .spotify_runtime import async_spotify_entries

if TYPE_CHECKING:
    from homeassistant.components.system_health import SystemHealthRegistration
    from homeassistant.core import HomeAssistant


@callback
def async_register(
    hass: HomeAssistant,
    register: SystemHealthRegistration,
) -> None:
    """Register what is shown."""
    register.async_register_info(_info)


async def _info(hass: HomeAssistant) -> dict[str, object]:
    """Gather it; its keys are translated, codes are those of the health sensor."""
    health = async_health(hass)
    info: dict[str, object] = {
        "problems": ", ".join(problem.value for problem in health.problems) or "ok",
        "store": health.store.state.value,
        "plays_waiting": health.store.waiting,
        "tasks_failing": sum(not task.healthy for task in health.tasks),
    }
    if entry := async_history_entry(hass):
        runtime = entry.runtime_data
        info["speakers"] = sum(speaker.selected for speaker in runtime.speakers.known.values())
        info["recording"] = runtime.listener.recording
        if runtime.coordinator.last_update_success:
            info["plays_total"] = runtime.coordinator.data.plays_total
        if runtime.public_gates.coordinators:
            info["public_services"] = ", ".join(
                f"{slug}: {state}" for slug, state in runtime.public_gates.states().items()
            )
    if lidarr := async_lidarr_entry(hass):
        coordinator = lidarr.runtime_data.coordinator
        if (state := coordinator.latest) and coordinator.last_update_success:
            info["lidarr"] = f"{state.phase}: {state.hold}" if state.hold else state.phase.value
            info["lidarr_waiting"] = state.waiting
            if state.depth is not None:
                info["lidarr_depth"] = f"{state.depth} / {state.cap}"
    if accounts := async_spotify_entries(hass):
        info["spotify"] = ", ".join(
            status.data.state.value if status.last_update_success else STATE_UNKNOWN
            for status in (entry.runtime_data.status for entry in accounts)
        )
    return info
