"""Call an artist, an album or a track by another name.

Its key follows what is shown, and so do the keys of an artist's albums and tracks; the old
spelling goes on leading here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ..catalogue.folding import clean, fold
from ..catalogue.identity import SEPARATOR
from . import aliases, facts, search_index
from .errors import NameTakenError, UnknownNameError
from .search_index import NameKind

if TYPE_CHECKING:
    from sqlite3 import Connection

SHOWN: Final = {NameKind.ARTIST: "name", NameKind.ALBUM: "title", NameKind.TRACK: "title"}
"""Columns of what is shown."""
READ: Final = {
    kind: f"SELECT key, {shown}, plays FROM {kind.table} WHERE id = ?"  # noqa: S608
    for kind, shown in SHOWN.items()
}
FIND: Final = {
    kind: f"SELECT id, {shown} FROM {kind.table} WHERE key = ?"  # noqa: S608
    for kind, shown in SHOWN.items()
}
WRITE: Final = {
    kind: f"UPDATE {kind.table} SET key = ?, {shown} = ? WHERE id = ?"  # noqa: S608
    for kind, shown in SHOWN.items()
}
# An artist's names are few thousand at the most: one transaction takes them all.
MOVE_UNDER: Final = {
    kind: f"""
UPDATE {kind.table} SET key = :new || substr(key, length(:old) + 1) WHERE artist_id = :artist"""  # noqa: S608
    for kind in (NameKind.ALBUM, NameKind.TRACK)
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Renamed:
    """What a renaming changed, or would change when rehearsed."""

    old: str
    new: str
    plays: int
    """Plays that are shown with the new name, without hidden ones."""


def rename(
    db: Connection, kind: NameKind, entity: int, new: str, *, dry_run: bool = False
) -> Renamed:
    """Show a name in another way; everything told by the old spelling still leads to it.

    Raises ``NameTakenError`` when another one has that name: the two are to be merged.
    Raises ``UnknownNameError`` when there is no such name, ``ValueError`` for an empty one.
    """
    row = db.execute(READ[kind], (entity,)).fetchone()
    if row is None or row[0].startswith(SEPARATOR):
        raise UnknownNameError(str(entity))
    key, old, plays = row
    new = clean(new)
    if not new:
        raise ValueError("A name cannot be empty.")
    new_key = fold(new)
    if kind is not NameKind.ARTIST:
        new_key = f"{key.rpartition(SEPARATOR)[0]}{SEPARATOR}{new_key}"
    other = _other(db, kind, entity, new_key)
    if other is not None:
        raise NameTakenError(other)
    if not dry_run:
        db.execute(WRITE[kind], (new_key, new, entity))
        if new_key != key:
            _lead(db, kind, entity, key, new_key)
    return Renamed(old=old, new=new, plays=plays)


def _other(db: Connection, kind: NameKind, entity: int, key: str) -> str | None:
    """Return what is shown of another one that a key leads to."""
    found = db.execute(FIND[kind], (key,)).fetchone()
    if found is None and (target := aliases.find(db, kind, key)) is not None:
        _, shown, _ = db.execute(READ[kind], (target,)).fetchone()
        found = target, shown
    if found is None or found[0] == entity:
        return None
    shown_there: str = found[1]
    return shown_there


def _lead(db: Connection, kind: NameKind, entity: int, old: str, new: str) -> None:
    aliases.remove(db, kind, new)
    aliases.lead(db, kind, old, entity)
    search_index.remove(db, kind, entity, old)
    search_index.add(db, kind, entity, new)
    if kind is NameKind.ARTIST:
        for under in MOVE_UNDER.values():
            db.execute(under, {"old": old, "new": new, "artist": entity})
        aliases.move_under(db, old, new)
    facts.ask_anew(db, kind, entity)
