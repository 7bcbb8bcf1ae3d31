"""Copies of the database beside it: before it is led to a new version, before much is deleted."""

from __future__ import annotations

from contextlib import closing
import shutil
import sqlite3
from typing import TYPE_CHECKING, Final

from .connection import BUSY_SECONDS
from .errors import NoRoomError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from sqlite3 import Connection

PAGE_COUNT: Final = "PRAGMA page_count"
PAGE_SIZE: Final = "PRAGMA page_size"
COPY: Final = "VACUUM INTO ?"

MARGIN: Final = 16 * 1024 * 1024
"""Bytes that must stay free beside a copy."""
KEPT: Final = 3
"""Dated copies that stay; an older one goes when the next has been made."""


def free_space(directory: Path) -> int:
    """Return the bytes that are free where the database lives."""
    return shutil.disk_usage(directory).free


def size(db: Connection) -> int:
    """Return the bytes of a database."""
    pages: int = db.execute(PAGE_COUNT).fetchone()[0]
    page_size: int = db.execute(PAGE_SIZE).fetchone()[0]
    return pages * page_size


def copy(db: Connection, target: Path, *, free: Callable[[Path], int] = free_space) -> None:
    """Copy a database to a file that is there only when it is whole.

    Raises ``NoRoomError`` when there is no room for it; nothing was written then.
    """
    needed, available = size(db) + MARGIN, free(target.parent)
    if available < needed:
        raise NoRoomError(needed, available)
    unfinished = target.with_name(f"{target.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    try:
        db.execute(COPY, (str(unfinished),))
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def make_dated(path: Path, stamp: str, *, free: Callable[[Path], int] = free_space) -> Path:
    """Copy the database at ``path`` to a file that is named after a moment; keep the last few.

    It blocks for as long as the disk takes, and holds up nobody else: readers and the
    writer go on. Raises ``NoRoomError``, SQLite's and the system's errors.
    """
    target = path.with_name(f"{path.stem}.backup-{stamp}{path.suffix}")
    # Opened for reading alone, SQLite 3.40 cannot copy a table with a generated column.
    name = f"{path.absolute().as_uri()}?mode=rw"
    with closing(sqlite3.connect(name, uri=True, timeout=BUSY_SECONDS, isolation_level=None)) as db:
        copy(db, target, free=free)
    copies = sorted(path.parent.glob(f"{path.stem}.backup-*{path.suffix}"))
    for old in copies[:-KEPT]:
        old.unlink(missing_ok=True)
    return target
