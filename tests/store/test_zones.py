"""The household moves, or corrects its time zone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custom_components.spindle.store import audit, plays, zones
from custom_components.spindle.store.types import Slice

from .conftest import ZONE
from .examples import NOON, a_play

if TYPE_CHECKING:
    from sqlite3 import Connection


def offsets(db: Connection) -> list[int]:
    """Return the plays' offsets in minutes, the earliest play first."""
    return [row[0] for row in db.execute("SELECT utc_offset FROM play ORDER BY id")]


def test_past_follows_in_slices(db: Connection) -> None:
    for number in range(5):
        plays.record(db, a_play(played_at=NOON + number * 1000))
    hours = db.execute("SELECT * FROM r_hour").fetchall()
    assert zones.set_zone(db, "Asia/Tokyo", limit=2) == Slice(done=2, more=True)
    assert offsets(db) == [540, 540, 60, 60, 60]
    assert zones.is_unfinished(db, "Asia/Tokyo")
    plays.record(db, a_play(played_at=NOON + 9000))
    assert offsets(db)[-1] == 540
    assert audit.compare(db) == []
    assert zones.set_zone(db, "Asia/Tokyo", limit=2) == Slice(done=2, more=True)
    assert zones.set_zone(db, "Asia/Tokyo", limit=3) == Slice(done=1, more=False)
    assert offsets(db) == [540] * 6
    assert not zones.is_unfinished(db, "Asia/Tokyo")
    assert audit.compare(db) == []
    assert db.execute("SELECT * FROM r_hour WHERE hour <= ?", (NOON // 3600 + 2,)).fetchall()[
        : len(hours)
    ], "hours of UTC stay what they are"


def test_change_of_mind_begins_again(db: Connection) -> None:
    for number in range(3):
        plays.record(db, a_play(played_at=NOON + number * 1000))
    zones.set_zone(db, "Asia/Tokyo", limit=1)
    while zones.set_zone(db, ZONE, limit=1).more:
        pass
    assert offsets(db) == [60] * 3
    assert audit.compare(db) == []


def test_same_zone_does_nothing(db: Connection) -> None:
    plays.record(db, a_play())
    before = db.total_changes
    assert zones.set_zone(db, ZONE) == Slice(done=0, more=False)
    assert db.total_changes == before


def test_summer_and_winter_have_their_own_offsets(db: Connection) -> None:
    plays.record(db, a_play())
    plays.record(db, a_play(played_at=NOON - 120 * 86400))
    assert offsets(db) == [120, 60]
