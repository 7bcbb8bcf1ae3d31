"""The progress of a run, as people see it."""

from __future__ import annotations

from hypothesis import given, strategies as st

from custom_components.spindle.playlists.course import Course
from custom_components.spindle.playlists.types import Phase

from .world import NOON


class Watch:
    """A clock to set."""

    def __init__(self) -> None:
        self.at = NOON

    def __call__(self) -> float:
        """Tell the time."""
        return self.at


@given(st.none() | st.integers(0, 50), st.lists(st.integers(0, 100)))
def test_it_never_goes_back_and_ends_at_a_hundred(of: int | None, steps: list[int]) -> None:
    percents: list[float] = []
    course = Course(now=Watch(), told=lambda: percents.append(course.progress.percent))
    for phase in Phase:
        course.enter(phase, of)
        for done in sorted(steps):
            course.count("done", done)
    course.enter(Phase.PUBLISH, 1)
    course.count("done", 1)
    assert percents == sorted(percents)
    assert percents[-1] == 100


def test_when_it_is_done_is_told_as_soon_as_one_can_say() -> None:
    watch = Watch()
    course = Course(now=watch, told=lambda: None)
    course.enter(Phase.SCAN, 100)
    course.count("scanned", 10)
    assert course.progress.done_at is None
    watch.at += 10
    course.count("scanned", 50)
    assert course.progress.percent == 20
    assert course.progress.done_at == NOON + 60


def test_of_a_first_scan_nobody_knows_the_end() -> None:
    watch = Watch()
    course = Course(now=watch, told=lambda: None)
    course.enter(Phase.SCAN, None)
    watch.at += 10
    course.count("scanned", 100_000)
    assert course.progress.percent < 40
    assert course.progress.done_at is None
