"""Bring a database file to the version that this code knows.

``MIGRATIONS[n]`` leads from version ``n`` to ``n + 1``, in one transaction. A file with
plays in it is copied first.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Final

from . import schema, schema_2
from .connection import transaction
from .errors import StoreWaitingError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from sqlite3 import Connection

type Migration = Callable[[Connection], None]

MIGRATIONS: Final[tuple[Migration, ...]] = (schema.create, schema_2.upgrade)

USER_VERSION: Final = "PRAGMA user_version"
SET_USER_VERSION: Final = "PRAGMA user_version = {version:d}"
PAGE_COUNT: Final = "PRAGMA page_count"
PAGE_SIZE: Final = "PRAGMA page_size"
COPY: Final = "VACUUM INTO ?"

MARGIN: Final = 16 * 1024 * 1024
"""Bytes that must stay free beside the copy."""
NO_SPACE: Final = (
    "Spindle's database must be updated, and copied before that: "
    "{needed} MB must be free, {free} MB are."
)
MEGABYTE: Final = 1024 * 1024


def free_space(directory: Path) -> int:
    """Return the bytes that are free where the database lives."""
    return shutil.disk_usage(directory).free


def migrate(
    db: Connection,
    path: Path,
    *,
    migrations: Sequence[Migration] = MIGRATIONS,
    free: Callable[[Path], int] = free_space,
) -> None:
    """Apply the migrations that the file has not had.

    Raises ``StoreWaitingError`` when there is no room for the copy; nothing has been
    changed then.
    """
    version: int = db.execute(USER_VERSION).fetchone()[0]
    if 0 < version < len(migrations):
        copy_before(db, path, len(migrations), free)
    for number in range(version, len(migrations)):
        with transaction(db):
            migrations[number](db)
            db.execute(SET_USER_VERSION.format(version=number + 1))


def copy_before(
    db: Connection, path: Path, version: int, free: Callable[[Path], int] = free_space
) -> Path:
    """Copy the database to a file named after the version that is about to come."""
    pages: int = db.execute(PAGE_COUNT).fetchone()[0]
    needed = pages * db.execute(PAGE_SIZE).fetchone()[0] + MARGIN
    available = free(path.parent)
    if available < needed:
        raise StoreWaitingError(
            NO_SPACE.format(needed=-(-needed // MEGABYTE), free=available // MEGABYTE)
        )
    copy = path.with_name(f"{path.stem}.before-{version}{path.suffix}")
    unfinished = copy.with_name(f"{copy.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    db.execute(COPY, (str(unfinished),))
    unfinished.replace(copy)
    return copy
