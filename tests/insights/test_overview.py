"""The first page: what its parts say, in one answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.spindle.insights.calendar import heat_map
from custom_components.spindle.insights.clock import clock
from custom_components.spindle.insights.overview import last_weeks, overview, step_of
from custom_components.spindle.insights.scope import Scope
from custom_components.spindle.insights.series import Step
from custom_components.spindle.insights.streaks import streaks
from custom_components.spindle.insights.window import Window, day_of, named

from .scanned import HOUR, NOW, PLAYS, SCOPES, Drawn, history

if TYPE_CHECKING:
    from custom_components.spindle.insights.top import Top


TODAY = st.lists(st.integers(0, 30), max_size=4)
"""Hours ago."""


def plays_of(top: Top) -> list[int]:
    return [row.plays for row in top.rows]


@given(drawn=PLAYS, today=TODAY, scope=SCOPES, is_summed=st.booleans())
@settings(max_examples=40)
def test_it_is_of_one_piece(
    drawn: list[Drawn], today: list[int], scope: Scope, *, is_summed: bool
) -> None:
    drawn += [
        Drawn(
            NOW - hours * HOUR, 0, hours % 6, None, "bath", "tunein", "sonos", 90, is_hidden=False
        )
        for hours in today
    ]
    with history(drawn, is_summed=is_summed) as given:
        context: dict[str, Any] = {"zone": given.zone, "now": NOW}
        found = overview(given.db, scope, **context)
        heard = given.of(scope)
        always = scope.within(Scope().window)
        assert found.clock == clock(given.db, scope, **context)
        weeks = last_weeks(scope.window, **context)
        assert found.heat_map == heat_map(given.db, scope.within(weeks), **context)
        assert found.streaks == streaks(given.db, always, **context)
        played_today = sum(
            given.local(play).date() == day_of(NOW, given.zone) for play in given.of(always)
        )
    assert found.totals.plays == len(heard)
    assert sum(found.heat_map.plays) == sum(play.at in weeks for play in heard)
    assert sum(found.clock.plays) == len(heard)
    assert found.artists.plays == found.albums.plays == found.tracks.plays == len(heard)
    assert sum(found.discovery.new_plays) + sum(found.discovery.known_plays) == len(heard)
    assert [play.played_at for play in found.recent] == [play.at for play in heard[::-1][:5]]
    assert found.today.plays == played_today
    assert plays_of(found.artists) == sorted(plays_of(found.artists), reverse=True)


def test_it_tells_as_many_as_it_is_asked_for() -> None:
    drawn = [
        Drawn(
            NOW - 900 * number,
            number,
            number,
            number,
            "kitchen",
            "spotify",
            "sonos",
            100 * number,
            is_hidden=False,
        )
        for number in range(1, 9)
    ]
    with history(drawn) as given:
        found = overview(
            given.db,
            Scope(),
            figure="seconds",
            limit=3,
            recent_limit=2,
            zone=given.zone,
            now=NOW,
        )
    assert [row.seconds for row in found.artists.rows] == [800, 700, 600]
    assert [play.title for play in found.recent] == ["Title 1", "Title 2"]
    assert found.today.plays == 8
    assert found.streaks.played_today


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"limit": 0}, "between 1 and 50"),
        ({"recent_limit": 51}, "between 1 and 50"),
        ({"figure": "fame"}, "plays or seconds"),
    ],
)
def test_unknown_arguments_are_refused(arguments: dict[str, Any], words: str) -> None:
    with history([]) as given, pytest.raises(ValueError, match=words):
        overview(given.db, Scope(), **arguments, zone=given.zone, now=NOW)


BERLIN = ZoneInfo("Europe/Berlin")


def test_the_calendar_is_of_a_year_at_most() -> None:
    always = last_weeks(Window(), BERLIN, NOW)
    assert always.start is not None
    assert always.end is not None
    assert always.end == named("today", BERLIN, NOW).end
    assert (day_of(always.end, BERLIN) - day_of(always.start, BERLIN)).days == 53 * 7
    for period in ("last_year", "last_month", "last_7_days"):
        window = named(period, BERLIN, NOW)
        weeks = last_weeks(window, BERLIN, NOW)
        assert (weeks.start, weeks.end) == (window.start, window.end)
    ahead = last_weeks(Window(start=NOW + 10 * 86_400), BERLIN, NOW)
    assert ahead.start == ahead.end


def test_discoveries_of_many_years_are_told_by_the_year() -> None:
    assert step_of(named("this_year", BERLIN, NOW)) is Step.MONTH
    assert step_of(Window()) is step_of(Window(start=0.0, end=NOW)) is Step.YEAR
