"""Writing many plays at once has the outcome of writing them one after another."""

from __future__ import annotations

from contextlib import closing, contextmanager
import sqlite3
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.spindle.store import (
    aliases,
    audit,
    batches,
    bulk_around,
    hiding,
    plays,
)
from custom_components.spindle.store.bulk import Tally, record_many
from custom_components.spindle.store.connection import CHECK_REFERENCES
from custom_components.spindle.store.search_index import NameKind, containing
from custom_components.spindle.store.types import NewPlay, Written

from .conftest import create
from .examples import NOON, a_play

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from sqlite3 import Connection

TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'name_search_%'"
LASTFM = "import:lastfm"

HIDE_KITCHEN = "INSERT INTO hide_rule (player_id, note, made_at) VALUES (1, '', 0)"
HIDE_NIGHT = """
INSERT INTO hide_rule (start_minute, end_minute, note, made_at) VALUES (120, 150, '', 0)"""

MBID = "87c5dedd-371d-4a53-9f7f-80522fb7f3cb"
SPELLINGS = ["Björk", "bjork", "BJÖRK ", "Nina Simone", "", "\u200b"]
TITLES = ["Jóga", "joga", "Army of Me", " "]
SECONDS = st.none() | st.sampled_from([0, 20, 100, 200, 4000, float("nan")])


@st.composite
def some_plays(draw: st.DrawFn) -> NewPlay:
    """A play among few names and moments, so that many are told again."""
    changes: dict[str, Any] = {
        # On the last day of summer time in Berlin, around the hour that comes twice.
        "played_at": 1_761_437_400 + draw(st.integers(0, 120)) * 43,
        "artist": draw(st.sampled_from(SPELLINGS)),
        "title": draw(st.sampled_from(TITLES)),
        "album": draw(st.sampled_from([None, "Homogenic", "homogenic", ""])),
        "album_artist": draw(st.sampled_from([None, "Various", "Björk"])),
        "service": draw(st.sampled_from(["unknown", "spotify", "tidal"])),
        "item_id": draw(st.sampled_from([None, "a", "b"])),
        "player": draw(st.sampled_from([None, None, "kitchen", "bath"])),
        "rooms": draw(st.sampled_from([(), (), ("bath",), ("kitchen", "hall")])),
        "station": draw(st.sampled_from([None, None, "Radio"])),
        "duration": draw(SECONDS),
        "listened": draw(SECONDS),
        "origin": draw(st.sampled_from([LASTFM, LASTFM, "import:spotify", "sonos"])),
        **{
            f"{name}_mbid": draw(st.sampled_from([None, None, MBID, MBID.replace("8", "9"), "no"]))
            for name in ("artist", "album", "track")
        },
        "isrc": draw(st.sampled_from([None, "GBAYE9700102", "GBAYE9700103", "no"])),
    }
    return NewPlay(**changes)


def of_one_way(play: NewPlay) -> NewPlay:
    """Return what an export would tell of a play."""
    return play._replace(player=None, rooms=(), station=None, origin=LASTFM)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """An empty database, to be copied."""
    with closing(create(tmp_path_factory.mktemp("bulk") / "spindle.db")) as db:
        yield db


@contextmanager
def copies(empty: Connection) -> Iterator[tuple[Connection, Connection]]:
    """Open two databases in memory; the first checks no references, as imports do not."""
    with (
        closing(sqlite3.connect(":memory:", isolation_level=None)) as one,
        closing(sqlite3.connect(":memory:", isolation_level=None)) as other,
    ):
        for db in (one, other):
            empty.backup(db)
        other.execute(CHECK_REFERENCES)
        yield one, other
        assert one.execute("PRAGMA foreign_key_check").fetchall() == []


@pytest.fixture
def pair(empty: Connection) -> Iterator[tuple[Connection, Connection]]:
    """Two empty databases."""
    with copies(empty) as both:
        yield both


def everything(db: Connection) -> dict[str, list[Any]]:
    """Return every row of every table."""
    return {
        table: sorted(db.execute(f"SELECT * FROM {table}").fetchall(), key=repr)  # noqa: S608
        for (table,) in db.execute(TABLES).fetchall()
        if table != "name_search"
    }


def record_each(db: Connection, told: Sequence[NewPlay], *, batch: int) -> Tally:
    """Write plays one after another: the model."""
    written = [plays.record(db, play, batch=batch).written for play in told]
    return Tally(
        added=written.count(Written.ADDED),
        updated=written.count(Written.UPDATED),
        duplicates=written.count(Written.DUPLICATE),
        refused=written.count(Written.REFUSED),
    )


def begin(db: Connection) -> tuple[int, int]:
    """Begin two batches."""
    one, two = (batches.start(db, LASTFM, "", started_at=NOON) for _ in range(2))
    return one, two


CHUNKS = st.lists(st.tuples(st.integers(0, 1), st.lists(some_plays(), max_size=12)), max_size=5)


@settings(max_examples=60)
@given(chunks=CHUNKS, live=st.lists(some_plays(), max_size=5), scattered=st.booleans())
def test_outcome_is_that_of_one_after_another(
    empty: Connection,
    chunks: list[tuple[int, list[NewPlay]]],
    live: list[NewPlay],
    scattered: bool,  # noqa: FBT001 (hypothesis draws it)
) -> None:
    with copies(empty) as (fast, slow), pytest.MonkeyPatch.context() as patch:
        patch.setattr(bulk_around, "MOST_AROUND", 2 if scattered else 3000)
        for db in (fast, slow):
            begin(db)
            for play in live:
                plays.record(db, play)
        for batch, told in chunks:
            expected = record_each(slow, told, batch=batch + 1)
            rehearsed = record_many(fast, told, batch=batch + 1, dry_run=True)
            assert record_many(fast, told, batch=batch + 1) == expected == rehearsed
            assert everything(fast) == everything(slow)
            assert audit.compare(fast) == []


@settings(max_examples=60)
@given(
    live=st.lists(some_plays(), max_size=5),
    told=st.lists(some_plays().map(of_one_way), max_size=12),
    again=st.lists(st.tuples(st.integers(0, 11), some_plays().map(of_one_way)), max_size=12),
)
def test_an_export_and_a_later_one_have_the_outcome_of_one_after_another(
    empty: Connection,
    live: list[NewPlay],
    told: list[NewPlay],
    again: list[tuple[int, NewPlay]],
) -> None:
    # A later row is one of the first export, changed in what it knows of the play, or another.
    later = [
        other._replace(
            played_at=told[place].played_at, artist=told[place].artist, title=told[place].title
        )
        if place < len(told)
        else other
        for place, other in again
    ]
    with copies(empty) as (fast, slow):
        for db in (fast, slow):
            begin(db)
            for play in live:
                plays.record(db, play)
        for batch, some in ((1, told), (1, told), (2, [*told, *later])):
            expected = record_each(slow, some, batch=batch)
            rehearsed = record_many(fast, some, batch=batch, dry_run=True)
            assert record_many(fast, some, batch=batch) == expected == rehearsed
            assert everything(fast) == everything(slow)
            assert audit.compare(fast) == []


@given(told=st.lists(some_plays(), max_size=12), again=st.lists(some_plays(), max_size=6))
def test_other_spellings_lead_where_they_lead_one_by_one(
    empty: Connection, told: list[NewPlay], again: list[NewPlay]
) -> None:
    with copies(empty) as (fast, slow):
        for db in (fast, slow):
            begin(db)
            plays.record(db, a_play(artist="Nina Simone", title="Jóga"))
            target = db.execute("SELECT id FROM artist").fetchone()[0]
            aliases.lead(db, NameKind.ARTIST, "bjork", target)
        for some in (told, again):
            expected = record_each(slow, some, batch=1)
            rehearsed = record_many(fast, some, batch=1, dry_run=True)
            assert record_many(fast, some, batch=1) == expected == rehearsed
            assert everything(fast) == everything(slow)


@given(told=st.lists(some_plays(), max_size=12), again=st.lists(some_plays(), max_size=6))
def test_rules_hide_as_they_hide_one_by_one(
    empty: Connection, told: list[NewPlay], again: list[NewPlay]
) -> None:
    with copies(empty) as (fast, slow):
        for db in (fast, slow):
            begin(db)
            plays.record(db, a_play(artist="Björk", player="kitchen"))
            db.execute(HIDE_KITCHEN)
            db.execute(HIDE_NIGHT)
            hiding.begin(db)
            hiding.rejudge(db)
        for some in (told, again):
            expected = record_each(slow, some, batch=1)
            assert record_many(fast, some, batch=1) == expected
            assert everything(fast) == everything(slow)
            assert audit.compare(fast) == []


def test_a_rehearsal_writes_nothing(pair: tuple[Connection, Connection]) -> None:
    db, _ = pair
    batch, _ = begin(db)
    before = everything(db)
    assert record_many(db, [a_play()], batch=batch, dry_run=True) == Tally(added=1)
    assert everything(db) == before


def test_what_is_told_again_writes_nothing(pair: tuple[Connection, Connection]) -> None:
    db, _ = pair
    batch, _ = begin(db)
    told = [a_play(played_at=NOON + 300 * n, title=f"Track {n % 7}") for n in range(50)]
    assert record_many(db, told, batch=batch) == Tally(added=50)
    changes = db.total_changes
    assert record_many(db, told, batch=batch) == Tally(duplicates=50)
    assert db.total_changes == changes


def test_new_names_are_found_by_searching(pair: tuple[Connection, Connection]) -> None:
    db, _ = pair
    batch, _ = begin(db)
    record_many(db, [a_play(artist="Björk", title="Hyperballad")], batch=batch)
    found = db.execute(
        "SELECT count(*) FROM name_search WHERE name_search MATCH ?", (containing("perball"),)
    )
    assert found.fetchone() == (1,)


def test_a_second_holds_no_more_than_it_can(pair: tuple[Connection, Connection]) -> None:
    db, _ = pair
    batch, _ = begin(db)
    told = [a_play(played_at=NOON, title=f"Track {n}") for n in range(1002)]
    assert record_many(db, told, batch=batch) == Tally(added=1000, refused=2)
