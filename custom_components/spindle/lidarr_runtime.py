"""What those may rely on who need the Lidarr entry: its runtime, and the way to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import callback

from .const import CONF_KIND, DOMAIN, KIND_LIDARR

if TYPE_CHECKING:
    from homeassistant.core import HomeAssistant

    from .house import House
    from .lidarr_coordinator import LidarrCoordinator


@dataclass(frozen=True, slots=True, kw_only=True)
class LidarrRuntime:
    """What the loaded Lidarr entry is made of."""

    house: House
    coordinator: LidarrCoordinator
    """The submitter's state, its events, and the way to wake it."""


type LidarrConfigEntry = ConfigEntry[LidarrRuntime]


@callback
def async_lidarr_entry(hass: HomeAssistant) -> LidarrConfigEntry | None:
    """Find Lidarr's entry, if it is loaded."""
    entries: list[LidarrConfigEntry] = hass.config_entries.async_loaded_entries(DOMAIN)
    return next((entry for entry in entries if entry.data.get(CONF_KIND) == KIND_LIDARR), None)
