"""The clock of the week, from the sums by month and from what lies at the window's edges."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings, strategies as st

from custom_components.spindle.insights.clock import SLOTS, clock
from custom_components.spindle.insights.scope import Scope
from custom_components.spindle.insights.window import Window, of_month

from .scanned import (
    HOUR,
    NOW,
    PLAYS,
    SCOPES,
    ZONES,
    Drawn,
    day_start,
    history,
    unknown_time,
)

SUNDAY = 6 * 24


def a_play(at: int) -> Drawn:
    return Drawn(at, 0, 0, None, "kitchen", "spotify", "sonos", 100, is_hidden=False)


@given(drawn=PLAYS, scope=SCOPES, zone=st.sampled_from(ZONES))
@settings(max_examples=80)
def test_it_equals_a_scan(drawn: list[Drawn], scope: Scope, zone: str) -> None:
    plays, seconds = [0] * SLOTS, [0] * SLOTS
    with history(drawn, zone) as given:
        heard = given.of(scope)
        for play in heard:
            local = given.local(play)
            plays[local.weekday() * 24 + local.hour] += 1
            seconds[local.weekday() * 24 + local.hour] += play.seconds
        found = clock(given.db, scope, zone=given.zone, now=NOW)
    assert found.plays == tuple(plays)
    assert found.seconds == tuple(seconds)
    assert found.unknown_time == unknown_time(heard)


def test_an_hour_that_comes_twice_is_one_of_the_clock_and_one_that_is_skipped_stays_empty() -> None:
    with history([]) as given:
        autumn = day_start(date(2024, 10, 27), given.zone)
        spring = day_start(date(2024, 3, 31), given.zone)
    hours = [a_play(start + hour * HOUR) for start in (autumn, spring) for hour in range(5)]
    with history(hours) as given:
        found = clock(given.db, Scope(), zone=given.zone, now=NOW)
    assert found.plays[SUNDAY : SUNDAY + 6] == (2, 2, 2, 2, 1, 1)


def test_a_month_and_a_bit_is_both() -> None:
    with history([]) as given:
        may = of_month(2024, 5, given.zone)
    assert may.start is not None
    assert may.end is not None
    first = int(may.start)
    drawn = [a_play(first - 1), a_play(first), a_play(int(may.end) - 1), a_play(int(may.end))]
    with history(drawn) as given:
        wider = Scope(window=Window(start=may.start - 1, end=may.end))
        assert sum(clock(given.db, wider, zone=given.zone, now=NOW).plays) == 3
        assert sum(clock(given.db, Scope(window=may), zone=given.zone, now=NOW).plays) == 2
