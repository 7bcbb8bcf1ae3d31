"""Other spellings: the keys that lead to a name besides its own.

A name's own key is always the fold of what is shown. Renaming and merging leave the keys
that were, each leading on to the name. An album's or a track's alias stands under the
present key of its artist.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..catalogue.identity import SEPARATOR

if TYPE_CHECKING:
    from sqlite3 import Connection

    from .search_index import NameKind

ANY: Final = "SELECT 1 FROM alias LIMIT 1"
FIND: Final = "SELECT target_id FROM alias WHERE kind = ? AND key = ?"
CANONICAL: Final = """
SELECT artist.key FROM alias CROSS JOIN artist ON artist.id = alias.target_id
WHERE alias.kind = 'artist' AND alias.key = ?"""
LEAD: Final = "INSERT OR REPLACE INTO alias (kind, key, target_id) VALUES (?, ?, ?)"
REMOVE: Final = "DELETE FROM alias WHERE kind = ? AND key = ?"
RETARGET: Final = "UPDATE alias SET target_id = ? WHERE kind = ? AND target_id = ?"
FORGET: Final = "DELETE FROM alias WHERE kind = ? AND target_id = ?"

# What stands under an artist: its key, a separator, and more. Nothing lies between the
# separator and the character after it but that.
UNDER: Final = "kind IN ('album', 'track') AND key > :old || char(31) AND key < :old || char(32)"
MOVE: Final = f"""
UPDATE OR IGNORE alias SET key = :new || substr(key, length(:old) + 1) WHERE {UNDER}"""  # noqa: S608
REMOVE_UNDER: Final = f"DELETE FROM alias WHERE {UNDER}"  # noqa: S608
REMOVE_SHADOWED: Final = f"""
DELETE FROM alias WHERE {UNDER} AND iif(kind = 'track',
    EXISTS (SELECT 1 FROM track WHERE track.key = alias.key),
    EXISTS (SELECT 1 FROM album WHERE album.key = alias.key))"""  # noqa: S608


def has_any(db: Connection) -> bool:
    """Tell whether any name has another spelling."""
    return db.execute(ANY).fetchone() is not None


def are_any(db: Connection) -> bool:
    """Tell whether any name has another spelling."""
    return db.execute(ANY).fetchone() is not None


def find(db: Connection, kind: NameKind, key: str) -> int | None:
    """Return the id of the name that another spelling leads to, or None."""
    row = db.execute(FIND, (kind.table, key)).fetchone()
    return None if row is None else row[0]


def canonical(db: Connection, key: str) -> str:
    """Return an album's or a track's key under its artist's own key."""
    artist, _, title = key.partition(SEPARATOR)
    row = db.execute(CANONICAL, (artist,)).fetchone()
    return key if row is None else f"{row[0]}{SEPARATOR}{title}"


def lead(db: Connection, kind: NameKind, key: str, target: int) -> None:
    """Let a spelling lead to a name from now on."""
    db.execute(LEAD, (kind.table, key, target))


def remove(db: Connection, kind: NameKind, key: str) -> None:
    """Let a spelling lead nowhere any more."""
    db.execute(REMOVE, (kind.table, key))


def retarget(db: Connection, kind: NameKind, source: int, target: int) -> None:
    """Let every spelling that leads to one name lead to another."""
    db.execute(RETARGET, (target, kind.table, source))


def forget(db: Connection, kind: NameKind, target: int) -> None:
    """Let go of every spelling of a name that is no more."""
    db.execute(FORGET, (kind.table, target))


def move_under(db: Connection, old: str, new: str) -> None:
    """Let what stands under an artist's key stand under another, whose own word goes first."""
    db.execute(MOVE, {"old": old, "new": new})
    db.execute(REMOVE_UNDER, {"old": old})
    db.execute(REMOVE_SHADOWED, {"old": new})
