"""The sums by month: made in slices, set aside by a change, never written by a play."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from hypothesis import given, strategies as st
import pytest

from custom_components.spindle.store import meta, months, plays, removal, zones
from custom_components.spindle.store.types import Selection

from .conftest import ZONE, create
from .examples import NOON, a_play

if TYPE_CHECKING:
    from sqlite3 import Connection

DAY = 86_400
FAR = NOON + 400 * DAY
"""A moment at which every month of these tests is long over."""


def sum_all(db: Connection, now: float = FAR) -> int:
    """Sum up until nothing is left; return how many months that were."""
    done = 0
    while (one := months.sum_up(db, now)).more or one.done:
        done += one.done
    return done


def summed(db: Connection) -> dict[int, int]:
    """Return the plays of each month that is summed up."""
    return dict(
        db.execute(
            "SELECT month, sum(plays) FROM r_month JOIN r_track_month USING (month) GROUP BY month"
        )
    )


def local(year: int, month: int, day: int, hour: int = 0, zone: str = ZONE) -> int:
    """Return the epoch second of a local moment."""
    return int(datetime(year, month, day, hour, tzinfo=ZoneInfo(zone)).timestamp())


def number(year: int, month: int) -> int:
    """Return a month as the store counts it."""
    return year * 12 + month - 1


def test_a_play_belongs_to_its_local_month(db: Connection) -> None:
    # In Berlin it is March already, in UTC still February.
    plays.record(db, a_play(played_at=local(2024, 3, 1)))
    plays.record(db, a_play(played_at=local(2024, 3, 1) - 1, title="Last of February"))
    sum_all(db)
    assert summed(db) == {number(2024, 2): 1, number(2024, 3): 1}


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Niue", "Asia/Kathmandu"])
def test_months_of_the_farthest_zones(db: Connection, zone: str) -> None:
    with_zone(db, zone)
    for moment in (local(2024, 3, 1, zone=zone), local(2024, 4, 1, zone=zone) - 1):
        plays.record(db, a_play(played_at=moment))
    sum_all(db)
    assert summed(db) == {number(2024, 3): 2}


def test_every_kind_of_name_is_summed(db: Connection) -> None:
    plays.record(db, a_play(played_at=NOON, listened=100))
    plays.record(db, a_play(played_at=NOON + 1000, listened=50))
    plays.record(db, a_play(played_at=NOON + 2000, title="Other", album=None, listened=None))
    sum_all(db)
    tables = ("artist", "album", "track")
    rows = {
        kind: db.execute(f"SELECT plays, seconds FROM r_{kind}_month").fetchall()  # noqa: S608
        for kind in tables
    }
    assert rows == {"artist": [(3, 150)], "album": [(2, 150)], "track": [(2, 150), (1, 0)]}


def test_the_present_month_is_summed_to_the_last_midnight(db: Connection) -> None:
    month = number(2024, 5)
    plays.record(db, a_play(played_at=local(2024, 5, 3, 12)))
    plays.record(db, a_play(played_at=local(2024, 5, 4, 1)))
    assert sum_all(db, local(2024, 5, 4, 2)) == 1
    assert summed(db) == {month: 1}
    assert sum_all(db, local(2024, 5, 4, 23)) == 0
    assert sum_all(db, local(2024, 5, 5, 1)) == 1
    assert summed(db) == {month: 2}


def test_a_new_play_leaves_the_summed_days_alone(db: Connection) -> None:
    plays.record(db, a_play(played_at=local(2024, 5, 3, 12)))
    sum_all(db, local(2024, 5, 4, 2))
    before = db.total_changes
    plays.record(db, a_play(played_at=local(2024, 5, 4, 3)))
    assert summed(db) == {number(2024, 5): 1}
    assert db.total_changes > before
    assert sum_all(db, local(2024, 5, 4, 23)) == 0


def test_a_changed_play_sets_its_month_aside_and_no_other(db: Connection) -> None:
    april, may = local(2024, 4, 10, 12), local(2024, 5, 10, 12)
    plays.record(db, a_play(played_at=april))
    plays.record(db, a_play(played_at=may))
    sum_all(db)
    removal.delete(db, Selection(start=april, end=april + 1))
    assert summed(db) == {number(2024, 5): 1}
    plays.record(db, a_play(played_at=april + 500, title="Late news"))
    assert sum_all(db) == 1
    assert summed(db) == {number(2024, 4): 1, number(2024, 5): 1}


def test_nothing_is_written_while_nothing_changes(db: Connection) -> None:
    plays.record(db, a_play())
    sum_all(db)
    before = db.total_changes
    assert sum_all(db, FAR + 30 * DAY) == 0
    assert db.total_changes == before


def test_a_month_whose_plays_are_all_gone_is_left_without_sums(db: Connection) -> None:
    plays.record(db, a_play())
    sum_all(db)
    removal.delete(db, Selection(start=0, end=FAR))
    assert sum_all(db) == 0
    assert summed(db) == {}


@given(
    moments=st.lists(st.integers(local(2023, 12, 1), local(2024, 4, 30)), max_size=30),
    zone=st.sampled_from([ZONE, "America/St_Johns", "Pacific/Kiritimati"]),
    other=st.sampled_from([ZONE, "Pacific/Niue", "Asia/Tokyo"]),
)
def test_sums_are_those_of_the_calendar(
    tmp_path_factory: pytest.TempPathFactory, moments: list[int], zone: str, other: str
) -> None:
    db = create(tmp_path_factory.mktemp("months") / "spindle.db")
    with_zone(db, zone)
    for moment in moments:
        plays.record(db, a_play(played_at=moment))
    sum_all(db)
    assert summed(db) == calendar(moments, zone)
    while zones.set_zone(db, other, limit=7).more:
        pass
    sum_all(db)
    assert summed(db) == calendar(moments, other)
    db.close()


def calendar(moments: list[int], zone: str) -> dict[int, int]:
    """Count distinct moments by the calendar's month, slowly."""
    counted: dict[int, int] = {}
    for moment in set(moments):
        day = datetime.fromtimestamp(moment, UTC).astimezone(ZoneInfo(zone))
        counted[number(day.year, day.month)] = counted.get(number(day.year, day.month), 0) + 1
    return counted


def with_zone(db: Connection, zone: str) -> None:
    """Give an empty database another zone."""
    meta.write(db, meta.ZONE, zone)
