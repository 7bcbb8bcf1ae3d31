"""The music that the sources of recipes have, as it was last seen.

What has not changed is not written again: a library is read anew at every run, and an SD card
wears out. A run knows by the rows' ids what it has seen; the rest is gone. What was not heard
brings its names along, so that they can be completed.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from . import library_names
from .library_names import NOBODY, Links
from .playlist_types import LibraryTrack
from .types import Slice

if TYPE_CHECKING:
    from collections.abc import Container, Sequence
    from sqlite3 import Connection

LAST: Final = "\U0010ffff"
"""Behind every item."""
STEP: Final = 200
"""Rows that one transaction looks at, to forget what is gone."""

# The unary plus keeps SQLite from going by the library, of which there are few.
COLUMNS: Final = """item, stamp, key, title, artist, album, year, seconds, isrc, recording_mbid,
    tags, path, added_at, spotify_uri, album_artist"""
LINKS: Final = "artist_id, album_id, track_id"
ADD_LIBRARY: Final = "INSERT OR IGNORE INTO library (recipe, source) VALUES (?, ?)"
LIBRARY: Final = "SELECT id FROM library WHERE recipe = ? AND source = ?"
FIND: Final = f"""
SELECT id, {LINKS}, {COLUMNS} FROM library_track WHERE library_id = ? AND item = ?"""  # noqa: S608
KEEP: Final = f"""
INSERT OR REPLACE INTO library_track (id, library_id, {LINKS}, {COLUMNS})
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""  # noqa: S608
AFTER: Final = f"""
SELECT id, {LINKS}, {COLUMNS} FROM library_track
WHERE id > ? AND +library_id IN (SELECT id FROM library WHERE recipe = ?)
ORDER BY id LIMIT ?"""  # noqa: S608
BY_KEY: Final = f"""
SELECT {COLUMNS} FROM library_track
WHERE key = ? AND +library_id IN (SELECT id FROM library WHERE recipe = ?)
ORDER BY path IS NULL, item"""  # noqa: S608
OF_SOURCE: Final = f"""
SELECT {COLUMNS} FROM library_track WHERE library_id = ? AND item > ? AND item < ?
ORDER BY item LIMIT ?"""  # noqa: S608
ADDED: Final = "SELECT item, added_at FROM library_track WHERE library_id = ?"
GROUPS: Final = """
SELECT substr(item, 1, instr(item, '/') - 1) AS name, min(stamp), max(stamp), count(*)
FROM library_track WHERE library_id = ? GROUP BY name"""
COUNT: Final = """
SELECT count(*) FROM library_track
WHERE library_id IN (SELECT id FROM library WHERE recipe = ?)"""
IDS_AFTER: Final = """
SELECT id FROM library_track WHERE library_id = ? AND item > ? ORDER BY item LIMIT ?"""
ITEM: Final = "SELECT item FROM library_track WHERE id = ?"
SOME: Final = "SELECT id FROM library_track WHERE library_id = ? LIMIT ?"
FORGET: Final = f"DELETE FROM library_track WHERE id = ? RETURNING {LINKS}"  # noqa: S608


class Row(NamedTuple):
    """A track of the library with the id of its row, and those of its names."""

    id: int
    links: Links
    track: LibraryTrack


def known(
    db: Connection, recipe: str, source: str, items: Sequence[str]
) -> dict[str, LibraryTrack]:
    """Return what is kept of some items of a source, by item."""
    library = _library(db, recipe, source)
    rows = (db.execute(FIND, (library, item)).fetchone() for item in items)
    tracks = (_row(row).track for row in rows if row is not None)
    return {track.item: track for track in tracks}


def keep(
    db: Connection,
    recipe: str,
    source: str,
    tracks: Sequence[LibraryTrack],
    *,
    is_heard: bool = False,
) -> tuple[int, ...]:
    """Keep what a source has; return the ids of the rows, in the same order.

    ``is_heard`` says that it is the history itself: its names are there while it has plays.
    """
    db.execute(ADD_LIBRARY, (recipe, source))
    library = _library(db, recipe, source)
    ids: list[int] = []
    left: list[Links] = []
    for track in tracks:
        values = _values(track)
        row = db.execute(FIND, (library, track.item)).fetchone()
        before = NOBODY if row is None else Links(*row[1:4])
        has_names = is_heard or before.track is not None
        if row is not None and row[4:] == values and has_names:
            ids.append(row[0])
            continue
        links = NOBODY if is_heard else library_names.enter(db, track)
        kept = db.execute(KEEP, (None if row is None else row[0], library, *links, *values))
        assert kept.lastrowid is not None  # noqa: S101  # An insert into a rowid table has one.
        ids.append(kept.lastrowid)
        if before != links:
            left.append(before)
    library_names.let_go(db, left)
    return tuple(ids)


def forget_unseen(
    db: Connection, recipe: str, source: str, seen: Container[int], cursor: list[str]
) -> Slice:
    """Forget what a whole scan of a source has not seen; ``cursor`` remembers how far it is."""
    library = _library(db, recipe, source)
    after = cursor[-1] if cursor else ""
    ids = [row[0] for row in db.execute(IDS_AFTER, (library, after, STEP))]
    if ids:
        cursor[:] = db.execute(ITEM, (ids[-1],)).fetchone()
    gone = [row for row in ids if row not in seen]
    _forget(db, gone)
    return Slice(done=len(gone), more=len(ids) == STEP)


def forget_some(db: Connection, library: int) -> int:
    """Forget some of what a library has; return how many there were."""
    gone = [row[0] for row in db.execute(SOME, (library, STEP))]
    _forget(db, gone)
    return len(gone)


def after(db: Connection, recipe: str, row: int, limit: int) -> tuple[Row, ...]:
    """Return the tracks of a recipe that follow a row, in a lasting order."""
    return tuple(_row(found) for found in db.execute(AFTER, (row, recipe, limit)))


def by_keys(db: Connection, recipe: str, keys: Sequence[str]) -> dict[str, LibraryTrack]:
    """Return one track for each key that the library has: a file, if any source has one."""
    rows = (db.execute(BY_KEY, (key, recipe)).fetchone() for key in keys)
    return {track.key: track for track in (_track(row) for row in rows if row is not None)}


def of_source(
    db: Connection, recipe: str, source: str, after: str, limit: int, *, before: str = LAST
) -> tuple[LibraryTrack, ...]:
    """Return what is kept of a source, by item, between two items, which are not meant."""
    library = _library(db, recipe, source)
    rows = db.execute(OF_SOURCE, (library, after, before, limit))
    return tuple(_track(row) for row in rows)


def added(db: Connection, recipe: str, source: str) -> dict[str, float | None]:
    """Return when each item was added to a source, of all that is kept of it."""
    return dict(db.execute(ADDED, (_library(db, recipe, source),)).fetchall())


def groups(db: Connection, recipe: str, source: str) -> dict[str, str]:
    """Return the stamps of a source's groups that are whole, by their names.

    A group is what begins with the same name before a slash. It is whole when all of it has one
    stamp, which ends in the number of its items.
    """
    rows = db.execute(GROUPS, (_library(db, recipe, source),))
    return {
        name: first
        for name, first, last, items in rows
        if first == last and first.endswith(f" {items}")
    }


def count(db: Connection, recipe: str) -> int:
    """Return how many tracks the sources of a recipe have."""
    found: int = db.execute(COUNT, (recipe,)).fetchone()[0]
    return found


def _forget(db: Connection, rows: Sequence[int]) -> None:
    """Forget some rows, and the names that nobody has any more."""
    left = [Links(*db.execute(FORGET, (row,)).fetchone()) for row in rows]
    library_names.let_go(db, left)


def _library(db: Connection, recipe: str, source: str) -> int | None:
    row = db.execute(LIBRARY, (recipe, source)).fetchone()
    return None if row is None else row[0]


def _values(track: LibraryTrack) -> tuple[object, ...]:
    return (
        track.item,
        track.stamp,
        track.key,
        track.title,
        track.artist,
        track.album,
        track.year,
        track.seconds,
        track.isrc,
        track.recording_mbid,
        json.dumps(dict(track.tags), ensure_ascii=False) if track.tags else None,
        track.path,
        track.added_at,
        track.spotify_uri,
        track.album_artist,
    )


def _row(row: tuple[Any, ...]) -> Row:
    return Row(row[0], Links(*row[1:4]), _track(row[4:]))


def _track(row: tuple[Any, ...]) -> LibraryTrack:
    (
        item,
        stamp,
        key,
        title,
        artist,
        album,
        year,
        seconds,
        isrc,
        mbid,
        tags,
        path,
        added,
        uri,
        album_artist,
    ) = row
    return LibraryTrack(
        item=item,
        stamp=stamp,
        key=key,
        title=title,
        artist=artist,
        album=album,
        album_artist=album_artist,
        year=year,
        seconds=seconds,
        isrc=isrc,
        recording_mbid=mbid,
        tags=json.loads(tags) if tags else {},
        path=path,
        added_at=added,
        spotify_uri=uri,
    )
