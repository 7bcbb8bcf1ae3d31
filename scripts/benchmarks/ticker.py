"""How late an event loop comes to its turns while something else works."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
import time
from typing import TYPE_CHECKING, Final, NamedTuple

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


class Late(NamedTuple):
    """How late a loop came to its turns, in milliseconds."""

    p99: float
    worst: float
    """The longest that it stood still at a stretch."""

    @classmethod
    def of(cls, turns: list[float]) -> Late:
        """Sum up how late each turn was."""
        return cls(p99(turns), max(turns))


async def stall(work: Callable[[], Awaitable[object]], *, idle: float) -> tuple[Late, Late]:
    """Return how late the loop is in ``idle`` quiet seconds, and during the work."""
    async with lateness() as quiet:
        await asyncio.sleep(idle)
    async with lateness() as working:
        await work()
    return Late.of(quiet), Late.of(working)


async def _tick(late: list[float]) -> None:
    while True:
        due = time.perf_counter() + PERIOD
        await asyncio.sleep(PERIOD)
        late.append((time.perf_counter() - due) * 1000)
