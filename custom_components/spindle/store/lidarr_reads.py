"""Questions about what is wanted from Lidarr, and how far it has come."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
import json
from typing import TYPE_CHECKING, Final

from . import jobs
from .lidarr_rows import COLUMNS, JOBS, find as item, find_all, read
from .lidarr_types import (
    ADD_QUEUE,
    SEARCH_QUEUE,
    WantedItem,
    WantedKind,
    WantedReason,
    WantedStatus,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from sqlite3 import Connection

__all__ = [
    "AlbumState",
    "Page",
    "Standing",
    "Tab",
    "Work",
    "by_lidarr_ids",
    "counted",
    "is_used",
    "item",
    "of_albums",
    "of_key",
    "page",
    "standing",
    "suggestions_and_failures",
    "work",
]

DAY: Final = 86_400.0
MOST_IN_FLIGHT: Final = 1_000
"""Items that are followed together."""
TODO: Final = 100
"""Suggestions and failures that are shown to be decided about."""


class Tab(StrEnum):
    """The lists in which people see the queue."""

    WAITING = "waiting"
    IN_LIDARR = "in_lidarr"
    AVAILABLE = "available"
    FAILED = "failed"
    SUGGESTED = "suggested"
    NOT_ELIGIBLE = "not_eligible"


STATUSES: Final[Mapping[Tab, tuple[WantedStatus, ...]]] = {
    Tab.WAITING: (WantedStatus.QUEUED,),
    Tab.IN_LIDARR: (
        WantedStatus.SUBMITTED,
        WantedStatus.SEARCHING,
        WantedStatus.MONITORED,
        WantedStatus.DOWNLOADING,
        WantedStatus.IMPORTING,
    ),
    Tab.AVAILABLE: (WantedStatus.AVAILABLE,),
    Tab.FAILED: (WantedStatus.FAILED,),
    Tab.SUGGESTED: (WantedStatus.SUGGESTED,),
    Tab.NOT_ELIGIBLE: (WantedStatus.NOT_ELIGIBLE, WantedStatus.CANCELLED),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How the queue stands. Times are epoch seconds."""

    next_due: float | None
    """When the next add or search may be tried; None when none waits."""
    counts: Mapping[WantedStatus, int]
    """Items by status; of which there is none is not in it."""
    reserved: int
    """Places in Lidarr's queue that are taken and not visible there."""

    @property
    def is_followed(self) -> bool:
        """Whether anything is under way."""
        return self.reserved > 0 or not UNDER_WAY.isdisjoint(self.counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Work(Standing):
    """What there is to do, and what is under way."""

    adds_due: int
    searches_due: int
    in_flight: tuple[WantedItem, ...]
    """What Lidarr searches, fetches or imports, and what takes a place that is not visible
    there, at most ``MOST_IN_FLIGHT``, the longest searched for first."""
    searched_last_day: int
    """Items for which a search was asked in the last 24 hours."""
    oldest_at: float | None
    """Since when the oldest of those waits that Lidarr is not told of yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some items of a list, and how many there are on all pages."""

    items: tuple[WantedItem, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AlbumState:
    """How far an album has come, as it is told beside what was heard of it."""

    status: WantedStatus
    reason: WantedReason | None
    progress: float | None
    """Share of the download that is there, 0 to 1."""
    changed_at: float
    """Epoch since when it is so."""
    item_id: int | None
    """On the queue; None when it has left that because it is there."""


IS_USED: Final = """
SELECT EXISTS (SELECT 1 FROM lidarr_item) OR EXISTS (SELECT 1 FROM lidarr_done)"""
COUNTS: Final = "SELECT status, count(*) FROM lidarr_item GROUP BY status"
DUE: Final = """
SELECT count(*) FROM job WHERE state = 'waiting' AND queue = ? AND next_attempt_at <= ?"""
RESERVED: Final = "SELECT count(*) FROM lidarr_item WHERE reserved_at IS NOT NULL"
SEARCHED: Final = "SELECT count(*) FROM lidarr_item WHERE searched_at > ?"
OLDEST: Final = "SELECT min(created_at) FROM lidarr_item WHERE status = 'queued' AND kind = ?"
UNDER_WAY: Final = frozenset(
    {WantedStatus.SEARCHING, WantedStatus.DOWNLOADING, WantedStatus.IMPORTING}
)
IN_FLIGHT: Final = f"""
SELECT {COLUMNS} FROM lidarr_item item {JOBS}
WHERE item.id IN (
    SELECT id FROM lidarr_item WHERE status IN ('searching', 'downloading', 'importing')
    UNION SELECT id FROM lidarr_item WHERE reserved_at IS NOT NULL)
ORDER BY item.searched_at LIMIT {MOST_IN_FLIGHT}"""  # noqa: S608
WAITING: Final = """
SELECT id FROM lidarr_item INDEXED BY lidarr_item_waiting WHERE status = 'queued'
ORDER BY kind DESC, created_at, id LIMIT ? OFFSET ?"""
LATEST: Final = {
    tab: f"""
SELECT id FROM lidarr_item WHERE status IN ({", ".join(f"'{status}'" for status in statuses)})
ORDER BY changed_at DESC, id DESC LIMIT ? OFFSET ?"""  # noqa: S608
    for tab, statuses in STATUSES.items()
}
OF_KEY: Final = "SELECT id FROM lidarr_item WHERE key = ?"
OF_LIDARR: Final = """
SELECT id FROM lidarr_item WHERE kind = 'album'
    AND lidarr_id IN (SELECT value FROM json_each(?)) AND lidarr_id IS NOT NULL"""
# An album of another spelling or edition is known by its release group.
OF_ALBUM: Final = f"""
SELECT status, reason, progress, changed_at, id FROM lidarr_item
WHERE album_id = :id OR key = '{WantedKind.ALBUM}:' ||
    (SELECT release_group_mbid FROM album WHERE id = :id)
ORDER BY mbid IS NULL, changed_at DESC LIMIT 1"""  # noqa: S608
DONE: Final = f"""
SELECT done_at FROM lidarr_done
WHERE album_id = :id OR key = '{WantedKind.ALBUM}:' ||
    (SELECT release_group_mbid FROM album WHERE id = :id)
LIMIT 1"""  # noqa: S608


def standing(db: Connection) -> Standing:
    """Return how the queue stands."""
    return Standing(
        next_due=jobs.next_due(db, (ADD_QUEUE, SEARCH_QUEUE)),
        counts=counted(db),
        reserved=_count(db, RESERVED),
    )


def work(db: Connection, now: float) -> Work:
    """Return what there is to do at a moment, for whoever does it."""
    return Work(
        next_due=jobs.next_due(db, (ADD_QUEUE, SEARCH_QUEUE)),
        adds_due=_count(db, DUE, ADD_QUEUE, now),
        searches_due=_count(db, DUE, SEARCH_QUEUE, now),
        in_flight=tuple(map(read, db.execute(IN_FLIGHT))),
        counts=counted(db),
        reserved=_count(db, RESERVED),
        searched_last_day=_count(db, SEARCHED, now - DAY),
        oldest_at=min(filter(None, (_oldest(db, kind) for kind in WantedKind)), default=None),
    )


def page(db: Connection, tab: Tab, offset: int, limit: int) -> Page:
    """Return items of a list: what waits as it will be sent, everything else the latest first."""
    statement = WAITING if tab is Tab.WAITING else LATEST[tab]
    counts = counted(db)
    return Page(
        items=find_all(db, _ids(db, statement, limit, offset)),
        total=sum(counts.get(status, 0) for status in STATUSES[tab]),
    )


def suggestions_and_failures(db: Connection, limit: int = TODO) -> tuple[WantedItem, ...]:
    """Return what waits for a person: suggestions, then failures, the latest of each first."""
    ids = _ids(db, LATEST[Tab.SUGGESTED], limit, 0)
    ids += _ids(db, LATEST[Tab.FAILED], limit - len(ids), 0)
    return find_all(db, ids)


def of_key(db: Connection, key: str) -> WantedItem | None:
    """Return what is on the queue by that key."""
    ids = _ids(db, OF_KEY, key)
    return item(db, ids[0]) if ids else None


def by_lidarr_ids(db: Connection, ids: Collection[int]) -> Mapping[int, tuple[WantedItem, ...]]:
    """Return the albums on the queue that Lidarr knows by those ids."""
    found: dict[int, tuple[WantedItem, ...]] = {}
    for each in find_all(db, _ids(db, OF_LIDARR, json.dumps(sorted(ids)))):
        if each.lidarr_id is not None:
            found[each.lidarr_id] = (*found.get(each.lidarr_id, ()), each)
    return found


def of_albums(db: Connection, album_ids: Iterable[int]) -> Mapping[int, AlbumState]:
    """Return how far those of our own albums have come that anything is known of."""
    states = ((album_id, _of_album(db, album_id)) for album_id in dict.fromkeys(album_ids))
    return {album_id: state for album_id, state in states if state is not None}


def _of_album(db: Connection, album_id: int) -> AlbumState | None:
    row = db.execute(OF_ALBUM, {"id": album_id}).fetchone()
    if row is not None:
        status, reason, progress, changed_at, item_id = row
        return AlbumState(
            status=WantedStatus(status),
            reason=None if reason is None else WantedReason(reason),
            progress=progress,
            changed_at=changed_at,
            item_id=item_id,
        )
    done = db.execute(DONE, {"id": album_id}).fetchone()
    if done is None:
        return None
    available = WantedStatus.AVAILABLE
    return AlbumState(
        status=available, reason=None, progress=None, changed_at=done[0], item_id=None
    )


def is_used(db: Connection) -> bool:
    """Tell whether anything was ever asked for."""
    return bool(db.execute(IS_USED).fetchone()[0])


def counted(db: Connection) -> dict[WantedStatus, int]:
    """Return how many items there are of each status that there are any of."""
    return {WantedStatus(status): count for status, count in db.execute(COUNTS)}


def _count(db: Connection, statement: str, *values: str | float) -> int:
    count: int = db.execute(statement, values).fetchone()[0]
    return count


def _oldest(db: Connection, kind: WantedKind) -> float | None:
    oldest: float | None = db.execute(OLDEST, (kind,)).fetchone()[0]
    return oldest


def _ids(db: Connection, statement: str, *values: str | float) -> list[int]:
    return [row[0] for row in db.execute(statement, values)]
