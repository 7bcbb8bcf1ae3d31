"""Time that only passes."""

from __future__ import annotations

from hypothesis import given, strategies as st
import pytest

from custom_components.spindle.upstream.steady import SteadyClock


class HandClock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.wall, self.passed = 1_800_000_000.0, 50.0

    def time(self) -> float:
        """Tell the wall clock."""
        return self.wall

    def monotonic(self) -> float:
        """Tell what has passed."""
        return self.passed

    async def sleep(self, seconds: float) -> None:
        """Let it pass."""
        self.passed += seconds
        self.wall += seconds


@given(st.lists(st.tuples(st.floats(0, 1e5), st.floats(-1e6, 1e6)), max_size=20))
def test_setting_the_wall_clock_moves_nothing(moves: list[tuple[float, float]]) -> None:
    clock = HandClock()
    steady = SteadyClock(clock)
    begin, passed = steady.now(), 0.0
    for seconds, step in moves:
        clock.passed += seconds
        clock.wall += seconds + step
        passed += seconds
        assert steady.now() == pytest.approx(begin + passed)
        assert steady.wall(steady.now()) == pytest.approx(clock.wall)


def test_a_step_is_told_once() -> None:
    clock = HandClock()
    steady = SteadyClock(clock)
    assert not steady.has_stepped()
    clock.wall += 0.5
    assert not steady.has_stepped()
    clock.wall += 3600
    assert steady.has_stepped()
    assert not steady.has_stepped()
    clock.wall -= 3600
    assert steady.has_stepped()
