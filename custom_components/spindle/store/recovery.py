"""What to do with a database file that is damaged, or not for us."""

from __future__ import annotations

from contextlib import closing
import logging
import sqlite3
from typing import TYPE_CHECKING, Final

from .connection import is_damage, open_reader
from .errors import CorruptError, NewerError

if TYPE_CHECKING:
    from pathlib import Path
    from sqlite3 import Connection

LOGGER = logging.getLogger(__name__)

COMPANIONS: Final = ("-wal", "-shm")
"""What SQLite keeps beside a database, named after it."""

USER_VERSION: Final = "PRAGMA user_version"
QUICK_CHECK: Final = "PRAGMA quick_check(1)"
FULL_CHECK: Final = "PRAGMA integrity_check(1)"
SOUND: Final = "ok"

DAMAGED: Final = "The database is damaged: {finding}"
TOO_NEW: Final = "The database has version {found}, this Spindle knows {known}."


def was_left_open(path: Path) -> bool:
    """Tell whether the last process did not close the file: its log is still there."""
    return path.with_name(path.name + "-wal").exists()


def refuse_newer(path: Path, known: int) -> None:
    """Raise ``NewerError`` for a file of a later version, without writing a byte."""
    if not path.exists() or not path.stat().st_size:
        return
    with closing(open_reader(path)) as db:
        found: int = db.execute(USER_VERSION).fetchone()[0]
    if found > known:
        raise NewerError(TOO_NEW.format(found=found, known=known))


def check(db: Connection, *, thoroughly: bool) -> None:
    """Read the whole file and raise ``CorruptError`` when it does not hold together."""
    try:
        finding: str = db.execute(FULL_CHECK if thoroughly else QUICK_CHECK).fetchone()[0]
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
        raise CorruptError(DAMAGED.format(finding=error)) from error
    if finding != SOUND:
        raise CorruptError(DAMAGED.format(finding=finding))


def set_aside(path: Path) -> Path:
    """Rename a damaged file and its companions out of the way; nothing is deleted.

    Returns the new path. The companions keep the name that SQLite looks for beside it.
    """
    number = 1
    while (aside := path.with_name(f"{path.stem}.corrupt-{number}{path.suffix}")).exists():
        number += 1
    for companion in COMPANIONS:
        beside = path.with_name(path.name + companion)
        if beside.exists():
            beside.rename(aside.with_name(aside.name + companion))
    path.rename(aside)
    LOGGER.error("The database was damaged and is kept as %s; a new one is started", aside.name)
    return aside
