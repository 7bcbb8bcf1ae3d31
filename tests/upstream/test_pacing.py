"""Pacing against services whose limits nobody knows."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
import json
from typing import Protocol

from hypothesis import example, given, settings, strategies as st
import pytest

from custom_components.spindle.upstream.pacing import BELOW_THE_WALL, STANDS_FOR, Pacer
from custom_components.spindle.upstream.types import DAY, Policy, Window

START = 1_800_000_000.0
HOUR = 3_600.0
POLICY = Policy(service="test", fastest=3.0, first=1.0, burst=5)


@dataclass(slots=True)
class RollingServer:
    """Bears so many calls in any so many seconds, and punishes the next."""

    calls: int
    seconds: float
    penalty: float = 30.0
    refused: int = 0
    borne: int = 0
    _held: deque[float] = field(default_factory=deque)

    def bears(self, now: float) -> bool:
        """Take a call; tell whether it was borne."""
        while self._held and self._held[0] <= now - self.seconds:
            self._held.popleft()
        if len(self._held) >= self.calls:
            self.refused += 1
            return False
        self._held.append(now)
        self.borne += 1
        return True


class Pace(Protocol):
    """What paces calls: the real thing or a naive one."""

    def next_at(self, now: float) -> float:
        """Return when the next call goes."""
        ...

    def sent(self, now: float) -> None:
        """Count a call."""
        ...

    def accepted(self, sent_at: float, now: float) -> None:
        """Learn from an answer."""
        ...

    def refused(self, sent_at: float, now: float, *, strikes: int, is_probe: bool = False) -> None:
        """Learn from a refusal."""
        ...


class Steady:
    """Naive: keeps its pace whatever is said."""

    def __init__(self, pace: float) -> None:
        self._gap, self._due = 1 / pace, 0.0

    def next_at(self, now: float) -> float:
        """Return when the next call goes."""
        return max(now, self._due)

    def sent(self, now: float) -> None:
        """Count a call."""
        self._due = now + self._gap

    def accepted(self, sent_at: float, now: float) -> None:
        """Learn nothing."""

    def refused(self, sent_at: float, now: float, *, strikes: int, is_probe: bool = False) -> None:
        """Learn nothing."""


def use(pace: Pace, server: RollingServer, seconds: float, now: float = START) -> float:
    """Call without pause for so long; returns when it ended."""
    end = now + seconds
    strikes = 0
    while (now := pace.next_at(now)) < end:
        pace.sent(now)
        if server.bears(now):
            pace.accepted(now, now)
        else:
            strikes += 1
            pace.refused(now, now, strikes=strikes)
            now += server.penalty
    return now


@settings(deadline=None, max_examples=8)
@given(st.integers(8, 100))
@example(70)
def test_an_unknown_wall_is_met_once_a_day(calls: int) -> None:
    server = RollingServer(calls=calls, seconds=30.0)
    use(Pacer(POLICY, START), server, DAY / 12)
    assert server.refused <= 1
    fastest = min(calls / 30.0, POLICY.fastest)
    assert server.borne >= 0.5 * fastest * DAY / 12


def test_a_naive_pace_meets_it_again_and_again() -> None:
    server = RollingServer(calls=45, seconds=30.0)
    use(Steady(POLICY.fastest), server, DAY / 12)
    assert server.refused > 100


@settings(deadline=None, max_examples=8)
@given(st.integers(1, 60), st.floats(1.0, 120.0))
def test_a_window_of_any_length_is_found_with_few_refusals(calls: int, seconds: float) -> None:
    server = RollingServer(calls=calls, seconds=seconds)
    use(Pacer(POLICY, START), server, DAY / 12)
    assert server.refused <= 12
    assert server.borne >= 1


@given(st.integers(1, 50), st.floats(1.0, 60.0), st.lists(st.floats(0.0, 30.0), max_size=300))
def test_a_known_window_is_never_overrun(calls: int, seconds: float, pauses: list[float]) -> None:
    window = Window(calls=calls, seconds=seconds)
    pacer = Pacer(Policy(service="test", fastest=50.0, burst=20, window=window), START)
    server = RollingServer(calls=calls, seconds=seconds)
    now = START
    for pause in pauses:
        now = pacer.next_at(now + pause)
        pacer.sent(now)
        assert server.bears(now)
        pacer.accepted(now, now)


@given(st.floats(0.1, 10.0), st.integers(1, 10), st.lists(st.floats(0.0, 5.0), max_size=200))
def test_the_fastest_pace_holds_over_any_stretch(
    fastest: float, burst: int, pauses: list[float]
) -> None:
    pacer = Pacer(Policy(service="test", fastest=fastest, burst=burst), START)
    now, sent = START, list[float]()
    for pause in pauses:
        now = pacer.next_at(now + pause)
        pacer.sent(now)
        pacer.accepted(now, now)
        sent.append(now)
    for first, begin in enumerate(sent):
        for last in range(first, len(sent)):
            assert last - first + 1 <= burst + (sent[last] - begin) * fastest + 1e-3


@given(st.floats(0.0, 1e6), st.integers(1, 20))
def test_it_always_goes_on(pause: float, refusals: int) -> None:
    pacer, now = Pacer(POLICY, START), START
    for strikes in range(1, refusals + 1):
        now = pacer.next_at(now)
        pacer.sent(now)
        pacer.refused(now, now, strikes=strikes)
    longest = 2 * max(1 / POLICY.slowest, POLICY.measured_over)
    assert pacer.next_at(now + pause) <= now + pause + longest


def test_refusals_in_a_row_slow_down_harder() -> None:
    paces = []
    for strikes in (1, 2, 3):
        pacer = Pacer(POLICY, START)
        pacer.sent(START)
        pacer.refused(START, START, strikes=strikes)
        paces.append(pacer.pace(START))
    assert paces == [0.5, 0.25, 0.125]


def test_a_refused_probe_slows_down_but_is_no_wall() -> None:
    pacer = Pacer(POLICY, START)
    server = RollingServer(calls=1000, seconds=30.0)
    now = use(pacer, server, HOUR)
    pacer.sent(now)
    pacer.refused(now, now, strikes=1, is_probe=True)
    assert pacer.pace(now) == pytest.approx(1.5, abs=0.01)
    now = use(pacer, server, HOUR, now)
    assert pacer.pace(now) == pytest.approx(3.0)


def test_what_was_borne_for_long_is_not_the_wall() -> None:
    pacer = Pacer(POLICY, START)
    server = RollingServer(calls=1000, seconds=30.0)
    now = use(pacer, server, HOUR)
    server.calls = 0
    now = use(pacer, server, 1.0, now)
    assert server.refused == 1
    server.calls = 1000
    now = use(pacer, server, HOUR, now)
    assert pacer.pace(now) == pytest.approx(3.0)


def test_the_ceiling_stands_for_days_and_is_lifted_then() -> None:
    pacer = Pacer(POLICY, START)
    server = RollingServer(calls=45, seconds=30.0)
    now = use(pacer, server, HOUR)
    ceiling = 45 / 30 * BELOW_THE_WALL
    assert pacer.pace(now) <= ceiling
    now = use(pacer, server, 4 * HOUR, now)
    assert pacer.pace(now) == pytest.approx(ceiling)
    assert server.refused == 1
    use(pacer, server, HOUR, now + STANDS_FOR)
    assert pacer.pace(now + STANDS_FOR) > ceiling


def test_what_rests_does_not_grow() -> None:
    pacer, now = Pacer(POLICY, START), START
    for _ in range(500):
        now += 9.0
        pacer.sent(now)
        pacer.accepted(now, now)
    assert pacer.pace(now) == 1.0


def test_what_the_service_leaves_is_not_overdrawn() -> None:
    pacer = Pacer(POLICY, START)
    pacer.told(START, remaining=2, resets_in=10.0, in_flight=1)
    assert pacer.next_at(START) == START
    pacer.told(START, remaining=1, resets_in=10.0, in_flight=1)
    assert 10.0 <= pacer.next_at(START) - START <= 10.2
    pacer.told(START, remaining=0, resets_in=-5.0, in_flight=0)
    pacer.told(START, remaining=-3, resets_in=1e12, in_flight=0)
    assert pacer.next_at(START) - START <= 2 * HOUR


@pytest.mark.parametrize("is_last", [False, True])
def test_a_restart_waits_until_the_service_has_forgotten_our_calls(is_last: bool) -> None:  # noqa: FBT001
    pacer = Pacer(POLICY, START)
    server = RollingServer(calls=45, seconds=30.0)
    now = use(pacer, server, HOUR)
    saved = json.loads(json.dumps(pacer.saved(1000.0)))
    again = Pacer(POLICY, now)
    again.restore(saved, -1000.0, None if is_last else now)
    assert again.pace(now) == pytest.approx(pacer.pace(now))
    assert 28.0 <= again.next_at(now) - now <= 31.0
    use(again, server, HOUR, now)
    assert server.refused == 1


@pytest.mark.parametrize("value", [None, "x", -1, 1e300, float("nan"), True, []])
@pytest.mark.parametrize("name", ["pace", "wall", "wall_at", "sent_at"])
def test_a_damaged_pace_can_be_worked_with(name: str, value: object) -> None:
    pacer = Pacer(POLICY, START)
    saved: dict[str, object] = {"pace": 1.0, "wall": 1.0, "wall_at": START, "sent_at": START}
    pacer.restore({**saved, name: value}, 0.0, START)
    assert POLICY.slowest <= pacer.pace(START) <= POLICY.fastest
    assert pacer.next_at(START) <= START + 60
