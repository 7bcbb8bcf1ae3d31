"""What was played on this day in earlier years equals a scan."""

from __future__ import annotations

from collections import Counter
from datetime import date

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.spindle.insights.memories import on_this_day
from custom_components.spindle.insights.names import Kind
from custom_components.spindle.insights.scope import ALWAYS, Scope

from .ranked import Key, ids_of, key_of
from .scanned import ANCHORS, HOUR, NOW, PLAYS, SCOPES, ZONES, Drawn, Heard, History, history


def most(given: History, its: list[Heard], kind: Kind, limit: int) -> list[tuple[Key, int]]:
    ids = ids_of(given.db, kind)
    counted = Counter(key for play in its if (key := key_of(play, kind)) is not None)
    return sorted(counted.items(), key=lambda one: (-one[1], ids[one[0]]))[:limit]


@given(
    drawn=PLAYS,
    scope=SCOPES,
    zone=st.sampled_from(ZONES),
    anchor=st.sampled_from(ANCHORS),
    hours=st.integers(-50, 50),
    years=st.integers(0, 2),
)
@settings(max_examples=100)
def test_it_equals_a_scan(
    *, drawn: list[Drawn], scope: Scope, zone: str, anchor: int, hours: int, years: int
) -> None:
    with history(drawn, zone) as given:
        today = date.fromtimestamp(anchor + hours * HOUR)  # noqa: DTZ012  # Any day will do.
        today = today.replace(year=today.year + years, day=min(today.day, 28))
        found = on_this_day(given.db, scope, day=today, limit=2, zone=given.zone, now=NOW)
        told: dict[date, list[Heard]] = {}
        for play in given.of(scope.within(ALWAYS)):
            day = given.local(play).date()
            if (day.month, day.day) == (today.month, today.day) and day.year < today.year:
                told.setdefault(day, []).append(play)
        assert [memory.day for memory in found] == sorted(told, reverse=True)
        for memory in found:
            its = told[memory.day]
            assert memory.years_ago == today.year - memory.day.year
            assert memory.plays == len(its)
            assert memory.seconds == sum(play.seconds for play in its)
            for kind, remembered in ((Kind.ARTIST, memory.artists), (Kind.TRACK, memory.tracks)):
                assert [((one.name, one.artist or ""), one.plays) for one in remembered] == most(
                    given, its, kind, 2
                )


def a_play(at: int) -> Drawn:
    return Drawn(at, 0, 0, None, "kitchen", "spotify", "sonos", 100, is_hidden=False)


def test_a_leap_day_is_remembered_on_leap_days() -> None:
    leap_day = ANCHORS[2]
    with history([a_play(leap_day), a_play(leap_day - 24 * HOUR)]) as given:
        (memory,) = on_this_day(given.db, Scope(), day=date(2028, 2, 29), zone=given.zone, now=NOW)
        assert (memory.day, memory.years_ago) == (date(2024, 2, 29), 4)
        assert on_this_day(given.db, Scope(), day=date(2028, 3, 1), zone=given.zone, now=NOW) == ()


def test_the_day_is_today_unless_another_is_asked_for() -> None:
    with history([a_play(NOW - 366 * 24 * HOUR), a_play(NOW)]) as given:
        (memory,) = on_this_day(given.db, Scope(), zone=given.zone, now=NOW)
    assert memory.day == date(2023, 11, 3)


@pytest.mark.parametrize("limit", [0, 51])
def test_a_limit_out_of_bounds_is_refused(limit: int) -> None:
    with history([]) as given:
        assert on_this_day(given.db, Scope(), zone=given.zone, now=NOW) == ()
        with pytest.raises(ValueError, match=r"The limit must be from 1 to 50\."):
            on_this_day(given.db, Scope(), limit=limit, zone=given.zone, now=NOW)
