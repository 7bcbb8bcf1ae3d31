"""The heat map: every local day in its place, however long it was."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.spindle.insights.calendar import heat_map
from custom_components.spindle.insights.scope import Scope
from custom_components.spindle.insights.window import Window, of_month
from custom_components.spindle.store import zones

from .scanned import (
    HOUR,
    NOW,
    PLAYS,
    SCOPES,
    ZONES,
    Drawn,
    day_start,
    days_between,
    history,
    scan,
    unknown_time,
)

if TYPE_CHECKING:
    from .scanned import History


def a_play(at: int) -> Drawn:
    return Drawn(at, 0, 0, None, "kitchen", "spotify", "sonos", 100, is_hidden=False)


def assert_equal_to_scan(given: History, scope: Scope) -> None:
    found = heat_map(given.db, scope, zone=given.zone, now=NOW)
    plays = given.of(scope)
    days = [given.local(play).date() for play in plays]
    if not days:
        assert found.first is None
        assert found.plays == found.seconds == ()
        assert found.unknown_time == 0
        return
    assert found.unknown_time == unknown_time(plays)
    assert found.first == min(days)
    shown = days_between(min(days), max(days))
    assert found.plays == tuple(days.count(day) for day in shown)
    assert found.seconds == tuple(
        sum(play.seconds for play in plays if given.local(play).date() == day) for day in shown
    )


@given(drawn=PLAYS, scope=SCOPES, zone=st.sampled_from(ZONES))
@settings(max_examples=60)
def test_it_equals_a_scan(drawn: list[Drawn], scope: Scope, zone: str) -> None:
    with history(drawn, zone) as given:
        assert_equal_to_scan(given, scope)


@given(drawn=PLAYS, scope=SCOPES, zone=st.sampled_from(ZONES))
@settings(max_examples=20)
def test_it_follows_a_change_of_the_time_zone(drawn: list[Drawn], scope: Scope, zone: str) -> None:
    with history(drawn) as given:
        while zones.set_zone(given.db, zone).more:
            pass
        assert_equal_to_scan(type(given)(given.db, zones.current(given.db), scan(given.db)), scope)


@pytest.mark.parametrize(("day", "hours"), [(date(2024, 3, 31), 23), (date(2024, 10, 27), 25)])
def test_a_day_may_be_shorter_or_longer(day: date, hours: int) -> None:
    with history([]) as given:
        start = day_start(day, given.zone)
    with history([a_play(start + hour * HOUR) for hour in range(-1, 26)]) as given:
        found = heat_map(given.db, Scope(), zone=given.zone, now=NOW)
    assert found.plays[1] == hours
    assert found.plays[0] == 1


def test_midnight_belongs_to_the_new_day() -> None:
    with history([]) as given:
        midnight = day_start(date(2024, 5, 2), given.zone)
    with history([a_play(midnight - 1), a_play(midnight)]) as given:
        found = heat_map(given.db, Scope(), zone=given.zone, now=NOW)
        assert (found.first, found.plays) == (date(2024, 5, 1), (1, 1))
        only = Scope(window=Window(start=midnight))
        assert heat_map(given.db, only, zone=given.zone, now=NOW).first == date(2024, 5, 2)


def test_a_month_is_told_by_its_days_with_plays() -> None:
    with history([]) as given:
        noon = day_start(date(2024, 5, 10), given.zone) + 12 * HOUR
        may = of_month(2024, 5, given.zone)
    with history([a_play(noon), a_play(noon + 3 * 24 * HOUR)]) as given:
        found = heat_map(given.db, Scope(window=may), zone=given.zone, now=NOW)
    assert (found.first, found.plays) == (date(2024, 5, 10), (1, 0, 0, 1))
    assert found.seconds == (100, 0, 0, 100)


def test_a_window_may_begin_before_all_calendars() -> None:
    with history([a_play(NOW)]) as given:
        ever = Scope(window=Window(start=-240_000_000_000.0, end=240_000_000_000.0))
        assert heat_map(given.db, ever, zone=given.zone, now=NOW).plays == (1,)
