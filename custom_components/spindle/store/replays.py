"""What nobody listened to: the stretches to be replayed, and the plays that come of it.

A stretch ends where listening began. It is noted, as a job, in the transaction that says
that listening goes on, so that none is forgotten and none is asked for twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Final

from . import batches, jobs, meta, plays
from .types import Batch, BatchState, JobState, NewPlay, Origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from sqlite3 import Connection

REPLAY: Final = "replay"
"""Queue of the stretches to be replayed."""
SHORTEST_GAP: Final = 30.0
"""Seconds; in less than that no title can have come and gone that counts."""
SETTLING: Final = 20.0
"""Seconds after which the recorder has surely written the end of a stretch."""

LISTENER: Final = "listener"
"""Id of the config entry that listens: one that was removed leaves no gap behind."""
LISTENING_SINCE: Final = "listening_since"
LISTENING_UNTIL: Final = "listening_until"
"""Written when listening begins and ends; between them its own traces say more."""

LAST_TRACE: Final = """
SELECT max(at) FROM (
    SELECT * FROM (
        SELECT play.id / 1000 + ifnull(play.listened, 0) AS at
        FROM play CROSS JOIN origin ON origin.id = play.origin_id
        WHERE origin.name = 'sonos' AND at <= :now ORDER BY play.id DESC LIMIT 1)
    UNION ALL SELECT at + listened FROM not_counted_example
    UNION ALL SELECT started_at + listened FROM other_listening
    UNION ALL SELECT json_extract(saved, '$.at') FROM running)
WHERE at <= :now"""
"""Not what a clock that was wrong once left behind in the future."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A time in which nobody listened, in UTC epoch seconds."""

    start: float | None
    """None: from the recorder's first state on."""
    end: float

    @classmethod
    def read(cls, payload: Mapping[str, object]) -> Stretch:
        """Read it from a job's payload. Raises ``TypeError`` for what is none."""
        start, end = payload.get("start"), payload.get("end")
        if not isinstance(end, int | float) or not isinstance(start, int | float | None):
            msg = "a stretch to be replayed has no end"
            raise TypeError(msg)
        return cls(start=start, end=end)


def begin_listening(db: Connection, listener: str, now: float, *, bring_past: bool) -> None:
    """Note that ``listener`` (an entry's id) listens from ``now`` (epoch) on.

    Leaves jobs for what it missed: since it last listened, and at its very first time,
    if ``bring_past``, everything before anybody ever listened.
    """
    since = meta.read(db, LISTENING_SINCE)
    if meta.read(db, LISTENER) != listener:
        meta.write(db, LISTENER, listener)
        if bring_past:
            first = float(since) if since else now
            _ask_for(db, Stretch(start=None, end=first), now)
        missed = bring_past
    else:
        missed = True
    until = _listened_until(db, now)
    if missed and until is not None and now - until >= SHORTEST_GAP:
        _ask_for(db, Stretch(start=until, end=now), now)
    if since is None:
        meta.write(db, LISTENING_SINCE, repr(now))
    meta.write(db, LISTENING_UNTIL, repr(now))


def end_listening(db: Connection, now: float) -> None:
    """Note that listening ends now (epoch)."""
    meta.write(db, LISTENING_UNTIL, repr(now))


def record_replayed(db: Connection, job_id: int, told: Iterable[NewPlay], now: float) -> int | None:
    """Write plays of a replay, all of them in its one batch, which begins with the first.

    Returns the batch, or None, having written nothing, when it has been undone.
    """
    batch = _batch(db, job_id)
    if batch is None:
        batch = batches.start(db, Origin.RECORDER, "Home Assistant's recorder", started_at=now)
        meta.write(db, _batch_name(job_id), str(batch))
    else:
        begun = batches.find(db, batch)
        if begun is None or begun.state is not BatchState.OPEN:
            return None
    for play in told:
        plays.record(db, play, batch=batch)
    return batch


def finish_replay(db: Connection, job_id: int) -> Batch | None:
    """Close the batch of a replay and return it, if it began one."""
    batch = _batch(db, job_id)
    if batch is None:
        return None
    batches.finish(db, batch)
    meta.remove(db, _batch_name(job_id))
    return batches.find(db, batch)


def _ask_for(db: Connection, stretch: Stretch, now: float) -> None:
    payload = {"start": stretch.start, "end": stretch.end}
    jobs.enqueue(db, REPLAY, _free_name(db), payload, due=now + SETTLING)


def _free_name(db: Connection) -> str:
    """Name a job: what is over leaves its name to the next, so that few ever stand."""
    for number in count(1):
        name = f"stretch {number}"
        job = jobs.find(db, REPLAY, name)
        if job is None or job.state in {JobState.DONE, JobState.CANCELLED}:
            return name
    raise AssertionError


def _listened_until(db: Connection, now: float) -> float | None:
    """Return the last moment before now somebody surely listened, or None if nobody did."""
    noted = meta.read(db, LISTENING_UNTIL)
    if noted is None:
        return None
    trace: float | None = db.execute(LAST_TRACE, {"now": now}).fetchone()[0]
    moments = (float(noted), trace or 0.0)
    return max((moment for moment in moments if 0 < moment <= now), default=None)


def _batch(db: Connection, job_id: int) -> int | None:
    noted = meta.read(db, _batch_name(job_id))
    return None if noted is None else int(noted)


def _batch_name(job_id: int) -> str:
    return f"batch of replay {job_id}"
