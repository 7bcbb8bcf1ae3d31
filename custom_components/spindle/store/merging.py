"""Make two names one: what was played of the one was played of the other.

The spelling leads to the other at once, so that new plays go there; the old plays follow in
slices, and at last the emptied name goes. While they move, the source's key stands behind a
separator, where no spelling finds it. One merge at a time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..catalogue.identity import SEPARATOR
from . import (
    aliases,
    facts,
    genre_tags,
    hiding,
    library_names,
    lidarr_merging,
    moving,
    names,
    rollups,
    search_index,
    unplayed,
)
from .errors import MergingError, UnknownNameError
from .rollups import Delta
from .search_index import NameKind
from .types import Slice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from sqlite3 import Connection

SLICE: Final = 200
"""Plays that one transaction moves."""

NEXT: Final = "SELECT kind, source_id, target_id FROM merging LIMIT 1"
BEGIN: Final = "INSERT INTO merging (kind, source_id, target_id) VALUES (?, ?, ?)"
END: Final = "DELETE FROM merging"
KEY: Final = {
    kind: f"SELECT key FROM {kind.table} WHERE id = ?"  # noqa: S608  # The kinds are constants.
    for kind in NameKind
}
PUT_AWAY: Final = {
    kind: f"UPDATE {kind.table} SET key = char(31) || key WHERE id = ?"  # noqa: S608
    for kind in NameKind
}
PUT_AWAY_OF_ARTIST: Final = {
    kind: f"UPDATE {kind.table} SET key = char(31) || key WHERE artist_id = ?"  # noqa: S608
    for kind in (NameKind.TRACK, NameKind.ALBUM)
}
# What was played last moves first: it may still be playing.
OF_ARTIST: Final = {
    kind: f"""
SELECT id, key, title FROM {kind.table} WHERE artist_id = ? ORDER BY last_at DESC LIMIT ?"""  # noqa: S608
    for kind in (NameKind.TRACK, NameKind.ALBUM)
}
FIND: Final = {
    kind: f"SELECT id FROM {kind.table} WHERE key = ?"  # noqa: S608
    for kind in (NameKind.TRACK, NameKind.ALBUM)
}
FIND_ELSEWHERE: Final = {
    kind: f"SELECT id FROM {kind.table} WHERE id = ? AND artist_id <> ?"  # noqa: S608
    for kind in (NameKind.TRACK, NameKind.ALBUM)
}
ADD: Final = {NameKind.TRACK: names.ADD_TRACK, NameKind.ALBUM: names.ADD_ALBUM}

# What the target does not know is learned from the source.
INHERIT: Final = {
    kind: f"""
UPDATE {kind.table} SET {
        ", ".join(
            f"{column} = ifnull({kind.table}.{column}, source.{column})" for column in columns
        )
    } FROM {kind.table} AS source WHERE {kind.table}.id = :target AND source.id = :source"""  # noqa: S608
    for kind, columns in {
        NameKind.ARTIST: ("mbid",),
        NameKind.ALBUM: ("mbid", "release_group_mbid", "released"),
        NameKind.TRACK: ("mbid", "isrc"),
    }.items()
}
MOVE_ITEMS: Final = "UPDATE track_item SET track_id = :target WHERE track_id = :source"
MOVE_RULES: Final = "UPDATE hide_rule SET artist_id = :target WHERE artist_id = :source"


def begin(db: Connection, kind: NameKind, source: int, target: int) -> None:
    """Let a name lead to another of its kind; ``proceed`` moves what was played.

    Raises ``UnknownNameError`` when one of them is not there, ``MergingError`` while
    another merge goes on, ``ValueError`` for one and the same.
    """
    if source == target:
        raise ValueError("A name cannot be merged into itself.")
    if is_unfinished(db):
        raise MergingError("Another merge is not done yet; try again in a moment.")
    key, target_key = _key(db, kind, source), _key(db, kind, target)
    db.execute(BEGIN, (kind.table, source, target))
    db.execute(PUT_AWAY[kind], (source,))
    if kind is NameKind.ARTIST:
        for put_away in PUT_AWAY_OF_ARTIST.values():
            db.execute(put_away, (source,))
        aliases.move_under(db, key, target_key)
    aliases.lead(db, kind, key, target)
    _inherit(db, kind, source, target)


def proceed(db: Connection, *, limit: int = SLICE) -> Slice:
    """Move the next plays of the merge that goes on, if one does; the figure is how many.

    The sums and the search index agree with the plays after each slice.
    """
    row = db.execute(NEXT).fetchone()
    if row is None:
        return Slice(done=0, more=False)
    kind, source, target = NameKind[row[0].upper()], row[1], row[2]
    delta = Delta()
    emptied: dict[NameKind, dict[int, int]] = {NameKind.TRACK: {}, NameKind.ALBUM: {}}
    albums: set[int] = set()
    done, left = 0, limit
    for part, one, other in _parts(db, kind, source, target, limit):
        moved = moving.move(db, part, one, other, delta=delta, albums=albums, limit=left)
        if moved < left:
            emptied[part][one] = other
        done += moved
        left -= max(moved, 1)
        if left <= 0:
            break
    rollups.apply(db, delta)
    for part, others in emptied.items():
        for one, other in others.items():
            _inherit(db, part, one, other)
    if kind is NameKind.ARTIST:
        # The source's own go with it, with all that is known of them.
        elsewhere = FIND_ELSEWHERE[NameKind.ALBUM]
        albums = {one for one in albums if db.execute(elsewhere, (one, source)).fetchone()}
    unplayed.drop(
        db,
        tracks=emptied[NameKind.TRACK],
        albums={*emptied[NameKind.ALBUM], *emptied[NameKind.ALBUM].values(), *albums},
        artists=(),
    )
    if left == limit:
        _end(db, kind, source, target)
    return Slice(done=done, more=left < limit)


def is_unfinished(db: Connection) -> bool:
    """Tell whether a merge goes on."""
    return db.execute(NEXT).fetchone() is not None


def unfinished(db: Connection) -> list[Callable[[Connection], Slice]]:
    """Return the merge that an earlier process began."""
    return [proceed] if is_unfinished(db) else []


def _parts(
    db: Connection, kind: NameKind, source: int, target: int, limit: int
) -> Iterator[tuple[NameKind, int, int]]:
    """Yield the albums and tracks whose plays are to move, each with the one they move to."""
    if kind is not NameKind.ARTIST:
        if db.execute(KEY[kind], (source,)).fetchone() is not None:
            yield kind, source, target
        return
    for part, those in OF_ARTIST.items():
        for one, key, title in db.execute(those, (source, limit)).fetchall():
            yield part, one, _counterpart(db, part, key, title, source, target)


def _counterpart(
    db: Connection, part: NameKind, key: str, title: str, source: int, target: int
) -> int:
    """Return the target artist's album or track of the same title, added when it is new."""
    wanted = f"{_key(db, NameKind.ARTIST, target)}{SEPARATOR}{search_index.own_name(key)}"
    row = db.execute(FIND[part], (wanted,)).fetchone()
    if row is None and (led := aliases.find(db, part, wanted)) is not None:
        row = db.execute(FIND_ELSEWHERE[part], (led, source)).fetchone()
        if row is None:
            # It leads to another title of the source, which has this one too.
            aliases.remove(db, part, wanted)
    if row is not None:
        found: int = row[0]
        return found
    return names.enter(db, part, ADD[part], (wanted, target, title))


def _inherit(db: Connection, kind: NameKind, source: int, target: int) -> None:
    """Let a name take over what is known of another, and all that leads to it."""
    both = {"source": source, "target": target}
    db.execute(INHERIT[kind], both)
    aliases.retarget(db, kind, source, target)
    if kind is NameKind.TRACK:
        db.execute(MOVE_ITEMS, both)
    if kind is NameKind.ARTIST:
        if db.execute(MOVE_RULES, both).rowcount:
            hiding.begin(db)
        if genre_tags.inherit(db, source, target):
            hiding.genres_changed(db, target)
    facts.inherit(db, kind, source, target)
    lidarr_merging.inherit(db, kind, source, target)
    library_names.inherit(db, kind, source, target)


def _end(db: Connection, kind: NameKind, source: int, target: int) -> None:
    db.execute(END)
    both = {kind: (source, target)}
    unplayed.drop(
        db,
        tracks=both.get(NameKind.TRACK, ()),
        albums=both.get(NameKind.ALBUM, ()),
        artists=both.get(NameKind.ARTIST, ()),
    )


def _key(db: Connection, kind: NameKind, entity: int) -> str:
    row = db.execute(KEY[kind], (entity,)).fetchone()
    if row is None:
        raise UnknownNameError(str(entity))
    key: str = row[0]
    return key
