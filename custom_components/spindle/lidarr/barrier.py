"""When Lidarr last looked at its download clients: as of then its queue is exact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import command_list

if TYPE_CHECKING:
    from .answers import Command
    from .client import LidarrClient


class Barrier:
    """Remembers the latest look, which Lidarr itself lists for some minutes only."""

    def __init__(self, client: LidarrClient) -> None:
        """Know of none."""
        self._client = client
        self._latest: float | None = None

    async def latest(self, commands: tuple[Command, ...]) -> float | None:
        """Return when the latest look began, by Lidarr's clock; raises a ``LidarrError``.

        None when this process of Lidarr has not looked yet: its queue is empty then, whatever
        its download clients have.
        """
        listed = command_list.looked_at(commands)
        if listed is not None:
            self._latest = listed
        elif self._latest is not None:
            started_at = (await self._client.status()).started_at
            if started_at is None or started_at >= self._latest:
                self._latest = None
        return self._latest
