"""Which stretches are replayed: none twice, none that somebody listened to."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from custom_components.spindle.store import (
    batches,
    meta,
    plays,
    refusals,
    replays,
    sessions,
)
from custom_components.spindle.store.replays import (
    SETTLING,
    SHORTEST_GAP,
    Stretch,
    begin_listening,
    end_listening,
    finish_replay,
    record_replayed,
)
from custom_components.spindle.store.types import BatchState, NewPlay, Origin

from .examples import a_refusal

if TYPE_CHECKING:
    from sqlite3 import Connection

NOW = 1_790_000_000.0
ENTRY = "the entry"


def asked_for(db: Connection) -> list[Stretch]:
    """Return the stretches that wait to be replayed, the earliest first."""
    rows = db.execute("SELECT payload FROM job WHERE queue = 'replay' AND state = 'waiting'")
    stretches = [Stretch.read(json.loads(payload)) for (payload,) in rows]
    return sorted(stretches, key=lambda stretch: stretch.end)


def play(played_at: float, origin: str = Origin.RECORDER) -> NewPlay:
    """Make a play of three minutes."""
    return NewPlay(played_at=played_at, title="Title", artist="Artist", listened=180, origin=origin)


def begin(db: Connection, now: float, entry: str = ENTRY, *, bring_past: bool = False) -> None:
    """Begin to listen."""
    begin_listening(db, entry, now, bring_past=bring_past)


def test_the_first_time_nothing_was_missed(db: Connection) -> None:
    begin(db, NOW)
    assert asked_for(db) == []


def test_the_past_ends_where_listening_began(db: Connection) -> None:
    begin(db, NOW, bring_past=True)
    assert asked_for(db) == [Stretch(start=None, end=NOW)]


def test_the_past_is_asked_for_once(db: Connection) -> None:
    begin(db, NOW, bring_past=True)
    end_listening(db, NOW + 10)
    begin(db, NOW + 20, bring_past=True)
    assert asked_for(db) == [Stretch(start=None, end=NOW)]


@pytest.mark.parametrize(("length", "is_gap"), [(SHORTEST_GAP - 1, False), (SHORTEST_GAP, True)])
def test_a_gap_is_from_the_end_to_the_next_beginning(
    db: Connection, length: float, *, is_gap: bool
) -> None:
    begin(db, NOW)
    end_listening(db, NOW + 1000)
    begin(db, NOW + 1000 + length)
    gap = Stretch(start=NOW + 1000, end=NOW + 1000 + length)
    assert asked_for(db) == ([gap] if is_gap else [])


def test_a_gap_is_left_to_settle(db: Connection) -> None:
    begin(db, NOW)
    begin(db, NOW + 1000)
    due = db.execute("SELECT next_attempt_at FROM job").fetchone()
    assert due == (NOW + 1000 + SETTLING,)


def test_after_a_crash_the_last_trace_is_the_end(db: Connection) -> None:
    """Nobody wrote down when listening ended: a play, then a session, saw it live."""
    begin(db, NOW)
    plays.record(db, play(NOW + 300, Origin.SONOS))
    plays.record(db, play(NOW + 5000, Origin.RECORDER))
    begin(db, NOW + 9000)
    assert asked_for(db) == [Stretch(start=NOW + 480, end=NOW + 9000)]

    sessions.save(db, {"RINCON_K": {"at": NOW + 9500.0}})
    begin(db, NOW + 20000)
    assert asked_for(db)[1] == Stretch(start=NOW + 9500, end=NOW + 20000)


@pytest.mark.parametrize("trace", ["a play", "a refusal", "a session", "the end"])
def test_a_trace_of_the_future_does_not_hide_a_gap(db: Connection, trace: str) -> None:
    """A clock that was wrong for a while: what it left behind is in nobody's past."""
    begin(db, NOW)
    end_listening(db, NOW + 1000)
    plays.record(db, play(NOW + 1200, Origin.SONOS))
    future = NOW + 9e8
    if trace == "a play":
        plays.record(db, play(future, Origin.SONOS))
    elif trace == "a refusal":
        refusals.note(db, [a_refusal(started_at=future)])
    elif trace == "a session":
        sessions.save(db, {"RINCON_K": {"at": future}})
    else:
        end_listening(db, future)

    begin(db, NOW + 9000)
    end_listening(db, NOW + 10_000)
    begin(db, NOW + 20_000)

    assert asked_for(db) == [
        Stretch(start=NOW + 1380, end=NOW + 9000),
        Stretch(start=NOW + 10_000, end=NOW + 20_000),
    ]


def test_gaps_wait_beside_one_another_and_reuse_names(db: Connection) -> None:
    begin(db, NOW)
    begin(db, NOW + 1000)
    begin(db, NOW + 2000)
    assert len(asked_for(db)) == 2
    db.execute("UPDATE job SET state = 'done'")
    begin(db, NOW + 3000)
    assert len(asked_for(db)) == 1
    assert db.execute("SELECT count(*) FROM job").fetchone() == (2,)


def test_an_entry_that_was_removed_leaves_no_gap(db: Connection) -> None:
    begin(db, NOW)
    end_listening(db, NOW + 1000)
    begin(db, NOW + 90_000, "another entry")
    assert asked_for(db) == []


def test_an_entry_that_returns_and_is_told_yes_gets_all_that_was_missed(db: Connection) -> None:
    begin(db, NOW)
    end_listening(db, NOW + 1000)
    begin(db, NOW + 90_000, "another entry", bring_past=True)
    assert asked_for(db) == [
        Stretch(start=None, end=NOW),
        Stretch(start=NOW + 1000, end=NOW + 90_000),
    ]


def test_the_first_play_begins_the_batch_and_the_end_closes_it(db: Connection) -> None:
    assert finish_replay(db, 7) is None
    assert batches.latest(db) == ()

    assert record_replayed(db, 7, [play(NOW), play(NOW + 500)], NOW)
    assert record_replayed(db, 7, [play(NOW + 500), play(NOW + 900)], NOW)
    finished = finish_replay(db, 7)

    (batch,) = batches.latest(db)
    assert batch == finished
    assert (batch.origin, batch.state, batch.plays) == ("recorder", BatchState.DONE, 3)
    assert meta.read(db, replays._batch_name(7)) is None


def test_an_undone_batch_takes_nothing_more(db: Connection) -> None:
    record_replayed(db, 7, [play(NOW)], NOW)
    (batch,) = batches.latest(db)
    batches.undo(db, batch.id)

    assert not record_replayed(db, 7, [play(NOW)], NOW)
    assert db.execute("SELECT count(*) FROM play").fetchone() == (0,)
    undone = finish_replay(db, 7)
    assert undone
    assert (undone.state, undone.plays) == (BatchState.UNDONE, 0)

    assert record_replayed(db, 7, [play(NOW)], NOW), "asked for anew"


@pytest.mark.parametrize("payload", [{}, {"end": "x"}, {"start": "x", "end": 1}, {"end": None}])
def test_a_job_without_a_stretch_is_refused(payload: dict[str, object]) -> None:
    with pytest.raises(TypeError):
        Stretch.read(payload)
