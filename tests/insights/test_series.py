"""Series: steps of the local calendar, none too long or too short, none left out."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.spindle.insights.scope import Scope
from custom_components.spindle.insights.series import Step, series, windows

from .scanned import (
    DAY,
    HOUR,
    NOW,
    PLAYS,
    SCOPES,
    WINDOWS,
    ZONES,
    Drawn,
    day_start,
    history,
    unknown_time,
)

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from custom_components.spindle.insights.window import Window

DAYS_AND_MORE = [step for step in Step if step is not Step.HOUR]


def a_play(at: int) -> Drawn:
    return Drawn(at, 0, 0, None, "kitchen", "spotify", "sonos", 100, is_hidden=False)


def begin(moment: datetime, step: Step) -> date:
    """Return the day on which a moment's step begins."""
    day = moment.date()
    if step is Step.WEEK:
        while day.weekday():
            day -= timedelta(days=1)
    if step in (Step.MONTH, Step.QUARTER, Step.YEAR):
        day = day.replace(day=1)
        while (step is Step.QUARTER and day.month not in (1, 4, 7, 10)) or (
            step is Step.YEAR and day.month != 1
        ):
            day = (day - timedelta(days=1)).replace(day=1)
    return day


def begin_of_hour(at: int, zone: ZoneInfo) -> int:
    """Return the epoch second at which the clock began to show a moment's hour."""
    local = datetime.fromtimestamp(at, zone)
    return at - local.minute * 60 - local.second


@given(drawn=PLAYS, scope=SCOPES, zone=st.sampled_from(ZONES), step=st.sampled_from(DAYS_AND_MORE))
@settings(max_examples=80)
def test_it_equals_a_scan(drawn: list[Drawn], scope: Scope, zone: str, step: Step) -> None:
    plays: Counter[int] = Counter()
    seconds: Counter[int] = Counter()
    with history(drawn, zone) as given:
        heard = given.of(scope)
        for play in heard:
            start = day_start(begin(given.local(play), step), given.zone)
            plays[start] += 1
            seconds[start] += play.seconds
        found = series(given.db, scope, step, zone=given.zone, now=NOW)
        local = [datetime.fromtimestamp(start, given.zone) for start in found.starts]
    assert found.step is step
    assert (
        dict(zip(found.starts, found.plays, strict=True)) == dict.fromkeys(found.starts, 0) | plays
    )
    assert found.seconds == tuple(seconds[start] for start in found.starts)
    assert found.unknown_time == unknown_time(heard)
    assert list(found.starts[:1]) == sorted(plays)[:1]
    assert list(found.starts[-1:]) == sorted(plays)[-1:]
    assert local == sorted(local)
    assert all(begin(moment, step) == moment.date() for moment in local)
    longest = {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}[step]
    for first, second in zip(found.starts, found.starts[1:], strict=False):
        assert 0 < second - first <= longest * DAY + HOUR


@given(drawn=PLAYS, scope=SCOPES, zone=st.sampled_from(ZONES))
@settings(max_examples=60)
def test_hours_equal_a_scan(drawn: list[Drawn], scope: Scope, zone: str) -> None:
    with history(drawn, zone) as given:
        plays = Counter(begin_of_hour(play.at, given.zone) for play in given.of(scope))
        found = series(given.db, scope, "hour", zone=given.zone, now=NOW)
    told = dict(zip(found.starts, found.plays, strict=True))
    assert {start: count for start, count in told.items() if count} == plays
    for first, second in zip(found.starts, found.starts[1:], strict=False):
        assert 0 < second - first <= HOUR * 3 / 2


@given(
    drawn=PLAYS, window=WINDOWS, zone=st.sampled_from(ZONES), step=st.sampled_from(DAYS_AND_MORE)
)
@settings(max_examples=40)
def test_windows_of_steps_hold_each_play_once(
    drawn: list[Drawn], window: Window, zone: str, step: Step
) -> None:
    with history(drawn, zone) as given:
        cut = windows(given.db, window, step, given.zone)
        for play in given.heard:
            assert sum(play.at in one for one in cut) == (play.at in window)
        for one in cut:
            assert one.start is not None
            first = datetime.fromtimestamp(one.start, given.zone)
            inside = [play for play in given.heard if play.at in one]
            assert {begin(given.local(play), step) for play in inside} <= {begin(first, step)}


@pytest.mark.parametrize(("day", "hours"), [(date(2024, 3, 31), 23), (date(2024, 10, 27), 25)])
def test_a_day_may_have_more_or_fewer_hours(day: date, hours: int) -> None:
    with history([]) as given:
        start = day_start(day, given.zone)
        end = day_start(day + timedelta(days=1), given.zone)
    with history([a_play(start), a_play(end - 1)]) as given:
        found = series(given.db, Scope(), "hour", zone=given.zone, now=NOW)
    assert len(found.starts) == hours
    assert found.plays == (1, *(0,) * (hours - 2), 1)


def test_weeks_begin_on_monday() -> None:
    with history([]) as given:
        monday = day_start(date(2024, 5, 6), given.zone)
    with history([a_play(monday - 1), a_play(monday), a_play(monday + 7 * DAY - 1)]) as given:
        found = series(given.db, Scope(), "week", zone=given.zone, now=NOW)
    assert found.starts == (monday - 7 * DAY, monday)
    assert found.plays == (1, 2)


def test_unknown_steps_are_refused() -> None:
    with (
        history([]) as given,
        pytest.raises(ValueError, match="one of hour, day, week, month, quarter, year"),
    ):
        series(given.db, Scope(), "fortnight", zone=given.zone, now=NOW)


@pytest.mark.parametrize(("step", "apart"), [("hour", 500 * DAY), ("day", 11_000 * DAY)])
def test_too_many_steps_are_refused(step: str, apart: int) -> None:
    with (
        history([a_play(NOW - apart), a_play(NOW)]) as given,
        pytest.raises(ValueError, match="more than 10000 steps"),
    ):
        series(given.db, Scope(), step, zone=given.zone, now=NOW)
