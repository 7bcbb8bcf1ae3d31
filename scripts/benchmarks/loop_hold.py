"""How long the event loop is held when every speaker changes state at the same moment."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from dataclasses import dataclass
import gc
import statistics
import time
from typing import TYPE_CHECKING, Final
from unittest.mock import patch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .household import Household

BURSTS: Final = 40
PAUSE: Final = 0.25
TITLE_SECONDS: Final = 240.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Turns:
    """Single turns of the loop around bursts of state changes, in milliseconds."""

    burst: float
    """Median of the turn that sets all states, with whatever listens to them."""
    after: float
    """Median over the bursts of the longest turn that follows, by the wall clock …"""
    after_worst: float
    """… and the longest of all, which a busy neighbour may have lengthened …"""
    after_worst_cpu: float
    """… and the longest by the thread's own processor time, which nobody can."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoopHold:
    """The loop with Spindle and without it."""

    loaded: Turns
    unloaded: Turns

    @property
    def by_us(self) -> float:
        """Milliseconds of the longest turn that we cause: within a burst, or after one."""
        within = self.loaded.burst - self.unloaded.burst
        return max(within, self.loaded.after, self.loaded.after_worst_cpu)


async def measure(home: Household) -> LoopHold:
    """Burst with Spindle loaded and without; it is loaded again at the end."""
    loaded = await _bursts(home)
    await home.unload()
    unloaded = await _bursts(home)
    await home.load()
    return LoopHold(loaded=loaded, unloaded=unloaded)


async def _bursts(home: Household) -> Turns:
    """Let all speakers change title at once, again and again."""
    bursts: list[float] = []
    walls: list[float] = []
    processor: list[float] = []
    gc.collect()
    with _turns() as turns:
        for number in range(BURSTS):
            await asyncio.sleep(PAUSE)
            turns.clear()
            begin = time.perf_counter()
            for speaker in home.speakers:
                speaker.play(f"Burst {number} of {speaker.entity_id}", duration=TITLE_SECONDS)
            bursts.append(time.perf_counter() - begin)
            await asyncio.sleep(PAUSE)
            after = turns[1:]  # The first turn is the one that held the burst itself.
            walls.append(max(wall for wall, _ in after))
            processor.append(max(cpu for _, cpu in after))
    return Turns(
        burst=statistics.median(bursts) * 1000,
        after=statistics.median(walls) * 1000,
        after_worst=max(walls) * 1000,
        after_worst_cpu=max(processor) * 1000,
    )


@contextmanager
def _turns() -> Iterator[list[tuple[float, float]]]:
    """Collect the seconds of every callback the loop runs: wall clock, processor."""
    turns: list[tuple[float, float]] = []
    run = asyncio.Handle._run  # noqa: SLF001 (the one place through which every turn goes)

    def timed_run(handle: asyncio.Handle) -> None:
        begin, begin_cpu = time.perf_counter(), time.thread_time()
        run(handle)
        turns.append((time.perf_counter() - begin, time.thread_time() - begin_cpu))

    with patch.object(asyncio.Handle, "_run", timed_run):
        yield turns
