"""Work that vouches for its references: nothing checks them meanwhile, everything afterwards."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from custom_components.spindle.store import batches, readers
from custom_components.spindle.store.bulk import record_many

from .examples import NOON, a_play

if TYPE_CHECKING:
    from sqlite3 import Connection

    from custom_components.spindle.store import Store

SOON = 10
CHECKED = "PRAGMA foreign_keys"
LOST = "PRAGMA foreign_key_check"
POINT_NOWHERE = "INSERT INTO track (artist_id, key, title) VALUES (7, 'a', 'a')"


def point_nowhere(db: Connection) -> None:
    """Write a row that points at one that is not there."""
    db.execute(POINT_NOWHERE)


def fail(db: Connection) -> None:
    """Write a play and raise."""
    record_many(db, [a_play()], batch=batches.start(db, "import:csv", "", started_at=NOON))
    message = "no"
    raise ValueError(message)


def are_checked(store: Store) -> bool:
    """Tell whether the next command has its references checked."""
    checked: int = store.write(lambda db: db.execute(CHECKED).fetchone()[0]).result(SOON)
    return bool(checked)


def test_only_what_vouches_goes_unchecked(store: Store) -> None:
    store.write_vouched(point_nowhere).result(SOON)
    assert store.read(lambda db: len(db.execute(LOST).fetchall())).result(SOON) == 1
    assert are_checked(store)
    for write in (store.write, store.write_kept, store.write_bulk):
        with pytest.raises(sqlite3.IntegrityError):
            write(point_nowhere).result(SOON)


def test_failing_vouched_work_changes_nothing_and_checks_go_on(store: Store) -> None:
    with pytest.raises(ValueError, match="no"):
        store.write_vouched(fail).result(SOON)
    assert store.read(readers.recent, 5).result(SOON) == ()
    assert are_checked(store)
