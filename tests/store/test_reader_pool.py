"""What the readers say when SQLite refuses."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from custom_components.spindle.store.errors import StoreError

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
