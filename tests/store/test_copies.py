"""Copies beside the database: whole, few, and only where there is room."""

from __future__ import annotations

from contextlib import closing
import sqlite3
from typing import TYPE_CHECKING

import pytest

from custom_components.spindle.store import audit, copies, plays, readers
from custom_components.spindle.store.connection import open_writer
from custom_components.spindle.store.errors import NoRoomError

from .examples import NOON, a_play

if TYPE_CHECKING:
    from pathlib import Path
    from sqlite3 import Connection


def beside(path: Path) -> list[str]:
    return sorted(file.name for file in path.parent.iterdir() if "backup" in file.name)


def test_a_copy_holds_everything_while_a_writer_is_at_work(db: Connection, path: Path) -> None:
    for number in range(30):
        plays.record(db, a_play(played_at=NOON + number * 500))
    db.execute("BEGIN IMMEDIATE")
    plays.record(db, a_play(played_at=NOON - 500))
    copy = copies.make_dated(path, "20231114-231320")
    db.execute("COMMIT")
    assert beside(path) == [copy.name] == ["spindle.backup-20231114-231320.db"]
    with closing(open_writer(copy)) as copied:
        assert len(readers.recent(copied, 100)) == 30
        assert audit.compare(copied) == []


def test_three_copies_stay(db: Connection, path: Path) -> None:
    plays.record(db, a_play())
    for day in range(1, 6):
        copies.make_dated(path, f"2023111{day}-000000")
    assert beside(path) == [f"spindle.backup-2023111{day}-000000.db" for day in (3, 4, 5)]


def test_without_room_there_is_no_copy(db: Connection, path: Path) -> None:
    plays.record(db, a_play())
    with pytest.raises(NoRoomError, match="3 MB are") as refused:
        copies.make_dated(path, "x", free=lambda _: 3 * 1024 * 1024)
    assert (refused.value.needed, refused.value.free) == (17, 3)
    assert beside(path) == []


def test_a_copy_that_fails_leaves_nothing(path: Path) -> None:
    path.write_bytes(b"This is no database at all." * 1000)
    with pytest.raises(sqlite3.DatabaseError):
        copies.make_dated(path, "x")
    assert beside(path) == []
