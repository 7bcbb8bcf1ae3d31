"""Set up the history: the speakers, the listener, the figures, the services and the past."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from .compat import async_reload_with_options
from .completeness import CompletenessCoordinator
from .completion import Completion
from .const import DATABASE, DOMAIN, LOGGER
from .coordinator import HistoryCoordinator
from .covers import async_remove_covers, async_set_up_covers
from .listener import Listener
from .past import async_setup_past
from .player_names import async_keep_names
from .playlist_entry import async_set_up_playlists
from .public_gates import PublicGates
from .repairs import async_watch_for_sonos
from .runtime import HOUSE_KEY, HistoryRuntime
from .service_entity import async_remove_others
from .speakers import Speakers
from .statistics import async_setup_statistics
from .tidying import async_setup_tidying

if TYPE_CHECKING:
    from .runtime import HistoryConfigEntry

ISSUE_DATABASE_KEPT = "database_kept"


async def async_set_up(hass: HomeAssistant, entry: HistoryConfigEntry) -> None:
    """Begin to listen.

    What is begun here ends in the opposite order: the listener's last sessions are on
    their way to the store before the house is released and closes it.
    """
    house = hass.data[HOUSE_KEY]
    speakers = Speakers(hass, entry.options)
    listener = Listener(hass, entry, house, speakers)
    coordinator = HistoryCoordinator(hass, entry, house)
    public_gates = PublicGates(hass, entry, house)
    entry.runtime_data = HistoryRuntime(
        house=house,
        listener=listener,
        coordinator=coordinator,
        speakers=speakers,
        public_gates=public_gates,
    )
    await house.acquire()
    entry.async_on_unload(house.release)
    speakers.async_start()
    entry.async_on_unload(speakers.async_stop)
    async_keep_names(hass, entry, house, speakers)
    listener.async_start()
    entry.async_on_unload(listener.async_stop)
    coordinator.async_start()
    await public_gates.async_start()
    _async_complete(hass, entry)
    await async_set_up_covers(hass, entry)
    async_set_up_playlists(hass, entry)
    async_remove_others(hass, entry, public_gates.services)
    entry.async_on_unload(async_watch_for_sonos(hass))
    entry.async_on_unload(async_setup_statistics(hass, house))
    entry.async_on_unload(async_setup_tidying(hass, house))
    await async_setup_past(hass, entry)
    async_reload_with_options(entry)
    ir.async_delete_issue(hass, DOMAIN, ISSUE_DATABASE_KEPT)


@callback
def _async_complete(hass: HomeAssistant, entry: HistoryConfigEntry) -> None:
    """Begin to complete what was played, where a service may be asked."""
    runtime = entry.runtime_data
    if not runtime.public_gates.services:
        return
    completion = runtime.completion = Completion(runtime.house, runtime.public_gates)
    counted = runtime.completeness = CompletenessCoordinator(
        hass, entry, runtime.house, gates=runtime.public_gates, completion=completion
    )
    runtime.public_gates.progress = completion.progress
    supervisor = runtime.house.supervisor
    entry.async_on_unload(completion.flush)
    entry.async_on_unload(supervisor.start("completing", completion.run, entry=entry))
    entry.async_on_unload(supervisor.start("completeness", counted.run, entry=entry))
    entry.async_on_unload(runtime.house.async_add_change_listener(completion.async_wake))


async def async_tell_what_remains(hass: HomeAssistant, _entry: HistoryConfigEntry) -> None:
    """Say where the history still is, now that nobody writes it any more; covers go with it."""
    async_remove_covers(hass)
    path = hass.config.path(DATABASE)
    LOGGER.info("Spindle's history is kept in %s; delete the file if it is not wanted", path)
    ir.async_create_issue(
        hass,
        DOMAIN,
        ISSUE_DATABASE_KEPT,
        is_fixable=True,
        severity=ir.IssueSeverity.WARNING,
        translation_key=ISSUE_DATABASE_KEPT,
        translation_placeholders={"path": path},
    )
