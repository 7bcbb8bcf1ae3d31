"""What a person decides about the queue for Lidarr, and what follows from it at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from homeassistant.util import dt as dt_util

from .lidarr.types import QueueEvent, QueueEventType
from .store import lidarr_queue, lidarr_reads
from .store.lidarr_reads import Tab

if TYPE_CHECKING:
    from collections.abc import Sequence
    from sqlite3 import Connection

    from .lidarr_runtime import LidarrRuntime
    from .store.lidarr_types import Wanted, WantedItem


async def async_want(runtime: LidarrRuntime, wanted: Wanted) -> tuple[WantedItem, bool]:
    """Put something on the queue; return it as it stands there, and whether it is new there."""
    item, is_new = await runtime.house.write(_want, wanted, _now())
    if is_new:
        _tell_queued(runtime, 1, item)
    return item, is_new


async def async_agree(runtime: LidarrRuntime, ids: Sequence[int]) -> int:
    """Have Lidarr get what was suggested, and try again what failed; return how many."""
    count, first = await runtime.house.write(_agree, ids, _now())
    return _tell_queued(runtime, count, first)


async def async_retry(runtime: LidarrRuntime, ids: Sequence[int] | None) -> int:
    """Try again what failed, or everything that failed; return how many there were."""
    count, first = await runtime.house.write(_retry, ids, _now())
    return _tell_queued(runtime, count, first)


async def async_refuse(runtime: LidarrRuntime, ids: Sequence[int]) -> int:
    """Give up what was suggested or has failed; no rule suggests it again."""
    count = await runtime.house.write(lidarr_queue.refuse, ids, _now())
    _decided(runtime)
    return count


async def async_cancel(runtime: LidarrRuntime, ids: Sequence[int] | None) -> int:
    """Give up what waits, or everything that waits; what Lidarr fetches already goes on."""
    count = await runtime.house.write(lidarr_queue.cancel, ids, _now())
    _decided(runtime)
    return count


def _want(db: Connection, wanted: Wanted, now: float) -> tuple[WantedItem, bool]:
    is_new = bool(lidarr_queue.put(db, (wanted,), now=now))
    # What was not there before is there now.
    return cast("WantedItem", lidarr_reads.of_key(db, wanted.key)), is_new


def _agree(db: Connection, ids: Sequence[int], now: float) -> tuple[int, WantedItem | None]:
    count = lidarr_queue.approve(db, ids, now) + lidarr_queue.retry(db, ids, now)
    return count, lidarr_reads.item(db, ids[0])


def _retry(db: Connection, ids: Sequence[int] | None, now: float) -> tuple[int, WantedItem | None]:
    first = lidarr_reads.item(db, ids[0]) if ids else _latest_failure(db)
    return lidarr_queue.retry(db, ids, now), first


def _latest_failure(db: Connection) -> WantedItem | None:
    failures = lidarr_reads.page(db, Tab.FAILED, 0, 1).items
    return failures[0] if failures else None


def _tell_queued(runtime: LidarrRuntime, count: int, first: WantedItem | None) -> int:
    """Tell that so many were put on the queue, if any were, and have the submitter look."""
    _decided(runtime)
    if count and first:
        runtime.coordinator.async_tell(
            QueueEvent(
                type=QueueEventType.QUEUED,
                at=_now(),
                count=count,
                artist=first.artist,
                album=first.album,
            )
        )
    return count


def _decided(runtime: LidarrRuntime) -> None:
    """Have the submitter look, and answers about albums told anew."""
    runtime.house.answers.async_forget()
    runtime.coordinator.async_wake()


def _now() -> float:
    return dt_util.utcnow().timestamp()
