"""What people and rules ask for: things come onto the queue of Lidarr, and leave it again.

A thing is there once, by its key. A rule never asks again for what a person gave up, what
failed, or what is there already; a person may ask for anything again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from . import jobs
from .lidarr_rows import written
from .lidarr_types import (
    ADD_QUEUE,
    SEARCH_QUEUE,
    WantedKind,
    WantedOrigin,
    WantedReason,
    WantedStatus,
)
from .types import JobState

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence
    from sqlite3 import Connection

    from .lidarr_types import Wanted

SUGGESTED: Final = WantedStatus.SUGGESTED
QUEUED: Final = WantedStatus.QUEUED
ASIDE: Final = WantedStatus.NOT_ELIGIBLE
BY_RULE: Final = frozenset(
    {
        WantedReason.NO_MBID,
        WantedReason.AMBIGUOUS,
        WantedReason.COMPILATION,
        WantedReason.SINGLE,
        WantedReason.LIVE,
        WantedReason.VARIOUS_ARTISTS,
        WantedReason.RADIO_ONLY,
    }
)
"""Reasons that we find ourselves, and may find gone."""
REOPENED_BY_PERSON: Final = frozenset(
    {SUGGESTED, WantedStatus.CANCELLED, WantedStatus.FAILED, ASIDE}
)
CANCELLED_FROM: Final = frozenset(
    {SUGGESTED, QUEUED, WantedStatus.SUBMITTED, WantedStatus.MONITORED, WantedStatus.FAILED}
)
"""What Lidarr is searching or fetching already cannot be called back."""
REFUSED_FROM: Final = frozenset({SUGGESTED, WantedStatus.FAILED, ASIDE})

KNOWN: Final = """
SELECT id, key, kind, status, reason, origin, lidarr_id FROM lidarr_item WHERE key = ?"""
BY_ID: Final = """
SELECT id, key, kind, status, reason, origin, lidarr_id FROM lidarr_item WHERE id = ?"""
# Our own name may be on the queue without an id, or by one that is not believed any more.
SO_FAR: Final = {
    kind: f"""
SELECT id, key, kind, status, reason, origin, lidarr_id FROM lidarr_item
WHERE (key = :own_key OR {kind}_id = :entity) AND kind = '{kind}' AND key <> :key"""  # noqa: S608
    for kind in WantedKind
}
FAILED: Final = "SELECT id FROM lidarr_item WHERE status = 'failed' ORDER BY changed_at"
UNASKED: Final = "SELECT id FROM lidarr_item WHERE status IN ('queued', 'submitted')"
IS_DONE: Final = "SELECT 1 FROM lidarr_done WHERE key = ?"
NOT_DONE: Final = "DELETE FROM lidarr_done WHERE key = ?"
ADD: Final = """
INSERT INTO lidarr_item (kind, key, mbid, artist_mbid, artist, album, artist_id, album_id, origin,
    status, reason, evidence, created_at, changed_at)
VALUES (:kind, :key, :mbid, :artist_mbid, :artist, :album, :artist_id, :album_id, :origin,
    :status, :reason, :evidence, :now, :now)
RETURNING id"""
# What was told without its names' ids may be told with them later.
TELL: Final = """
UPDATE lidarr_item SET artist_mbid = ifnull(:artist_mbid, artist_mbid),
    artist_id = ifnull(:artist_id, artist_id), album_id = ifnull(:album_id, album_id),
    origin = :origin, evidence = ifnull(:evidence, evidence)
WHERE id = :id"""
IDENTIFY: Final = "UPDATE lidarr_item SET key = :key, mbid = :mbid WHERE id = :id"
REMOVE: Final = "DELETE FROM lidarr_item WHERE id = ?"
OPEN: Final = """
UPDATE lidarr_item SET status = :status, reason = NULL, detail = NULL, progress = NULL,
    searches = 0, command_id = NULL, created_at = :now, changed_at = :now
WHERE id = :id"""
SUGGEST: Final = """
UPDATE lidarr_item SET status = 'suggested', reason = NULL, detail = NULL, created_at = :now,
    changed_at = :now
WHERE id = :id"""
PUT_ASIDE: Final = """
UPDATE lidarr_item SET status = 'not_eligible', reason = :reason, detail = NULL, changed_at = :now
WHERE id = :id AND (status <> 'not_eligible' OR reason IS NOT :reason)"""
GIVE_UP: Final = """
UPDATE lidarr_item SET status = 'cancelled', reason = 'by_person', detail = NULL, progress = NULL,
    changed_at = ?
WHERE id = ?"""


class Row(NamedTuple):
    """As much of an item as decides what may become of it."""

    id: int
    key: str
    kind: str
    status: str
    reason: str | None
    origin: str
    lidarr_id: int | None


def put(
    db: Connection, wanted: Iterable[Wanted], *, status: WantedStatus = QUEUED, now: float
) -> tuple[int, ...]:
    """Put things on the queue, or suggest them; return the ids of those that are new there.

    Artists come before albums that are put with them. What is known stays as it is, unless a
    person wants what was suggested, given up, failed or not eligible; a rule takes up again
    only what it put aside or suggested itself. What has no MusicBrainz id is put aside.
    """
    opened: list[int] = []
    for each in sorted(wanted, key=lambda one: one.kind is WantedKind.ALBUM):
        if each.mbid is None:
            put_aside(db, each, WantedReason.NO_MBID, now=now)
        elif (item_id := _put(db, each, status, now)) is not None:
            opened.append(item_id)
    return tuple(opened)


def put_aside(db: Connection, wanted: Wanted, reason: WantedReason, *, now: float) -> None:
    """Keep that a rule does not ask for something, and why, unless it is on the queue."""
    known = _known(db, wanted)
    if known is None:
        if db.execute(IS_DONE, (wanted.key,)).fetchone() is None:
            _add(db, wanted, ASIDE, reason, now)
    elif _is_the_rules(known):
        db.execute(PUT_ASIDE, {"id": known.id, "reason": reason, "now": now})


def approve(db: Connection, ids: Iterable[int], now: float) -> int:
    """Queue what was suggested; return how many there were."""
    return _open(db, ids, {SUGGESTED}, now)


def retry(db: Connection, ids: Iterable[int] | None, now: float) -> int:
    """Begin again with what failed, or with everything that failed; return how many there were."""
    if ids is None:
        ids = [row[0] for row in db.execute(FAILED).fetchall()]
    return _open(db, ids, {WantedStatus.FAILED}, now)


def refuse(db: Connection, ids: Iterable[int], now: float) -> int:
    """Give up what was suggested, failed or is to be reviewed; no rule suggests it again."""
    return _give_up(db, ids, REFUSED_FROM, now)


def cancel(db: Connection, ids: Iterable[int] | None, now: float) -> int:
    """Give up what waits, or everything that no search was ever asked for; return how many.

    What Lidarr searches or fetches already goes on.
    """
    if ids is None:
        ids = [row[0] for row in db.execute(UNASKED).fetchall()]
    return _give_up(db, ids, CANCELLED_FROM, now)


def queue(db: Connection, item: Row, now: float) -> None:
    """Let an item be worked on from its beginning, or from where Lidarr knows it."""
    known_there = item.lidarr_id is not None and item.kind == WantedKind.ALBUM
    drop_jobs(db, item.key)
    jobs.enqueue(db, SEARCH_QUEUE if known_there else ADD_QUEUE, item.key, {}, due=now)
    status = WantedStatus.SUBMITTED if known_there else QUEUED
    db.execute(OPEN, {"id": item.id, "status": status, "now": now})


def close(db: Connection, item: Row, state: JobState, error: str | None = None) -> None:
    """Settle the job that speaks for an item: its search, else its addition."""
    if not jobs.close(db, SEARCH_QUEUE, item.key, state, error):
        jobs.close(db, ADD_QUEUE, item.key, state, error)


def drop_jobs(db: Connection, key: str) -> None:
    """Forget the work that an item has made."""
    for name in (ADD_QUEUE, SEARCH_QUEUE):
        jobs.drop(db, name, key)


def row(db: Connection, item_id: int) -> Row | None:
    """Return as much of an item as decides what may become of it."""
    found = db.execute(BY_ID, (item_id,)).fetchone()
    return None if found is None else Row(*found)


def _put(db: Connection, wanted: Wanted, status: WantedStatus, now: float) -> int | None:
    """Put one thing; return its id if it is new there, or taken up again."""
    by_person = wanted.origin is WantedOrigin.PERSON
    known = _known(db, wanted)
    if known is None:
        if by_person:
            db.execute(NOT_DONE, (wanted.key,))
        elif db.execute(IS_DONE, (wanted.key,)).fetchone() is not None:
            return None
        item_id = _add(db, wanted, status, None, now)
        if status is QUEUED:
            jobs.enqueue(db, ADD_QUEUE, wanted.key, {}, due=now)
        return item_id
    if not (known.status in REOPENED_BY_PERSON if by_person else _is_the_rules(known)):
        return None
    if known.status == status:
        return None
    db.execute(TELL, {"id": known.id, **_told(wanted)})
    if status is QUEUED:
        queue(db, known, now)
    else:
        db.execute(SUGGEST, {"id": known.id, "now": now})
    return known.id


def _known(db: Connection, wanted: Wanted) -> Row | None:
    """Return what is known by the wanted thing's key, under which it may come just now."""
    known = db.execute(KNOWN, (wanted.key,)).fetchone()
    so_far = _so_far(db, wanted)
    if known is None and so_far:
        first = so_far.pop(0)
        db.execute(IDENTIFY, {"id": first.id, "key": wanted.key, "mbid": wanted.mbid})
        known = first._replace(key=wanted.key)
    for other in so_far:
        db.execute(REMOVE, (other.id,))
    return None if known is None else Row(*known)


def _so_far(db: Connection, wanted: Wanted) -> list[Row]:
    """Return what a rule had to say of our own name by another key; its jobs are forgotten."""
    values = {
        "key": wanted.key,
        "own_key": wanted.own_key,
        "entity": wanted.artist_id if wanted.kind is WantedKind.ARTIST else wanted.album_id,
    }
    rows = (Row(*found) for found in db.execute(SO_FAR[wanted.kind], values).fetchall())
    so_far = [found for found in rows if found.key == wanted.own_key or _is_the_rules(found)]
    for found in so_far:
        drop_jobs(db, found.key)
    return so_far


def _is_the_rules(known: Row) -> bool:
    """Tell whether a rule may still decide about an item."""
    if known.origin != WantedOrigin.RULE:
        return False
    return known.status == SUGGESTED or (known.status == ASIDE and known.reason in BY_RULE)


def _add(
    db: Connection, wanted: Wanted, status: WantedStatus, reason: WantedReason | None, now: float
) -> int:
    values = {"kind": wanted.kind, "key": wanted.key, "mbid": wanted.mbid, **_told(wanted)}
    values |= {"artist": wanted.artist, "album": wanted.album}
    values |= {"status": status, "reason": reason}
    item_id: int = db.execute(ADD, {**values, "now": now}).fetchone()[0]
    return item_id


def _told(wanted: Wanted) -> dict[str, str | int | None]:
    return {
        "artist_mbid": wanted.artist_mbid,
        "artist_id": wanted.artist_id,
        "album_id": wanted.album_id,
        "origin": wanted.origin,
        "evidence": written(wanted.evidence),
    }


def _open(db: Connection, ids: Iterable[int], those: Container[str], now: float) -> int:
    items = _those(db, ids, those)
    for item in items:
        queue(db, item, now)
    return len(items)


def _give_up(db: Connection, ids: Iterable[int], those: Container[str], now: float) -> int:
    items = _those(db, ids, those)
    for item in items:
        close(db, item, JobState.CANCELLED)
        db.execute(GIVE_UP, (now, item.id))
    return len(items)


def _those(db: Connection, ids: Iterable[int], those: Container[str]) -> Sequence[Row]:
    """Return the items of some statuses among those given, each once."""
    found = (row(db, item_id) for item_id in dict.fromkeys(ids))
    return [item for item in found if item is not None and item.status in those]
