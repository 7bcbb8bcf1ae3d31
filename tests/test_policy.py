"""The rules, as the options of the history entry say them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from homeassistant.util import dt as dt_util
import pytest

from custom_components.spindle.listening.rules import Rules
from custom_components.spindle.listening.types import Kind
from custom_components.spindle.policy import quiet_hours, rules_from

if TYPE_CHECKING:
    from collections.abc import Generator


@pytest.fixture(name="_in_amsterdam")
def in_amsterdam_fixture() -> Generator[None]:
    """Live an hour ahead of Greenwich."""
    before = dt_util.DEFAULT_TIME_ZONE
    zone = dt_util.get_time_zone("Europe/Amsterdam")
    assert zone
    dt_util.set_default_time_zone(zone)
    yield
    dt_util.set_default_time_zone(before)


def test_no_options_are_the_rules_of_the_field() -> None:
    assert rules_from({}) == Rules()


def test_every_option_finds_its_rule() -> None:
    rules = rules_from(
        {
            "shortest": 40,
            "fraction": 75,
            "cap": 100,
            "stream_seconds": 60,
            "kinds": ["music", "podcast"],
            "excluded_services": ["tidal"],
            "private_rooms": ["RINCON_BATH"],
        }
    )
    assert rules == Rules(
        shortest=40,
        fraction=0.75,
        cap=100,
        stream=60,
        kinds=frozenset({Kind.MUSIC, Kind.PODCAST}),
        excluded_services=frozenset({"tidal"}),
        private_rooms=frozenset({"RINCON_BATH"}),
    )


@pytest.mark.usefixtures("_in_amsterdam")
@pytest.mark.parametrize(
    ("start", "end", "utc", "quiet"),
    [
        ("22:00:00", "07:00:00", "20:59", False),
        ("22:00:00", "07:00:00", "21:00", True),
        ("22:00:00", "07:00:00", "05:59", True),
        ("22:00:00", "07:00:00", "06:00", False),
        ("13:00:00", "14:00:00", "12:30", True),
        ("13:00:00", "14:00:00", "13:00", False),
        ("13:00:00", "13:00:00", "12:00", False),
        (None, "14:00:00", "12:30", False),
        ("13:00:00", None, "12:30", False),
    ],
)
def test_quiet_hours_are_local(
    start: str | None, end: str | None, utc: str, *, quiet: bool
) -> None:
    at = datetime.strptime(f"2026-01-15 {utc}", "%Y-%m-%d %H:%M").replace(tzinfo=UTC)
    assert quiet_hours(start, end)(at.timestamp()) is quiet
