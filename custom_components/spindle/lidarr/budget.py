"""How many places are left in Lidarr's queue, counted anew before each is taken.

A place is taken by a row of the queue, by a search of ours whose outcome is not visible
there, and by a search of somebody else's that Lidarr has still to do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import command_list
from .observation import ended
from .types import Hold

if TYPE_CHECKING:
    from ..store.lidarr_types import WantedItem
    from ..upstream.clock import Clock
    from .answers import Command
    from .barrier import Barrier
    from .client import LidarrClient
    from .observation import Observation


class Budget:
    """The places of Lidarr's queue, as they were last read."""

    def __init__(self, client: LidarrClient, clock: Clock, barrier: Barrier, cap: int) -> None:
        """Count nothing yet; there is no room until it was read."""
        self._client = client
        self._clock = clock
        self._barrier = barrier
        self._cap = cap
        self._ours: dict[int, int] = {}
        self._foreign: int | None = 0
        self._has_looked = False
        self._waits_for_looks = True
        self.depth: int | None = None
        """Rows of Lidarr's queue; None when nobody knows."""
        self.commands: tuple[Command, ...] = ()
        """What Lidarr does in the background, as it was last read."""

    @property
    def reserved(self) -> int:
        """Places that are taken and not visible in the queue."""
        return len(self._ours) + (self._foreign or 0)

    def take(self, item: WantedItem) -> None:
        """Count a place for a search of ours whose outcome is not visible."""
        self._ours[item.id] = item.lidarr_id or 0

    def hold(self, item: WantedItem | None = None) -> Hold | None:
        """Tell why nothing may be sent, or None when there is a place (for that item)."""
        if self.depth is None or self._foreign is None or not self._has_looked:
            return Hold.LIDARR_BUSY
        if self.depth >= self._cap:
            return Hold.CAP_REACHED
        others = len(self._ours) - (item is not None and item.id in self._ours)
        is_full = self.depth + others + self._foreign >= self._cap
        return Hold.RESERVED if is_full else None

    def see(self, seen: Observation) -> None:
        """Count by one look at Lidarr; nothing is sent on the strength of that alone.

        What it lists in detail is all of its queue.
        https://github.com/Lidarr/Lidarr/blob/develop/src/Lidarr.Api.V1/Queue/QueueDetailsController.cs
        """
        self._note(seen.commands, seen.looked_at)
        self.depth = len(seen.queue)

    async def read(self) -> None:
        """Count again; what is not known is not free. Raises a ``LidarrError``."""
        self.depth = None
        commands = await self._commands()
        self._note(commands, await self._barrier.latest(commands))
        self.depth = await self._client.queue_depth()

    async def _commands(self) -> tuple[Command, ...]:
        """Return what Lidarr does, once it does not look at its download clients.

        At the end of a look all that others have grabbed since the last one comes into the
        queue at once: no depth that is read before holds for a moment longer. A look that does
        not end is waited for only once.
        """
        commands = await self._client.commands()
        look = command_list.look_under_way(commands)
        if look is None or not self._waits_for_looks:
            return commands
        self._waits_for_looks = await ended(self._client, self._clock, look.id)
        return await self._client.commands()

    def _note(self, commands: tuple[Command, ...], looked_at: float | None) -> None:
        self.commands = commands
        # A process that has not looked at its download clients yet has an empty queue.
        self._has_looked = looked_at is not None
        ours = frozenset(self._ours.values())
        self._foreign = command_list.foreign_searches(commands, ours)
