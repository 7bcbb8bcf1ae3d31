"""What the readers say when SQLite refuses."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from custom_components.spindle.store import commands
from custom_components.spindle.store.errors import StoreError

from .examples import a_play

if TYPE_CHECKING:
    from sqlite3 import Connection

    from custom_components.spindle.store import Store

SOON = 10.0


def test_whatever_sqlite_says_is_an_error_of_the_store(store: Store) -> None:
    def damaged(_: Connection) -> None:
        raise sqlite3.DatabaseError("database disk image is malformed")

    with pytest.raises(StoreError, match="disk image is malformed") as told:
        store.read(damaged).result(SOON)
    assert isinstance(told.value.__cause__, sqlite3.DatabaseError)


def test_a_query_s_own_error_passes_as_it_is(store: Store) -> None:
    def refuses(_: Connection) -> None:
        raise ValueError("no such selection")

    with pytest.raises(ValueError, match="no such selection"):
        store.read(refuses).result(SOON)


def test_a_question_is_answered_as_of_one_moment(store: Store) -> None:
    def twice(db: Connection) -> list[int]:
        counted = []
        for _ in range(2):
            counted += db.execute("SELECT count(*) FROM play").fetchone()
            store.write(commands.record_play, a_play()).result(SOON)
        return counted

    assert store.read(twice).result(SOON) == [0, 0]
    assert store.read(twice).result(SOON) == [1, 1]
