"""Plays that came together: an import or a replay, undone as a whole."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from ..catalogue.folding import clean
from . import completions, removal
from .types import Batch, BatchState, Slice

if TYPE_CHECKING:
    from collections.abc import Callable
    from sqlite3 import Connection

LOOK: Final = 2000
"""Plays among which one transaction of an undoing looks."""

START: Final = "INSERT INTO batch (origin, note, started_at, state) VALUES (?, ?, ?, 'open')"
FINISH: Final = "UPDATE batch SET state = 'done' WHERE id = ? AND state = 'open'"
BEGIN_UNDOING: Final = "UPDATE batch SET state = 'undoing' WHERE id = ? AND state <> 'undone'"
END_UNDOING: Final = "UPDATE batch SET state = 'undone' WHERE id = ?"
COUNT_IN: Final = """
UPDATE batch SET
    plays = plays + :plays,
    first_id = min(ifnull(first_id, :first), :first),
    last_id = max(ifnull(last_id, :last), :last)
WHERE id = :batch"""
COUNT_OUT: Final = "UPDATE batch SET plays = plays - 1 WHERE id = ?"
READ: Final = """
SELECT id, origin, note, started_at, state, plays FROM batch WHERE id = ?"""
READ_ALL: Final = """
SELECT id, origin, note, started_at, state, plays FROM batch ORDER BY id DESC LIMIT ?"""
UNDOING: Final = "SELECT id FROM batch WHERE state = 'undoing'"

ALSO_TELL: Final = "INSERT OR IGNORE INTO also_told (batch_id, play_id) VALUES (?, ?)"
FORGET_TOLD: Final = "DELETE FROM also_told WHERE batch_id = ?"
# The plays of a batch are looked for among all that lie between its first and its last one.
RANGE: Final = "SELECT first_id, last_id FROM batch WHERE id = ?"
LOOKED_DOWN_TO: Final = """
SELECT id FROM play WHERE id BETWEEN ? AND ? ORDER BY id DESC LIMIT 1 OFFSET ?"""
PLAYS_OF: Final = """
SELECT id FROM play WHERE batch_id = ? AND id BETWEEN ? AND ? ORDER BY id DESC LIMIT ?"""
NARROW: Final = "UPDATE batch SET last_id = ? WHERE id = ?"
NEXT_TELLER: Final = "SELECT min(batch_id) FROM also_told WHERE play_id = ?"
HAND_OVER: Final = "UPDATE play SET batch_id = ? WHERE id = ?"
FORGET_TELLER: Final = "DELETE FROM also_told WHERE batch_id = ? AND play_id = ?"


def start(db: Connection, origin: str, note: str, *, started_at: float) -> int:
    """Begin a batch and return its id; ``note`` says what it is, for a person."""
    batch = db.execute(START, (clean(origin), clean(note), started_at)).lastrowid
    assert batch is not None  # noqa: S101  # An insert into a rowid table always has one.
    return batch


def finish(db: Connection, batch: int) -> None:
    """Mark a batch as complete."""
    db.execute(FINISH, (batch,))


def count_in(db: Connection, batch: int | None, plays: int, first: int, last: int) -> None:
    """Count new plays into a batch, of which these are the least and the highest id."""
    if batch is not None:
        db.execute(COUNT_IN, {"batch": batch, "plays": plays, "first": first, "last": last})


def count_out(db: Connection, batch: int | None) -> None:
    """Count a play out of a batch."""
    if batch is not None:
        db.execute(COUNT_OUT, (batch,))


def also_told(db: Connection, batch: int, play_id: int) -> None:
    """Remember that a batch told of a play which another has brought."""
    db.execute(ALSO_TELL, (batch, play_id))


def undo(db: Connection, batch: int, *, limit: int = removal.SLICE) -> Slice:
    """Remove the plays of a batch, the latest first, then take back what it completed in others.

    At most ``limit`` plays at a time. A play that a further batch has told of becomes that
    one's. An undoing that was interrupted goes on at the next opening.
    """
    if not db.execute(BEGIN_UNDOING, (batch,)).rowcount:
        return Slice(done=0, more=False)
    db.execute(FORGET_TOLD, (batch,))
    first, last = db.execute(RANGE, (batch,)).fetchone()
    below = db.execute(LOOKED_DOWN_TO, (first, last, LOOK)).fetchone()
    ids = [
        row[0]
        for row in db.execute(
            PLAYS_OF, (batch, first if below is None else below[0] + 1, last, limit)
        )
    ]
    removal.remove(db, [play_id for play_id in ids if not _hand_over(db, batch, play_id)])
    if len(ids) == limit:
        db.execute(NARROW, (ids[-1] - 1, batch))
    elif below is not None:
        db.execute(NARROW, (below[0], batch))
    elif not completions.take_back(db, batch, limit):
        db.execute(END_UNDOING, (batch,))
        return Slice(done=len(ids), more=False)
    return Slice(done=len(ids), more=True)


def unfinished_undoings(db: Connection) -> list[Callable[[Connection], Slice]]:
    """Return the undoings that an earlier process began."""
    return [partial(_undo, batch) for (batch,) in db.execute(UNDOING).fetchall()]


def find(db: Connection, batch: int) -> Batch | None:
    """Return a batch by its id."""
    row = db.execute(READ, (batch,)).fetchone()
    return None if row is None else _batch(row)


def latest(db: Connection, limit: int = 50) -> tuple[Batch, ...]:
    """Return the latest batches, the newest first."""
    return tuple(_batch(row) for row in db.execute(READ_ALL, (limit,)))


def _undo(batch: int, db: Connection) -> Slice:
    return undo(db, batch)


def _hand_over(db: Connection, batch: int, play_id: int) -> bool:
    teller: int | None = db.execute(NEXT_TELLER, (play_id,)).fetchone()[0]
    if teller is None:
        return False
    db.execute(HAND_OVER, (teller, play_id))
    db.execute(FORGET_TELLER, (teller, play_id))
    count_out(db, batch)
    count_in(db, teller, 1, play_id, play_id)
    return True


def _batch(row: tuple[int, str, str, float, str, int]) -> Batch:
    batch, origin, note, started_at, state, plays = row
    return Batch(
        id=batch,
        origin=origin,
        note=note,
        started_at=started_at,
        state=BatchState(state),
        plays=plays,
    )
