"""An import vouches for its references: nothing checks them meanwhile, everything afterwards."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from custom_components.spindle.store.connection import transaction, trusting

if TYPE_CHECKING:
    from sqlite3 import Connection

POINT_NOWHERE = "INSERT INTO track (artist_id, key, title) VALUES (7, 'a', 'a')"
LOST = "PRAGMA foreign_key_check"


def test_only_what_vouches_goes_unchecked(db: Connection) -> None:
    with trusting(db), transaction(db):
        db.execute(POINT_NOWHERE)
    assert len(db.execute(LOST).fetchall()) == 1
    with pytest.raises(sqlite3.IntegrityError), transaction(db):
        db.execute(POINT_NOWHERE)


def fail(db: Connection) -> None:
    """Begin to write, unchecked, and raise."""
    with trusting(db), transaction(db):
        db.execute(POINT_NOWHERE)
        message = "no"
        raise ValueError(message)


def test_checks_go_on_after_a_failure(db: Connection) -> None:
    with pytest.raises(ValueError, match="no"):
        fail(db)
    assert db.execute(LOST).fetchall() == []
    with pytest.raises(sqlite3.IntegrityError), transaction(db):
        db.execute(POINT_NOWHERE)
