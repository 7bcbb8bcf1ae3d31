"""Open the database, whatever state it is in."""

from __future__ import annotations

from dataclasses import dataclass
import sqlite3
from sqlite3 import Connection
from typing import TYPE_CHECKING

from . import batches, hiding, jobs, merging, meta, vacuum, zones
from .connection import is_damage, open_writer, transaction, watch
from .copies import free_space
from .errors import CorruptError
from .migrations import MIGRATIONS, Migration, migrate
from .recovery import check as check_file, refuse_newer, set_aside, was_left_open

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from .types import Slice


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An open database and what there is to do about it."""

    db: Connection
    set_aside: str | None
    """File name of the damaged database that it replaces."""
    upkeep: tuple[Callable[[Connection], Slice], ...]
    """Long work that an earlier process left unfinished, to be done in slices."""


class Opener:
    """Know how one database file is opened."""

    def __init__(
        self,
        path: Path,
        *,
        zone: str,
        connect: Callable[[Path], Connection] = open_writer,
        migrations: Sequence[Migration] = MIGRATIONS,
        free: Callable[[Path], int] = free_space,
    ) -> None:
        """Remember the file and the household's time zone; nothing is touched yet."""
        self.zone = zone
        self._path = path
        self._connect = connect
        self._migrations = migrations
        self._free = free
        self._opened_before = False

    def open(self, *, check: bool, watcher: Callable[[], bool]) -> Opened:
        """Check, open and update the file; a damaged one is set aside for a new one.

        ``check`` asks for a thorough look because something seemed wrong. A file that
        the last process did not close gets a quick one. ``watcher`` is called during
        long statements. Raises ``NewerError``, SQLite's and the system's errors.
        """
        unclean = not self._opened_before and was_left_open(self._path)
        aside: str | None = None
        try:
            refuse_newer(self._path, len(self._migrations))
            db = self._prepare(quick=unclean, thorough=check, watcher=watcher)
        except (CorruptError, sqlite3.DatabaseError) as error:
            if not isinstance(error, CorruptError) and not is_damage(error):
                raise
            aside = set_aside(self._path).name
            db = self._prepare(quick=False, thorough=False, watcher=watcher)
        self._opened_before = True
        return Opened(db=db, set_aside=aside, upkeep=self._upkeep(db))

    def probe(self, db: Connection) -> None:
        """Write a few bytes to learn whether the disk takes them."""
        meta.write(db, meta.PROBE, "")

    def _prepare(self, *, quick: bool, thorough: bool, watcher: Callable[[], bool]) -> Connection:
        db = self._connect(self._path)
        try:
            watch(db, watcher)
            if quick or thorough:
                check_file(db, thoroughly=thorough)
            migrate(db, self._path, migrations=self._migrations, free=self._free)
            with transaction(db):
                zones.begin(db, self.zone)
                jobs.recover(db)
                jobs.enqueue_once(db, vacuum.QUEUE, "vacuum")
        except BaseException:
            db.close()
            raise
        return db

    def _upkeep(self, db: Connection) -> tuple[Callable[[Connection], Slice], ...]:
        upkeep: list[Callable[[Connection], Slice]] = []
        if zones.is_unfinished(db, self.zone):
            upkeep.append(lambda db: zones.set_zone(db, self.zone))
        upkeep.extend(batches.unfinished_undoings(db))
        upkeep.extend(merging.unfinished(db))
        upkeep.extend(hiding.unfinished(db))
        return tuple(upkeep)
