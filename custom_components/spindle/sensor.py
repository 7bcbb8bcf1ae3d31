"""Show the day's and all time's figures, what each room is at, and how services stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from homeassistant.components.sensor import (
    SensorDeviceClass,
    SensorEntity,
    SensorEntityDescription,
    SensorStateClass,
)
from homeassistant.const import MAX_LENGTH_STATE_STATE, UnitOfTime
from homeassistant.core import callback
from homeassistant.helpers.event import async_call_later
from homeassistant.util import dt as dt_util

from .completeness_sensor import completeness_sensors
from .const import KIND_HISTORY, KIND_LIDARR, KIND_SPOTIFY
from .each_kind import each_kind
from .entity import TotalsEntity
from .import_sensor import ImportSensor
from .lidarr_sensor import add_lidarr_sensors
from .playlist_sensor import add_playlist_sensors
from .rooms import async_follow_rooms
from .service_sensor import service_sensors
from .spotify_sensor import add_spotify_sensors

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from homeassistant.core import CALLBACK_TYPE, HomeAssistant
    from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

    from .runtime import HistoryConfigEntry
    from .store.types import Totals

PARALLEL_UPDATES = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Calm:
    """How often a growing figure is shown: the recorder keeps every state of it."""

    every: float
    """Seconds in which it earns one state."""
    saved_up: int
    """States it can have earned while nothing played, so that the first plays show at once."""


@dataclass(frozen=True, kw_only=True)
class FigureDescription(SensorEntityDescription):
    """One figure of the totals."""

    value: Callable[[Totals], int]
    attributes: Callable[[Totals], Mapping[str, object]] | None = None
    daily: bool = False
    """It begins anew at local midnight."""
    calm: Calm


FIGURES: Final = (
    FigureDescription(
        key="plays_today",
        state_class=SensorStateClass.TOTAL,
        value=lambda totals: totals.plays_today,
        daily=True,
        calm=Calm(every=720, saved_up=5),
    ),
    FigureDescription(
        key="plays_total",
        state_class=SensorStateClass.TOTAL,
        value=lambda totals: totals.plays_total,
        calm=Calm(every=3600, saved_up=1),
    ),
    FigureDescription(
        key="listening_time_today",
        device_class=SensorDeviceClass.DURATION,
        state_class=SensorStateClass.TOTAL,
        native_unit_of_measurement=UnitOfTime.SECONDS,
        suggested_unit_of_measurement=UnitOfTime.MINUTES,
        suggested_display_precision=0,
        value=lambda totals: round(totals.listened_today),
        daily=True,
        calm=Calm(every=1800, saved_up=1),
    ),
    FigureDescription(
        key="not_counted_today",
        value=lambda totals: sum((totals.not_counted_today or {}).values()),
        attributes=lambda totals: {"reasons": dict(totals.not_counted_today or {})},
        calm=Calm(every=60, saved_up=3),
    ),
)


def add_history_sensors(
    hass: HomeAssistant,
    entry: HistoryConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the figures, the last play, the services, the recipes, and a sensor for each room."""
    async_add_entities(FigureSensor(entry, description) for description in FIGURES)
    async_add_entities([LastPlaySensor(entry, "last_play"), ImportSensor(entry)])
    async_add_entities((*service_sensors(entry), *completeness_sensors(entry)))
    add_playlist_sensors(entry, async_add_entities)
    async_follow_rooms(hass, entry, async_add_entities)


async_setup_entry = each_kind(
    {
        KIND_HISTORY: add_history_sensors,
        KIND_LIDARR: add_lidarr_sensors,
        KIND_SPOTIFY: add_spotify_sensors,
    }
)


class FigureSensor(TotalsEntity, SensorEntity):
    """One figure of the totals."""

    _unrecorded_attributes = frozenset({"reasons"})
    entity_description: FigureDescription

    def __init__(self, entry: HistoryConfigEntry, description: FigureDescription) -> None:
        """Take the entry and which figure it is."""
        super().__init__(entry, description.key)
        self.entity_description = description
        self._shown: int | None = None
        self._earned_since = float("-inf")
        """Loop time from which states are earned; each that is written takes its time of it."""
        self._cancel_write: CALLBACK_TYPE | None = None

    @property
    def native_value(self) -> int:
        """The figure."""
        return self.entity_description.value(self.coordinator.data)

    @property
    def last_reset(self) -> datetime | None:
        """Local midnight, for a figure of the day."""
        daily = self.entity_description.daily and self.entity_description.state_class
        return self.coordinator.day if daily else None

    @property
    def extra_state_attributes(self) -> Mapping[str, object] | None:
        """What the figure is made of, where it is made of parts."""
        attributes = self.entity_description.attributes
        return attributes(self.coordinator.data) if attributes else None

    async def async_will_remove_from_hass(self) -> None:
        """Leave no timer behind."""
        self._forget_write()
        await super().async_will_remove_from_hass()

    @callback
    def _handle_coordinator_update(self) -> None:
        """Show the figure now, or when it has been calm for long enough.

        What a play adds can wait. What shrinks cannot: a new day, an undo, a deletion.
        """
        now = self.hass.loop.time()
        grows = self.available and self._shown is not None and self.native_value >= self._shown
        wait = self._earned_since + self.entity_description.calm.every - now
        if not grows or wait <= 0:
            self._write(now)
        elif self._cancel_write is None:
            self._cancel_write = async_call_later(self.hass, wait, self._write_late)

    @callback
    def _write_late(self, _now: datetime) -> None:
        self._cancel_write = None
        self._write(self.hass.loop.time())

    @callback
    def _write(self, now: float) -> None:
        self._forget_write()
        shown = self.native_value if self.available else None
        if self._shown is not None and shown != self._shown:
            calm = self.entity_description.calm
            longest = calm.saved_up * calm.every
            self._earned_since = max(self._earned_since, now - longest) + calm.every
        self._shown = shown
        self.async_write_ha_state()

    @callback
    def _forget_write(self) -> None:
        if self._cancel_write:
            self._cancel_write()
            self._cancel_write = None


class LastPlaySensor(TotalsEntity, SensorEntity):
    """The title of the last play, with what a dashboard shows beside it.

    Entity states are seen by everybody in Home Assistant, so that what a discreet room
    played is not among them.
    """

    @property
    def native_value(self) -> str | None:
        """The title, cut to what a state can hold."""
        play = self.coordinator.data.last_play
        return play.title[:MAX_LENGTH_STATE_STATE] if play else None

    @property
    def extra_state_attributes(self) -> Mapping[str, object] | None:
        """Artist, album, service, room and start."""
        play = self.coordinator.data.last_play
        if play is None:
            return None
        return {
            "artist": play.artist,
            "album": play.album,
            "service": play.music_service,
            "room": play.player,
            "played_at": dt_util.utc_from_timestamp(play.played_at).isoformat(),
        }
