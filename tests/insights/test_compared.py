"""A span held against the one before it, as far as it has come."""

from __future__ import annotations

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.spindle.insights.compared import compared
from custom_components.spindle.insights.scope import Scope
from custom_components.spindle.insights.window import PERIODS, Window, named

from .scanned import (
    DAY,
    HOUR,
    NOW,
    PLAYS,
    SCOPES,
    ZONES,
    Drawn,
    history,
    unknown_time,
)


def a_play(at: int) -> Drawn:
    return Drawn(at, 0, at % 6, None, "kitchen", "spotify", "sonos", 100, is_hidden=False)


@given(
    drawn=PLAYS,
    scope=SCOPES,
    zone=st.sampled_from(ZONES),
    period=st.sampled_from(list(PERIODS)),
    now=st.integers(0, 250).map(lambda days: NOW - days * DAY),
)
@settings(max_examples=60)
def test_it_equals_a_scan(
    drawn: list[Drawn], scope: Scope, zone: str, period: str, now: int
) -> None:
    with history(drawn, zone) as given:
        window = named(period, given.zone, now)
        chosen = scope.within(window)
        found = compared(given.db, chosen, zone=given.zone, now=now)
        heard = given.of(chosen)
        before = window.previous()
        if before is None:
            previous = None
        else:
            assert before.start is not None
            assert window.start is not None
            previous = [
                play
                for play in given.of(scope.within(before))
                if now not in window or play.at < before.start + now - window.start
            ]
    assert (found.plays, found.seconds) == (len(heard), sum(play.seconds for play in heard))
    assert found.unknown_time == unknown_time(heard)
    if previous is None:
        assert found.previous_plays is found.previous_seconds is None
        assert found.previous_unknown_time is None
    else:
        assert found.previous_unknown_time == unknown_time(previous)
        assert found.previous_plays == len(previous)
        assert found.previous_seconds == sum(play.seconds for play in previous)
    if previous:
        assert found.plays_change == pytest.approx(len(heard) / len(previous) - 1)
    else:
        assert found.plays_change is None


def test_a_change_of_the_time_is_told_only_where_nearly_all_of_it_is_known() -> None:
    def plays_from(start: int, known: int, unknown: int) -> list[Drawn]:
        lengths = [100] * known + [None] * unknown
        return [
            a_play(start + HOUR * number // 20)._replace(listened=length)
            for number, length in enumerate(lengths)
        ]

    with history([]) as given:
        today = named("today", given.zone, NOW)
    assert today.start is not None
    midnight = int(today.start)
    for drawn, change in (
        (plays_from(midnight - DAY, 9, 1) + plays_from(midnight, 18, 2), 1.0),
        (plays_from(midnight - DAY, 8, 2) + plays_from(midnight, 20, 0), None),
        (plays_from(midnight - DAY, 20, 0) + plays_from(midnight, 8, 2), None),
    ):
        with history(drawn) as given:
            found = compared(given.db, Scope(window=today), zone=given.zone, now=midnight + DAY - 1)
        assert found.seconds_change == change
        assert found.plays_change is not None


def test_a_day_that_has_begun_is_held_against_as_much_of_yesterday() -> None:
    with history([]) as given:
        today = named("today", given.zone, NOW)
    assert today.start is not None
    midnight = int(today.start)
    drawn = [a_play(midnight + hours * HOUR) for hours in (-23, -20, -2, 1, 2, 3)]
    with history(drawn) as given:
        now = midnight + 4 * HOUR
        found = compared(given.db, Scope(window=today), zone=given.zone, now=now)
        assert (found.plays, found.previous_plays, found.plays_change) == (3, 1, 2.0)
        over = compared(given.db, Scope(window=today), zone=given.zone, now=now + 2 * DAY)
        assert (over.plays, over.previous_plays, over.plays_change) == (3, 3, 0.0)


def test_a_plain_span_is_held_against_one_as_long() -> None:
    with history([a_play(NOW), a_play(NOW - 100), a_play(NOW - 250)]) as given:
        window = Window(start=NOW - 150, end=NOW + 1)
        found = compared(given.db, Scope(window=window), zone=given.zone, now=NOW + DAY)
    assert (found.plays, found.previous_plays) == (2, 1)
