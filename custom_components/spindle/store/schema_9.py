"""The ninth version of the database: an index of names without the places of their trigrams."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from . import search_index

if TYPE_CHECKING:
    from sqlite3 import Connection

UPGRADE: Final = (
    "DROP TABLE name_search",
    # ``rowid`` is the name's own id, and above 40 bits its kind: 0 artist, 1 album, 2 track.
    """
CREATE VIRTUAL TABLE name_search USING fts5 (
    name, content = '', tokenize = 'trigram', detail = 'none')""",
)


def upgrade(db: Connection) -> None:
    """Lead from version 8 to 9."""
    for statement in UPGRADE:
        db.execute(statement)
    search_index.fill(db)
