"""The file stands still for a backup, while plays go on arriving."""

from __future__ import annotations

from concurrent.futures import CancelledError
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from custom_components.spindle.store import Store, audit, commands, readers
from custom_components.spindle.store.connection import open_reader, open_writer
from custom_components.spindle.store.errors import StoreError
from custom_components.spindle.store.stillness import LONGEST, Stillness
from custom_components.spindle.store.types import StoreState

from .examples import NOON, a_play

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from sqlite3 import Connection

SOON = 10


def test_plays_wait_and_the_file_is_whole_and_still(store: Store, path: Path) -> None:
    for number in range(20):
        store.write(commands.record_play, a_play(played_at=NOON + number * 500)).result(SOON)
    store.begin_backup().result(SOON)
    log = path.with_name("spindle.db-wal")
    assert log.stat().st_size == 0
    before = path.read_bytes()
    waiting = [
        store.write_kept(commands.record_play, a_play(played_at=NOON - number * 500))
        for number in range(1, 30)
    ]
    asked = store.write(commands.set_meta, "asked", "meanwhile")
    assert len(store.read(readers.recent, 100).result(SOON)) == 20, "reading goes on"
    copy = path.with_name("copy.db")
    copy.write_bytes(path.read_bytes())
    assert path.read_bytes() == before
    assert log.stat().st_size == 0
    assert not any(one.done() for one in waiting)
    assert not asked.done()
    assert store.status.state is StoreState.READY
    store.end_backup()
    for one in waiting:
        one.result(SOON)
    asked.result(SOON)
    assert len(store.read(readers.recent, 100).result(SOON)) == 49
    assert store.read(audit.compare).result(SOON) == []
    with closing(open_writer(copy)) as copied:
        assert len(readers.recent(copied, 100)) == 20
        assert audit.compare(copied) == []


def test_it_ends_by_itself(db: Connection) -> None:
    now = [0.0]

    def beat() -> bool:
        now[0] += LONGEST / 2
        return True

    stillness = Stillness(beat, monotonic=lambda: now[0])
    stillness(db)
    assert stillness.begun.done()
    assert now[0] == LONGEST


def test_closing_does_not_wait_for_it(start_store: Callable[..., Store], path: Path) -> None:
    store = start_store()
    store.begin_backup().result(SOON)
    kept = store.write_kept(commands.record_play, a_play())
    store.close()
    kept.result(SOON)
    with closing(open_reader(path)) as db:
        assert len(readers.recent(db, 5)) == 1


def test_a_second_backup_takes_over_from_the_first(store: Store) -> None:
    store.begin_backup().result(SOON)
    store.begin_backup().result(SOON)
    waiting = store.write(commands.set_meta, "a", "b")
    assert not waiting.done()
    store.end_backup()
    waiting.result(SOON)
    store.end_backup()


def test_one_that_is_over_before_it_began_holds_nothing(db: Connection) -> None:
    stillness = Stillness(lambda: pytest.fail("it rests"))
    stillness.end()
    stillness(db)
    with pytest.raises(CancelledError):
        stillness.begun.result(0)


def test_one_that_nobody_waits_for_any_more_holds_nothing(db: Connection) -> None:
    stillness = Stillness(lambda: pytest.fail("it rests"))
    assert stillness.begun.cancel()
    stillness(db)


def test_a_store_that_is_closed_says_so(start_store: Callable[..., Store]) -> None:
    store = start_store()
    store.write(commands.set_meta, "a", "b").result(SOON)
    store.close()
    with pytest.raises(StoreError):
        store.begin_backup().result(SOON)
