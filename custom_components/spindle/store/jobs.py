"""Outgoing work, written down before it is done; at least once, so it must be idempotent.

A job is named by (queue, account, key). Whoever claims it holds it until it says what
became of it; what a dead process held is waiting again at the next opening. A job that
is asked for again while it runs is simply done again: the word of the earlier run, which
knows only its own attempt, no longer counts.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from .types import Job, JobState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from sqlite3 import Connection

STATISTICS: Final = "statistics"
"""Queue of the recorder's long-term statistics."""
REWRITE: Final = "rewrite"
HOUR: Final = 3600

ENQUEUE: Final = """
INSERT INTO job (queue, account, key, state, next_attempt_at, payload)
VALUES (?, ?, ?, 'waiting', ?, ?)
ON CONFLICT (queue, account, key) DO UPDATE SET
    state = 'waiting', attempts = iif(state = 'running', attempts, 0),
    next_attempt_at = excluded.next_attempt_at, last_error = NULL, payload = excluded.payload
RETURNING id"""
ENQUEUE_ONCE: Final = """
INSERT OR IGNORE INTO job (queue, account, key, state, next_attempt_at, payload)
VALUES (?, '', ?, 'waiting', 0, '{}')"""
REWRITE_SINCE: Final = """
INSERT INTO job (queue, account, key, state, next_attempt_at, payload)
VALUES (:queue, '', :key, 'waiting', :due, json_object('from', :hour))
ON CONFLICT (queue, account, key) DO UPDATE SET
    state = 'waiting',
    attempts = iif(state IN ('waiting', 'running'), attempts, 0),
    next_attempt_at = iif(state = 'waiting', min(next_attempt_at, :due), :due),
    last_error = NULL,
    payload = iif(
        state IN ('waiting', 'running', 'failed'),
        json_object('from', min(json_extract(payload, '$.from'), :hour)),
        json_object('from', :hour))
WHERE state <> 'waiting' OR json_extract(payload, '$.from') > :hour"""
DUE: Final = """
SELECT id FROM job
WHERE state = 'waiting' AND queue = ? AND next_attempt_at <= ?
ORDER BY next_attempt_at LIMIT ?"""
CLAIM: Final = """
UPDATE job SET state = 'running', attempts = attempts + 1 WHERE id = ?
RETURNING id, queue, account, key, state, attempts, next_attempt_at, last_error, payload"""
SETTLE: Final = """
UPDATE job SET state = ?, last_error = ?, next_attempt_at = ifnull(?, next_attempt_at)
WHERE id = ? AND state = 'running' AND attempts = ?"""
CANCEL: Final = """
UPDATE job SET state = 'cancelled' WHERE id = ? AND state IN ('waiting', 'failed', 'unknown')"""
REQUEUE: Final = """
UPDATE job SET state = 'waiting', attempts = 0, next_attempt_at = ?
WHERE id = ? AND state IN ('failed', 'unknown', 'cancelled')"""
GIVE_BACK: Final = """
UPDATE job SET state = 'waiting', attempts = attempts - 1,
    next_attempt_at = ifnull(?, next_attempt_at)
WHERE id = ? AND state = 'running' AND attempts = ?"""
AGAIN: Final = """
UPDATE job SET state = 'waiting', next_attempt_at = ?, last_error = ?
WHERE queue = ? AND account = '' AND key = ?"""
CLOSE: Final = """
UPDATE job SET state = ?, last_error = ifnull(?, last_error)
WHERE queue = ? AND account = '' AND key = ?"""
DROP: Final = "DELETE FROM job WHERE queue = ? AND account = '' AND key = ?"
RECOVER: Final = "UPDATE job SET state = 'waiting' WHERE state = 'running'"
LET_GO: Final = "UPDATE job SET state = 'waiting' WHERE state = 'running' AND queue = ?"
COUNTS: Final = "SELECT queue, state, count(*) FROM job GROUP BY queue, state"
NEXT_DUE: Final = """
SELECT min(next_attempt_at) FROM job WHERE state = 'waiting' AND queue = ?"""
FIND: Final = """
SELECT id, queue, account, key, state, attempts, next_attempt_at, last_error, payload
FROM job WHERE queue = ? AND account = ? AND key = ?"""


def enqueue(
    db: Connection,
    queue: str,
    key: str,
    payload: Mapping[str, object],
    *,
    account: str = "",
    due: float = 0.0,
) -> int:
    """Write down work to be done from ``due`` (epoch) on; return its id.

    A job of that name starts over with the new payload, whatever had become of it.
    """
    row = db.execute(ENQUEUE, (queue, account, key, due, json.dumps(payload))).fetchone()
    job: int = row[0]
    return job


def enqueue_once(db: Connection, queue: str, key: str) -> None:
    """Write down work that is due now, unless it is known, whatever has become of it."""
    db.execute(ENQUEUE_ONCE, (queue, key))


def rewrite_statistics(db: Connection, hour: int) -> None:
    """Ask for the statistics to be rewritten from an hour (its epoch) on.

    Due when that hour is over. Hours asked for before it is done become one job from the
    earliest; while a later one is waited for nothing is written.
    """
    db.execute(
        REWRITE_SINCE, {"queue": STATISTICS, "key": REWRITE, "hour": hour, "due": hour + HOUR}
    )


def claim_due(db: Connection, queues: Sequence[str], now: float, limit: int = 1) -> tuple[Job, ...]:
    """Take waiting jobs that are due, the longest due first within each queue."""
    claimed: list[Job] = []
    for queue in queues:
        due = db.execute(DUE, (queue, now, limit - len(claimed))).fetchall()
        claimed += [_job(db.execute(CLAIM, row).fetchone()) for row in due]
    return tuple(claimed)


def complete(db: Connection, job: Job) -> bool:
    """Say that a claimed job is done; False when it was asked for again meanwhile."""
    return _settle(db, job, JobState.DONE, None)


def fail(db: Connection, job: Job, error: str, *, retry_at: float | None) -> bool:
    """Say that a claimed job failed: to be tried again then, or for good with None."""
    state = JobState.FAILED if retry_at is None else JobState.WAITING
    return _settle(db, job, state, error, retry_at)


def park(db: Connection, job: Job, error: str) -> bool:
    """Say that nobody knows whether a claimed job's work arrived: for a person."""
    return _settle(db, job, JobState.UNKNOWN, error)


def cancel(db: Connection, job_id: int) -> bool:
    """Give up a job that is not running; tell whether there was one."""
    return db.execute(CANCEL, (job_id,)).rowcount > 0


def requeue(db: Connection, job_id: int, now: float) -> bool:
    """Let a failed, parked or cancelled job be tried anew; tell whether there was one."""
    return db.execute(REQUEUE, (now, job_id)).rowcount > 0


def recover(db: Connection) -> int:
    """Let what a dead process held wait again; return how many there were."""
    return db.execute(RECOVER).rowcount


def claim(db: Connection, job_id: int) -> Job:
    """Take a waiting job that somebody else has chosen; it must be one."""
    return _job(db.execute(CLAIM, (job_id,)).fetchone())


def give_back(db: Connection, job: Job, due: float | None) -> bool:
    """Let a claimed job wait as if it had not been claimed: till then (epoch), or as it did.

    False when it was asked for again meanwhile, or is gone.
    """
    return db.execute(GIVE_BACK, (due, job.id, job.attempts)).rowcount > 0


def again(db: Connection, queue: str, key: str, *, due: float, error: str | None) -> bool:
    """Let a job of no account be done once more from then (epoch) on; its attempts count on."""
    return db.execute(AGAIN, (due, error, queue, key)).rowcount > 0


def close(db: Connection, queue: str, key: str, state: JobState, error: str | None = None) -> bool:
    """Settle a job of no account from outside; whoever holds it has no say any more."""
    return db.execute(CLOSE, (state.value, error, queue, key)).rowcount > 0


def drop(db: Connection, queue: str, key: str) -> bool:
    """Forget a job of no account, whatever has become of it; what was claimed no longer counts."""
    return db.execute(DROP, (queue, key)).rowcount > 0


def let_go(db: Connection, *queues: str) -> int:
    """Let what somebody who is gone held of queues wait again; return how many there were."""
    return sum(db.execute(LET_GO, (queue,)).rowcount for queue in queues)


def counts(db: Connection) -> dict[str, dict[JobState, int]]:
    """Return how many jobs each queue has in each state."""
    queues: dict[str, dict[JobState, int]] = {}
    for queue, state, count in db.execute(COUNTS):
        queues.setdefault(queue, {})[JobState(state)] = count
    return queues


def next_due(db: Connection, queues: Sequence[str]) -> float | None:
    """Return the epoch at which the next waiting job is due, or None."""
    dues = [db.execute(NEXT_DUE, (queue,)).fetchone()[0] for queue in queues]
    return min((due for due in dues if due is not None), default=None)


def find(db: Connection, queue: str, key: str, *, account: str = "") -> Job | None:
    """Return a job by its name."""
    row = db.execute(FIND, (queue, account, key)).fetchone()
    return None if row is None else _job(row)


def _settle(
    db: Connection, job: Job, state: JobState, error: str | None, due: float | None = None
) -> bool:
    values = (state.value, error, due, job.id, job.attempts)
    return db.execute(SETTLE, values).rowcount > 0


def _job(row: tuple[int, str, str, str, str, int, float, str | None, str]) -> Job:
    job, queue, account, key, state, attempts, due, error, payload = row
    return Job(
        id=job,
        queue=queue,
        account=account,
        key=key,
        state=JobState(state),
        attempts=attempts,
        next_attempt_at=due,
        last_error=error,
        payload=json.loads(payload),
    )
