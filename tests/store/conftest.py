"""A database without threads, and a store with them."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from custom_components.spindle.store import Store, meta, migrations
from custom_components.spindle.store.connection import open_writer, transaction

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from sqlite3 import Connection

    from custom_components.spindle.store.types import StoreStatus

ZONE = "Europe/Berlin"


def never(_attempt: int) -> float:
    """Return a pause that no test waits for: only a nudge ends it."""
    return 3600.0


def create(path: Path) -> Connection:
    """Return an open database of the newest version; it does not wait for the disk."""
    db = open_writer(path)
    db.execute("PRAGMA synchronous = OFF")
    migrations.migrate(db, path)
    with transaction(db):
        meta.write(db, meta.ZONE, ZONE)
    return db


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database is."""
    return tmp_path / "spindle.db"


@pytest.fixture
def db(path: Path) -> Iterator[Connection]:
    """An empty database of the newest version, in no transaction."""
    with closing(create(path)) as connection:
        yield connection


@pytest.fixture
def statuses() -> list[StoreStatus]:
    """Every status that the stores of this test have told."""
    return []


@pytest.fixture
def start_store(path: Path, statuses: list[StoreStatus]) -> Iterator[Callable[..., Store]]:
    """Open a store of the database, with given extras; all are closed at the end."""
    stores: list[Store] = []

    def start(**extras: Any) -> Store:
        store = Store(path, zone=ZONE, on_status=statuses.append, **{"delay": never, **extras})
        stores.append(store)
        store.open()
        return store

    yield start
    for store in stores:
        store.close()


@pytest.fixture
def store(start_store: Callable[..., Store]) -> Store:
    """A store that has been opened."""
    return start_store()
