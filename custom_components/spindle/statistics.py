"""Keep the long-term statistics of Home Assistant's recorder equal to the store's hours.

Two external statistics, ``spindle:plays`` and ``spindle:listening_minutes``: for each
hour of UTC its own figure (``state``) and the sum of all hours up to it (``sum``). The
store leaves a job, due when the hour is over, whenever it changed one; every later sum
changes with it, so that the tail from that hour on is compared with what the recorder
holds, and what differs is written. An hour that became empty stays as a zero: the recorder cannot remove one hour.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import batched
from typing import TYPE_CHECKING, Final

from homeassistant.components.recorder import get_instance
from homeassistant.components.recorder.statistics import (
    async_add_external_statistics,
    statistics_during_period,
)
from homeassistant.const import UnitOfTime

from .compat import statistic_metadata
from .recorder_history import has_recorder
from .runtime import JobResult
from .store.jobs import HOUR, STATISTICS
from .store.readers import hours_since

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from homeassistant.components.recorder.models import StatisticData, StatisticMetaData
    from homeassistant.core import HomeAssistant

    from .pulse import Pulse
    from .runtime import House, Unsubscribe
    from .store.types import Job

PLAYS: Final = "spindle:plays"
MINUTES: Final = "spindle:listening_minutes"

ROWS_AT_ONCE: Final = 500
"""Rows handed to the recorder in one go, each a short transaction of its thread."""

_SAME: Final = 1e-6
"""Sums come back from the recorder as floating point numbers."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One statistic of one hour."""

    hour: int
    """Epoch seconds at which the hour begins."""
    state: float
    sum: float

    def differs(self, other: Figure | None) -> bool:
        """Tell whether the recorder holds something else, or nothing."""
        return (
            other is None
            or abs(self.state - other.state) > _SAME
            or abs(self.sum - other.sum) > _SAME
        )

    def data(self) -> StatisticData:
        """Say it as the recorder wants it."""
        return {
            "start": datetime.fromtimestamp(self.hour, UTC),
            "state": self.state,
            "sum": self.sum,
        }


def async_setup_statistics(hass: HomeAssistant, house: House) -> Unsubscribe:
    """Do the store's statistics jobs; returns the way to stop it."""

    async def rewrite(job: Job, pulse: Pulse) -> JobResult:
        since = job.payload.get("from")
        changed = since - since % HOUR if isinstance(since, int) else 0
        await async_rewrite(hass, house, changed, pulse)
        return JobResult()

    return house.worker.async_register(STATISTICS, rewrite)


async def async_rewrite(hass: HomeAssistant, house: House, changed: int, pulse: Pulse) -> None:
    """Bring the recorder's statistics up to date from hour ``changed`` (epoch) on.

    ``pulse`` beats with every slice. Without a recorder there is nothing to do.
    """
    if not has_recorder(hass):
        return
    hours = await pulse.during(house.read(hours_since, 0))
    recorder = get_instance(hass)
    if not hours:
        recorder.async_clear_statistics([PLAYS, MINUTES])
        return
    totals = {
        PLAYS: [(hour.start, float(hour.plays)) for hour in hours],
        MINUTES: [(hour.start, hour.seconds / 60) for hour in hours],
    }
    for statistic_id, own in totals.items():
        pulse.beat()
        figures = await recorder.async_add_executor_job(
            changed_figures, hass, statistic_id, own, changed
        )
        for some in batched(figures, ROWS_AT_ONCE, strict=False):
            async_add_external_statistics(
                hass, _metadata(statistic_id), [figure.data() for figure in some]
            )
            pulse.beat()
            await asyncio.sleep(0)


def changed_figures(
    hass: HomeAssistant, statistic_id: str, hours: Sequence[tuple[int, float]], changed: int
) -> list[Figure]:
    """Compare the store's hours (hour, figure) with the recorder's; what must be written.

    In the recorder's executor. The comparison begins at the last hour before ``changed``.
    Where there is none (a new database), or the recorder does not agree about it (a lost
    write), everything is compared.
    """
    own = {figure.hour: figure for figure in with_sums(hours)}
    since = max((hour for hour in own if hour < changed), default=0)
    held = recorded_figures(hass, statistic_id, since)
    if since and own[since].differs(held.get(since)):
        since = 0
        held = recorded_figures(hass, statistic_id, since)
    return [figure for figure in tail(own, held, since) if figure.differs(held.get(figure.hour))]


def with_sums(hours: Sequence[tuple[int, float]]) -> Iterator[Figure]:
    """Add to each hour, given in order, the sum of all hours up to it."""
    total = 0.0
    for hour, figure in hours:
        total += figure
        yield Figure(hour, figure, total)


def tail(own: Mapping[int, Figure], held: Mapping[int, Figure], since: int) -> Iterator[Figure]:
    """Say every hour from ``since`` on: the store's, and as zero what only ``held`` has."""
    total = max(
        (figure for hour, figure in own.items() if hour < since),
        key=lambda figure: figure.hour,
        default=Figure(0, 0, 0),
    ).sum
    for hour in sorted(hour for hour in own.keys() | held.keys() if hour >= since):
        figure = own.get(hour) or Figure(hour, 0, total)
        total = figure.sum
        yield figure


def recorded_figures(hass: HomeAssistant, statistic_id: str, since: int) -> dict[int, Figure]:
    """Read what the recorder holds from an hour on; in its executor."""
    rows = statistics_during_period(
        hass,
        datetime.fromtimestamp(since, UTC),
        None,
        {statistic_id},
        "hour",
        None,
        {"state", "sum"},
    ).get(statistic_id, [])
    return {
        int(row["start"]): Figure(int(row["start"]), row.get("state") or 0, row.get("sum") or 0)
        for row in rows
    }


def _metadata(statistic_id: str) -> StatisticMetaData:
    if statistic_id == PLAYS:
        return statistic_metadata(PLAYS, name="Spindle plays", unit="plays", unit_class=None)
    return statistic_metadata(
        MINUTES, name="Spindle listening", unit=UnitOfTime.MINUTES, unit_class="duration"
    )
