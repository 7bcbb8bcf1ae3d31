"""What somebody who looks is kept up to date with: rooms, plays, the store, problems."""

from __future__ import annotations

from collections import deque
import time
from typing import TYPE_CHECKING, Any, Final

from homeassistant.config_entries import (
    SIGNAL_CONFIG_ENTRY_CHANGED,
    ConfigEntry,
    ConfigEntryChange,
)
from homeassistant.core import CALLBACK_TYPE, HassJob, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.event import async_call_later

from .const import DOMAIN, OPTION_PRIVATE_ROOMS
from .health import async_health, async_history_entry
from .lidarr_feed import LidarrPart
from .listening.types import RoomView
from .panel import PANEL_KEY
from .playlist_json import standings_json
from .rooms import steady
from .runtime import HOUSE_KEY
from .viewers import viewer_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from homeassistant.core import HomeAssistant

    from .import_progress import Progress
    from .listening.types import Listening
    from .runtime import HistoryConfigEntry, HistoryRuntime
    from .store.types import Recorded, StoreStatus
    from .viewers import Viewer

THROTTLE: Final = 1.0
"""Seconds between two messages at the least."""
MOST_PLAYS: Final = 50
"""New plays of one message; older ones are left out, and the generation says to look."""


class Feed:
    """Tells one viewer what has changed, in one message a second at most.

    The first message holds everything, each later one the parts that are different:
    ``generation`` (of the history: what was asked before may be answered differently now),
    ``frontend`` (which build of the panel is installed),
    ``history`` (whether it runs, is seen by this viewer and records), ``rooms``, ``store``,
    ``problems``, ``import`` (how far one is), ``lidarr`` (how its queue stands), ``playlists`` (how
    the making of each stands); and ``plays``, those that are new.
    """

    def __init__(
        self, hass: HomeAssistant, send: Callable[[dict[str, Any]], None], *, trusted: bool
    ) -> None:
        """Take the way to the viewer; nothing is told before ``async_start``."""
        self._hass = hass
        self._house = hass.data[HOUSE_KEY]
        self._send = send
        self._trusted = trusted
        self._entry: HistoryConfigEntry | None = None
        self._runtime: HistoryRuntime | None = None
        self._viewer: Viewer | None = None
        self._shown: dict[str, RoomView] = {}
        self._told: dict[str, Any] = {}
        self._plays = deque[dict[str, Any]](maxlen=MOST_PLAYS)
        self._told_at = 0.0
        self._lidarr = LidarrPart(hass, self._tell_soon)
        self._undo: list[CALLBACK_TYPE] = []
        self._leave_history: list[CALLBACK_TYPE] = []
        self._cancel_message: CALLBACK_TYPE | None = None

    @callback
    def async_start(self) -> None:
        """Tell everything, and what changes from then on until ``async_stop``."""
        self._undo = [
            self._house.async_add_status_listener(self._on_status),
            self._house.async_add_change_listener(self._tell_soon),
            self._house.supervisor.async_add_listener(self._tell_soon),
            self._house.importer.async_add_progress_listener(self._on_progress),
            async_dispatcher_connect(self._hass, SIGNAL_CONFIG_ENTRY_CHANGED, self._on_entry),
        ]
        self._follow()
        self._lidarr.async_follow()
        self._tell()

    @callback
    def async_stop(self) -> None:
        """Tell nothing more."""
        for undo in (*self._undo, *self._leave_history):
            undo()
        self._undo.clear()
        self._leave_history.clear()
        self._lidarr.async_stop()
        self._hush()

    @callback
    def _on_status(self, _status: StoreStatus) -> None:
        self._tell_soon()

    @callback
    def _on_progress(self, _progress: Progress) -> None:
        self._tell_soon()

    @callback
    def _on_entry(self, _change: ConfigEntryChange, entry: ConfigEntry[Any]) -> None:
        """Go over to the entries that run now: a reload makes others."""
        if entry.domain == DOMAIN:
            self._follow()
            self._lidarr.async_follow()
            self._tell_soon()

    def _follow(self) -> None:
        """Listen to the history, when there is one and the viewer may see it."""
        entry = async_history_entry(self._hass)
        runtime = entry.runtime_data if entry else None
        if runtime is self._runtime:
            return
        for leave in self._leave_history:
            leave()
        self._leave_history.clear()
        self._plays.clear()
        self._shown.clear()
        self._entry, self._runtime = entry, runtime
        self._viewer = viewer_of(entry, trusted=self._trusted) if entry else None
        if runtime and self._viewer:
            self._leave_history += [
                runtime.listener.async_add_listener(self._tell_soon),
                runtime.listener.async_add_play_listener(self._on_play),
                runtime.speakers.async_add_listener(self._tell_soon),
            ]
            if runtime.playlists:
                self._leave_history.append(
                    runtime.playlists.async_add_listener(self._tell_soon),
                )

    @callback
    def _on_play(self, listening: Listening, recorded: Recorded) -> None:
        """Note a new play, unless the viewer may not know of it."""
        if self._viewer and listening.speaker not in self._viewer.hidden:
            self._plays.append(_play(listening, recorded, self._viewer))
            self._tell_soon()

    @callback
    def _tell_soon(self) -> None:
        """Tell what is different now, as soon as it is time for a message."""
        if self._cancel_message is None:
            wait = max(0.0, self._told_at + THROTTLE - time.monotonic())
            self._cancel_message = async_call_later(
                self._hass, wait, HassJob(self._on_time, cancel_on_shutdown=True)
            )

    @callback
    def _on_time(self, _now: datetime) -> None:
        self._cancel_message = None
        self._tell()

    def _hush(self) -> None:
        if self._cancel_message:
            self._cancel_message()
            self._cancel_message = None

    def _tell(self) -> None:
        """Send the parts that are different from what was told last, if there are any."""
        now = self._parts()
        message = {name: part for name, part in now.items() if self._told.get(name) != part}
        if self._plays:
            message["plays"] = list(self._plays)
            self._plays.clear()
        self._told = now
        if message:
            self._told_at = time.monotonic()
            self._send(message)

    def _parts(self) -> dict[str, Any]:
        """Put together how everything is now."""
        health = async_health(self._hass)
        seen = self._runtime is not None and self._viewer is not None
        return {
            "generation": self._house.answers.generation,
            "frontend": panel.digest if (panel := self._hass.data.get(PANEL_KEY)) else None,
            "store": {
                "state": health.store.state.value,
                "waiting": health.store.waiting,
                "lost": health.store.lost,
            },
            "problems": [problem.value for problem in health.problems],
            "history": {
                "running": self._runtime is not None,
                "seen": seen,
                "recording": self._runtime.listener.recording if self._runtime else False,
            },
            "rooms": self._rooms() if seen else [],
            "import": self._import() if seen else None,
            "lidarr": self._lidarr.figures() if seen or self._trusted else None,
            "playlists": self._playlists() if seen else None,
        }

    def _playlists(self) -> list[dict[str, Any]] | None:
        """Show how the making of each set of playlists stands, where there is a recipe."""
        coordinator = self._runtime.playlists if self._runtime else None
        return standings_json(coordinator) if coordinator else None

    def _import(self) -> dict[str, Any]:
        """Show how far the importer is; its file's name may be somebody's own."""
        progress = self._house.importer.progress
        return {
            "phase": progress.phase.value,
            "id": progress.import_id,
            "name": progress.name if self._trusted else None,
            "percent": progress.percent,
            "rows": progress.rows,
        }

    def _rooms(self) -> list[dict[str, Any]]:
        """Show what each room is at: of one that is not recorded only whether it plays."""
        if self._entry is None or self._runtime is None or self._viewer is None:
            return []
        speakers = self._runtime.speakers
        private = self._entry.options.get(OPTION_PRIVATE_ROOMS, ())
        rooms = []
        for speaker, view in self._runtime.listener.rooms.items():
            if speaker in self._viewer.hidden:
                continue
            shown = self._shown[speaker] = steady(view, self._shown.get(speaker, RoomView()))
            rooms.append(
                {"id": speaker, "name": speakers.name(speaker), "phase": shown.phase.value}
                | ({} if speaker in private else _view(shown))
            )
        return rooms


def _view(view: RoomView) -> dict[str, Any]:
    """Tell what a room plays, and the moment at which it counts (epoch seconds)."""
    return {
        "title": view.title,
        "artist": view.artist,
        "album": view.album,
        "service": view.service,
        "kind": view.kind.value if view.kind else None,
        "started_at": view.started_at,
        "counts_at": view.counts_at,
        "reason": view.reason.value if view.reason else None,
    }


def _play(listening: Listening, recorded: Recorded, viewer: Viewer) -> dict[str, Any]:
    """Tell of a new play as the question ``recent`` does, but for the ids of its names."""
    return {
        "id": recorded.play_id,
        "played_at": int(listening.started_at),
        "title": listening.title,
        "artist": listening.artist,
        "album": listening.album,
        "service": listening.source.service,
        "speaker": listening.speaker,
        "station": listening.station,
        "kind": listening.source.kind.value,
        "duration": listening.duration,
        "listened": round(listening.listened),
        "others": [
            room
            for room in listening.rooms
            if room != listening.speaker and room not in viewer.hidden
        ],
    }
