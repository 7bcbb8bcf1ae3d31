"""What becomes of the things that are wanted from Lidarr, step by step.

An item is claimed before Lidarr is told of it, and takes its place in Lidarr's queue before
the search is asked for: what a crash leaves behind looks taken rather than free. Every word
on a claim is heard only while nobody else has settled the item; a word that comes too late
changes nothing but what Lidarr calls it, and its search.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from . import jobs, lidarr_rows, lidarr_wishes
from .lidarr_rows import shortened
from .lidarr_types import (
    ADD_QUEUE,
    SEARCH_QUEUE,
    Claim,
    WantedKind,
    WantedReason,
    WantedStatus,
)
from .types import JobState

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
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

ADDS_DUE: Final = f"""
SELECT item.id, job.id FROM lidarr_item item INDEXED BY lidarr_item_waiting
CROSS JOIN job ON job.queue = '{ADD_QUEUE}' AND job.account = '' AND job.key = item.key
WHERE item.status = 'queued' AND job.state = 'waiting' AND job.next_attempt_at <= ?
ORDER BY item.kind DESC, item.created_at, item.id LIMIT ?"""  # noqa: S608
# A search is due from the moment at which its item was queued: so they are in that order.
SEARCHES_DUE: Final = f"""
SELECT item.id, job.id FROM job CROSS JOIN lidarr_item item ON item.key = job.key
WHERE job.state = 'waiting' AND job.queue = '{SEARCH_QUEUE}' AND job.next_attempt_at <= ?
    AND item.status IN ('submitted', 'monitored', 'searching')
ORDER BY job.next_attempt_at, job.id LIMIT ?"""  # noqa: S608
RESERVE: Final = """
UPDATE lidarr_item SET status = 'searching', searched_at = :now, reserved_at = :now,
    command_id = NULL, reason = NULL, detail = NULL, progress = NULL, changed_at = :now
WHERE id = :id"""
UNDO: Final = """
UPDATE lidarr_item SET status = :status, searched_at = :searched_at, reserved_at = NULL,
    command_id = :command_id, reason = :reason, detail = :detail, changed_at = :changed_at
WHERE id = :id AND status = 'searching'"""
RELEASE: Final = "UPDATE lidarr_item SET reserved_at = NULL WHERE id = ? AND reserved_at NOT NULL"
SENT: Final = """
UPDATE lidarr_item SET command_id = ?, searches = searches + ?, reason = NULL, detail = NULL,
    changed_at = ?
WHERE id = ?"""
NAME: Final = """
UPDATE lidarr_item SET lidarr_id = :lidarr_id, lidarr_artist_id = :lidarr_artist_id,
    foreign_id = :foreign_id, is_our_artist = :is_our_artist,
    submitted_at = ifnull(submitted_at, :now)
WHERE id = :id"""
UNNAME: Final = """
UPDATE lidarr_item SET lidarr_id = NULL, lidarr_artist_id = NULL, foreign_id = NULL,
    is_our_artist = 0, reserved_at = NULL
WHERE id = ?"""
TWIN: Final = f"""
SELECT 1 FROM lidarr_item
WHERE lidarr_id = ? AND kind = 'album' AND id <> ?
    AND status IN ({", ".join(f"'{status}'" for status in sorted(IN_LIDARR))}, 'available')"""  # noqa: S608
MOVE: Final = """
UPDATE lidarr_item SET status = :status, reason = :reason, detail = :detail, progress = :progress,
    changed_at = :now
WHERE id = :id AND (status <> :status OR reason IS NOT :reason)"""
PROGRESS: Final = """
UPDATE lidarr_item SET progress = :progress, detail = :detail
WHERE id = :id AND (progress IS NOT :progress OR detail IS NOT :detail)"""


def take_up(db: Connection) -> int:
    """Let wait again what a submitter that is gone held; return how many there were."""
    return sum(jobs.let_go(db, queue) for queue in (ADD_QUEUE, SEARCH_QUEUE))


def claim_adds(db: Connection, now: float, limit: int) -> tuple[Claim, ...]:
    """Take what Lidarr is to be told of next: artists first, then what was queued first."""
    due = db.execute(ADDS_DUE, (now, limit)).fetchall()
    return tuple(_claims(db, due))


def claim_searches(db: Connection, now: float, limit: int) -> tuple[Claim, ...]:
    """Take what Lidarr is to search for next, in the order it was queued.

    Each has its place in Lidarr's queue reserved. One whose earlier search may have been sent
    keeps the place and the time of that.
    """
    due = db.execute(SEARCHES_DUE, (now, limit)).fetchall()
    claims = tuple(_claims(db, due))
    for claim in claims:
        if not claim.is_again:
            db.execute(RESERVE, {"id": claim.item.id, "now": now})
    return claims


def added(
    db: Connection,
    claim: Claim,
    *,
    lidarr_id: int,
    lidarr_artist_id: int,
    foreign_id: str,
    is_our_artist: bool,
    now: float,
) -> bool:
    """Note that Lidarr knows it: an album is to be searched for, an artist comes no further.

    An album that is on the queue by another id already is put aside. Tells whether the item
    went on: it may have been cancelled meanwhile.
    """
    item = claim.item
    values = {"id": item.id, "lidarr_id": lidarr_id, "lidarr_artist_id": lidarr_artist_id}
    values |= {"is_our_artist": is_our_artist}
    db.execute(NAME, {**values, "foreign_id": foreign_id, "now": now})
    if not jobs.complete(db, claim.job):
        return False
    if item.kind is WantedKind.ARTIST:
        _move(db, item.id, WantedStatus.MONITORED, now=now)
        return True
    if db.execute(TWIN, (lidarr_id, item.id)).fetchone() is not None:
        _move(db, item.id, WantedStatus.NOT_ELIGIBLE, reason=WantedReason.DUPLICATE, now=now)
        return False
    _move(db, item.id, WantedStatus.SUBMITTED, now=now)
    jobs.enqueue(db, SEARCH_QUEUE, item.key, {}, due=item.created_at)
    return True


def search_sent(db: Connection, claim: Claim, command_id: int, now: float) -> None:
    """Note Lidarr's id of the search; its place stays reserved until the outcome is visible."""
    counts = jobs.complete(db, claim.job)
    db.execute(SENT, (command_id, counts, now, claim.item.id))


def give_back(db: Connection, claim: Claim, until: float | None = None) -> None:
    """Let it wait, untried, till then (epoch), or in its present place with None.

    No attempt is counted. The reservation of a search is undone, unless an earlier one may
    have been sent.
    """
    counts = jobs.give_back(db, claim.job, until)
    if counts and claim.job.queue == SEARCH_QUEUE and not claim.is_again:
        _undo(db, claim)


def tried(
    db: Connection,
    claim: Claim,
    reason: WantedReason,
    detail: str | None,
    retry_at: float | None,
    *,
    keeps_place: bool = False,
    now: float,
) -> bool:
    """Note that an attempt came to nothing: to be made again then, or for good with None.

    ``keeps_place`` when a search may have been sent all the same: it is looked for before the
    next one. Tells whether that word counts.
    """
    words = shortened(detail)
    counts = jobs.fail(db, claim.job, words or reason, retry_at=retry_at)
    if counts and claim.job.queue == SEARCH_QUEUE and not keeps_place:
        _undo(db, claim)
    if counts:
        status = WantedStatus.FAILED if retry_at is None else _status(db, claim.item.id)
        _move(db, claim.item.id, status, reason=reason, detail=words, now=now)
    return counts


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
    moved = _move(db, item_id, status, reason=reason, detail=words, progress=progress, now=now)
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
    return _move(db, item_id, WantedStatus.MONITORED, reason=reason, detail=words, now=now)


def forgotten(db: Connection, item_id: int, now: float) -> bool:
    """Begin from the beginning with what Lidarr does not know any more."""
    item = lidarr_wishes.row(db, item_id)
    if item is None or item.status not in IN_LIDARR:
        return False
    db.execute(UNNAME, (item_id,))
    lidarr_wishes.queue(db, item._replace(lidarr_id=None), now)
    return True


def _claims(db: Connection, due: Iterable[tuple[int, int]]) -> Iterable[Claim]:
    for item_id, job_id in due:
        item = lidarr_rows.find(db, item_id)
        if item is not None:
            yield Claim(item=item, job=jobs.claim(db, job_id))


def _undo(db: Connection, claim: Claim) -> None:
    """Free the place that a search was to take; nothing was sent."""
    item = claim.item
    before = WantedStatus.MONITORED if item.searches else WantedStatus.SUBMITTED
    values = {"id": item.id, "status": before, "searched_at": item.searched_at}
    values |= {"command_id": item.command_id, "reason": item.reason, "detail": item.detail}
    db.execute(UNDO, {**values, "changed_at": item.changed_at})


def _status(db: Connection, item_id: int) -> WantedStatus:
    item = lidarr_wishes.row(db, item_id)
    return WantedStatus.CANCELLED if item is None else WantedStatus(item.status)


def _move(
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
