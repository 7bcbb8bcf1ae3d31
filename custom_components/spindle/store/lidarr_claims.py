"""What somebody takes on to do for the queue of Lidarr, and what becomes of that.

An item is claimed before Lidarr is told of it, and takes its place in Lidarr's queue before
the search is asked for: what a crash leaves behind looks taken rather than free. The one word
on a claim is heard only while nobody else has settled the item; one that comes too late
changes nothing but what Lidarr calls it, and its search.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from . import jobs, lidarr_rows, lidarr_wishes
from .lidarr_outcomes import IN_LIDARR, move
from .lidarr_rows import shortened
from .lidarr_types import (
    ADD_QUEUE,
    SEARCH_QUEUE,
    Claim,
    WantedKind,
    WantedReason,
    WantedStatus,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from sqlite3 import Connection

ADDS_DUE: Final = f"""
SELECT item.id, job.id FROM lidarr_item item INDEXED BY lidarr_item_waiting
CROSS JOIN job ON job.queue = '{ADD_QUEUE}' AND job.account = '' AND job.key = item.key
WHERE item.status = 'queued' AND item.kind <= ? AND job.state = 'waiting'
    AND job.next_attempt_at <= ?
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
SENT: Final = """
UPDATE lidarr_item SET command_id = ?, searches = searches + ?, reason = NULL, detail = NULL,
    changed_at = ?
WHERE id = ?"""
NAME: Final = """
UPDATE lidarr_item SET lidarr_id = :lidarr_id, lidarr_artist_id = :lidarr_artist_id,
    foreign_id = :foreign_id, is_our_artist = :is_our_artist,
    submitted_at = ifnull(submitted_at, :now)
WHERE id = :id"""
TWIN: Final = f"""
SELECT 1 FROM lidarr_item
WHERE lidarr_id = ? AND kind = 'album' AND id <> ?
    AND status IN ({", ".join(f"'{status}'" for status in sorted(IN_LIDARR))}, 'available')"""  # noqa: S608


def take_up(db: Connection) -> int:
    """Let wait again what a submitter that is gone held; return how many there were."""
    return jobs.let_go(db, ADD_QUEUE, SEARCH_QUEUE)


def claim_adds(
    db: Connection, now: float, limit: int, *, only_albums: bool = False
) -> tuple[Claim, ...]:
    """Take what Lidarr is to be told of next: artists first, then what was queued first."""
    last = WantedKind.ALBUM if only_albums else WantedKind.ARTIST
    due = db.execute(ADDS_DUE, (last, now, limit)).fetchall()
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
        move(db, item.id, WantedStatus.MONITORED, now=now)
        return True
    if db.execute(TWIN, (lidarr_id, item.id)).fetchone() is not None:
        move(db, item.id, WantedStatus.NOT_ELIGIBLE, reason=WantedReason.DUPLICATE, now=now)
        return False
    move(db, item.id, WantedStatus.SUBMITTED, now=now)
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
        move(db, claim.item.id, status, reason=reason, detail=words, now=now)
    return counts


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
