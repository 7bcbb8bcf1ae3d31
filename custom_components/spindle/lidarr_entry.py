"""Set Lidarr up: the submitter that works on its queue, and what is put on that."""

from __future__ import annotations

from functools import partial
from random import Random
from typing import TYPE_CHECKING

from homeassistant.core import HomeAssistant, callback

from .compat import async_reload_with_options
from .const import LOGGER
from .lidarr.resolver import Resolver
from .lidarr.submitter import Submitter
from .lidarr.types import Policy
from .lidarr_access import lidarr_client
from .lidarr_answers import async_keep_answers_fresh
from .lidarr_coordinator import LidarrCoordinator
from .lidarr_news import async_announce_queue
from .lidarr_options import rules_from, settings_from
from .lidarr_runtime import LidarrRuntime
from .lidarr_work import LidarrWork
from .runtime import HOUSE_KEY
from .upstream.clock import SystemClock
from .viewers import async_discreet_rooms

if TYPE_CHECKING:
    from collections.abc import Callable

    from .lidarr.types import QueueEvent
    from .lidarr_runtime import LidarrConfigEntry


async def async_set_up(hass: HomeAssistant, entry: LidarrConfigEntry) -> None:
    """Begin to work on the queue. Lidarr itself is not asked before something waits."""
    house = hass.data[HOUSE_KEY]

    def make_submitter(on_event: Callable[[QueueEvent], None]) -> Submitter:
        return Submitter(
            house,
            lidarr_client(hass, entry.data),
            settings_from(entry.options),
            clock=SystemClock(),
            random=Random(),  # noqa: S311 (it draws pauses)
            on_event=on_event,
        )

    coordinator = LidarrCoordinator(hass, entry, make_submitter)
    entry.runtime_data = LidarrRuntime(house=house, coordinator=coordinator)
    await house.acquire()
    entry.async_on_unload(house.release)
    entry.async_on_unload(coordinator.async_forget_issues)
    entry.async_on_unload(async_keep_answers_fresh(house, coordinator))
    entry.async_on_unload(coordinator.async_add_event_listener(partial(async_announce_queue, hass)))
    entry.async_on_unload(house.supervisor.start("lidarr", coordinator.run, entry=entry))
    _async_resolve(hass, entry, coordinator)
    async_reload_with_options(entry)


@callback
def _async_resolve(
    hass: HomeAssistant, entry: LidarrConfigEntry, coordinator: LidarrCoordinator
) -> None:
    """Begin to look for what Lidarr should be asked for, unless only people are to say so."""
    rules = rules_from(entry.options)
    if rules.policy is Policy.OFF:
        return
    house = entry.runtime_data.house
    resolver = Resolver(house, rules, SystemClock())
    discreet = partial(async_discreet_rooms, hass)
    work = LidarrWork(house, resolver, coordinator, rules.policy, discreet)
    entry.async_on_unload(house.supervisor.start("lidarr rules", work.run, entry=entry))
    entry.async_on_unload(house.async_add_change_listener(work.async_wake))


async def async_tell_what_remains(_hass: HomeAssistant, _entry: LidarrConfigEntry) -> None:
    """Say that what waits is kept; Lidarr is not asked for any of it any more."""
    LOGGER.info("What was queued for Lidarr is kept, and goes on when Lidarr is set up again")
