"""What listening costs: the wait for a durable row, the loop, the disk, the recorder.

Delay, loop and idle disk are measured with thirty speakers in a real Home Assistant core;
the bytes of a play in a store that holds a million; the recorder's rows in a virtual hour.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
import statistics
import tempfile
from typing import TYPE_CHECKING, Final

from . import delay, idle, loop_hold, store_cost, virtual_hour
from .household import household
from .report import Bar, Report

if TYPE_CHECKING:
    from .loop_hold import LoopHold, Turns
    from .options import Options
    from .store_cost import StoreCost
    from .virtual_hour import VirtualHour

SPEAKERS: Final = 30
PLAYS: Final = 150
IDLE_SECONDS: Final = 20.0


def run(_options: Options) -> Report:
    """Measure everything; there is nothing to choose."""
    with tempfile.TemporaryDirectory(prefix="spindle-bench-") as scratch:
        directory = Path(scratch)
        waits, hold, idle_bytes = asyncio.run(_in_a_household(directory / "household"))
        hour = virtual_hour.measure(directory / "hour")
        cost = store_cost.measure(directory)
    return Report(
        bars=(
            Bar(
                what="decision to durable row, median",
                value=statistics.median(waits),
                unit="ms",
                bar=50,
            ),
            Bar(what="longest hold of the loop by us", value=hold.by_us, unit="ms", bar=5),
            Bar(what="written while idle", value=idle_bytes, unit="bytes", bar=0),
            Bar(
                what=f"written per play at {cost.plays_before:,} plays",
                value=(cost.bytes_per_play or 0) / 1024,
                unit="KB",
                bar=256,
            ),
            Bar(
                what="recorder rows per hour of music in a room",
                value=sum(hour.states.values()) + hour.events,
                unit="rows",
                bar=100,
            ),
        ),
        notes=_notes(waits, hold, cost, hour),
    )


def _notes(
    waits: list[float], hold: LoopHold, cost: StoreCost, hour: VirtualHour
) -> tuple[str, ...]:
    """Say in sentences what stands beside the bars."""
    return (
        f"delay: p99 {_p99(waits):.1f} ms of {len(waits)} plays",
        f"delay in a store of {cost.plays_before:,} plays: {cost.commit_median_ms:.1f} ms",
        _turns(f"loop with Spindle, {SPEAKERS} speakers at once", hold.loaded),
        _turns("loop without Spindle", hold.unloaded),
        f"disk: {(cost.bytes_per_lone_play or 0) / 1024:.0f} KB for a play with its own checkpoint",
        f"disk: {cost.plays_before:,} plays are a file of {cost.file_megabytes:.0f} MB",
        f"recorder: {hour.plays} songs left {hour.states}, and {hour.events} bus events",
    )


def _turns(what: str, turns: Turns) -> str:
    return (
        f"{what}: {turns.burst:.1f} ms, then turns of up to {turns.after:.1f} ms "
        f"({turns.after_cpu:.1f} ms of the processor)"
    )


def _p99(values: list[float]) -> float:
    """Give the value that one in a hundred exceeds."""
    return statistics.quantiles(values, n=100)[-1]


async def _in_a_household(directory: Path) -> tuple[list[float], LoopHold, int]:
    """Measure what needs speakers: delays in milliseconds, the loop, bytes written idle."""
    directory.mkdir()
    async with household(directory, speakers=SPEAKERS, options=delay.IMPATIENT) as home:
        waits = await delay.measure(home, plays=PLAYS)
        idle_bytes = await idle.measure(home, seconds=IDLE_SECONDS)
        hold = await loop_hold.measure(home)
    return waits, hold, idle_bytes
