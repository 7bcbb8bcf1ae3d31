"""Hand out what helps to find a fault, without a word of what is played, where or by whom."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from homeassistant.components.diagnostics import REDACTED

from .const import (
    OPTION_DISCREET_ROOMS,
    OPTION_IGNORED_SPEAKERS,
    OPTION_PRIVATE_ROOMS,
    OPTION_SPEAKERS,
)
from .health import async_health

if TYPE_CHECKING:
    from homeassistant.core import HomeAssistant

    from .runtime import HistoryConfigEntry

ROOMS: Final = frozenset(
    {
        OPTION_SPEAKERS,
        OPTION_IGNORED_SPEAKERS,
        OPTION_PRIVATE_ROOMS,
        OPTION_DISCREET_ROOMS,
    }
)
"""Options that hold ids of speakers: only how many is told."""


async def async_get_config_entry_diagnostics(
    hass: HomeAssistant, entry: HistoryConfigEntry
) -> dict[str, Any]:
    """Gather the state of the history: counts, codes and settings."""
    runtime = entry.runtime_data
    coordinator = runtime.coordinator
    gates = runtime.public_gates.coordinators
    return {
        "entry": {
            "version": f"{entry.version}.{entry.minor_version}",
            "source": entry.source,
            "data": dict(entry.data),
            "options": {
                key: _count(value) if key in ROOMS else value
                for key, value in entry.options.items()
            },
        },
        "health": async_health(hass).as_dict(),
        "listener": {
            "recording": runtime.listener.recording,
            "refused": dict(runtime.listener.refused),
            "overflowed": runtime.listener.overflowed,
            "lost": runtime.listener.lost,
            "suspects": len(runtime.listener.suspects),
            "rooms": Counter(view.phase.value for view in runtime.listener.rooms.values()),
        },
        "speakers": {
            "known": len(runtime.speakers.known),
            "selected": sum(speaker.selected for speaker in runtime.speakers.known.values()),
            "available": sum(speaker.available for speaker in runtime.speakers.known.values()),
        },
        "public_services": {
            slug: asdict(one.data) if one.last_update_success else None
            for slug, one in gates.items()
        },
        "totals": {
            "plays_today": coordinator.data.plays_today,
            "plays_total": coordinator.data.plays_total,
            "not_counted_today": coordinator.data.not_counted_today,
        }
        if coordinator.last_update_success
        else None,
    }


def _count(value: object) -> str:
    """Tell how many there are of something that is not told."""
    return f"{REDACTED} ({len(value)})" if isinstance(value, list) else REDACTED
