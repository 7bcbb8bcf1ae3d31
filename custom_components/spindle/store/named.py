"""Find an artist, an album or a track by what it is called, and tell what is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from . import names, readers
from .errors import UnknownNameError
from .search_index import NameKind

if TYPE_CHECKING:
    from sqlite3 import Connection

    from .types import PlayRow

EXAMPLES: Final = 10
"""Plays that are shown of a name."""

READ: Final = {
    NameKind.ARTIST: "SELECT name, plays, first_at, last_at FROM artist WHERE id = ?",
    NameKind.ALBUM: "SELECT title, plays, first_at, last_at FROM album WHERE id = ?",
    NameKind.TRACK: "SELECT title, plays, first_at, last_at FROM track WHERE id = ?",
}
LATEST: Final = {
    kind: f"""
SELECT id FROM play WHERE {kind.table}_id = ? AND hidden = 0 ORDER BY id DESC LIMIT {EXAMPLES}"""  # noqa: S608
    for kind in NameKind
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An artist, an album or a track, with its plays that are not hidden."""

    shown: str
    count: int
    first_at: int | None
    last_at: int | None
    examples: tuple[PlayRow, ...]
    """The latest of its plays, the newest first."""


def find(db: Connection, kind: NameKind, artist: str, title: str | None) -> int:
    """Return the id of a name by any spelling; an album's artist is the album's own.

    Raises ``UnknownNameError`` when there is none.
    """
    if kind is NameKind.ARTIST:
        found = names.find_artist(db, artist)
    elif kind is NameKind.ALBUM:
        found = names.find_album(db, artist, title or "")
    else:
        found = names.find_track(db, artist, title or "")
    if found is None:
        raise UnknownNameError(artist if kind is NameKind.ARTIST else f"{artist} \u2013 {title}")
    return found


def look(db: Connection, kind: NameKind, entity: int) -> Named:
    """Return what is known of a name. Raises ``UnknownNameError`` when it has gone."""
    row = db.execute(READ[kind], (entity,)).fetchone()
    if row is None:
        raise UnknownNameError(str(entity))
    shown, count, first_at, last_at = row
    latest = [play_id for (play_id,) in db.execute(LATEST[kind], (entity,))]
    return Named(
        shown=shown,
        count=count,
        first_at=first_at,
        last_at=last_at,
        examples=readers.plays(db, latest),
    )
