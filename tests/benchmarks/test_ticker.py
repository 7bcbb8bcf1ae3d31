"""How late a loop is told: usually, and at its worst."""

from __future__ import annotations

import asyncio
import time

from scripts.benchmarks.ticker import stall

HELD = 0.2


async def test_one_long_stall_is_told_though_few_turns_are_late() -> None:
    async def work() -> None:
        await asyncio.sleep(0.1)
        time.sleep(HELD)  # noqa: ASYNC251 (this is the stall)
        await asyncio.sleep(1.0)

    quiet, working = await stall(work, idle=0.2)
    assert working.worst >= 1000 * HELD * 0.9
    assert quiet.worst < working.worst
    assert quiet.p99 <= quiet.worst
    assert working.p99 <= working.worst
