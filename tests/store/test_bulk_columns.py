"""What many rows tell, by column, and which of them stand apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from custom_components.spindle.listening.types import Kind
from custom_components.spindle.store import batches, bulk_chunk
from custom_components.spindle.store.bulk import record_many
from custom_components.spindle.store.bulk_again import told_again
from custom_components.spindle.store.bulk_apart import stand_apart
from custom_components.spindle.store.bulk_around import Around
from custom_components.spindle.store.bulk_columns import Columns
from custom_components.spindle.store.bulk_names import Names
from custom_components.spindle.store.bulk_rows import duration, length
from custom_components.spindle.store.types import NewPlay

from .examples import NOON, a_play

if TYPE_CHECKING:
    from sqlite3 import Connection

IMPORTED: dict[str, Any] = {"origin": "import:lastfm", "player": None, "rooms": ()}
SPECIAL: list[dict[str, Any]] = [
    {"played_at": float("nan")},
    {"title": " "},
    {"player": "kitchen"},
    {"rooms": ("kitchen",)},
    {"station": "Radio"},
    {"kind": Kind.PODCAST},
]
"""What makes a row one that is looked at by itself."""


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
        *((special, False) for special in SPECIAL),
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


@pytest.mark.parametrize(
    ("changes", "is_again"),
    [
        ({}, True),
        ({"listened": 100.0, "album": None, "duration": None}, True),
        ({"listened": None, "service": "unknown"}, True),
        ({"listened": 200.0}, False),
        ({"played_at": NOON + 1}, False),
        ({"title": "Other"}, False),
        *((special, False) for special in SPECIAL),
    ],
    ids=str,
)
def test_what_is_told_again(db: Connection, changes: dict[str, Any], is_again: bool) -> None:  # noqa: FBT001 (parametrized)
    whole = {**IMPORTED, "album": "Blue", "listened": 180.0, "duration": 190.0}
    assert again(db, a_play(**whole), a_play(**{**whole, **changes})) is is_again


@pytest.mark.parametrize(
    "more", [{"album": "Blue"}, {"listened": 10.0}, {"duration": 190.0}, {"service": "spotify"}]
)
def test_what_says_more_of_a_play_is_not_merely_told_again(
    db: Connection, more: dict[str, Any]
) -> None:
    little = {**IMPORTED, "album": None, "listened": None, "duration": None, "service": "unknown"}
    assert again(db, a_play(**little), a_play(**little))
    assert not again(db, a_play(**little), a_play(**{**little, **more}))


def test_what_played_on_a_speaker_is_another_play(db: Connection) -> None:
    assert not again(db, a_play(**{**IMPORTED, "player": "kitchen"}), a_play(**IMPORTED))


def test_another_track_of_the_same_second_is_another_play(db: Connection) -> None:
    one, other = a_play(**IMPORTED), a_play(**IMPORTED, title="Other", played_at=NOON + 60)
    record_many(db, [one, other], batch=batches.start(db, "x", "", started_at=0.0))
    assert told_by(db, [other, one._replace(played_at=NOON + 60)]) == [True, False]


def again(db: Connection, stored: NewPlay, told: NewPlay) -> bool:
    """Store a play, and tell whether another telling adds nothing to it."""
    record_many(db, [stored], batch=batches.start(db, "x", "", started_at=0.0))
    return told_by(db, [told]) == [True]


def told_by(db: Connection, told: list[NewPlay]) -> list[bool]:
    """Tell of each row whether it adds nothing to a play that is stored."""
    names = Names(db)
    columns = Columns.of(told)
    played = names.look_up({*columns.names})
    around = Around(db, columns.moments, [*map(played.get, columns.names)])
    lengths, durations = [*map(length, columns.listened)], [*map(duration, columns.duration)]
    unknown = names.find_service("unknown")
    return told_again(columns, played, around, lengths, durations, unknown)


def test_an_export_that_is_brought_in_again_goes_the_short_way(
    db: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = [a_play(**IMPORTED, played_at=NOON + 200 * row) for row in range(50)]
    record_many(db, told, batch=batches.start(db, "x", "", started_at=0.0))
    monkeypatch.delattr(bulk_chunk.Chunk, "_write")
    tally = record_many(db, told, batch=batches.start(db, "x", "", started_at=0.0))
    assert tally.duplicates == 50
