"""Answers and states of services that outlive a restart."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

from custom_components.spindle.store import cached_answers, gate_states
from custom_components.spindle.store.cached_answers import OVERHEAD, USED_EVERY, Kept

from .examples import NOON

if TYPE_CHECKING:
    from collections.abc import Iterable
    from sqlite3 import Connection


def an_answer(**changes: Any) -> Kept:
    """Return an answer of three bytes."""
    told: dict[str, Any] = {
        "status": 200,
        "body": b"[1]",
        "answered_at": float(NOON),
        "fresh_until": NOON + 60.5,
        "etag": 'W/"1"',
        "snapshot_id": None,
    }
    return Kept(**(told | changes))


def keep(
    db: Connection,
    *keys: str,
    answer: Kept | None = None,
    used: Iterable[str] = (),
    now: float = NOON,
    most_bytes: int = cached_answers.MOST_BYTES,
) -> None:
    """Keep an answer of Deezer under some keys."""
    answers = [("deezer", key, answer or an_answer()) for key in keys]
    of_deezer = [("deezer", key) for key in used]
    cached_answers.keep(db, answers, used=of_deezer, now=now, most_bytes=most_bytes)


def keys(db: Connection) -> list[str]:
    """Return the keys that there are, by when they were used."""
    return [key for (key,) in db.execute("SELECT key FROM cached_answer ORDER BY used_at, id")]


def test_an_answer_comes_back_as_it_was(db: Connection) -> None:
    answer = an_answer(snapshot_id="AAA", etag=None)
    keep(db, "a", answer=answer)
    assert cached_answers.read(db, "deezer", "a") == answer
    assert cached_answers.read(db, "musicbrainz", "a") is None


def test_the_newest_answer_stands(db: Connection) -> None:
    keep(db, "a")
    unknown = an_answer(status=404, body=b"null")
    keep(db, "a", answer=unknown)
    assert cached_answers.read(db, "deezer", "a") == unknown
    assert keys(db) == ["a"]


def test_bodies_are_compressed(db: Connection) -> None:
    keep(db, "a", answer=an_answer(body=b'{"name": "x"}' * 1000))
    assert cached_answers.size(db) < 500


def test_a_damaged_answer_is_none(db: Connection) -> None:
    keep(db, "a")
    db.execute("UPDATE cached_answer SET body = x'00'")
    assert cached_answers.read(db, "deezer", "a") is None


def test_the_oldest_used_go_when_room_is_short(db: Connection) -> None:
    answer = an_answer(body=os.urandom(1000))
    for number in range(10):
        keep(db, f"{number}", answer=answer, now=NOON + number, most_bytes=1 << 20)
    most = cached_answers.size(db)
    assert most > 10 * (1000 + OVERHEAD)
    keep(db, used=["0"], now=NOON + 2 * USED_EVERY, most_bytes=1 << 20)
    keep(db, "n", answer=answer, now=NOON + 3 * USED_EVERY, most_bytes=most)
    left = keys(db)
    assert left == [*"1234567890n"][-len(left) :]
    assert len(left) in (8, 9)
    assert cached_answers.size(db) <= most * cached_answers.LEFT


def test_that_an_answer_was_used_is_written_once_a_day(db: Connection) -> None:
    keep(db, "a")
    before = db.total_changes
    keep(db, used=["a"], now=NOON + USED_EVERY)
    assert db.total_changes == before
    keep(db, used=["a", "gone"], now=NOON + USED_EVERY + 1)
    assert db.total_changes == before + 1


def test_a_gate_s_state_comes_back_as_it_was(db: Connection) -> None:
    state = {"penalties": {"": {"until": NOON + 0.25}}, "families": {}}
    gate_states.save(db, {"deezer": state, "musicbrainz": {}})
    assert gate_states.load(db, "deezer") == state
    assert gate_states.load(db, "musicbrainz") == {}
    assert gate_states.load(db, "spotify") is None


def test_a_state_that_has_not_changed_is_not_written(db: Connection) -> None:
    gate_states.save(db, {"deezer": {"a": 1}})
    before = db.total_changes
    gate_states.save(db, {"deezer": {"a": 1}})
    assert db.total_changes == before
    gate_states.forget(db, "deezer")
    assert gate_states.load(db, "deezer") is None


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "7"])
def test_a_damaged_state_is_none(db: Connection, text: str) -> None:
    db.execute("INSERT INTO gate_state VALUES ('deezer', ?)", (text,))
    assert gate_states.load(db, "deezer") is None
