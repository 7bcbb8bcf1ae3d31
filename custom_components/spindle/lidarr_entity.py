"""What all entities of Lidarr have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homeassistant.const import CONF_URL
from homeassistant.helpers.device_registry import DeviceEntryType, DeviceInfo
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.update_coordinator import CoordinatorEntity
from homeassistant.util import dt as dt_util

from .const import DOMAIN
from .lidarr_coordinator import LidarrCoordinator
from .lidarr_words import async_why_held

if TYPE_CHECKING:
    from homeassistant.core import HomeAssistant

    from .lidarr.types import SubmitterState
    from .lidarr_runtime import LidarrConfigEntry, LidarrRuntime


class LidarrEntity(Entity):
    """An entity of Lidarr's service device, named by its translation key."""

    _attr_has_entity_name = True
    _attr_should_poll = False

    def __init__(self, entry: LidarrConfigEntry, key: str) -> None:
        """Take the entry and the key, which is unique within it."""
        super().__init__()
        self._runtime: LidarrRuntime = entry.runtime_data
        self._attr_translation_key = f"lidarr_{key}"
        self._attr_unique_id = f"{entry.entry_id}_{key}"
        self._attr_device_info = DeviceInfo(
            identifiers={(DOMAIN, entry.entry_id)},
            entry_type=DeviceEntryType.SERVICE,
            manufacturer="Spindle",
            name="Spindle Lidarr",
            configuration_url=entry.data[CONF_URL],
        )


class QueueEntity(CoordinatorEntity[LidarrCoordinator], LidarrEntity):
    """An entity that shows how the queue stands."""

    def __init__(self, entry: LidarrConfigEntry, key: str) -> None:
        """Take the entry and the key, which is unique within it."""
        CoordinatorEntity.__init__(self, entry.runtime_data.coordinator)
        LidarrEntity.__init__(self, entry, key)


def held(hass: HomeAssistant, state: SubmitterState) -> dict[str, Any]:
    """Tell as attributes why nothing is sent, since when, and in Lidarr's own words."""
    since = state.since if state.hold else None
    return {
        "why": state.hold.value if state.hold else None,
        "since": None if since is None else dt_util.utc_from_timestamp(int(since)).isoformat(),
        "message": async_why_held(hass, state),
        "detail": state.detail,
    }
