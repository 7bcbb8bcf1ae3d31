"""What one chunk of an import has learnt of names is true for the next one, or forgotten."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.spindle.store import bulk_memory, plays
from custom_components.spindle.store.bulk import record_many
from custom_components.spindle.store.bulk_memory import Memory

from .conftest import create
from .examples import a_play
from .test_bulk import begin, copies, everything, record_each, some_plays

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from sqlite3 import Connection

    from custom_components.spindle.store.bulk import Tally
    from custom_components.spindle.store.types import NewPlay

CHUNKS = st.lists(
    st.tuples(st.lists(some_plays(), max_size=12), st.none() | some_plays()), max_size=5
)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """An empty database, to be copied."""
    with closing(create(tmp_path_factory.mktemp("memory") / "spindle.db")) as db:
        yield db


def remember(db: Connection, told: Sequence[NewPlay], memory: Memory) -> Tally:
    """Write a chunk with what is known of names."""
    names = memory.recall(db)
    tally = record_many(db, told, batch=1, names=names)
    memory.keep(db, names)
    return tally


@settings(max_examples=60)
@given(chunks=CHUNKS, most=st.sampled_from([0, 2, 1000]))
def test_outcome_is_that_of_one_after_another(
    empty: Connection, chunks: list[tuple[list[NewPlay], NewPlay | None]], most: int
) -> None:
    with copies(empty) as (fast, slow), pytest.MonkeyPatch.context() as patch:
        patch.setattr(bulk_memory, "MOST", most)
        memory = Memory()
        for db in (fast, slow):
            begin(db)
        for told, live in chunks:
            assert remember(fast, told, memory) == record_each(slow, told, batch=1)
            if live is not None:
                plays.record(fast, live)
                plays.record(slow, live)
            assert everything(fast) == everything(slow)


def test_names_are_known_until_anything_else_is_written(db: Connection) -> None:
    begin(db)
    memory = Memory()
    names = memory.recall(db)
    memory.keep(db, names)
    assert memory.recall(db) is names
    memory.keep(db, names)
    plays.record(db, a_play())
    assert memory.recall(db) is not names


def test_what_was_not_committed_is_forgotten(db: Connection) -> None:
    memory = Memory()
    names = memory.recall(db)
    assert memory.recall(db) is not names


def test_another_connection_may_be_of_another_file(db: Connection, empty: Connection) -> None:
    memory = Memory()
    names = memory.recall(db)
    memory.keep(db, names)
    assert memory.recall(empty) is not names
