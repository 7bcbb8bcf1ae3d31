"""What one chunk of an import has learnt of names, for the next chunk.

Most names of a chunk were in one before it. They need not be looked up again while nothing
else was written: the writer's connection counts its changes, and no other one writes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .bulk_names import Names

if TYPE_CHECKING:
    from sqlite3 import Connection

MOST: Final = 32_768
"""Tracks that are remembered, with their artists and albums: some twenty megabytes."""


class Memory:
    """The names that the latest chunk knew. For one run through one file."""

    def __init__(self) -> None:
        """Know nothing."""
        self._db: Connection | None = None
        self._names: Names | None = None
        self._changes = 0

    def recall(self, db: Connection) -> Names:
        """Return what is known, or a beginning if it may have changed; forget it meanwhile."""
        names, self._names = self._names, None
        is_true = self._db is db and self._changes == db.total_changes
        if names is None or not is_true or len(names.told) > MOST:
            return Names(db)
        return names

    def keep(self, db: Connection, names: Names) -> None:
        """Remember names whose chunk was just committed."""
        self._db, self._names, self._changes = db, names, db.total_changes
