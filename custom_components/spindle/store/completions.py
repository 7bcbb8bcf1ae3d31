"""What a batch has completed in plays that are not its own, so that undoing takes it back.

Of each such play it is noted which of its columns grew, from what to what, and which rooms
joined it. Where a column has grown once more since, by somebody else's word, that stays.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, NamedTuple

from . import hiding, rollups, unplayed
from .rollups import PLAY_COLUMNS, Delta, Play

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from sqlite3 import Connection

COLUMNS: Final = ("album_id", "service_id", "player_id", "listened", "station_id", "duration")
"""Those that grow."""

READ: Final = "SELECT grown FROM completed WHERE batch_id = ? AND play_id = ?"
NOTE: Final = "INSERT OR REPLACE INTO completed (batch_id, play_id, grown) VALUES (?, ?, ?)"
NEXT: Final = "SELECT play_id, grown FROM completed WHERE batch_id = ? LIMIT ?"
OF_PLAY: Final = """
SELECT batch_id, grown FROM completed INDEXED BY completed_play WHERE play_id = ?"""
FORGET: Final = "DELETE FROM completed WHERE batch_id = ? AND play_id = ?"
NOW: Final = f"SELECT {', '.join(COLUMNS)} FROM play WHERE id = ?"  # noqa: S608  # Constants.
COUNTED: Final = f"SELECT {PLAY_COLUMNS} FROM play WHERE id = ?"  # noqa: S608
SET: Final = f"UPDATE play SET {', '.join(f'{name} = ?' for name in COLUMNS)} WHERE id = ?"  # noqa: S608
REMOVE_ROOM: Final = "DELETE FROM play_room WHERE play_id = ? AND player_id = ?"
IS_TAKEN: Final = """
SELECT 1 FROM play WHERE played_at = ? AND track_id = ? AND ifnull(player_id, 0) = 0"""


class Grown(NamedTuple):
    """How a play has grown; JSON in its table."""

    columns: Mapping[str, tuple[int | None, int | None]]
    """What stood there before, and what after."""
    rooms: Iterable[int]
    """Speakers that joined."""

    def then(self, later: Grown) -> Grown:
        """Return both together."""
        since = {
            name: (self.columns.get(name, (was, None))[0], now)
            for name, (was, now) in later.columns.items()
        }
        return Grown({**self.columns, **since}, sorted({*self.rooms, *later.rooms}))

    def on(self, earlier: Grown) -> Grown:
        """Return it as it would be had the earlier growth not been."""
        columns = {
            name: (
                earlier.columns[name][0]
                if name in earlier.columns and earlier.columns[name][1] == was
                else was,
                now,
            )
            for name, (was, now) in self.columns.items()
        }
        return self._replace(columns=columns)


def note(
    db: Connection,
    batch: int,
    play_id: int,
    before: Mapping[str, int | None],
    after: Mapping[str, int | None],
    rooms: Iterable[int],
) -> None:
    """Note that a play has grown by what a batch told of it."""
    columns = {name: (before[name], after[name]) for name in COLUMNS if before[name] != after[name]}
    grown = Grown(columns, list(rooms))
    if not any(grown):
        return
    row = db.execute(READ, (batch, play_id)).fetchone()
    if row is not None:
        grown = _read(row[0]).then(grown)
    db.execute(NOTE, (batch, play_id, json.dumps(grown)))


def take_back(db: Connection, batch: int, limit: int) -> bool:
    """Take back what a batch completed, in so many plays; tell whether there was any."""
    rows = db.execute(NEXT, (batch, limit)).fetchall()
    delta = Delta()
    albums: set[int] = set()
    for play_id, noted in rows:
        grown = _read(noted)
        albums.update(_shrink(db, play_id, grown, delta))
        db.execute(FORGET, (batch, play_id))
        for other, theirs in db.execute(OF_PLAY, (play_id,)).fetchall():
            db.execute(NOTE, (other, play_id, json.dumps(_read(theirs).on(grown))))
    rollups.apply(db, delta)
    unplayed.drop(db, tracks=(), albums=albums, artists=())
    return bool(rows)


def follow(db: Connection, play_id: int, source: int, target: int) -> None:
    """Let what batches noted of a play go with it from one album to another."""
    for batch, noted in db.execute(OF_PLAY, (play_id,)).fetchall():
        grown = _read(noted)
        was, now = grown.columns.get("album_id", (None, None))
        if now == source:
            moved = grown._replace(columns={**grown.columns, "album_id": (was, target)})
            db.execute(NOTE, (batch, play_id, json.dumps(moved)))


def _shrink(db: Connection, play_id: int, grown: Grown, delta: Delta) -> set[int]:
    """Let a play be what it was, as far as nobody has changed it since; return the albums it left."""
    counted = Play(*db.execute(COUNTED, (play_id,)).fetchone())
    stands = dict(zip(COLUMNS, db.execute(NOW, (play_id,)).fetchone(), strict=True))
    was = stands | {
        name: before
        for name, (before, after) in grown.columns.items()
        if stands[name] == after and not (name == "player_id" and _is_taken(db, counted))
    }
    db.execute(SET, (*(was[name] for name in COLUMNS), play_id))
    db.executemany(REMOVE_ROOM, [(play_id, room) for room in grown.rooms])
    (judged,) = hiding.judge(db, [Play(*db.execute(COUNTED, (play_id,)).fetchone())])
    delta.replace(counted, judged)
    left = {stands["album_id"]} - {was["album_id"], None}
    return {album for album in left if album is not None}


def _is_taken(db: Connection, play: Play) -> bool:
    """Tell whether there is a play of its second and track that no speaker is known of."""
    return db.execute(IS_TAKEN, (play.played_at, play.track_id)).fetchone() is not None


def _read(noted: str) -> Grown:
    return Grown(*json.loads(noted))
