"""What diagnostics tell of the history: counts, codes and settings."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from homeassistant.components.diagnostics import REDACTED
from homeassistant.core import callback

from .const import (
    OPTION_DISCREET_ROOMS,
    OPTION_IGNORED_SPEAKERS,
    OPTION_PRIVATE_ROOMS,
    OPTION_SPEAKERS,
)

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


@callback
def async_diagnose(_hass: HomeAssistant, entry: HistoryConfigEntry) -> dict[str, Any]:
    """Gather how the history is."""
    runtime = entry.runtime_data
    coordinator = runtime.coordinator
    gates = runtime.public_gates.coordinators
    return {
        "entry": {
            "data": dict(entry.data),
            "options": {
                key: counted(value) if key in ROOMS else value
                for key, value in entry.options.items()
            },
        },
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


def counted(value: object) -> str:
    """Tell how many there are of something that is not told."""
    return f"{REDACTED} ({len(value)})" if isinstance(value, list) else REDACTED
