"""The figures that the entities show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custom_components.spindle.listening.types import Reason
from custom_components.spindle.store import commands, plays, readers
from custom_components.spindle.store.types import HourTotal, Totals

from .conftest import ZONE
from .examples import NOON, a_play, a_refusal

if TYPE_CHECKING:
    from sqlite3 import Connection

MIDNIGHT = NOON + 2800
"""Local midnight after ``NOON``, in Berlin."""


def test_nothing_yet(db: Connection) -> None:
    assert readers.totals(db, NOON, ZONE) == Totals(not_counted_today={})
    assert readers.recent(db, 5) == ()
    assert readers.hours_since(db, 0) == ()


def test_totals_of_the_local_day_and_of_all_time(db: Connection) -> None:
    plays.record(db, a_play(listened=100))
    plays.record(db, a_play(played_at=MIDNIGHT - 1, listened=50))
    plays.record(db, a_play(played_at=MIDNIGHT, listened=7))
    plays.record(db, a_play(played_at=MIDNIGHT + 500, title="unknown length", listened=None))
    commands.note_not_counted(db, [a_refusal(), a_refusal(), a_refusal(Reason.TOO_SHORT)])
    before = readers.totals(db, MIDNIGHT - 1, ZONE)
    assert (before.plays_today, before.listened_today) == (2, 150)
    assert before.not_counted_today == {"skipped": 2, "too_short": 1}
    after = readers.totals(db, MIDNIGHT, ZONE)
    assert (after.plays_today, after.listened_today, after.not_counted_today) == (2, 7, {})
    assert (after.plays_total, after.listened_total) == (4, 157)
    assert after.last_play is not None
    assert after.last_play.title == "unknown length"


def test_recent_plays_come_newest_first_with_their_rooms_by_name(db: Connection) -> None:
    for number in range(5):
        plays.record(
            db, a_play(played_at=NOON + number * 400, rooms=("RINCON_KITCHEN", "RINCON_BATH"))
        )
    commands.name_players(db, {"RINCON_KITCHEN": "Kitchen"})
    rows = readers.recent(db, 3)
    assert [row.played_at for row in rows] == [NOON + 1600, NOON + 1200, NOON + 800]
    assert (rows[0].player, rows[0].speaker) == ("Kitchen", "RINCON_KITCHEN")
    assert rows[0].rooms == ("RINCON_KITCHEN", "RINCON_BATH")


def test_renamed_speaker_keeps_its_plays(db: Connection) -> None:
    plays.record(db, a_play())
    for name in ("Kitchen", "Galley"):
        commands.name_players(db, {"RINCON_KITCHEN": name, "RINCON_NEW": "New"})
    before = db.total_changes
    commands.name_players(db, {"RINCON_KITCHEN": "Galley"})
    assert db.total_changes == before
    assert db.execute("SELECT player FROM scrobbles").fetchall() == [("Galley",)]


def test_plays_by_id(db: Connection) -> None:
    ids = [plays.record(db, a_play(played_at=NOON + n * 400)).play_id for n in range(3)]
    assert [row.id for row in readers.plays(db, [ids[0], 7, ids[2]])] == [ids[2], ids[0]]


def test_hours_of_utc(db: Connection) -> None:
    hour = NOON // 3600 * 3600
    plays.record(db, a_play(listened=100))
    plays.record(db, a_play(played_at=NOON + 400, listened=50))
    plays.record(db, a_play(played_at=hour + 7200, listened=60))
    first = HourTotal(start=hour, plays=2, seconds=150)
    second = HourTotal(start=hour + 7200, plays=1, seconds=60)
    assert readers.hours_since(db, 0) == (first, second)
    assert readers.hours_since(db, hour) == (first, second)
    assert readers.hours_since(db, hour + 3600) == (second,)
