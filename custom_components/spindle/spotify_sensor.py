"""Show what an account of Spotify holds, how far it was read, and how Spotify stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homeassistant.components.sensor import SensorDeviceClass, SensorEntity, SensorStateClass
from homeassistant.const import EntityCategory
from homeassistant.util import dt as dt_util

from .service_sensor import CALLS, STATE, UNTIL, CallsSensor, StateSensor, UntilSensor
from .spotify_entity import AccountEntity, SpotifyGateEntity
from .spotify_options import records_away

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from homeassistant.core import HomeAssistant
    from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

    from .spotify_runtime import SpotifyConfigEntry


def add_spotify_sensors(
    _hass: HomeAssistant,
    entry: SpotifyConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the figures, and the gaps where what is played elsewhere is recorded."""
    sensors: list[SensorEntity] = [
        SavedTracksSensor(entry, "saved_tracks"),
        PlaylistsSensor(entry, "playlists"),
        ReadAtSensor(entry, "read_at"),
        SpotifyStateSensor(entry, STATE),
        SpotifyUntilSensor(entry, UNTIL),
        SpotifyCallsSensor(entry, CALLS),
    ]
    if records_away(entry.options):
        sensors.append(GapsSensor(entry, "gaps"))
    async_add_entities(sensors)


class SavedTracksSensor(AccountEntity, SensorEntity):
    """How many tracks the account has saved."""

    _attr_state_class = SensorStateClass.MEASUREMENT

    @property
    def native_value(self) -> int:
        """The tracks."""
        return self.coordinator.data.library.saved_tracks


class PlaylistsSensor(AccountEntity, SensorEntity):
    """How many playlists are the account's own."""

    _attr_state_class = SensorStateClass.MEASUREMENT

    @property
    def native_value(self) -> int:
        """The playlists."""
        return self.coordinator.data.library.playlists


class ReadAtSensor(AccountEntity, SensorEntity):
    """When the account was looked at last."""

    _attr_device_class = SensorDeviceClass.TIMESTAMP
    _attr_entity_category = EntityCategory.DIAGNOSTIC

    @property
    def native_value(self) -> datetime:
        """The moment."""
        return _moment(self.coordinator.data.read_at)


class GapsSensor(AccountEntity, SensorEntity):
    """How often more was played between two looks than Spotify tells of."""

    _unrecorded_attributes = frozenset({"gaps"})
    _attr_entity_category = EntityCategory.DIAGNOSTIC
    _attr_state_class = SensorStateClass.TOTAL_INCREASING

    @property
    def native_value(self) -> int | None:
        """All of them."""
        away = self.coordinator.data.away
        return away.gap_count if away else None

    @property
    def extra_state_attributes(self) -> Mapping[str, object] | None:
        """The latest of them: from when to when plays may be missing."""
        away = self.coordinator.data.away if self.available else None
        if away is None:
            return None
        return {
            "gaps": [
                {"since": _moment(gap.since).isoformat(), "until": _moment(gap.until).isoformat()}
                for gap in away.gaps
            ]
        }


class SpotifyStateSensor(SpotifyGateEntity, StateSensor):
    """How Spotify stands."""


class SpotifyUntilSensor(SpotifyGateEntity, UntilSensor):
    """When Spotify may be asked again."""


class SpotifyCallsSensor(SpotifyGateEntity, CallsSensor):
    """How often Spotify was called."""


def _moment(at: float) -> datetime:
    """Turn epoch seconds into a moment, to the second."""
    return dt_util.utc_from_timestamp(int(at))
