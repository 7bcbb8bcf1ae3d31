"""Write many plays in one transaction, as ``plays.record`` would one after another.

What the rows have in common is looked up once for all of them, what is new is written
together. A row that completes a play which stands there already goes through ``plays``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import plays
from .bulk_chunk import Chunk
from .bulk_rows import rooms_told
from .told import UNKNOWN
from .types import Written

if TYPE_CHECKING:
    from collections.abc import Sequence
    from sqlite3 import Connection

    from .bulk_names import Names
    from .bulk_rows import Row
    from .plays import Stored
    from .types import NewPlay


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What became of many plays: how many of each."""

    added: int = 0
    updated: int = 0
    duplicates: int = 0
    refused: int = 0

    def __add__(self, other: Tally) -> Tally:
        """Return both together."""
        return Tally(
            added=self.added + other.added,
            updated=self.updated + other.updated,
            duplicates=self.duplicates + other.duplicates,
            refused=self.refused + other.refused,
        )


def record_many(
    db: Connection,
    told: Sequence[NewPlay],
    *,
    batch: int,
    dry_run: bool = False,
    are_distinct: bool = False,
    names: Names | None = None,
) -> Tally:
    """Write plays of a batch, some thousand at a time, and count what became of them.

    ``names`` are those that are known already, and learns the others. Where they
    ``are_distinct`` no play of the batch is near enough to another to be the same, only of the
    same second. With ``dry_run``
    nothing is written: the figures are those that writing would give, and any connection
    will do.
    """
    chunk = (
        _Rehearsed(db, told, batch, are_distinct=are_distinct)
        if dry_run
        else Chunk(db, told, batch, names, are_distinct=are_distinct)
    )
    written = chunk.write()
    return Tally(
        added=written[Written.ADDED],
        updated=written[Written.UPDATED],
        duplicates=written[Written.DUPLICATE],
        refused=written[Written.REFUSED],
    )


class _Rehearsed(Chunk):
    """Rows of which it is only told what would become of them."""

    rehearses = True

    def flush(self) -> None:
        """Write nothing."""

    def _write_alone(self, row: Row, stored: Stored) -> Written:
        """Let what is known grow, as far as it decides on the rows to come."""
        find = self._names
        album_id, service_id = stored.album_id, stored.service_id
        if album_id is None and row.album is not None:
            album_id = find.album(row.album)
        if service_id == find.find_service(UNKNOWN):
            service_id = find.service(row.service)
        self._rooms[stored.id] = self._known_rooms(stored) | rooms_told(row)
        whole = stored._replace(
            album_id=album_id,
            service_id=service_id,
            player_id=self._player_to_be(row, stored),
            listened=plays.longer(stored.listened, row.listened),
            station_id=stored.station_id or (find.station(row.station) if row.station else None),
            duration=stored.duration or row.duration,
        )
        self._around.add(whole)
        return Written.UPDATED
