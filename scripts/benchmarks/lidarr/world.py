"""Run the world of a seed to its end, with our submitter or with a naive one."""

from __future__ import annotations

import asyncio
import gc
import time
from typing import TYPE_CHECKING, Final, NamedTuple

from tests.simulators.lidarr.contract import contract
from tests.simulators.lidarr.in_memory import InMemorySession
from tests.simulators.lidarr.naive import Naive
from tests.simulators.lidarr.server import Server
from tests.simulators.lidarr.stage import Caller
from tests.simulators.virtual_time import run_virtually, world_time

from .drawn import HOUR, draw, is_obtainable
from .furnished import furnish, wanted
from .house import live
from .verdict import Verdict, judge

if TYPE_CHECKING:
    from tests.simulators.lidarr.watch import Watch

HELD: Final = 25
"""Of so many worlds every call of one is held against the contract."""
SELDOM: Final = 100_000
"""Objects that a world makes between two looks for garbage: it makes hardly any."""
NAIVE_ARTISTS: Final = 60
NAIVE_HOURS: Final = 24.0
"""Of a world that a naive submitter is watched for: it needs no longer."""


class Seen(NamedTuple):
    """What a seed has shown."""

    verdict: Verdict
    naive: tuple[int, int]
    """As ``naively`` tells it."""
    cpu: float
    """Seconds that all of it took of a processor."""


def both(seed: int) -> Seen:
    """Judge what our submitter makes of a seed, and a naive one."""
    gc.set_threshold(SELDOM)
    began = time.process_time()
    return Seen(judged(seed), naively(seed), time.process_time() - began)


def judged(seed: int) -> Verdict:
    """Judge what our submitter makes of a seed."""
    agreed = contract() if seed % HELD == 0 else None
    return judge(run_virtually(live(draw(seed), contract=agreed)))


def naively(seed: int) -> tuple[int, int]:
    """Return the cap of a seed, and how often a naive submitter asks at or over it."""

    async def world() -> Watch:
        drawn = draw(seed, NAIVE_ARTISTS)
        machine = furnish(drawn, world_time().true)
        caller = Caller(InMemorySession(Server(machine)))
        known = [
            each.mbid
            for each in wanted(machine.music)
            if each.album is not None and each.mbid and is_obtainable(drawn, each.mbid)
        ]
        try:
            async with asyncio.timeout(NAIVE_HOURS * HOUR):
                await Naive(caller, known, cap=drawn.cap, adds=drawn.cap).run()
        except TimeoutError:
            pass
        machine.timeline.catch_up()
        return machine.watch

    watch = run_virtually(world())
    return watch.cap, len(watch.over)
