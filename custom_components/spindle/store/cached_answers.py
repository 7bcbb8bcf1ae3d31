"""Answers of outside services, kept for a while; bounded, the oldest used go first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
import zlib

if TYPE_CHECKING:
    from collections.abc import Iterable
    from sqlite3 import Connection

MOST_BYTES: Final = 24 * 1024 * 1024
"""Bytes that all answers take together, compressed."""
LEFT: Final = 0.9
"""Part of them that is left once some had to go."""
OVERHEAD: Final = 200
"""Bytes of a row and its places in the indexes, beside its key and its body."""
USED_EVERY: Final = 86_400
"""Seconds within which it is written only once that an answer was used."""

KEEP: Final = """
INSERT INTO cached_answer (service, key, status, body, answered_at, fresh_until, etag,
    snapshot_id, size, used_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (service, key) DO UPDATE SET
    status = excluded.status, body = excluded.body, answered_at = excluded.answered_at,
    fresh_until = excluded.fresh_until, etag = excluded.etag,
    snapshot_id = excluded.snapshot_id, size = excluded.size, used_at = excluded.used_at"""
READ: Final = """
SELECT status, body, answered_at, fresh_until, etag, snapshot_id FROM cached_answer
WHERE service = ? AND key = ?"""
USE: Final = f"""
UPDATE cached_answer SET used_at = :now
WHERE service = :service AND key = :key AND used_at < :now - {USED_EVERY}"""  # noqa: S608
SIZE: Final = "SELECT ifnull(sum(size), 0) FROM cached_answer"
OLDEST: Final = "SELECT id, size FROM cached_answer ORDER BY used_at"
DROP: Final = "DELETE FROM cached_answer WHERE id = ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An answer on its way to the disk, or back from it."""

    status: int
    body: bytes
    """JSON."""
    answered_at: float
    fresh_until: float
    etag: str | None
    snapshot_id: str | None


def keep(
    db: Connection,
    answers: Iterable[tuple[str, str, Kept]],
    *,
    used: Iterable[tuple[str, str]],
    now: float,
    most_bytes: int = MOST_BYTES,
) -> None:
    """Keep answers by service and key, and note which others were used."""
    db.executemany(KEEP, [_row(service, key, kept, now) for service, key, kept in answers])
    db.executemany(
        USE, [{"service": service, "key": key, "now": int(now)} for service, key in used]
    )
    _make_room(db, most_bytes)


def read(db: Connection, service: str, key: str) -> Kept | None:
    """Return the answer under a key; None when there is none, or none that can be read."""
    row = db.execute(READ, (service, key)).fetchone()
    if row is None:
        return None
    status, body, answered_at, fresh_until, etag, snapshot_id = row
    try:
        body = zlib.decompress(body)
    except zlib.error:
        return None
    return Kept(
        status=status,
        body=body,
        answered_at=answered_at,
        fresh_until=fresh_until,
        etag=etag,
        snapshot_id=snapshot_id,
    )


def size(db: Connection) -> int:
    """Return the bytes that all answers take."""
    found: int = db.execute(SIZE).fetchone()[0]
    return found


def _row(service: str, key: str, kept: Kept, now: float) -> tuple[object, ...]:
    body = zlib.compress(kept.body)
    return (
        service,
        key,
        kept.status,
        body,
        kept.answered_at,
        kept.fresh_until,
        kept.etag,
        kept.snapshot_id,
        len(body) + len(key) + OVERHEAD,
        int(now),
    )


def _make_room(db: Connection, most_bytes: int) -> None:
    taken = size(db)
    if taken <= most_bytes:
        return
    gone = []
    for answer, bytes_taken in db.execute(OLDEST):
        gone.append((answer,))
        taken -= bytes_taken
        if taken <= most_bytes * LEFT:
            break
    db.executemany(DROP, gone)
