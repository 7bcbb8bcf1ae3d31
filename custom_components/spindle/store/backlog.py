"""Names about which outside services may still be asked, and in which order.

What was played here last comes first, then what was only imported, last what a library has
and nobody heard; and what was asked before after everything that never was. Nothing of this
is written by a play: ``enter`` takes new names in, in slices, when somebody is about to ask.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from .library_names import is_had
from .search_index import NameKind
from .types import Origin, Slice

if TYPE_CHECKING:
    from collections.abc import Iterable
    from sqlite3 import Connection

SLICE: Final = 500
"""Names that one transaction takes in."""
RECENT: Final = 86_400
"""Seconds for which what was played here goes before everything else."""
LOOKED_AT: Final = 10
"""Latest plays of a name, of which one must be our own for it not to be imported."""
PLACES: Final = 1000

# What the recorder told of a time in which we did not listen was played here all the same.
OWN: Final = f"""(
    batch_id IS NULL OR origin_id = (SELECT id FROM origin WHERE name = '{Origin.RECORDER}')
)"""  # noqa: S608

ENTER: Final = {
    kind: f"""
INSERT INTO {kind.table}_backlog ({kind.table}_id, due_at, is_imported, played_at)
SELECT name.id, 0, NOT EXISTS (
    SELECT 1 FROM (
        SELECT batch_id, origin_id FROM play
        WHERE play.{kind.table}_id = name.id AND play.hidden = 0
        ORDER BY play.id DESC LIMIT {LOOKED_AT})
    WHERE {OWN}), ifnull(name.last_at, 0)
FROM {kind.table} AS name
WHERE name.id > (SELECT ifnull(max({kind.table}_id), 0) FROM {kind.table}_backlog)
ORDER BY name.id LIMIT ?"""  # noqa: S608  # The kinds are constants.
    for kind in NameKind
}
# A name moves once a day at most, however often it is played.
LIFT: Final = {
    kind: f"""
UPDATE {kind.table}_backlog SET is_imported = 0, played_at = recent.played_at
FROM (
    SELECT {kind.table}_id AS id, max(play.played_at) AS played_at FROM play
    WHERE play.id >= :since * {PLACES} AND {OWN} AND play.hidden = 0
        AND {kind.table}_id IS NOT NULL
    GROUP BY +{kind.table}_id) AS recent
WHERE {kind.table}_backlog.{kind.table}_id = recent.id AND due_at = 0
    AND (is_imported OR {kind.table}_backlog.played_at < :since)"""  # noqa: S608
    for kind in NameKind
}
# Of a name whose plays are all hidden nobody is told.
SHOWN: Final = {
    kind: f"""((SELECT plays FROM {kind.table} WHERE id = {kind.table}_backlog.{kind.table}_id) > 0
    OR {is_had(kind, f"{kind.table}_backlog.{kind.table}_id")})"""  # noqa: S608
    for kind in NameKind
}
OPEN: Final = {
    kind: f"""
SELECT {kind.table}_id, is_imported, played_at FROM {kind.table}_backlog
WHERE due_at = 0 AND is_imported = ? AND {SHOWN[kind]} ORDER BY played_at DESC LIMIT ?"""  # noqa: S608
    for kind in NameKind
}
LATER: Final = {
    kind: f"""
SELECT {kind.table}_id, is_imported, played_at FROM {kind.table}_backlog
WHERE due_at > 0 AND due_at <= ? AND {SHOWN[kind]} ORDER BY due_at LIMIT ?"""  # noqa: S608
    for kind in NameKind
}
SETTLE: Final = {
    kind: f"UPDATE {kind.table}_backlog SET due_at = ? WHERE {kind.table}_id = ?"  # noqa: S608
    for kind in NameKind
}
REOPEN_OF_ARTIST: Final = {
    kind: f"""
UPDATE {kind.table}_backlog SET due_at = 0
WHERE {kind.table}_id IN (SELECT id FROM {kind.table} WHERE artist_id = ?)"""  # noqa: S608
    for kind in (NameKind.ALBUM, NameKind.TRACK)
}
CLEAR: Final = {kind: f"DELETE FROM {kind.table}_backlog" for kind in NameKind}  # noqa: S608
NEXT: Final = {
    kind: f"SELECT min(due_at) FROM {kind.table}_backlog WHERE due_at > 0"  # noqa: S608
    for kind in NameKind
}
COUNT_OPEN: Final = {
    kind: f"SELECT count(*) FROM {kind.table}_backlog WHERE due_at = 0"  # noqa: S608
    for kind in NameKind
}
COUNT_LATER: Final = {
    kind: f"""
SELECT count(*) FROM {kind.table}_backlog WHERE due_at > 0 AND due_at <= ?"""  # noqa: S608
    for kind in NameKind
}
COUNT: Final = {
    kind: f"SELECT count(*) FROM {kind.table}_backlog"  # noqa: S608
    for kind in NameKind
}


class Waiting(NamedTuple):
    """A name about which something may be asked."""

    id: int
    is_imported: bool
    """Whether nothing of it was played here, as far as its latest plays tell; of what nobody
    heard, too."""
    played_at: int


def enter(db: Connection, now: float, *, limit: int = SLICE) -> Slice:
    """Take in the next names that are new, and move up what was played here lately.

    The figure is how many entered. Where nothing is new, nothing is written.
    """
    entered = 0
    for kind in NameKind:
        db.execute(LIFT[kind], {"since": int(now) - RECENT})
        entered += db.execute(ENTER[kind], (limit - entered,)).rowcount
    return Slice(done=entered, more=entered >= limit)


def first(db: Connection, kind: NameKind, now: float, limit: int) -> list[Waiting]:
    """Return the names of a kind that are to be asked about first."""
    found: list[Waiting] = []
    for statement, value in ((OPEN[kind], 0), (OPEN[kind], 1), (LATER[kind], int(now))):
        rows = db.execute(statement, (value, limit - len(found)))
        found += [Waiting(entity, bool(imported), at) for entity, imported, at in rows]
    return found


def settle(db: Connection, kind: NameKind, ids: Iterable[int], *, until: float | None) -> None:
    """Ask nothing about names until then (epoch); None: there is nothing left to ask."""
    due = None if until is None else max(1, int(until))
    db.executemany(SETTLE[kind], [(due, entity) for entity in ids])


def reopen(db: Connection, kind: NameKind, entity: int) -> None:
    """Let a name be asked about again at once: something else is known of it."""
    db.execute(SETTLE[kind], (0, entity))


def reopen_of_artist(db: Connection, artist: int) -> None:
    """Let all albums and tracks of an artist be asked about again at once."""
    for statement in REOPEN_OF_ARTIST.values():
        db.execute(statement, (artist,))


def begin_again(db: Connection) -> None:
    """Let every name be looked at again: there is somebody else to ask. ``enter`` goes on."""
    for statement in CLEAR.values():
        db.execute(statement)


def waiting(db: Connection, now: float) -> dict[NameKind, int]:
    """Return how many names of each kind may be asked about now."""
    return {
        kind: db.execute(COUNT_OPEN[kind]).fetchone()[0]
        + db.execute(COUNT_LATER[kind], (int(now),)).fetchone()[0]
        for kind in NameKind
    }


def counted(db: Connection, kind: NameKind) -> int:
    """Return how many names of a kind there are, asked about or not."""
    count: int = db.execute(COUNT[kind]).fetchone()[0]
    return count


def next_due(db: Connection) -> float | None:
    """Return the moment from which something may be asked again, or None."""
    dues = [db.execute(statement).fetchone()[0] for statement in NEXT.values()]
    return min((float(due) for due in dues if due is not None), default=None)
