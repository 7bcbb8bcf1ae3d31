"""Run the world of a seed to its end, with the gate or without one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from tests.simulators.virtual_time import run_virtually

from . import clients
from .drawn import HOUR, HOURS, allowance, draw
from .house import House
from .verdict import Verdict, judge, tell

if TYPE_CHECKING:
    from .house import Lived

NAIVE_HOURS: Final = 2.0
"""Of a world that a naive client is watched for: it needs no longer."""


class Judged(NamedTuple):
    """What a gate makes of a world, and what is made of it without one."""

    gated: Verdict
    naive: Verdict
    course: tuple[str, ...]
    """Where the gate broke a rule: each wall and each breach of its world, call by call."""


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


def judged(seed: int) -> Judged:
    """Judge the world of a seed, lived through twice; what goes wrong names the seed."""
    try:
        lived = through_the_gate(seed)
        gated = judge(lived)
        course = () if gated.is_polite else tuple(tell(lived))
        return Judged(gated, judge(naively(seed)), course)
    except Exception as error:
        error.add_note(f"in the world of seed {seed}")
        raise
