"""How long the event loop is held when every speaker changes state at the same moment."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from dataclasses import dataclass
import gc
import resource
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
class Turn:
    """One callback of the loop; times in seconds."""

    wall: float
    cpu: float
    robbed: bool
    """The system took the processor away in the middle of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turns:
    """Single turns of the loop around bursts of state changes, in milliseconds."""

    burst: float
    """Median of the turn that sets all states, with whatever listens to them."""
    after: float
    """The longest turn that follows, by the wall clock: with every wait for other threads
    of ours, without turns that the system took the processor away from."""
    after_cpu: float
    """The longest turn that follows, by the processor's time of this thread: all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoopHold:
    """The loop with Spindle and without it."""

    loaded: Turns
    unloaded: Turns

    @property
    def by_us(self) -> float:
        """Milliseconds of the longest turn that we cause: within a burst, or after one."""
        within = self.loaded.burst - self.unloaded.burst
        return max(within, self.loaded.after, self.loaded.after_cpu)


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
    after: list[Turn] = []
    with _no_collections(), _turns() as turns:
        for number in range(BURSTS):
            await asyncio.sleep(PAUSE)
            gc.collect()
            turns.clear()
            begin = time.perf_counter()
            for speaker in home.speakers:
                speaker.play(f"Burst {number} of {speaker.entity_id}", duration=TITLE_SECONDS)
            bursts.append(time.perf_counter() - begin)
            await asyncio.sleep(PAUSE)
            after += turns[1:]  # The first turn is the one that held the burst itself.
    return Turns(
        burst=statistics.median(bursts) * 1000,
        after=max(turn.wall for turn in after if not turn.robbed) * 1000,
        after_cpu=max(turn.cpu for turn in after) * 1000,
    )


@contextmanager
def _turns() -> Iterator[list[Turn]]:
    """Collect every callback that the loop runs."""
    turns: list[Turn] = []
    run = asyncio.Handle._run  # noqa: SLF001 (the one place through which every turn goes)

    def timed_run(handle: asyncio.Handle) -> None:
        begin, begin_cpu, begin_robbed = time.perf_counter(), time.thread_time(), _robberies()
        run(handle)
        turns.append(
            Turn(
                wall=time.perf_counter() - begin,
                cpu=time.thread_time() - begin_cpu,
                robbed=_robberies() != begin_robbed,
            )
        )

    with patch.object(asyncio.Handle, "_run", timed_run):
        yield turns


@contextmanager
def _no_collections() -> Iterator[None]:
    """Keep the garbage collector's rounds out: they fall to whoever allocates at the moment."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _robberies() -> int:
    """Count how often the system has taken the processor away from this thread."""
    return resource.getrusage(resource.RUSAGE_THREAD).ru_nivcsw
