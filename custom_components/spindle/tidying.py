"""Give back the room that deleted plays have left in the database file.

A job of the store asks for it once a week; it waits for a quiet hour, and does nothing
unless there is much to give back.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from .const import LOGGER
from .store import vacuum
from .store.copies import MARGIN, free_space
from .worker import JobResult

if TYPE_CHECKING:
    from homeassistant.core import HomeAssistant

    from .house import House
    from .listeners import Unsubscribe
    from .pulse import Pulse
    from .store.types import Job

WEEK: Final = 7 * 86_400.0
HOUR: Final = 3600.0
LONGEST: Final = 1800.0
"""Seconds that one tidying may take."""


def async_setup_tidying(hass: HomeAssistant, house: House) -> Unsubscribe:
    """Do the store's tidying job; returns the way to stop it."""

    async def tidy(job: Job, pulse: Pulse) -> JobResult:
        now = time.time()
        waste = await pulse.during(house.read(vacuum.look))
        if not waste.is_worth_it:
            return JobResult(retry_at=now + WEEK)
        if not waste.is_quiet(now):
            return JobResult(retry_at=now + HOUR)
        if waste.in_slices:
            await pulse.during(house.write_slices(vacuum.give_back))
        else:
            free = await hass.async_add_executor_job(free_space, house.path.parent)
            if free < 2 * waste.size + MARGIN:
                return JobResult(retry_at=now + WEEK, error="There is no room to do it in.")
            await pulse.during(house.shrink())
        LOGGER.info("The database gave back %d MB", waste.free // (1024 * 1024))
        return JobResult(retry_at=now + WEEK)

    return house.worker.async_register(vacuum.QUEUE, tidy, deadline=LONGEST)
