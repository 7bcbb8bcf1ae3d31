"""The search index: the folded names of artists, albums and tracks, by their trigrams."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sqlite3 import Connection

KINDS: Final = 4
"""Places that a name's id has in the index: its row there is id * 4 + kind."""


class NameKind(IntEnum):
    """What a name in the index is of."""

    ARTIST = 0
    ALBUM = 1
    TRACK = 2

    @property
    def table(self) -> str:
        """Return the table that holds the names of this kind; aliases call the kind so too."""
        return self.name.lower()


# A key is the artist's folded name, and for albums and tracks the folded title after it.
OWN_NAME: Final = "substr(key, instr(key, char(31)) + 1)"
ADD: Final = "INSERT INTO name_search (rowid, name) VALUES (?, ?)"
REMOVE: Final = "INSERT INTO name_search (name_search, rowid, name) VALUES ('delete', ?, ?)"
FILL: Final = {
    kind: f"""
INSERT INTO name_search (rowid, name) SELECT id * {KINDS} + {kind:d}, {OWN_NAME}
FROM {kind.table} WHERE id >= ?"""  # noqa: S608  # The tables are the kinds above.
    for kind in NameKind
}


def add(db: Connection, kind: NameKind, entity: int, key: str) -> None:
    """Enter a new name by its key."""
    db.execute(ADD, (entity * KINDS + kind, own_name(key)))


def add_from(db: Connection, kind: NameKind, first: int) -> None:
    """Enter all names from an id on."""
    db.execute(FILL[kind], (first,))


def remove(db: Connection, kind: NameKind, entity: int, key: str) -> None:
    """Take a name out that was entered by this key."""
    db.execute(REMOVE, (entity * KINDS + kind, own_name(key)))


def fill(db: Connection) -> None:
    """Enter all names of an index that is empty."""
    for kind in NameKind:
        add_from(db, kind, 0)


def own_name(key: str) -> str:
    """Return what of a key is the name's own: the title, without its artist."""
    return key.rpartition("\x1f")[2]
