"""The room of what was deleted is given back, when it is much and nobody listens."""

from __future__ import annotations

from contextlib import closing
import sqlite3
from typing import TYPE_CHECKING

from custom_components.spindle.store import Store, audit, jobs, plays, removal, vacuum
from custom_components.spindle.store.connection import open_writer
from custom_components.spindle.store.migrations import migrate
from custom_components.spindle.store.types import JobState, Selection

from .examples import NOON, a_play

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from sqlite3 import Connection

SOON = 10


def swell(db: Connection, *, megabytes: int = 12) -> None:
    """Leave as much room in the file as much that was deleted does."""
    plays.record(db, a_play())
    db.execute("CREATE TABLE ballast (filling BLOB) STRICT")
    db.executemany("INSERT INTO ballast VALUES (zeroblob(?))", [(1024 * 1024,)] * megabytes)
    db.execute("DROP TABLE ballast")


def test_much_is_worth_it_and_little_is_not(db: Connection) -> None:
    plays.record(db, a_play())
    assert not vacuum.look(db).is_worth_it
    swell(db, megabytes=7)
    assert not vacuum.look(db).is_worth_it
    swell(db)
    waste = vacuum.look(db)
    assert waste.is_worth_it
    assert waste.in_slices


def test_a_share_of_a_large_file_is_not_worth_it() -> None:
    megabyte = 1024 * 1024
    waste = vacuum.Waste(size=100 * megabyte, free=19 * megabyte, in_slices=True, last_play=None)
    assert not waste.is_worth_it


def test_an_hour_without_a_new_play_is_quiet(db: Connection) -> None:
    assert vacuum.look(db).is_quiet(NOON)
    plays.record(db, a_play())
    waste = vacuum.look(db)
    assert not waste.is_quiet(NOON + 3600)
    assert waste.is_quiet(NOON + 3601)


def test_room_is_given_back_in_slices(db: Connection, path: Path) -> None:
    swell(db)
    slices = 0
    while vacuum.give_back(db).more:
        slices += 1
    assert slices > 10
    assert vacuum.look(db).free == 0
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert path.stat().st_size < 1024 * 1024
    assert audit.compare(db) == []
    removal.delete(db, Selection(artist="Björk"))
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_an_older_file_is_written_anew_once(start_store: Callable[..., Store], path: Path) -> None:
    with closing(sqlite3.connect(path)) as older:
        older.execute("CREATE TABLE before_us (word TEXT) STRICT")
    db = open_writer(path)
    db.execute("DROP TABLE before_us")
    migrate(db, path)
    swell(db)
    assert not vacuum.look(db).in_slices
    db.close()
    store = start_store()
    store.shrink().result(SOON)
    waste = store.read(vacuum.look).result(SOON)
    assert (waste.in_slices, waste.free) == (True, 0)
    assert store.write(lambda db: db.execute("PRAGMA temp_store").fetchone()).result(SOON) == (2,)
    assert store.read(audit.compare).result(SOON) == []


def test_the_job_is_there_from_the_first_opening_and_stays_as_it_is(
    start_store: Callable[..., Store],
) -> None:
    store = start_store()
    (job,) = store.write(jobs.claim_due, [vacuum.QUEUE], NOON).result(SOON)
    store.write(jobs.fail, job, "", retry_at=NOON + 7.0).result(SOON)
    store.close()
    again = start_store().read(jobs.find, vacuum.QUEUE, "vacuum").result(SOON)
    assert again is not None
    assert (again.state, again.next_attempt_at) == (JobState.WAITING, NOON + 7)
