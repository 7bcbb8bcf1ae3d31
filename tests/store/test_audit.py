"""A wrong sum is found, and made right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from custom_components.spindle.store import audit, batches, plays

from .examples import NOON, a_play

if TYPE_CHECKING:
    from sqlite3 import Connection

WRONGS = {
    "r_hour": "UPDATE r_hour SET timed = timed - 1",
    "r_day": "INSERT INTO r_day VALUES (7, 1, 1, 1)",
    "r_clock": "DELETE FROM r_clock",
    "artist": "UPDATE artist SET last_at = last_at + 1",
    "album": "UPDATE album SET first_at = NULL",
    "track": "UPDATE track SET seconds = seconds - 1",
    "service": "UPDATE service SET plays = 0",
    "player": "UPDATE player SET plays = plays + 1",
}


@pytest.fixture
def history(db: Connection) -> Connection:
    """A few plays."""
    batch = batches.start(db, "manual", "", started_at=NOON)
    for number in range(4):
        plays.record(db, a_play(played_at=NOON + number * 4000, title=f"{number % 2}"), batch=batch)
    return db


@pytest.mark.parametrize("table", WRONGS)
def test_wrong_sum(history: Connection, table: str) -> None:
    assert audit.compare(history) == []
    history.execute(WRONGS[table])
    assert {sentence.split(":")[0] for sentence in audit.compare(history)} == {table}
    audit.rebuild(history)
    assert audit.compare(history) == []


def test_play_of_another_artist_than_its_track(history: Connection) -> None:
    history.execute("INSERT INTO artist (id, key, name) VALUES (99, 'x', 'X')")
    history.execute("UPDATE play SET artist_id = 99 WHERE id = ?", (NOON * 1000,))
    assert "play: 1 have another artist than their track" in audit.compare(history)


def test_wrong_count_of_a_batch(history: Connection) -> None:
    history.execute("UPDATE batch SET plays = 3")
    assert audit.compare(history) == ["batch 1: says 3 plays, has 4"]


def test_play_outside_the_range_of_its_batch(history: Connection) -> None:
    history.execute("UPDATE batch SET first_id = first_id + 1")
    assert audit.compare(history) == ["batch 1: 1 of its plays lie elsewhere"]
