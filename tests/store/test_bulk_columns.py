"""What many rows tell, by column, and which of them stand apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from custom_components.spindle.listening.types import Kind
from custom_components.spindle.store import batches, bulk_chunk
from custom_components.spindle.store.bulk import record_many
from custom_components.spindle.store.bulk_apart import stand_apart
from custom_components.spindle.store.bulk_around import Around
from custom_components.spindle.store.bulk_columns import Columns
from custom_components.spindle.store.types import NewPlay

from .examples import NOON, a_play

if TYPE_CHECKING:
    from sqlite3 import Connection

IMPORTED: dict[str, Any] = {"origin": "import:lastfm", "player": None, "rooms": ()}


def test_columns_are_the_fields_of_a_play() -> None:
    assert Columns._fields[: len(NewPlay._fields)] == NewPlay._fields


def test_a_part_has_the_same_rows_of_every_column() -> None:
    told = [a_play(played_at=NOON + row, title=f"Track {row}") for row in range(5)]
    assert Columns.of(told).part(slice(1, 3)) == Columns.of(told[1:3])


def test_no_plays_have_empty_columns() -> None:
    assert set(map(len, Columns.of([]))) == {0}


@pytest.mark.parametrize("at", [float("nan"), float("inf"), -1.0, 1e12])
def test_a_time_that_cannot_be_kept_is_none(at: float) -> None:
    assert Columns.of([a_play(played_at=at), a_play(played_at=NOON + 0.7)]).moments == [None, NOON]


@pytest.mark.parametrize(
    ("changes", "is_apart"),
    [
        ({}, True),
        ({"played_at": NOON + 100}, True),
        ({"played_at": NOON}, False),
        ({"played_at": float("nan")}, False),
        ({"title": " "}, False),
        ({"player": "kitchen"}, False),
        ({"rooms": ("kitchen",)}, False),
        ({"station": "Radio"}, False),
        ({"kind": Kind.PODCAST}, False),
    ],
    ids=str,
)
def test_what_stands_apart(db: Connection, changes: dict[str, Any], is_apart: bool) -> None:  # noqa: FBT001 (parametrized)
    one = a_play(**IMPORTED, played_at=NOON)
    other = a_play(**{**IMPORTED, "played_at": NOON + 60, "title": "Other", **changes})
    told = Columns.of([one, other])
    played = dict.fromkeys(names for names in told.names if names[1].strip())
    around = Around(db, told.moments, [None, None])
    assert stand_apart(told, played, around) == [True, is_apart]


def test_rows_of_two_ways_may_be_one_play(db: Connection) -> None:
    told = Columns.of([a_play(**IMPORTED), a_play(**{**IMPORTED, "origin": "sonos"})])
    assert not any(stand_apart(told, dict.fromkeys(told.names), Around(db, told.moments, [])))


def test_a_track_that_stands_near_may_be_the_same_play(db: Connection) -> None:
    record_many(db, [a_play(played_at=NOON)], batch=batches.start(db, "x", "", started_at=0.0))
    track = db.execute("SELECT id FROM track").fetchone()[0]
    told = Columns.of(
        [a_play(**IMPORTED, played_at=NOON + 30), a_play(**IMPORTED, played_at=NOON + 90_000)]
    )
    around = Around(db, told.moments, [track, track])
    assert stand_apart(told, dict.fromkeys(told.names, track), around) == [False, True]


def test_a_history_goes_the_short_way(db: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(bulk_chunk.Chunk, "_write")
    told = [
        a_play(**IMPORTED, played_at=NOON + 200 * row, title=f"Track {row % 7}")
        for row in range(50)
    ]
    tally = record_many(db, told, batch=batches.start(db, "x", "", started_at=0.0))
    assert tally.added == 50
