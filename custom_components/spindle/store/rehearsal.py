"""Tell what bringing a file in would come to, without writing any of it."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Final, Self

from .bulk import Tally, record_many
from .bulk_rows import read

if TYPE_CHECKING:
    from collections.abc import Sequence
    from sqlite3 import Connection

    from .types import NewPlay

TABLE: Final = """
CREATE TABLE seen (
    played_at INTEGER, track INTEGER, PRIMARY KEY (played_at, track)
) WITHOUT ROWID"""
NOTE: Final = "INSERT OR IGNORE INTO seen (played_at, track) VALUES (?, ?)"
NO_BATCH: Final = 0


class Rehearsal:
    """A run through a file, chunk by chunk. What it has seen is noted beside the store.

    Only what a file tells twice is to be known by a rehearsal from its earlier chunks: the
    same second, speaker and track. It is noted in a temporary file, which SQLite itself
    deletes, so that a file of any length takes little memory.
    """

    def __init__(self) -> None:
        """Have seen nothing; to be closed."""
        self._seen = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._seen.execute("PRAGMA journal_mode = OFF")
        self._seen.execute(TABLE)

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """Forget what was seen."""
        self._seen.close()

    def take(self, db: Connection, told: Sequence[NewPlay], *, are_distinct: bool = False) -> Tally:
        """Return what would become of some more plays; ``are_distinct`` as of ``record_many``."""
        self._seen.execute("BEGIN")
        new = [play for play in told if self._is_new(play)]
        self._seen.execute("COMMIT")
        tally = record_many(db, new, batch=NO_BATCH, dry_run=True, are_distinct=are_distinct)
        return tally + Tally(duplicates=len(told) - len(new))

    def _is_new(self, play: NewPlay) -> bool:
        row = read(play)
        if row is None:
            return True
        noted = self._seen.execute(NOTE, (row.played_at, hash((row.track.key, row.player))))
        return noted.rowcount > 0
