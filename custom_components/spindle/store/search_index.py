"""The search index: the folded names of artists, albums and tracks, by their trigrams.

It says which names have some trigrams, not where in the name they stand: what it finds is
still to be compared. It is less than half as large for that, and read as much faster.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from sqlite3 import Connection

KIND_BITS: Final = 40
"""A name's row is its id, with its kind above so many bits: each kind's names lie together."""
TRIGRAM: Final = 3
"""Letters that a word has at least for the index to know it."""


class NameKind(IntEnum):
    """What a name in the index is of."""

    ARTIST = 0
    ALBUM = 1
    TRACK = 2

    @property
    def table(self) -> str:
        """Return the table that holds the names of this kind; aliases call the kind so too."""
        return self.name.lower()

    @property
    def first_row(self) -> int:
        """Return the row of the index before which no name of this kind stands."""
        return self << KIND_BITS


# A key is the artist's folded name, and for albums and tracks the folded title after it.
OWN_NAME: Final = "substr(key, instr(key, char(31)) + 1)"
ADD: Final = "INSERT INTO name_search (rowid, name) VALUES (?, ?)"
REMOVE: Final = "INSERT INTO name_search (name_search, rowid, name) VALUES ('delete', ?, ?)"
FILL: Final = {
    kind: f"""
INSERT INTO name_search (rowid, name) SELECT id + {kind.first_row}, {OWN_NAME}
FROM {kind.table} WHERE id >= ?"""  # noqa: S608  # The tables are the kinds above.
    for kind in NameKind
}


def add(db: Connection, kind: NameKind, entity: int, key: str) -> None:
    """Enter a new name by its key."""
    db.execute(ADD, (kind.first_row + entity, own_name(key)))


def add_from(db: Connection, kind: NameKind, first: int) -> None:
    """Enter all names from an id on."""
    db.execute(FILL[kind], (first,))


def remove(db: Connection, kind: NameKind, entity: int, key: str) -> None:
    """Take a name out that was entered by this key."""
    db.execute(REMOVE, (kind.first_row + entity, own_name(key)))


def fill(db: Connection) -> None:
    """Enter all names of an index that is empty."""
    for kind in NameKind:
        add_from(db, kind, 0)


def containing(*words: str) -> str:
    """Return the query for the names that may have all words in them, each of three letters on.

    As few trigrams are asked for as hold every letter: each costs a list to be read.
    """
    return " ".join(sorted({_quoted(part) for word in words for part in _trigrams(word)}))


def _trigrams(word: str) -> Iterator[str]:
    for start in range(0, len(word) - TRIGRAM, TRIGRAM):
        yield word[start : start + TRIGRAM]
    yield word[-TRIGRAM:]


def _quoted(trigram: str) -> str:
    """Return letters as the index is asked for them, whatever they are."""
    quoted = trigram.replace('"', '""')
    return f'"{quoted}"'


def own_name(key: str) -> str:
    """Return what of a key is the name's own: the title, without its artist."""
    return key.rpartition("\x1f")[2]
