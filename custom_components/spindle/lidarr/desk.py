"""What the submitter writes into the store, each one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..store import lidarr_queue
from ..store.lidarr_rows import shortened
from .verdicts import Forgotten, Nothing, Stands

if TYPE_CHECKING:
    from collections.abc import Iterable
    from sqlite3 import Connection

    from ..store.lidarr_types import WantedItem
    from .verdicts import Verdict

type Judged = tuple[WantedItem, Verdict, float | None]
"""An item, what has become of it, and when (epoch) to search again if that was nothing."""


def news(judged: Iterable[Judged]) -> list[Judged]:
    """Return the verdicts that say more than what is written of their items already."""
    return [each for each in judged if _is_news(each[0], each[1])]


def _is_news(item: WantedItem, verdict: Verdict) -> bool:
    if not isinstance(verdict, Stands) or item.reserved_at is not None:
        return True
    before = item.status, item.reason, item.detail, item.progress
    share = None if verdict.progress is None else round(verdict.progress, 2)
    return before != (verdict.status, verdict.reason, shortened(verdict.detail), share)


def settle(db: Connection, judged: Iterable[Judged], now: float) -> tuple[bool, ...]:
    """Write down what has become of items; tell of each whether it is somewhere else now."""
    return tuple(_settle(db, item, verdict, retry_at, now) for item, verdict, retry_at in judged)


def _settle(
    db: Connection, item: WantedItem, verdict: Verdict, retry_at: float | None, now: float
) -> bool:
    if isinstance(verdict, Stands):
        return lidarr_queue.found(
            db,
            item.id,
            verdict.status,
            reason=verdict.reason,
            detail=verdict.detail,
            progress=verdict.progress,
            keeps_place=False,
            now=now,
        )
    if isinstance(verdict, Nothing):
        return lidarr_queue.search_again(
            db, item.id, verdict.reason, retry_at, detail=verdict.detail, now=now
        )
    return isinstance(verdict, Forgotten) and lidarr_queue.forgotten(db, item.id, now)
