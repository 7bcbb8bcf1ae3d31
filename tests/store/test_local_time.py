"""Local days and hours."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, strategies as st
import pytest

from custom_components.spindle.store.local_time import (
    Buckets,
    buckets,
    local_day,
    utc_offset,
    zone_named,
)

BERLIN = ZoneInfo("Europe/Berlin")
KATHMANDU = ZoneInfo("Asia/Kathmandu")


def epoch(text: str) -> int:
    """Return the epoch of an ISO time in UTC."""
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


@pytest.mark.parametrize(
    ("moment", "offset"),
    [
        ("2024-03-31 00:59:59", 60),
        ("2024-03-31 01:00:00", 120),
        ("2024-10-27 00:59:59", 120),
        ("2024-10-27 01:00:00", 60),
    ],
)
def test_offset_follows_daylight_saving(moment: str, offset: int) -> None:
    assert utc_offset(BERLIN, epoch(moment)) == offset


def test_offset_of_a_quarter_hour_zone() -> None:
    assert utc_offset(KATHMANDU, epoch("2024-01-01")) == 345


def test_unknown_zone_is_utc() -> None:
    assert zone_named("Mars/Olympus_Mons").key == "UTC"
    assert zone_named("../etc/passwd").key == "UTC"
    assert zone_named("Europe/Berlin").key == "Europe/Berlin"


def test_play_before_midnight_utc_belongs_to_the_next_local_day() -> None:
    moment = epoch("2023-12-31 23:30")
    assert buckets(moment, 60) == Buckets(
        hour=moment // 3600,
        day=local_day(BERLIN, epoch("2024-01-01 12:00")),
        month=2024 * 12,
        slot=0,  # Monday, the hour after midnight.
    )


@given(
    moment=st.integers(86_400, 7_258_118_399),
    offset=st.integers(-12 * 60, 14 * 60),
)
def test_buckets_agree_with_the_calendar(moment: int, offset: int) -> None:
    local = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=moment, minutes=offset)
    where = buckets(moment, offset)
    assert where.hour == moment // 3600
    assert where.day == (local.date() - datetime(1970, 1, 1, tzinfo=UTC).date()).days
    assert where.month == local.year * 12 + local.month - 1
    assert where.slot == local.weekday() * 24 + local.hour
