"""What has happened to albums, read from Lidarr's history at most once a wake."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .answers import HistoryEvent

if TYPE_CHECKING:
    from .answers import HistoryRow
    from .client import LidarrClient

LONGEST: Final = 30 * 86_400.0
"""Seconds that are looked back at most."""


class Diary:
    """Lidarr's history since a moment; nothing is asked until somebody wants to know."""

    def __init__(self, client: LidarrClient, since: float, now: float) -> None:
        """Read from ``since`` (epoch) on, when it comes to that."""
        self._client = client
        self._since = max(since, now - LONGEST)
        self._events: list[HistoryRow] | None = None

    async def of(self, album_id: int, since: float) -> tuple[HistoryRow, ...]:
        """Return what happened to an album since then, the latest last; as the client raises."""
        if self._events is None:
            events = [
                row
                for event in HistoryEvent
                for row in await self._client.history_since(self._since, event)
            ]
            self._events = sorted(events, key=lambda row: row.at)
        return tuple(row for row in self._events if row.album_id == album_id and row.at >= since)
