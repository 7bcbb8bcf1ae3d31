"""Show how far the making of playlists is, when it will be done, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from homeassistant.components.sensor import SensorDeviceClass, SensorEntity, SensorStateClass
from homeassistant.core import callback
from homeassistant.util import dt as dt_util

from .playlist_entity import PlaylistEntity, add_to_recipes
from .playlist_json import plan_json
from .playlist_words import async_why
from .playlists.types import Phase, RunState

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

    from .playlist_coordinator import PlaylistCoordinator
    from .playlists.types import Progress, Recipe, RunReport
    from .runtime import HistoryConfigEntry

CALM: Final = 60.0
"""Seconds between two states while nothing but figures changes."""
IDLE: Final = "idle"
"""The state of a recipe that was never made."""


def add_playlist_sensors(
    entry: HistoryConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the sensors of every recipe."""
    add_to_recipes(entry, async_add_entities, ProgressSensor, DoneAtSensor, ListsSensor)


class RunSensor(PlaylistEntity, SensorEntity):
    """A sensor that follows the runs of its recipe, calmly."""

    def __init__(
        self,
        entry: HistoryConfigEntry,
        coordinator: PlaylistCoordinator,
        recipe: Recipe,
        key: str,
    ) -> None:
        """Take the recipe, and show how it stands."""
        super().__init__(entry, coordinator, recipe, key)
        self._shown_at = float("-inf")
        self._take()

    async def async_added_to_hass(self) -> None:
        """Follow the runs."""
        await super().async_added_to_hass()
        self._take()
        self.async_on_remove(self._coordinator.async_add_listener(self._on_change))

    def _take(self) -> None:
        """Take over how the recipe stands now."""
        self._report: RunReport | None = self._coordinator.report(self._recipe.id)
        self._progress: Progress | None = self._coordinator.progress(self._recipe.id)

    @callback
    def _on_change(self) -> None:
        """Show another state or phase at once, and mere figures once a minute."""
        before = self._step()
        earlier = (self._report, self._progress)
        self._take()
        now = self.hass.loop.time()
        if self._step() == before and now < self._shown_at + CALM:
            self._report, self._progress = earlier
        else:
            self._shown_at = now
            self.async_write_ha_state()

    def _step(self) -> tuple[object, ...]:
        """Name what is worth showing at once."""
        report, progress = self._report, self._progress
        return (
            report and (report.state, report.asked_at, report.until, report.finished_at),
            progress and progress.phase,
        )


class ProgressSensor(RunSensor):
    """The phase of the present run, or how the last one ended."""

    _unrecorded_attributes = frozenset({"percent", "counts", "message"})
    _attr_device_class = SensorDeviceClass.ENUM
    _attr_options = [  # noqa: RUF012 (as the base class has it)
        IDLE,
        *(state.value for state in RunState if state is not RunState.RUNNING),
        *(phase.value for phase in Phase),
    ]

    def __init__(
        self, entry: HistoryConfigEntry, coordinator: PlaylistCoordinator, recipe: Recipe
    ) -> None:
        """Take the recipe."""
        super().__init__(entry, coordinator, recipe, "progress")

    @property
    def native_value(self) -> str:
        """The phase while it runs, else the state."""
        if self._report is None:
            return IDLE
        if self._report.state is not RunState.RUNNING:
            return self._report.state.value
        phase = self._progress.phase if self._progress else self._report.phase
        return (phase or RunState.WAITING).value

    @property
    def extra_state_attributes(self) -> Mapping[str, object] | None:
        """How far it is, until when it waits, and why in a sentence."""
        report, progress = self._report, self._progress
        if report is None:
            return None
        return {
            "percent": progress and round(progress.percent, 1),
            "counts": dict(progress.counts) if progress else {},
            "until": _iso(report.until),
            "reason": report.reason,
            "message": async_why(self.hass, report),
        }


class DoneAtSensor(RunSensor):
    """When the present run will be done; unknown while nothing runs, or nobody can know."""

    _attr_device_class = SensorDeviceClass.TIMESTAMP

    def __init__(
        self, entry: HistoryConfigEntry, coordinator: PlaylistCoordinator, recipe: Recipe
    ) -> None:
        """Take the recipe."""
        super().__init__(entry, coordinator, recipe, "done_at")

    @property
    def native_value(self) -> datetime | None:
        """The moment, to the minute."""
        done_at = self._progress.done_at if self._progress else None
        if done_at is None:
            return None
        return dt_util.utc_from_timestamp(60 * round(done_at / 60))


class ListsSensor(RunSensor):
    """How many playlists the last run made, with its report."""

    _unrecorded_attributes = frozenset(
        {"folded", "too_small", "left_out", "changes", "problems", "calls", "message"}
    )
    _attr_state_class = SensorStateClass.MEASUREMENT

    def __init__(
        self, entry: HistoryConfigEntry, coordinator: PlaylistCoordinator, recipe: Recipe
    ) -> None:
        """Take the recipe."""
        super().__init__(entry, coordinator, recipe, "lists")

    @property
    def native_value(self) -> int | None:
        """Those of the last plan; unknown before there was one."""
        return len(self._report.lists) if self._report and self._report.plan else None

    @property
    def extra_state_attributes(self) -> Mapping[str, object] | None:
        """When it ended, and the whole plan but its lists."""
        report = self._report
        if report is None or report.plan is None:
            return None
        told = plan_json(self.hass, report.plan, len(report.lists))
        del told["lists"]
        return {"finished_at": _iso(report.finished_at), **told}


def _iso(at: float | None) -> str | None:
    return None if at is None else dt_util.utc_from_timestamp(int(at)).isoformat()
