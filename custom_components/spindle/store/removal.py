"""Take plays out again: the sums shrink, and names that nothing points at go too."""

from __future__ import annotations

from collections import Counter
import json
import math
from typing import TYPE_CHECKING, Final

from ..catalogue.folding import fold
from . import names, readers, rollups, unplayed
from .rollups import PLAY_COLUMNS, Delta, Play
from .types import Deleted, Selection, Slice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from sqlite3 import Connection

SLICE: Final = 100
"""Plays that one transaction of a long deletion removes: live work waits no longer."""
EXAMPLES: Final = 10
"""Plays that a rehearsal shows."""

FACTS: Final = f"""
SELECT {PLAY_COLUMNS}, batch_id FROM play WHERE id = ?"""  # noqa: S608
DELETE: Final = "DELETE FROM play WHERE id = ?"
SHRINK_BATCH: Final = "UPDATE batch SET plays = plays - ? WHERE id = ?"

TRACK_TITLES: Final = "SELECT id, title FROM track"
TRACK_TITLES_OF: Final = "SELECT id, title FROM track WHERE artist_id = ?"
ALBUM_TITLES: Final = "SELECT id, title FROM album"
FIND_PLAYERS: Final = "SELECT id FROM player WHERE speaker = :player OR name = :player"

SELECT: Final = "SELECT id FROM play WHERE "
BY_ID: Final = "id IN (SELECT value FROM json_each(?))"
SINCE: Final = "id >= ?"
BEFORE: Final = "id < ?"
BY_ARTIST: Final = "artist_id = ?"
BY_TRACK: Final = "track_id IN (SELECT value FROM json_each(?))"
BY_ALBUM: Final = "album_id IN (SELECT value FROM json_each(?))"
BY_SERVICE: Final = "service_id = ?"
BY_PLAYER: Final = "player_id IN (SELECT value FROM json_each(?))"
BY_ORIGIN: Final = "origin_id = ?"
BY_BATCH: Final = "batch_id = ?"
SINCE_BATCH: Final = "id >= (SELECT first_id FROM batch WHERE batch.id = ?)"
BEFORE_BATCH: Final = "id <= (SELECT last_id FROM batch WHERE batch.id = ?)"
NOTHING: Final = -1
"""An id that no name has."""


def delete(db: Connection, selection: Selection, *, dry_run: bool = False) -> Deleted:
    """Delete the selected plays and say which; rehearse only, with ``dry_run``.

    Names match folded (case, accents and punctuation do not count). An empty selection
    selects nothing.
    """
    ids = _select(db, selection)
    if not ids:
        return Deleted(count=0)
    deleted = Deleted(
        count=len(ids),
        ids=tuple(ids),
        first_at=ids[0] // 1000,
        last_at=ids[-1] // 1000,
        examples=readers.plays(db, ids[-1 : -1 - EXAMPLES : -1]),
    )
    if not dry_run:
        remove(db, ids)
    return deleted


class Deletion:
    """The deletion of many plays, to be called slice by slice, the latest plays first."""

    def __init__(self, ids: Sequence[int]) -> None:
        """Take the plays that are to go, the earliest first."""
        self._left = list(ids)

    def __call__(self, db: Connection) -> Slice:
        """Delete the next slice."""
        some = self._left[-SLICE:]
        del self._left[-SLICE:]
        remove(db, some)
        return Slice(done=len(some), more=bool(self._left))


def remove(db: Connection, ids: Sequence[int]) -> None:
    """Delete plays by id, with all that they leave behind."""
    delta = Delta()
    batches: Counter[int] = Counter()
    removed = []
    for play_id in ids:
        row = db.execute(FACTS, (play_id,)).fetchone()
        if row is not None:
            *facts, batch = row
            removed.append(Play(*facts))
            delta.remove(removed[-1])
            batches.update(() if batch is None else (batch,))
    db.executemany(DELETE, [(play_id,) for play_id in ids])
    rollups.apply(db, delta)
    db.executemany(SHRINK_BATCH, [(plays, batch) for batch, plays in batches.items()])
    unplayed.drop(
        db,
        tracks={play.track_id for play in removed},
        albums={play.album_id for play in removed if play.album_id is not None},
        artists={play.artist_id for play in removed},
    )


def _select(db: Connection, selection: Selection) -> list[int]:
    """Return the ids of the selected plays, the earliest first."""
    if not selection:
        return []
    conditions, values = zip(*_conditions(db, selection), strict=True)
    statement = f"{SELECT}{' AND '.join(conditions)} ORDER BY id"
    return [row[0] for row in db.execute(statement, values)]


def _conditions(db: Connection, selection: Selection) -> Iterator[tuple[str, int | str]]:
    if selection.ids:
        yield BY_ID, json.dumps(selection.ids)
    if selection.start is not None:
        yield SINCE, math.ceil(selection.start) * 1000
    if selection.end is not None:
        yield BEFORE, math.ceil(selection.end) * 1000
    yield from _name_conditions(db, selection)
    if selection.service is not None:
        yield BY_SERVICE, _or_nothing(names.find_service(db, selection.service))
    if selection.player is not None:
        players = db.execute(FIND_PLAYERS, {"player": selection.player})
        yield BY_PLAYER, json.dumps([row[0] for row in players])
    if selection.origin is not None:
        yield BY_ORIGIN, _or_nothing(names.find_origin(db, selection.origin))
    if selection.batch is not None:
        for condition in (SINCE_BATCH, BEFORE_BATCH, BY_BATCH):
            yield condition, selection.batch


def _name_conditions(db: Connection, selection: Selection) -> Iterator[tuple[str, int | str]]:
    tracks: tuple[str, tuple[int, ...]] = (TRACK_TITLES, ())
    if selection.artist is not None:
        artist_id = _or_nothing(names.find_artist(db, selection.artist))
        tracks = (TRACK_TITLES_OF, (artist_id,))
        yield BY_ARTIST, artist_id
    if selection.title is not None:
        yield BY_TRACK, _titled(db.execute(*tracks), selection.title)
    if selection.album is not None:
        yield BY_ALBUM, _titled(db.execute(ALBUM_TITLES), selection.album)


def _titled(rows: Iterator[tuple[int, str]], title: str) -> str:
    key = fold(title)
    return json.dumps([entity for entity, name in rows if fold(name) == key])


def _or_nothing(found: int | None) -> int:
    return NOTHING if found is None else found
