"""Say how Spindle is: one answer for the sensor, the view, diagnostics and system health."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from homeassistant.config_entries import (
    SIGNAL_CONFIG_ENTRY_CHANGED,
    ConfigEntry,
    ConfigEntryChange,
)
from homeassistant.core import callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.http import KEY_HASS, HomeAssistantView

from .const import CONF_KIND, DOMAIN, KIND_HISTORY, SONOS_DOMAIN
from .runtime import HOUSE_KEY
from .store.types import StoreState, StoreStatus

if TYPE_CHECKING:
    from collections.abc import Callable

    from aiohttp import web
    from homeassistant.core import HomeAssistant

    from .runtime import HistoryConfigEntry, HistoryRuntime, TaskStatus, Unsubscribe


class Problem(StrEnum):
    """What can be wrong."""

    NOT_RUNNING = "not_running"
    """The history is not set up, or its set-up failed."""
    STORE_WAITING = "store_waiting"
    """The disk is full or read-only: plays are held in memory."""
    STORE_NEWER = "store_newer"
    """The database was written by a newer Spindle."""
    STORE_FAILED = "store_failed"
    TASK_FAILING = "task_failing"
    """Something that must happen does not: the tasks say which."""
    SONOS_MISSING = "sonos_missing"
    """Home Assistant's own Sonos integration is not set up."""
    SPEAKER_SUSPECT = "speaker_suspect"
    """A speaker says of itself what is not true."""


STORE_PROBLEMS: Final = {
    StoreState.WAITING: Problem.STORE_WAITING,
    StoreState.NEWER: Problem.STORE_NEWER,
    StoreState.FAILED: Problem.STORE_FAILED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How everything is at one moment. Nothing in it names what was played, or where."""

    problems: tuple[Problem, ...]
    tasks: tuple[TaskStatus, ...]
    store: StoreStatus

    @property
    def status(self) -> str:
        """One word: ``ok`` or ``problem``."""
        return "problem" if self.problems else "ok"

    def as_dict(self) -> dict[str, object]:
        """Shape it for JSON. Of an error only its kind is told: its words could name a play."""
        return {
            "status": self.status,
            "problems": [problem.value for problem in self.problems],
            "tasks": [
                {
                    "name": task.name,
                    "state": task.state.value,
                    "restarts": task.restarts,
                    "last_error": _kind_of(task.last_error),
                    "last_heartbeat": task.last_heartbeat,
                }
                for task in self.tasks
            ],
            "store": {
                "state": self.store.state.value,
                "waiting": self.store.waiting,
                "lost": self.store.lost,
                "set_aside": self.store.set_aside,
                "error": _kind_of(self.store.error),
            },
        }


@callback
def async_history_entry(hass: HomeAssistant) -> HistoryConfigEntry | None:
    """Find the history's entry, if it is loaded."""
    entries: list[HistoryConfigEntry] = hass.config_entries.async_loaded_entries(DOMAIN)
    return next((entry for entry in entries if entry.data.get(CONF_KIND) == KIND_HISTORY), None)


@callback
def async_sonos_missing(hass: HomeAssistant) -> bool:
    """Tell whether Home Assistant's own Sonos integration is not set up."""
    return not hass.config_entries.async_entries(
        SONOS_DOMAIN, include_ignore=False, include_disabled=False
    )


@callback
def async_health(hass: HomeAssistant, runtime: HistoryRuntime | None = None) -> Health:
    """Put together how everything is now.

    ``runtime`` is the history's, for those that live within it; else it is looked for.
    """
    house = hass.data[HOUSE_KEY]
    if runtime is None and (entry := async_history_entry(hass)):
        runtime = entry.runtime_data
    tasks = house.supervisor.status()
    found = {
        Problem.NOT_RUNNING: runtime is None,
        Problem.TASK_FAILING: any(not task.healthy for task in tasks),
        Problem.SONOS_MISSING: async_sonos_missing(hass),
        Problem.SPEAKER_SUSPECT: runtime is not None and bool(runtime.listener.suspects),
    }
    if problem := STORE_PROBLEMS.get(house.status.state):
        found[problem] = True
    return Health(
        problems=tuple(problem for problem in Problem if found.get(problem)),
        tasks=tasks,
        store=house.status,
    )


@callback
def async_watch_health(
    hass: HomeAssistant, runtime: HistoryRuntime, listener: Callable[[], None]
) -> Unsubscribe:
    """Call ``listener()`` whenever something that health is made of may have changed."""

    @callback
    def on_status(_status: StoreStatus) -> None:
        listener()

    unsubscribes = (
        runtime.house.async_add_status_listener(on_status),
        runtime.house.supervisor.async_add_listener(listener),
        runtime.listener.async_add_listener(listener),
        async_watch_sonos(hass, listener),
    )

    @callback
    def unsubscribe() -> None:
        for stop in unsubscribes:
            stop()

    return unsubscribe


@callback
def async_watch_sonos(hass: HomeAssistant, listener: Callable[[], None]) -> Unsubscribe:
    """Call ``listener()`` whenever an entry of the Sonos integration has changed."""

    @callback
    def on_entry(_change: ConfigEntryChange, entry: ConfigEntry) -> None:
        if entry.domain == SONOS_DOMAIN:
            listener()

    return async_dispatcher_connect(hass, SIGNAL_CONFIG_ENTRY_CHANGED, on_entry)


class HealthView(HomeAssistantView):
    """``GET /api/spindle/health``: 200 while all is well, 503 while something is not."""

    url = "/api/spindle/health"
    name = "api:spindle:health"

    async def get(self, request: web.Request) -> web.Response:
        """Answer with the whole health as JSON."""
        health = async_health(request.app[KEY_HASS])
        status = HTTPStatus.SERVICE_UNAVAILABLE if health.problems else HTTPStatus.OK
        return self.json(health.as_dict(), status)


def _kind_of(error: str | None) -> str | None:
    """Keep of an error's words only the first, its type, where they begin with one."""
    return error.partition(":")[0][:80] if error else None
