"""Histories that are brought in: what was asked for, how far it is, what came of it.

An import is a job and a batch. The job's payload says how far the file has been read; it is
written in the transaction of the plays, so that after any end it goes on with the next row.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
import json
from typing import TYPE_CHECKING, Any, Final

from . import batches, jobs
from .bulk import Tally, record_many
from .connection import transaction, trusting
from .types import Batch, BatchState, Job, JobState

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from sqlite3 import Connection

    from .bulk_memory import Memory
    from .types import NewPlay

IMPORT: Final = "import"
"""Queue of the imports; a job is named after what is in its file."""
LATEST: Final = 20

STATE: Final = "SELECT state, payload FROM job WHERE id = ? AND queue = 'import'"
KEEP: Final = "UPDATE job SET payload = ? WHERE id = ?"
END: Final = """
UPDATE job SET state = ?, last_error = ? WHERE id = ? AND state = 'running'"""
CANCEL: Final = """
UPDATE job SET state = 'cancelled'
WHERE id = ? AND queue = 'import' AND state IN ('waiting', 'running', 'failed')"""
READ: Final = """
SELECT id, key, state, last_error, payload FROM job
WHERE queue = 'import' AND (:id IS NULL OR id = :id)
ORDER BY json_extract(payload, '$.asked_at') DESC LIMIT :limit"""
PATHS: Final = """
SELECT json_extract(payload, '$.path') FROM job
WHERE queue = 'import' AND state IN ('waiting', 'running')"""

GOING: Final = frozenset({JobState.WAITING, JobState.RUNNING})


class ImportPhase(StrEnum):
    """Where an import stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    """What it had brought by then stands, and can be undone."""
    UNDOING = "undoing"
    UNDONE = "undone"


GOING_ON: Final = frozenset({ImportPhase.WAITING, ImportPhase.RUNNING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is to be brought in, and how far that is: the payload of the job."""

    path: str
    name: str
    """What a person knows the file by."""
    is_ours: bool
    """Whether the file is Spindle's own, to be deleted at the end."""
    origin: str
    """The ``source`` of its plays; the first one's, if they are of several formats."""
    asked_at: float
    """UTC epoch seconds."""
    options: dict[str, Any] = field(default_factory=dict)
    batch: int | None = None
    cursor: tuple[str, int] | None = None
    """Entry and row up to which it has been read."""
    report: dict[str, Any] | None = None
    """Of what has been read; the whole file's, once it is done."""
    bytes_read: int = 0
    size: int = 0

    def as_dict(self) -> dict[str, Any]:
        """Return it as JSON holds it."""
        return {name: getattr(self, name) for name in self.__slots__}

    @classmethod
    def read(cls, payload: Mapping[str, Any]) -> Plan:
        """Take up what ``as_dict`` has returned."""
        cursor = payload.get("cursor")
        return cls(**{**payload, "cursor": (cursor[0], cursor[1]) if cursor else None})


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """A history that was, is or will be brought in."""

    id: int
    key: str
    phase: ImportPhase
    plan: Plan
    plays: int
    """Plays that stand because of it."""
    error: str | None


def ask_for(db: Connection, key: str, plan: Plan) -> int:
    """Ask for an import of what is named by ``key``; return its id.

    The same file is the same import: brought in again, it adds to the batch that it has,
    unless that was undone. One that waits or runs is left alone.
    """
    job = jobs.find(db, IMPORT, key)
    batch = None
    if job is not None:
        if job.state in GOING:
            return job.id
        batch = _standing(db, Plan.read(job.payload).batch)
    payload = {**plan.as_dict(), "batch": None if batch is None else batch.id}
    return jobs.enqueue(db, IMPORT, key, payload)


def begin(db: Connection, job: Job, now: float) -> Plan | None:
    """Give a claimed import its batch, if it has none; return its plan.

    None when it has been cancelled or undone.
    """
    row = db.execute(STATE, (job.id,)).fetchone()
    if row is None or row[0] != JobState.RUNNING.value:
        return None
    plan = Plan.read(json.loads(row[1]))
    if plan.batch is not None:
        return plan if _standing(db, plan.batch) else None
    batch = batches.start(db, plan.origin, plan.name, started_at=now)
    whole = replace(plan, batch=batch)
    _keep(db, job.id, whole.as_dict())
    return whole


def bring(
    db: Connection,
    job_id: int,
    batch: int,
    told: Sequence[NewPlay],
    note: Callable[[Tally], Mapping[str, Any]],
    memory: Memory,
    *,
    are_distinct: bool = False,
) -> Tally | None:
    """Write some plays of a running import, and how far it is by now, in one transaction.

    What is written points at nothing that is not there: it vouches for its references, of
    which the check is a fifth of what writing a play costs.

    ``note`` is handed what became of them and answers with what changes of the plan;
    ``memory`` is one for the whole run, which goes on where the last one ended;
    ``are_distinct`` as of ``record_many``.
    None, with nothing written, when the import was cancelled or undone.
    """
    with trusting(db), transaction(db):
        state, payload = db.execute(STATE, (job_id,)).fetchone()
        if state != JobState.RUNNING.value or _standing(db, batch) is None:
            return None
        names = memory.recall(db)
        tally = record_many(db, told, batch=batch, are_distinct=are_distinct, names=names)
        _keep(db, job_id, {**json.loads(payload), **note(tally)})
    memory.keep(db, names)
    return tally


def finish(db: Connection, job_id: int, report: Mapping[str, Any]) -> None:
    """Say that all of a running import is written."""
    state, payload = db.execute(STATE, (job_id,)).fetchone()
    if state == JobState.RUNNING.value:
        plan = replace(Plan.read(json.loads(payload)), report=dict(report))
        _keep(db, job_id, plan.as_dict())
        db.execute(END, (JobState.DONE.value, None, job_id))
        batches.finish(db, plan.batch or 0)


def fail(db: Connection, job_id: int, error: str) -> None:
    """Say why no more of a running import can be written; what is written stands."""
    db.execute(END, (JobState.FAILED.value, error, job_id))


def cancel(db: Connection, import_id: int) -> bool:
    """Stop an import where it is; tell whether there was anything to stop."""
    if not db.execute(CANCEL, (import_id,)).rowcount:
        return False
    _, payload = db.execute(STATE, (import_id,)).fetchone()
    batches.finish(db, Plan.read(json.loads(payload)).batch or 0)
    return True


def find(db: Connection, import_id: int) -> Import | None:
    """Return an import by its id."""
    return next(iter(_imports(db, import_id, 1)), None)


def latest(db: Connection, limit: int = LATEST) -> tuple[Import, ...]:
    """Return the imports that were asked for last, the latest first."""
    return tuple(_imports(db, None, limit))


def awaited_paths(db: Connection) -> frozenset[str]:
    """Return the files that imports still need."""
    return frozenset(path for (path,) in db.execute(PATHS))


def _keep(db: Connection, job_id: int, payload: Mapping[str, Any]) -> None:
    db.execute(KEEP, (json.dumps(payload), job_id))


def _imports(db: Connection, import_id: int | None, limit: int) -> list[Import]:
    rows = db.execute(READ, {"id": import_id, "limit": limit}).fetchall()
    found = []
    for job_id, key, state, error, payload in rows:
        plan = Plan.read(json.loads(payload))
        batch = None if plan.batch is None else batches.find(db, plan.batch)
        found.append(
            Import(
                id=job_id,
                key=key,
                phase=_phase(JobState(state), batch),
                plan=plan,
                plays=0 if batch is None else batch.plays,
                error=error,
            )
        )
    return found


def _phase(state: JobState, batch: Batch | None) -> ImportPhase:
    if state in GOING:
        return ImportPhase(state.value)
    if batch is not None and batch.state in {BatchState.UNDOING, BatchState.UNDONE}:
        return ImportPhase(batch.state.value)
    if state is JobState.DONE:
        return ImportPhase.DONE
    return ImportPhase.CANCELLED if state is JobState.CANCELLED else ImportPhase.FAILED


def _standing(db: Connection, batch: int | None) -> Batch | None:
    found = None if batch is None else batches.find(db, batch)
    if found is None or found.state in {BatchState.UNDOING, BatchState.UNDONE}:
        return None
    return found
