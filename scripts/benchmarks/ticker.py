"""How late an event loop comes to its turns while something else works."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
import time
from typing import TYPE_CHECKING, Final

from .figures import p99

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

PERIOD: Final = 0.005
"""Seconds between two turns."""


@asynccontextmanager
async def lateness() -> AsyncIterator[list[float]]:
    """Collect by how many milliseconds each turn of the loop is late, while inside."""
    late: list[float] = []
    task = asyncio.create_task(_tick(late))
    try:
        yield late
    finally:
        task.cancel()


async def stall(work: Callable[[], Awaitable[object]], *, idle: float) -> tuple[float, float]:
    """Return the p99 of the loop's lateness in ``idle`` quiet seconds, and during the work."""
    async with lateness() as quiet:
        await asyncio.sleep(idle)
    async with lateness() as working:
        await work()
    return p99(quiet), p99(working)


async def _tick(late: list[float]) -> None:
    while True:
        due = time.perf_counter() + PERIOD
        await asyncio.sleep(PERIOD)
        late.append((time.perf_counter() - due) * 1000)
