"""Who was heard for the first time, and what went to them, equals a scan."""

from __future__ import annotations

from datetime import date, datetime

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.spindle.insights.discovery import Reading, discovery
from custom_components.spindle.insights.scope import Scope
from custom_components.spindle.insights.series import Step, start_of_step
from custom_components.spindle.insights.window import Window, of_month

from .scanned import DAY, NOW, PLAYS, SCOPES, ZONES, Drawn, History, history

STEPS = [step for step in Step if step is not Step.HOUR]


def first_heard(given: History) -> dict[str, int]:
    """Return the moment at which each artist was first heard, in whatever room."""
    found: dict[str, int] = {}
    for play in given.heard:
        found.setdefault(play.artist, play.at)
    return found


@given(
    drawn=PLAYS,
    scope=SCOPES,
    zone=st.sampled_from(ZONES),
    is_summed=st.booleans(),
    step=st.sampled_from(STEPS),
)
@settings(max_examples=120)
def test_it_equals_a_scan(
    *, drawn: list[Drawn], scope: Scope, zone: str, is_summed: bool, step: Step
) -> None:
    with history(drawn, zone, is_summed=is_summed) as given:
        found = discovery(given.db, scope, step, zone=given.zone, now=NOW)
        firsts = first_heard(given)
        starts = [datetime.fromtimestamp(start, given.zone).date() for start in found.starts]
        artists: list[set[str]] = [set() for _ in starts]
        new, known = [0] * len(starts), [0] * len(starts)
        for play in given.of(scope):
            number = step_of(given, play.at, starts, step)
            assert number is not None
            first = firsts[play.artist]
            is_inside = scope.window.start is None or first >= scope.window.start
            if is_inside and step_of(given, first, starts, step) == number:
                artists[number].add(play.artist)
                new[number] += 1
            else:
                known[number] += 1
    assert found.artists == tuple(len(some) for some in artists)
    assert found.new_plays == tuple(new)
    assert found.known_plays == tuple(known)


def step_of(given: History, at: int, starts: list[date], step: Step) -> int | None:
    start = start_of_step(datetime.fromtimestamp(at, given.zone).date(), step)
    return starts.index(start) if start in starts else None


def plays_of(*artists: int, start: int) -> list[Drawn]:
    return [
        Drawn(start + 600 * at, artist, 0, None, "kitchen", "spotify", "sonos", 99, is_hidden=False)
        for at, artist in enumerate(artists)
    ]


@pytest.mark.parametrize(
    ("artists", "score", "reading"),
    [
        ([0] * 40 + [1], 12, Reading.STEADY),
        ([0] * 40, 0, Reading.AT_HOME),
        ([0] * 9 + [1], 50, Reading.CURIOUS),
        ([0] * 2 + [1, 2], 100, Reading.EXPLORER),
    ],
)
def test_a_fifth_of_new_artists_is_a_full_score(
    artists: list[int], score: int, reading: Reading
) -> None:
    before = plays_of(0, start=NOW - 60 * DAY)
    with history(before + plays_of(*artists, start=NOW - 5 * DAY)) as given:
        found = discovery(given.db, Scope(), zone=given.zone, now=NOW)
    assert (found.score, found.reading) == (score, reading)


def test_the_beginning_of_a_history_is_not_judged() -> None:
    with history(plays_of(0, 1, 2, start=NOW - 5 * DAY)) as given:
        found = discovery(given.db, Scope(), zone=given.zone, now=NOW)
    assert found.artists == (3,)
    assert (found.new_share, found.score, found.reading) == (None, None, Reading.UNKNOWN)


def test_a_window_looks_back_before_itself() -> None:
    drawn = plays_of(0, start=NOW - 60 * DAY) + plays_of(0, 0, 0, 1, start=NOW - 20 * DAY)
    with history(drawn, is_summed=True) as given:
        october = Scope(window=of_month(2024, 10, given.zone))
        found = discovery(given.db, october, zone=given.zone, now=NOW)
    assert (found.artists, found.new_plays, found.known_plays) == ((1,), (1,), (3,))
    assert found.new_share == 1 / 4


@pytest.mark.parametrize("step", ["hour", "age"])
def test_unknown_steps_are_refused(step: str) -> None:
    with history([]) as given, pytest.raises(ValueError, match="The step must be one of"):
        discovery(given.db, Scope(), step, zone=given.zone, now=NOW)


def test_an_empty_history_tells_nothing() -> None:
    with history([]) as given:
        for window in (Window(), Window(start=0.0, end=1.0)):
            found = discovery(given.db, Scope(window=window), zone=given.zone, now=NOW)
            assert (found.starts, found.artists, found.reading) == ((), (), Reading.UNKNOWN)
