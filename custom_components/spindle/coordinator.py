"""Hold the day's figures and publish them to the entities."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
import random
from typing import TYPE_CHECKING, Any

from homeassistant.const import EVENT_CORE_CONFIG_UPDATE
from homeassistant.core import callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.debounce import Debouncer
from homeassistant.helpers.event import async_track_time_change
from homeassistant.helpers.update_coordinator import DataUpdateCoordinator, UpdateFailed
from homeassistant.util import dt as dt_util

from .const import DOMAIN, LOGGER, OPTION_DISCREET_ROOMS
from .store import readers
from .store.types import StoreState, StoreStatus, Totals

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime
    from sqlite3 import Connection

    from homeassistant.core import Event, HomeAssistant

    from .runtime import HistoryConfigEntry, House

COOLDOWN = 2.0
"""Seconds between two readings, however many plays come in."""

FIRST_RETRY = 10.0
"""Seconds after which a reading that failed is tried again; twice as long each time …"""
LAST_RETRY = 300.0
"""… up to this."""

LOOK_BACK = 100
"""How many plays are searched for the last one that everybody may see."""

READABLE = frozenset({StoreState.READY, StoreState.WAITING})


class HistoryCoordinator(DataUpdateCoordinator[Totals]):
    """The figures of the local day and of all time, read again after every change.

    A reading that failed is tried again, ever more rarely. Nothing is read before the store is open, so that set-up never waits for it: until
    then the entities are unavailable.
    """

    config_entry: HistoryConfigEntry
    day: datetime
    """Local midnight at which the day of ``data`` began."""

    def __init__(self, hass: HomeAssistant, entry: HistoryConfigEntry, house: House) -> None:
        """Take the entry whose options say what is discreet, and the house that answers."""
        super().__init__(
            hass,
            LOGGER,
            config_entry=entry,
            name=f"{DOMAIN} totals",
            request_refresh_debouncer=Debouncer(hass, LOGGER, cooldown=COOLDOWN, immediate=True),
        )
        self._house = house
        self._discreet: frozenset[str] = frozenset(entry.options.get(OPTION_DISCREET_ROOMS, ()))
        self._failures = 0
        self.day = dt_util.start_of_local_day()
        self.last_update_success = False

    @callback
    def async_start(self) -> None:
        """Follow the store and the calendar until the entry is unloaded."""
        unload = self.config_entry.async_on_unload
        unload(self._house.async_add_status_listener(self._on_status))
        unload(self._house.async_add_change_listener(self._refresh_soon))
        unload(self.hass.bus.async_listen(EVENT_CORE_CONFIG_UPDATE, self._on_moved))
        unload(self._stop_waiting)
        self._await_midnight()

    @callback
    def _await_midnight(self) -> None:
        """Read anew whenever a local day begins, by the time zone of now."""
        self._forget_midnight = async_track_time_change(
            self.hass, self._on_midnight, hour=0, minute=0, second=0
        )

    @callback
    def _stop_waiting(self) -> None:
        self._forget_midnight()

    @callback
    def _on_moved(self, event: Event[dict[str, Any]]) -> None:
        """Wait for the midnight of the new place: the old one's is reckoned already."""
        if "time_zone" in event.data:
            self._forget_midnight()
            self._await_midnight()

    @callback
    def _on_status(self, status: StoreStatus) -> None:
        if (status.state in READABLE) != self.last_update_success:
            self._refresh_soon()

    @callback
    def _on_midnight(self, _now: datetime) -> None:
        self._refresh_soon()

    @callback
    def _refresh_soon(self) -> None:
        worthwhile = self.last_update_success or self._house.status.state in READABLE
        if worthwhile and not self.hass.is_stopping:
            self._debounced_refresh.async_schedule_call()

    async def _async_update_data(self) -> Totals:
        day = dt_util.start_of_local_day()
        self.update_interval = timedelta(seconds=pause_after(self._failures))
        self._failures += 1
        try:
            totals = await self._house.read(
                totals_for_everyone,
                dt_util.utcnow().timestamp(),
                self.hass.config.time_zone,
                self._discreet,
            )
        except HomeAssistantError as error:
            raise UpdateFailed(
                translation_domain=DOMAIN,
                translation_key="totals_unreadable",
                translation_placeholders={"error": str(error)},
            ) from error
        self.update_interval = None
        self._failures = 0
        self.day = day
        return totals


def pause_after(failures: int) -> float:
    """Seconds until a reading that failed is tried again, with jitter."""
    pause = min(LAST_RETRY, FIRST_RETRY * 2.0 ** min(failures, 10))
    return pause * random.uniform(0.75, 1)  # noqa: S311 (no secret)


def totals_for_everyone(
    db: Connection, now: float, zone: str, discreet_rooms: Collection[str]
) -> Totals:
    """Read the totals at ``now`` (epoch) with the last play that is not discreet.

    Figures count every play; only the name of what a discreet room played is left out.
    """
    totals = readers.totals(db, now, zone)
    if totals.last_play is None or totals.last_play.speaker not in discreet_rooms:
        return totals
    recent = readers.recent(db, LOOK_BACK)
    shown = next((play for play in recent if play.speaker not in discreet_rooms), None)
    return replace(totals, last_play=shown)
