"""Keep the sums by month: after set-up, after changes, and whenever a local day is over."""

from __future__ import annotations

import asyncio
from datetime import timedelta
import time
from typing import TYPE_CHECKING, Final

from homeassistant.core import callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util

from .const import LOGGER
from .store.commands import sum_up
from .store.months import is_behind

if TYPE_CHECKING:
    from .house import House
    from .pulse import Pulse

SETTLE: Final = 10.0
"""Seconds a change waits for others: many plays, or an import, are summed up together."""
AFTER_MIDNIGHT: Final = 5.0
"""Seconds the new day is old when the last one is summed up."""


class Upkeep:
    """The supervised task that sums up the months that are not."""

    def __init__(self, house: House) -> None:
        """Wait for the first change."""
        self._house = house
        self._woken = asyncio.Event()

    @callback
    def async_wake(self) -> None:
        """Look soon whether there is a month to sum up."""
        self._woken.set()

    async def run(self, pulse: Pulse) -> None:
        """Sum up what has changed, for good."""
        while True:
            await pulse.rest(SETTLE)
            self._woken.clear()
            try:
                await pulse.during(self._sum_up())
            except HomeAssistantError as error:
                LOGGER.debug("The sums by month wait until the store can be used: %s", error)
            await pulse.rest(until_next_day(), self._woken)

    async def _sum_up(self) -> None:
        """Sum up, behind everything live; nothing is written where nothing is to be done."""
        now = time.time()
        if await self._house.read(is_behind, now):
            await self._house.write_slices(sum_up, now)


def until_next_day() -> float:
    """Seconds until shortly after the next local midnight, by the time zone of now."""
    now = dt_util.now()
    midnight = dt_util.start_of_local_day(now.date() + timedelta(days=1))
    return midnight.timestamp() - now.timestamp() + AFTER_MIDNIGHT
