"""Look through what was heard for what Lidarr should be asked for: a supervised task."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Final

from homeassistant.core import callback
from homeassistant.exceptions import HomeAssistantError

from .const import LOGGER
from .lidarr.types import Policy, QueueEvent, QueueEventType
from .store import lidarr_reads
from .store.lidarr_reads import Tab

if TYPE_CHECKING:
    from collections.abc import Callable
    from sqlite3 import Connection

    from .house import House
    from .lidarr.resolver import Resolver
    from .lidarr_coordinator import LidarrCoordinator
    from .pulse import Pulse
    from .store.lidarr_types import WantedItem

LOOK_EVERY: Final = 3_600.0
"""Seconds after which it is looked although nothing was played: ids become known meanwhile."""
AT_REST: Final = 300.0
"""Seconds between two looks at the least while music plays: no rule is about minutes."""
BREATH: Final = 1.0
"""Seconds between two steps of one look."""
STORE_AGAIN: Final = 30.0
"""Seconds until a store that could not be used is asked again."""


class LidarrWork:
    """Lets the resolver go through what was heard, step by step, and never in anybody's way."""

    def __init__(
        self,
        house: House,
        resolver: Resolver,
        coordinator: LidarrCoordinator,
        policy: Policy,
        discreet_rooms: Callable[[], frozenset[str]],
    ) -> None:
        """Take the resolver, and whom to tell when it has put something on the queue.

        What is wanted is seen by everybody, so that what discreet rooms heard does not count.
        """
        self._house = house
        self._resolver = resolver
        self._coordinator = coordinator
        self._discreet_rooms = discreet_rooms
        self._is_automatic = policy is Policy.AUTOMATIC
        self._played = asyncio.Event()

    @callback
    def async_wake(self) -> None:
        """Look soon: something was played."""
        self._played.set()

    async def run(self, pulse: Pulse) -> None:
        """Look, for good."""
        while True:
            self._played.clear()
            try:
                await self._look(pulse)
            except HomeAssistantError as error:
                LOGGER.debug("What Lidarr should be asked for waits for the store: %s", error)
                await pulse.rest(STORE_AGAIN)
                continue
            await pulse.rest(AT_REST)
            await pulse.rest(LOOK_EVERY - AT_REST, self._played)

    async def _look(self, pulse: Pulse) -> None:
        """Go through all of it once; what came of it is told as one thing."""
        began, put = time.time(), 0
        self._resolver.leave_out(self._discreet_rooms())
        while True:
            put += await pulse.during(self._resolver.step())
            if not self._resolver.has_more:
                break
            await pulse.rest(BREATH)
        if not put:
            return
        if self._is_automatic:
            await self._tell(put, began)
        self._coordinator.async_wake()

    async def _tell(self, put: int, began: float) -> None:
        """Tell that so many things were put on the queue, one of them by its name."""
        one = await self._house.read(_last_waiting)
        named = one if one and one.created_at >= began else None
        self._coordinator.async_tell(
            QueueEvent(
                type=QueueEventType.QUEUED,
                at=time.time(),
                count=put,
                artist=named.artist if named else None,
                album=named.album if named else None,
            )
        )


def _last_waiting(db: Connection) -> WantedItem | None:
    """Return what was put on the queue last, unless Lidarr knows it already."""
    total = lidarr_reads.page(db, Tab.WAITING, 0, 1).total
    last = lidarr_reads.page(db, Tab.WAITING, max(0, total - 1), 1).items
    return last[0] if last else None
