"""Streaks of days with plays, and whether the one that is going on is in danger."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.spindle.insights.scope import Scope
from custom_components.spindle.insights.streaks import Streak, streaks
from custom_components.spindle.insights.window import day_of

from .scanned import HOUR, NOW, PLAYS, SCOPES, ZONES, Drawn, day_start, history

if TYPE_CHECKING:
    from collections.abc import Iterable
    from zoneinfo import ZoneInfo

TODAY = date(2024, 11, 3)


def a_play(at: int) -> Drawn:
    return Drawn(at, 0, 0, None, "kitchen", "spotify", "sonos", 100, is_hidden=False)


def noon(day: date, zone: ZoneInfo) -> int:
    return day_start(day, zone) + 12 * HOUR


def runs(days: Iterable[date]) -> list[Streak]:
    """Return each run of days, by walking from each day as far as it goes."""
    known = set(days)
    found = []
    for first in sorted(known):
        if first - timedelta(days=1) not in known:
            last = first
            while last + timedelta(days=1) in known:
                last += timedelta(days=1)
            found.append(Streak(days=(last - first).days + 1, first=first, last=last))
    return found


@given(
    drawn=PLAYS,
    scope=SCOPES,
    zone=st.sampled_from(ZONES),
    now=st.integers(-4 * 24, 0).map(lambda hours: NOW + hours * HOUR),
    latest=st.lists(st.integers(-6 * 24, 0), max_size=8),
)
@settings(max_examples=80)
def test_it_equals_a_scan(
    drawn: list[Drawn], scope: Scope, zone: str, now: int, latest: list[int]
) -> None:
    recent = [a_play(NOW + hours * HOUR) for hours in latest]
    with history([*drawn, *recent], zone) as given:
        days = {given.local(play).date() for play in given.of(scope)}
        found = streaks(given.db, scope, zone=given.zone, now=now)
        today = day_of(now, given.zone)
    assert found.days == len(days)
    assert found.played_today == (today in days)
    longest = max(runs(days), key=lambda run: run.days, default=None)
    assert found.longest == longest
    until_today = runs(day for day in days if day <= today)
    alive = [run for run in until_today if run.last >= today - timedelta(days=1)]
    assert found.current == (alive[0] if alive else None)


@pytest.mark.parametrize(
    ("ago", "length", "left"),
    [([0, 1, 2], 3, 2), ([1, 2], 2, 1), ([2, 3], None, None), ([0], 1, 2), ([], None, None)],
)
def test_today_counts_until_it_is_over(
    ago: list[int], length: int | None, left: int | None
) -> None:
    with history([]) as given:
        zone = given.zone
    with history([a_play(noon(TODAY - timedelta(days=days), zone)) for days in ago]) as given:
        found = streaks(given.db, Scope(), zone=zone, now=noon(TODAY, zone) + 1)
    assert (found.current and found.current.days) == length
    assert found.played_today == (0 in ago)
    if left is not None:
        assert found.ends_at == day_start(TODAY + timedelta(days=left), zone)
    else:
        assert found.ends_at is None


def test_a_change_of_clocks_breaks_no_streak() -> None:
    days = [date(2024, 10, 25) + timedelta(days=number) for number in range(5)]
    with history([]) as given:
        edges = [day_start(day, given.zone) for day in days]
    with history([a_play(at) for at in edges]) as given:
        found = streaks(given.db, Scope(), zone=given.zone, now=NOW)
    assert found.longest == Streak(days=5, first=days[0], last=days[-1])
    assert found.current is None
