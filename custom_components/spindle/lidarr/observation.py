"""One look at Lidarr: what it does, and what is in its queue."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from . import command_list
from .errors import LidarrNotFound

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..store.lidarr_types import WantedItem
    from ..upstream.clock import Clock
    from .answers import Command, QueueRow
    from .barrier import Barrier
    from .client import LidarrClient

PATIENCE: Final = (2.0, 3.0, 5.0, 10.0)
"""Seconds between questions whether Lidarr has looked at its download clients."""


@dataclass(frozen=True, kw_only=True)
class Observation:
    """What was seen, in this order, with nothing but a call between."""

    commands: tuple[Command, ...]
    looked_at: float | None
    """When Lidarr's latest look at its download clients began, by its own clock."""
    queue: tuple[QueueRow, ...]

    @cached_property
    def searches(self) -> Mapping[int, Command]:
        """The latest search for each album that Lidarr still lists."""
        return command_list.searches(self.commands)

    @cached_property
    def rows(self) -> Mapping[int, QueueRow]:
        """The queue by album; of two downloads of one album the one that has not failed."""
        ordered = sorted(self.queue, key=lambda row: not row.has_failed)
        return {row.album_id: row for row in ordered if row.album_id is not None}


async def look(
    client: LidarrClient, clock: Clock, barrier: Barrier, in_flight: Iterable[WantedItem]
) -> Observation:
    """Look at Lidarr; its queue is exact for every search of ours that has ended by then.

    For that it may be asked to look at its download clients, and be waited for shortly.
    Raises a ``LidarrError``.
    """
    commands = await client.commands()
    looked_at = await barrier.latest(commands)
    if _is_late(commands, looked_at, in_flight):
        asked = await client.refresh_downloads()
        await ended(client, clock, asked.id)
        commands = await client.commands()
        looked_at = await barrier.latest(commands)
    queue = await client.queue_details()
    return Observation(commands=commands, looked_at=looked_at, queue=queue)


def _is_late(
    commands: tuple[Command, ...], looked_at: float | None, in_flight: Iterable[WantedItem]
) -> bool:
    """Tell whether a search of ours has ended since Lidarr looked, or it never looked."""
    if looked_at is None:
        return True
    searches = command_list.searches(commands)
    ours = (searches.get(item.lidarr_id or 0) for item in in_flight)
    return any(search is not None and (search.ended_at or 0.0) >= looked_at for search in ours)


async def ended(client: LidarrClient, clock: Clock, command_id: int) -> bool:
    """Wait for a command to end, for so long as is worth it; tell whether it has."""
    for pause in PATIENCE:
        await clock.sleep(pause)
        try:
            command = await client.command(command_id)
        except LidarrNotFound:
            return True
        if not command.is_active:
            return True
    return False
