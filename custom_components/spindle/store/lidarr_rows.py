"""Rows of what is wanted from Lidarr, each with what its present job says."""

from __future__ import annotations

from dataclasses import asdict
import json
from typing import TYPE_CHECKING, Any, Final

from .lidarr_types import (
    ADD_QUEUE,
    SEARCH_QUEUE,
    Evidence,
    WantedItem,
    WantedKind,
    WantedOrigin,
    WantedReason,
    WantedStatus,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from sqlite3 import Connection

LONGEST_DETAIL: Final = 300
"""Characters that are kept of Lidarr's own words."""

# Of an item's two jobs the later one speaks for it.
COLUMNS: Final = """
    item.id, item.kind, item.key, item.mbid, item.foreign_id, item.artist_mbid, item.artist,
    item.album, item.artist_id, item.album_id, item.origin, item.status, item.reason, item.detail,
    item.evidence, item.lidarr_id, item.lidarr_artist_id, item.is_our_artist, item.command_id,
    item.progress, item.searches, item.created_at, item.submitted_at, item.searched_at,
    item.reserved_at, item.changed_at,
    ifnull(ifnull(search.attempts, lidarr_add.attempts), 0),
    iif(search.id IS NULL, lidarr_add.last_error, search.last_error),
    iif(search.id IS NULL, iif(lidarr_add.state = 'waiting', lidarr_add.next_attempt_at, NULL),
        iif(search.state = 'waiting', search.next_attempt_at, NULL))"""
JOBS: Final = f"""
LEFT JOIN job search
    ON search.queue = '{SEARCH_QUEUE}' AND search.account = '' AND search.key = item.key
LEFT JOIN job lidarr_add
    ON lidarr_add.queue = '{ADD_QUEUE}' AND lidarr_add.account = '' AND lidarr_add.key = item.key"""
FIND: Final = f"""
SELECT {COLUMNS} FROM lidarr_item item {JOBS} WHERE item.id = ?"""  # noqa: S608


def find(db: Connection, item_id: int) -> WantedItem | None:
    """Return an item by its id."""
    row = db.execute(FIND, (item_id,)).fetchone()
    return None if row is None else read(row)


def find_all(db: Connection, ids: Iterable[int]) -> tuple[WantedItem, ...]:
    """Return items in the order of their ids given; those that are gone are left out."""
    found = (find(db, item_id) for item_id in ids)
    return tuple(item for item in found if item is not None)


def read(row: tuple[Any, ...]) -> WantedItem:
    """Return the item of a row of ``COLUMNS``."""
    (
        item_id,
        kind,
        key,
        mbid,
        foreign_id,
        artist_mbid,
        artist,
        album,
        artist_id,
        album_id,
        origin,
        status,
        reason,
        detail,
        evidence,
        lidarr_id,
        lidarr_artist_id,
        is_our_artist,
        command_id,
        progress,
        searches,
        created_at,
        submitted_at,
        searched_at,
        reserved_at,
        changed_at,
        attempts,
        last_error,
        next_attempt_at,
    ) = row
    return WantedItem(
        id=item_id,
        kind=WantedKind(kind),
        key=key,
        mbid=mbid,
        foreign_id=foreign_id,
        artist_mbid=artist_mbid,
        artist=artist,
        album=album,
        artist_id=artist_id,
        album_id=album_id,
        origin=WantedOrigin(origin),
        status=WantedStatus(status),
        reason=None if reason is None else WantedReason(reason),
        detail=detail,
        evidence=None if evidence is None else Evidence(**json.loads(evidence)),
        lidarr_id=lidarr_id,
        lidarr_artist_id=lidarr_artist_id,
        is_our_artist=bool(is_our_artist),
        command_id=command_id,
        progress=progress,
        searches=searches,
        created_at=created_at,
        submitted_at=submitted_at,
        searched_at=searched_at,
        reserved_at=reserved_at,
        changed_at=changed_at,
        attempts=attempts,
        last_error=last_error,
        next_attempt_at=next_attempt_at,
    )


def written(evidence: Evidence | None) -> str | None:
    """Return evidence as it is kept."""
    return None if evidence is None else json.dumps(asdict(evidence))


def shortened(detail: str | None) -> str | None:
    """Return as much of Lidarr's own words as is kept."""
    return None if detail is None else detail[:LONGEST_DETAIL]
