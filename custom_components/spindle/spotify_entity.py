"""What all entities of an account of Spotify have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homeassistant.helpers.device_registry import DeviceEntryType, DeviceInfo
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.update_coordinator import CoordinatorEntity

from .const import DOMAIN
from .gate_coordinator import GateCoordinator
from .spotify_coordinator import SpotifyCoordinator
from .spotify_gates import SPOTIFY

if TYPE_CHECKING:
    from .spotify_runtime import SpotifyConfigEntry


class SpotifyEntity(Entity):
    """An entity of the account's service device, named by its translation key."""

    _attr_has_entity_name = True
    _attr_should_poll = False

    def __init__(self, entry: SpotifyConfigEntry, key: str) -> None:
        """Take the entry and the key, which is unique within it."""
        super().__init__()
        self._attr_translation_key = key
        self._attr_unique_id = f"{entry.entry_id}_{key}"
        self._attr_device_info = DeviceInfo(
            identifiers={(DOMAIN, entry.entry_id)},
            entry_type=DeviceEntryType.SERVICE,
            manufacturer="Spindle",
            model=SPOTIFY.name,
            name=entry.title,
        )


class AccountEntity(CoordinatorEntity[SpotifyCoordinator], SpotifyEntity):
    """An entity that shows what the account holds."""

    def __init__(self, entry: SpotifyConfigEntry, key: str) -> None:
        """Take the entry and the key, which is unique within it."""
        CoordinatorEntity.__init__(self, entry.runtime_data.coordinator)
        SpotifyEntity.__init__(self, entry, f"{SPOTIFY.slug}_{key}")


class SpotifyGateEntity(CoordinatorEntity[GateCoordinator], SpotifyEntity):
    """An entity that shows how Spotify stands towards the account's app."""

    def __init__(self, entry: SpotifyConfigEntry, key: str) -> None:
        """Take the entry and what is shown, as of any service."""
        CoordinatorEntity.__init__(self, entry.runtime_data.status)
        SpotifyEntity.__init__(self, entry, key)
        self.service = SPOTIFY
        self._attr_translation_placeholders = {"service": SPOTIFY.name}
