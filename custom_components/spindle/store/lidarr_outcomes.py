"""What is seen of the things that are wanted from Lidarr, and where that leads them.

What a person gave up stays so, and what is over is not begun again: whoever says so comes too
late. Only a place in Lidarr's queue is given back all the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from . import jobs, lidarr_wishes
from .lidarr_rows import shortened
from .lidarr_types import SEARCH_QUEUE, Claim, WantedReason, WantedStatus
from .types import JobState

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from sqlite3 import Connection

IN_LIDARR: Final = frozenset(
    {
        WantedStatus.SUBMITTED,
        WantedStatus.SEARCHING,
        WantedStatus.MONITORED,
        WantedStatus.DOWNLOADING,
        WantedStatus.IMPORTING,
    }
)
ASKED: Final = frozenset({WantedStatus.SEARCHING, WantedStatus.DOWNLOADING, WantedStatus.IMPORTING})
"""What a search was sent for, whatever comes of it."""
FOUND_FROM: Final[Mapping[WantedStatus, Collection[str]]] = {
    WantedStatus.DOWNLOADING: IN_LIDARR | {WantedStatus.FAILED},
    WantedStatus.IMPORTING: IN_LIDARR | {WantedStatus.FAILED},
    WantedStatus.AVAILABLE: IN_LIDARR | {WantedStatus.FAILED, WantedStatus.QUEUED},
    WantedStatus.FAILED: IN_LIDARR | {WantedStatus.FAILED, WantedStatus.QUEUED},
    WantedStatus.NOT_ELIGIBLE: IN_LIDARR | {WantedStatus.QUEUED},
}
"""What may be found of an item, and where it may have been until then."""
JOBS_AFTER: Final = {
    WantedStatus.FAILED: JobState.FAILED,
    WantedStatus.NOT_ELIGIBLE: JobState.CANCELLED,
}
"""What becomes of an item's job when it is found so; else it is done."""

RELEASE: Final = "UPDATE lidarr_item SET reserved_at = NULL WHERE id = ? AND reserved_at NOT NULL"
UNNAME: Final = """
UPDATE lidarr_item SET lidarr_id = NULL, lidarr_artist_id = NULL, foreign_id = NULL,
    is_our_artist = 0, reserved_at = NULL
WHERE id = ?"""
MOVE: Final = """
UPDATE lidarr_item SET status = :status, reason = :reason, detail = :detail, progress = :progress,
    changed_at = :now
WHERE id = :id AND (status <> :status OR reason IS NOT :reason)"""
PROGRESS: Final = """
UPDATE lidarr_item SET progress = :progress, detail = :detail
WHERE id = :id AND (progress IS NOT :progress OR detail IS NOT :detail)"""


def found(
    db: Connection,
    item_id: int,
    status: WantedStatus,
    *,
    reason: WantedReason | None = None,
    detail: str | None = None,
    progress: float | None = None,
    keeps_place: bool,
    now: float,
) -> bool:
    """Note what is seen of an item in Lidarr; tell whether it is somewhere else than before.

    ``keeps_place`` while its place in Lidarr's queue is not visible there. What a person gave
    up stays so. A search that found nothing is told by ``search_again``. Raises ``KeyError``
    for what is not found but done.
    """
    item = lidarr_wishes.row(db, item_id)
    if item is None:
        return False
    if not keeps_place:
        db.execute(RELEASE, (item_id,))
    if item.status not in FOUND_FROM[status]:
        return False
    words = shortened(detail)
    moved = move(db, item_id, status, reason=reason, detail=words, progress=progress, now=now)
    if moved:
        error = (words or reason) if status is WantedStatus.FAILED else None
        lidarr_wishes.close(db, item, JOBS_AFTER.get(status, JobState.DONE), error)
    return moved


def settle_aside(
    db: Connection,
    claim: Claim | int,
    status: WantedStatus,
    reason: WantedReason,
    *,
    detail: str | None = None,
    now: float,
) -> bool:
    """Be done with an item, or the item of that id, without a search: it is there, or never will be."""
    item_id = claim if isinstance(claim, int) else claim.item.id
    return found(db, item_id, status, reason=reason, detail=detail, keeps_place=False, now=now)


def search_again(
    db: Connection,
    item_id: int,
    reason: WantedReason,
    retry_at: float | None,
    *,
    detail: str | None = None,
    now: float,
) -> bool:
    """Note that a search or its download came to nothing: once more then, or never with None.

    Its place is free. Tells whether it was still looked for.
    """
    if retry_at is None:
        failed = WantedStatus.FAILED
        return found(db, item_id, failed, reason=reason, detail=detail, keeps_place=False, now=now)
    db.execute(RELEASE, (item_id,))
    item = lidarr_wishes.row(db, item_id)
    if item is None or item.status not in ASKED:
        return False
    words = shortened(detail)
    if not jobs.again(db, SEARCH_QUEUE, item.key, due=retry_at, error=words or reason):
        jobs.enqueue(db, SEARCH_QUEUE, item.key, {}, due=retry_at)
    return move(db, item_id, WantedStatus.MONITORED, reason=reason, detail=words, now=now)


def forgotten(db: Connection, item_id: int, now: float) -> bool:
    """Begin from the beginning with what Lidarr does not know any more."""
    item = lidarr_wishes.row(db, item_id)
    if item is None or item.status not in IN_LIDARR:
        return False
    db.execute(UNNAME, (item_id,))
    lidarr_wishes.queue(db, item._replace(lidarr_id=None), now)
    return True


def move(
    db: Connection,
    item_id: int,
    status: WantedStatus,
    *,
    reason: WantedReason | None = None,
    detail: str | None = None,
    progress: float | None = None,
    now: float,
) -> bool:
    """Let an item be somewhere else, or only further; tell whether it is somewhere else."""
    share = None if progress is None else round(min(1.0, max(0.0, progress)), 2)
    values = {"id": item_id, "detail": detail, "progress": share}
    if db.execute(MOVE, {**values, "status": status, "reason": reason, "now": now}).rowcount:
        return True
    db.execute(PROGRESS, values)
    return False
