"""A database in any state is opened, waited for, or set aside; never deleted."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from custom_components.spindle.store import (
    audit,
    batches,
    commands,
    meta,
    plays,
    readers,
    schema,
    vacuum,
)
from custom_components.spindle.store.connection import open_reader, open_writer
from custom_components.spindle.store.copies import MARGIN
from custom_components.spindle.store.errors import MEGABYTE, NewerError, StoreWaitingError
from custom_components.spindle.store.migrations import MIGRATIONS
from custom_components.spindle.store.opening import Opened, Opener
from custom_components.spindle.store.types import JobState

from .conftest import ZONE, create
from .examples import NOON, a_play

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from sqlite3 import Connection

LATER = len(MIGRATIONS) + 1
"""The version of a Spindle that is still to come."""

type Open = Callable[..., Opened]

DIE_WITHOUT_CLOSING = """
import os, sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("INSERT INTO meta (name, value) VALUES ('left', 'open')")
os._exit(9)
"""


@pytest.fixture
def open_file(path: Path) -> Iterator[Open]:
    """Open the database as the writer does; everything is closed at the end."""
    opened: list[Opened] = []

    def do(*, check: bool = False, **extras: Any) -> Opened:
        opener = Opener(path, zone=ZONE, **extras)
        opened.append(opener.open(check=check, watcher=lambda: False))
        return opened[-1]

    yield do
    for one in opened:
        one.db.close()


def a_history(path: Path, count: int = 300) -> None:
    """Write a database with some plays, and close it in order."""
    with contextlib.closing(create(path)) as db:
        db.execute("BEGIN")
        for number in range(count):
            plays.record(db, a_play(played_at=NOON + number * 1000, title=f"Track {number}"))
        db.execute("COMMIT")


def files(path: Path) -> set[str]:
    """Return the names of all files beside the database."""
    return {file.name for file in path.parent.iterdir()}


def test_new_file(path: Path, open_file: Open) -> None:
    opened = open_file()
    assert opened.set_aside is None
    assert opened.upkeep == ()
    assert opened.db.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
    assert meta.read(opened.db, meta.ZONE) == ZONE
    assert "spindle.db" in files(path)


def test_pragmas(open_file: Open) -> None:
    db = open_file().db
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "temp_store": 2,
        "cache_size": -16384,
        "busy_timeout": 5000,
        "wal_autocheckpoint": 1000,
        "auto_vacuum": 2,
    }
    assert {name: db.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted} == wanted


def test_readers_cannot_write_nor_create(path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError, match="unable to open"):
        open_reader(path)
    a_history(path, 1)
    with contextlib.closing(open_reader(path)) as db:
        assert len(readers.recent(db, 5)) == 1
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            db.execute("DELETE FROM play")


def test_clean_file_is_not_checked_again(
    path: Path, open_file: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_history(path)
    monkeypatch.setattr("custom_components.spindle.store.opening.check_file", pytest.fail)
    assert len(readers.recent(open_file().db, 500)) == 300


def test_file_that_was_not_closed_is_checked_and_keeps_everything(
    path: Path, open_file: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_history(path)
    subprocess.run([sys.executable, "-c", DIE_WITHOUT_CLOSING, path], check=False)
    assert "spindle.db-wal" in files(path)
    checked = []
    monkeypatch.setattr(
        "custom_components.spindle.store.opening.check_file",
        lambda _db, *, thoroughly: checked.append(thoroughly),
    )
    opened = open_file()
    assert checked == [False]
    assert opened.set_aside is None
    assert meta.read(opened.db, "left") == "open"
    assert len(readers.recent(opened.db, 500)) == 300


def garbage(path: Path) -> None:
    """Make it no database at all."""
    path.write_bytes(b"This is not a database." * 1000)


def truncated(path: Path) -> None:
    """Cut it in the middle of a page."""
    os.truncate(path, path.stat().st_size // 2 + 100)


def overwritten(path: Path) -> None:
    """Overwrite pages in its middle, as a dying card does, and leave it unclosed."""
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 8192 * 4096)
        file.write(b"\xa5" * 4096 * 8)
    path.with_name("spindle.db-wal").write_bytes(b"")


@pytest.mark.parametrize("damage", [garbage, truncated, overwritten])
def test_damaged_file_is_set_aside_and_a_new_one_started(
    path: Path, open_file: Open, damage: Callable[[Path], None]
) -> None:
    a_history(path)
    damage(path)
    damaged = path.read_bytes()
    opened = open_file()
    assert opened.set_aside == "spindle.corrupt-1.db"
    assert path.with_name("spindle.corrupt-1.db").read_bytes() == damaged
    assert readers.recent(opened.db, 5) == ()
    assert plays.record(opened.db, a_play()).play_id == NOON * 1000


def test_each_damaged_file_keeps_its_own_name_and_companions(path: Path, open_file: Open) -> None:
    for number in (1, 2):
        garbage(path)
        path.with_name("spindle.db-wal").write_bytes(b"log")
        opened = open_file()
        assert opened.set_aside == f"spindle.corrupt-{number}.db"
        opened.db.close()
    assert {
        "spindle.corrupt-1.db",
        "spindle.corrupt-1.db-wal",
        "spindle.corrupt-2.db",
        "spindle.corrupt-2.db-wal",
    } <= files(path)


def test_suspected_file_that_is_sound_stays(path: Path, open_file: Open) -> None:
    a_history(path)
    opened = open_file(check=True)
    assert opened.set_aside is None
    assert len(readers.recent(opened.db, 500)) == 300


def test_newer_file_is_left_untouched(path: Path, open_file: Open) -> None:
    a_history(path)
    with contextlib.closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version = 99")
    before, names = path.read_bytes(), files(path)
    with pytest.raises(NewerError, match="version 99"):
        open_file()
    assert path.read_bytes() == before
    assert {name for name in files(path) - names if "-" not in name} == set()


def test_newer_file_that_was_not_closed_is_left_untouched_too(path: Path, open_file: Open) -> None:
    a_history(path)
    with contextlib.closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version = 99")
    subprocess.run([sys.executable, "-c", DIE_WITHOUT_CLOSING, path], check=False)
    log = path.with_name("spindle.db-wal")
    before = path.read_bytes(), log.read_bytes()
    with pytest.raises(NewerError):
        open_file()
    assert (path.read_bytes(), log.read_bytes()) == before


def test_jobs_of_a_dead_process_wait_again(path: Path, open_file: Open) -> None:
    db = create(path)
    commands.enqueue_job(db, "lidarr", "album", {})
    commands.claim_due_jobs(db, ["lidarr"], 1)
    db.close()
    (job,) = commands.claim_due_jobs(open_file().db, ["lidarr"], 1)
    assert (job.state, job.attempts) == (JobState.RUNNING, 2)


def add_column(db: Connection) -> None:
    """Be a later version's migration."""
    db.execute("ALTER TABLE track ADD COLUMN mood TEXT")


def fail_halfway(db: Connection) -> None:
    """Be a migration with a bug."""
    db.execute("ALTER TABLE track ADD COLUMN colour TEXT")
    msg = "a bug"
    raise RuntimeError(msg)


def test_migration_copies_what_there_was(path: Path, open_file: Open) -> None:
    a_history(path)
    opened = open_file(migrations=(*MIGRATIONS, add_column))
    assert opened.db.execute("PRAGMA user_version").fetchone() == (LATER,)
    assert opened.db.execute("SELECT count(mood) FROM track").fetchone() == (0,)
    with contextlib.closing(open_writer(path.with_name(f"spindle.before-{LATER}.db"))) as copy:
        assert copy.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
        assert len(readers.recent(copy, 500)) == 300
        assert audit.compare(copy) == []


def as_version_1(new: Path, path: Path) -> None:
    """Write what a database holds into another one, as the first version would have it."""
    with contextlib.closing(sqlite3.connect(path)) as db:
        schema.create(db)
        db.execute("PRAGMA user_version = 1")
        db.execute("ATTACH ? AS newer", (str(new),))
        for (table,) in db.execute("SELECT name FROM main.sqlite_schema WHERE type = 'table'"):
            columns = ", ".join(row[1] for row in db.execute(f"PRAGMA main.table_info({table})"))
            db.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM newer.{table}")  # noqa: S608  # The tables of the schema.
        db.commit()


def content(db: Connection) -> set[str]:
    """Return all that a database is and holds.

    How the search index lies on its pages is left out, and what every opening adds.
    """
    left_out = ("name_search_", f"'{vacuum.QUEUE}'")
    return {line for line in db.iterdump() if not any(part in line for part in left_out)}


def test_first_version_is_led_to_what_a_new_database_would_hold(
    path: Path, open_file: Open
) -> None:
    new = path.with_name("new.db")
    with contextlib.closing(create(new)) as db:
        imported = batches.start(db, "import:lastfm", "", started_at=NOON)
        batches.start(db, "import:spotify", "without plays", started_at=NOON)
        for number in range(60):
            plays.record(
                db,
                a_play(
                    played_at=NOON + number * 40_000,
                    title=f"Track {number % 23}",
                    artist=f"Artist {number % 7}",
                    album=f"Album {number % 5}" if number % 3 else None,
                    listened=number * 9 if number % 4 else None,
                ),
                batch=imported if number in {7, 9, 30} else None,
            )
        expected = content(db)
    as_version_1(new, path)
    db = open_file().db
    assert content(db) == expected
    assert audit.compare(db) == []
    assert plays.record(db, a_play(played_at=NOON + 7, title="Army of Me")).play_id
    assert audit.compare(db) == []
    with contextlib.closing(
        sqlite3.connect(path.with_name(f"spindle.before-{len(MIGRATIONS)}.db"))
    ) as copy:
        assert copy.execute("PRAGMA user_version").fetchone() == (1,)
        assert copy.execute("SELECT count(*) FROM scrobbles").fetchone() == (60,)


def test_new_file_needs_no_copy(path: Path, open_file: Open) -> None:
    open_file(migrations=(*MIGRATIONS, add_column), free=lambda _: 0)
    assert not [name for name in files(path) if "before" in name]


def test_migration_waits_for_the_room_that_its_copy_needs(path: Path, open_file: Open) -> None:
    a_history(path)
    needed = -(-(path.stat().st_size + MARGIN) // MEGABYTE)
    with pytest.raises(StoreWaitingError, match=rf"{needed} MB must be free, 3 MB are"):
        open_file(migrations=(*MIGRATIONS, add_column), free=lambda _: 3 * MEGABYTE)
    assert open_file().db.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)


def test_failing_migration_changes_nothing(path: Path, open_file: Open) -> None:
    a_history(path)
    with pytest.raises(RuntimeError, match="a bug"):
        open_file(migrations=(*MIGRATIONS, add_column, fail_halfway))
    db = open_file(migrations=(*MIGRATIONS, add_column)).db
    assert db.execute("PRAGMA user_version").fetchone() == (LATER,)
    columns = [row[1] for row in db.execute("PRAGMA table_info(track)")]
    assert "mood" in columns
    assert "colour" not in columns
