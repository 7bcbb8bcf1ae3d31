"""Undoing a batch takes back, too, what it completed in plays that are not its own."""

from __future__ import annotations

from contextlib import closing
import sqlite3
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.spindle.store import audit, batches, bulk, completions, plays
from custom_components.spindle.store.connection import CHECK_REFERENCES

from .conftest import create
from .examples import NOON, a_play

if TYPE_CHECKING:
    from collections.abc import Iterator
    from sqlite3 import Connection

    from custom_components.spindle.store.types import NewPlay

ROOMS = st.sampled_from(("kitchen", "bath"))


def told(players: st.SearchStrategy[str | None]) -> st.SearchStrategy[list[NewPlay]]:
    """Tell of two tracks around one moment, more or less fully."""
    return st.lists(
        st.builds(
            a_play,
            played_at=st.integers(0, 6).map(lambda number: NOON + number * 40),
            title=st.sampled_from(("Jóga", "Hunter")),
            album=st.none() | st.sampled_from(("Homogenic", "Live")),
            service=st.sampled_from(("unknown", "spotify", "tidal")),
            player=players,
            rooms=st.sampled_from(((), ("bath",), ("hall",))),
            station=st.none() | st.just("Radio"),
            duration=st.none() | st.sampled_from((180, 240)),
            listened=st.none() | st.sampled_from((60, 170, 240)),
        ),
        max_size=6,
    )


def stored(db: Connection) -> list[tuple[Any, ...]]:
    """Return all plays, and the names that are left, as they stand."""
    return [
        *db.execute("SELECT * FROM play ORDER BY id"),
        *db.execute("SELECT * FROM play_room ORDER BY 1, 2"),
        *db.execute("SELECT key, plays, seconds, first_at, last_at FROM track ORDER BY key"),
        *db.execute("SELECT key, plays, seconds, first_at, last_at FROM album ORDER BY key"),
    ]


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """An empty database, to be copied."""
    with closing(create(tmp_path_factory.mktemp("completions") / "spindle.db")) as db:
        yield db


def bring(db: Connection, origin: str, told: list[NewPlay]) -> int:
    """Bring plays in as a batch of their own."""
    batch = batches.start(db, origin, "", started_at=NOON)
    rows = [play._replace(origin=origin) for play in told]
    bulk.record_many(db, rows, batch=batch)
    return batch


def undo(db: Connection, batch: int) -> None:
    """Undo a batch, two plays at a time."""
    while batches.undo(db, batch, limit=2).more:
        pass


# The last knows every speaker: its plays without one would take the place to which others'
# plays go back.
@given(
    live=told(st.none() | ROOMS),
    first=told(st.none() | ROOMS),
    second=told(ROOMS),
    is_first_undone_first=st.booleans(),
)
@settings(max_examples=150)
def test_what_two_batches_completed_is_as_it_was_once_both_are_undone(
    *,
    empty: Connection,
    live: list[NewPlay],
    first: list[NewPlay],
    second: list[NewPlay],
    is_first_undone_first: bool,
) -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        empty.backup(db)
        db.execute(CHECK_REFERENCES)
        for play in live:
            plays.record(db, play)
        before = stored(db)
        brought = [bring(db, "import:lastfm", first), bring(db, "import:spotify", second)]
        assert audit.compare(db) == []
        for batch in brought if is_first_undone_first else reversed(brought):
            undo(db, batch)
            assert audit.compare(db) == []
        assert stored(db) == before
        assert db.execute("SELECT count(*) FROM completed").fetchone() == (0,)


def test_what_has_grown_since_stays(db: Connection) -> None:
    bare = {"album": None, "duration": None, "listened": None}
    plays.record(db, a_play(**bare))
    whole = a_play(album="Homogenic", duration=305, listened=200)
    batch = bring(db, "import:spotify", [whole])
    plays.record(db, a_play(**bare | {"listened": 290}))
    undo(db, batch)
    assert db.execute("SELECT album_id, duration, listened FROM play").fetchall() == [
        (None, None, 290)
    ]
    assert db.execute("SELECT count(*) FROM album").fetchone() == (0,)
    assert audit.compare(db) == []


def test_a_play_that_is_deleted_leaves_nothing_to_take_back(db: Connection) -> None:
    plays.record(db, a_play(duration=None))
    batch = bring(db, "import:spotify", [a_play(duration=305)])
    assert db.execute("SELECT count(*) FROM completed").fetchone() == (1,)
    db.execute("DELETE FROM play")
    assert not completions.take_back(db, batch, 10)


def test_who_added_to_what_is_taken_back_has_added_to_what_was_there_before(
    db: Connection,
) -> None:
    plays.record(db, a_play(listened=100))
    first = bring(db, "import:lastfm", [a_play(listened=170)])
    second = bring(db, "import:spotify", [a_play(listened=240)])
    undo(db, first)
    assert db.execute("SELECT listened FROM play").fetchall() == [(240,)]
    undo(db, second)
    assert db.execute("SELECT listened FROM play").fetchall() == [(100,)]


def test_a_speaker_stays_where_another_play_has_taken_the_place_without(db: Connection) -> None:
    plays.record(db, a_play(player=None))
    first = bring(db, "import:lastfm", [a_play()])
    bring(db, "import:lastfm", [a_play(player=None, rooms=("bath",))])
    assert db.execute("SELECT count(*) FROM play").fetchone() == (2,)
    undo(db, first)
    players = db.execute("SELECT speaker FROM play LEFT JOIN player ON player.id = player_id")
    assert sorted(players, key=repr) == [("RINCON_KITCHEN",), (None,)]
    assert audit.compare(db) == []


def test_what_a_batch_tells_twice_of_a_play_is_taken_back_at_once(db: Connection) -> None:
    plays.record(db, a_play(listened=100, duration=None))
    batch = bring(db, "import:lastfm", [a_play(listened=170, duration=None)])
    bulk.record_many(db, [a_play(listened=240, origin="import:lastfm")], batch=batch)
    undo(db, batch)
    assert db.execute("SELECT listened, duration FROM play").fetchall() == [(100, None)]
