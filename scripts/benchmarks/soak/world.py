"""Run the world of a seed to its end, with the gate or without one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.simulators.virtual_time import run_virtually

from . import clients
from .drawn import HOUR, HOURS, allowance, draw
from .house import House
from .verdict import judge

if TYPE_CHECKING:
    from .house import Lived
    from .verdict import Verdict

NAIVE_HOURS: Final = 2.0
"""Of a world that a naive client is watched for: it needs no longer."""


def through_the_gate(seed: int) -> Lived:
    """Let a house do all its work through the gate."""

    async def world() -> Lived:
        house = House(draw(seed), clients.gate)
        until = allowance(house.lived.drawn, house.lived.work.wanted)
        return await house.live(until=until, marks=(HOURS * HOUR,))

    return run_virtually(world())


def naively(seed: int) -> Lived:
    """Let a house begin the same work without a gate."""

    async def world() -> Lived:
        return await House(draw(seed), clients.naive).live(until=NAIVE_HOURS * HOUR)

    return run_virtually(world())


def judged(seed: int) -> Verdict:
    """Judge what the gate makes of a seed."""
    return judge(through_the_gate(seed))


def judged_naively(seed: int) -> Verdict:
    """Judge what is made of a seed without one."""
    return judge(naively(seed))
