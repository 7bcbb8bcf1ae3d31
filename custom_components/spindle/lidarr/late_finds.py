"""What Lidarr finds by itself, although nobody waits for it any more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..store import lidarr_reads
from ..store.lidarr_types import WantedStatus
from . import verdicts
from .answers import HistoryEvent
from .errors import LidarrNotFound, LidarrUnavailable

if TYPE_CHECKING:
    from collections.abc import Container

    from ..enrichment.desk import Store
    from ..store.lidarr_types import WantedItem
    from .client import LidarrClient
    from .observation import Observation
    from .verdicts import Stands

EVERY: Final = 3_600.0
"""Seconds between two looks into Lidarr's history."""
FIRST_LOOK: Final = 7 * 86_400.0
"""Seconds that the first one looks back."""
MOST_ASKED: Final = 50
"""Albums that are asked for after one look; the others come up at a search, or never fail."""
_MISSED: Final = frozenset({WantedStatus.SUBMITTED, WantedStatus.MONITORED, WantedStatus.FAILED})


class LateFinds:
    """Sees what comes in without having been searched for."""

    def __init__(self, store: Store, client: LidarrClient) -> None:
        """Know nothing yet."""
        self._store = store
        self._client = client
        self._look_at = 0.0
        self._since: float | None = None

    async def in_queue(
        self, seen: Observation, followed: Container[int | None], now: float
    ) -> list[tuple[WantedItem, Stands]]:
        """Judge what is in Lidarr's queue besides what is followed anyway."""
        rows = {
            album_id: row
            for album_id, row in seen.rows.items()
            if album_id not in followed and not row.has_failed
        }
        return [
            (item, verdicts.of_row(item, rows[album_id], now))
            for album_id, items in (await self._ours(rows)).items()
            for item in items
        ]

    async def in_library(self, steady: float, now: float) -> list[tuple[WantedItem, Stands]]:
        """Judge what was imported since the last look, if it is time; ``steady`` is monotonic.

        Nobody waits for it: what Lidarr does not answer is asked at the next wake.
        """
        if steady < self._look_at:
            return []
        try:
            return await self._imported(steady, now)
        except LidarrUnavailable:
            return []

    async def _imported(self, steady: float, now: float) -> list[tuple[WantedItem, Stands]]:
        since = now - FIRST_LOOK if self._since is None else self._since
        events = await self._client.history_since(since, HistoryEvent.IMPORTED)
        missed = [
            item
            for items in (await self._ours({row.album_id: row for row in events})).values()
            for item in items
            if item.status in _MISSED
        ]
        judged = [(item, await self._judge(item)) for item in missed[:MOST_ASKED]]
        self._look_at = steady + EVERY
        self._since = max((row.at for row in events), default=since)
        return [(item, stands) for item, stands in judged if stands is not None]

    async def _judge(self, item: WantedItem) -> Stands | None:
        try:
            return verdicts.of_album(await self._client.album(item.lidarr_id or 0))
        except LidarrNotFound:
            return None

    async def _ours[T](self, by_album: dict[int, T]) -> dict[int, tuple[WantedItem, ...]]:
        if not by_album:
            return {}
        return dict(await self._store.read(lidarr_reads.by_lidarr_ids, tuple(by_album)))
