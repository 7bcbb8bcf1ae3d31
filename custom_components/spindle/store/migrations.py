"""Bring a database file to the version that this code knows.

``MIGRATIONS[n]`` leads from version ``n`` to ``n + 1``, in one transaction. A file with
plays in it is copied first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from . import (
    schema,
    schema_2,
    schema_3,
    schema_4,
    schema_5,
    schema_6,
    schema_7,
    schema_8,
    schema_9,
    schema_10,
)
from .connection import transaction
from .copies import copy, free_space
from .errors import NoRoomError, StoreWaitingError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from sqlite3 import Connection

type Migration = Callable[[Connection], None]

MIGRATIONS: Final[tuple[Migration, ...]] = (
    schema.create,
    schema_2.upgrade,
    schema_3.upgrade,
    schema_4.upgrade,
    schema_5.upgrade,
    schema_6.upgrade,
    schema_7.upgrade,
    schema_8.upgrade,
    schema_9.upgrade,
    schema_10.upgrade,
)

USER_VERSION: Final = "PRAGMA user_version"
SET_USER_VERSION: Final = "PRAGMA user_version = {version:d}"
NO_SPACE: Final = "Spindle's database must be updated, and copied before that: {error}"


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
    target = path.with_name(f"{path.stem}.before-{version}{path.suffix}")
    try:
        copy(db, target, free=free)
    except NoRoomError as error:
        raise StoreWaitingError(NO_SPACE.format(error=error)) from error
    return target
