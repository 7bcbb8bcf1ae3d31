"""Open the database file, and tell its errors apart."""

from __future__ import annotations

from contextlib import contextmanager
import errno
import sqlite3
from sqlite3 import Connection
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

BUSY_SECONDS: Final = 5.0
CHECKPOINT_PAGES: Final = 1000
"""Pages in the write-ahead log at which it is copied back into the database.

A play dirties some 25 pages, most of them the same as the play before: copying them
back once in about forty plays is what keeps a card's writes low.
"""
LOG_BYTES: Final = 16 * 1024 * 1024
"""Size to which the log shrinks again after a large import."""
CACHED_STATEMENTS: Final = 256
WATCH_EVERY: Final = 50_000
"""Steps of SQLite's machine, about a millisecond's worth, between two calls of a watch."""

# Pages that become free can then be given back a few at a time.
NEW_FILE_PRAGMA: Final = "PRAGMA auto_vacuum = INCREMENTAL"
CHECK_REFERENCES: Final = "PRAGMA foreign_keys = ON"
TRUST_REFERENCES: Final = "PRAGMA foreign_keys = OFF"
WRITER_PRAGMAS: Final = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    CHECK_REFERENCES,
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -16384",
    f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}",
    f"PRAGMA journal_size_limit = {LOG_BYTES}",
)
READER_PRAGMAS: Final = (
    "PRAGMA query_only = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -16384",
)
FULLY_SYNCHRONOUS: Final = "PRAGMA synchronous = FULL"
NORMALLY_SYNCHRONOUS: Final = "PRAGMA synchronous = NORMAL"
CHECKPOINT: Final = "PRAGMA wal_checkpoint(PASSIVE)"
CHECKPOINT_AND_TRUNCATE: Final = "PRAGMA wal_checkpoint(TRUNCATE)"
BEGIN: Final = "BEGIN IMMEDIATE"
BEGIN_READING: Final = "BEGIN"
COMMIT: Final = "COMMIT"
ROLLBACK: Final = "ROLLBACK"

PRIMARY_CODE: Final = 0xFF
REFUSALS: Final = frozenset(
    {
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_PROTOCOL,
    }
)
DAMAGES: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
DISK_ERRNOS: Final = frozenset(
    {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO, errno.ENOENT}
)


def open_writer(path: Path) -> Connection:
    """Open the file for writing, creating it when it is missing."""
    is_new = not path.exists() or not path.stat().st_size
    pragmas = (NEW_FILE_PRAGMA, *WRITER_PRAGMAS) if is_new else WRITER_PRAGMAS
    return _open(str(path), uri=False, pragmas=pragmas)


def open_reader(path: Path) -> Connection:
    """Open the file for reading alone; raise when it is missing."""
    return _open(f"{path.absolute().as_uri()}?mode=ro", uri=True, pragmas=READER_PRAGMAS)


def _open(name: str, *, uri: bool, pragmas: tuple[str, ...]) -> Connection:
    db = sqlite3.connect(
        name,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        cached_statements=CACHED_STATEMENTS,
        uri=uri,
    )
    try:
        for pragma in pragmas:
            db.execute(pragma)
    except BaseException:
        db.close()
        raise
    return db


def watch(db: Connection, watcher: Callable[[], bool]) -> None:
    """Call ``watcher`` during long statements; the statement is stopped when it says True."""
    db.set_progress_handler(watcher, WATCH_EVERY)


@contextmanager
def transaction(db: Connection) -> Iterator[None]:
    """Commit what is done inside, or none of it when anything raises."""
    db.execute(BEGIN)
    try:
        yield
        db.execute(COMMIT)
    except BaseException:
        # SQLite itself has rolled back already after some errors, a full disk among them.
        if db.in_transaction:
            db.execute(ROLLBACK)
        raise


@contextmanager
def trusting(db: Connection) -> Iterator[None]:
    """Check no references in the transactions inside, nor follow them when rows are deleted.

    SQLite takes this up between transactions only: https://www.sqlite.org/foreignkeys.html#fk_enable
    """
    db.execute(TRUST_REFERENCES)
    try:
        yield
    finally:
        db.execute(CHECK_REFERENCES)


@contextmanager
def snapshot(db: Connection) -> Iterator[None]:
    """Let all that is read inside be of one moment, whatever is written meanwhile."""
    db.execute(BEGIN_READING)
    try:
        yield
    finally:
        if db.in_transaction:
            db.execute(ROLLBACK)


def is_refusal(error: BaseException) -> bool:
    """Tell whether the disk would not take it for now: full, read-only, away or locked."""
    if isinstance(error, OSError):
        return error.errno in DISK_ERRNOS
    return _primary_code(error) in REFUSALS


def is_damage(error: BaseException) -> bool:
    """Tell whether the file is not, or no longer, a sound database."""
    return _primary_code(error) in DAMAGES


def is_interruption(error: BaseException) -> bool:
    """Tell whether a watcher stopped the statement."""
    return _primary_code(error) == sqlite3.SQLITE_INTERRUPT


def _primary_code(error: BaseException) -> int | None:
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & PRIMARY_CODE
