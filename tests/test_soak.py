"""The soak itself: it tells a polite client from a naive one, and says the same each time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scripts.benchmarks.options import seconds
from scripts.benchmarks.soak import clients
from scripts.benchmarks.soak.drawn import HOUR, allowance, draw
from scripts.benchmarks.soak.house import House
from scripts.benchmarks.soak.verdict import judge, tell
from tests.simulators.virtual_time import run_virtually

if TYPE_CHECKING:
    from scripts.benchmarks.soak.house import Connect, Lived

TRACKS = 300


def live(connect: Connect, seed: int) -> Lived:
    """Live in the world of a seed, with less work than a soak has."""

    async def world() -> Lived:
        house = House(draw(seed), connect, tracks=TRACKS)
        return await house.live(until=allowance(draw(seed), house.lived.work.wanted))

    return run_virtually(world())


@pytest.mark.parametrize("seed", range(3))
def test_through_the_gate_every_rule_is_kept(seed: int) -> None:
    lived = live(clients.gate, seed)
    verdict = judge(lived)
    assert verdict.is_polite, "\n".join(tell(lived))
    # A few faults weigh much where there is little to do.
    assert verdict.ratio < 1.5


@pytest.mark.parametrize("seed", range(3))
def test_without_a_gate_rules_are_broken(seed: int) -> None:
    lived = live(clients.naive, seed)
    assert not judge(lived).is_polite
    assert any("INSIDE" in line or "AGAIN" in line for line in tell(lived))


def test_a_seed_stands_for_one_world_and_one_course_of_it() -> None:
    first, second = (live(clients.gate, 4) for _ in range(2))
    assert first.drawn == second.drawn
    assert [(call.key, call.sent_at) for call in first.server.calls] == [
        (call.key, call.sent_at) for call in second.server.calls
    ]


def test_durations_are_read() -> None:
    assert (seconds("90s"), seconds("15m"), seconds("1h")) == (90, 900, HOUR)
    for nonsense in ("", "1", "h", "1d"):
        with pytest.raises(ValueError, match="is no duration"):
            seconds(nonsense)
