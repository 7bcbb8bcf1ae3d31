"""Time that only passes."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from hypothesis import given, strategies as st
import pytest

from custom_components.spindle.upstream import clock as upstream_clock
from custom_components.spindle.upstream.clock import SystemClock
from custom_components.spindle.upstream.steady import SteadyClock

if TYPE_CHECKING:
    from pathlib import Path


class HandClock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.wall, self.passed = 1_800_000_000.0, 50.0
        self.run: str | None = None

    def time(self) -> float:
        """Tell the wall clock."""
        return self.wall

    def monotonic(self) -> float:
        """Tell what has passed."""
        return self.passed

    async def boot(self) -> str | None:
        """Name the run of the machine."""
        return self.run

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
    assert not steady.needs_stamp()
    clock.wall += 0.5
    assert not steady.needs_stamp()
    clock.wall += 3600
    assert steady.needs_stamp()
    assert not steady.needs_stamp()
    clock.wall -= 3600
    assert steady.needs_stamp()


def steady_in(clock: HandClock, run: str | None) -> SteadyClock:
    """Start a process in a run of the machine."""
    clock.run = run
    steady = SteadyClock(clock)
    asyncio.run(steady.learn())
    return steady


@pytest.mark.parametrize(
    ("then", "now", "step", "passed"),
    [
        ("first", "first", 0, 600),
        ("first", "first", 7200, 600),
        ("first", "first", -7200, 600),
        ("first", "second", 0, 600),
        ("first", "second", 7200, 7800),
        ("first", "second", -7200, 0),
        (None, None, 7200, 7800),
        (None, None, -7200, 0),
    ],
)
def test_how_long_ago_it_was(then: str | None, now: str | None, step: float, passed: float) -> None:
    clock = HandClock()
    stamp = steady_in(clock, then).stamp()
    clock.wall += 600 + step
    clock.passed += 600
    again = steady_in(clock, now)
    assert again.taken_at(stamp) == pytest.approx(again.now() - passed)


@pytest.mark.parametrize("stamp", [{}, {"saved_at": "yesterday"}, {"saved_at": float("nan")}])
def test_a_state_that_bears_no_time_was_never_saved(stamp: dict[str, object]) -> None:
    assert SteadyClock(HandClock()).taken_at(stamp) is None


@pytest.mark.parametrize("monotonic", [None, "long", 1e9])
def test_a_damaged_stamp_ends_nothing_early(monotonic: object) -> None:
    clock = HandClock()
    steady = steady_in(clock, "first")
    assert steady.taken_at({**steady.stamp(), "monotonic": monotonic}) == steady.now()


def test_the_machine_names_its_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    named = tmp_path / "boot_id"
    monkeypatch.setattr(upstream_clock, "BOOT_ID", named)
    assert asyncio.run(SystemClock().boot()) is None
    named.write_text("0c7e4f5a\n")
    assert asyncio.run(SystemClock().boot()) == "0c7e4f5a"
