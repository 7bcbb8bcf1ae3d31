"""The time as upstream sees it: one object to hand in, so that tests own the hour."""

from __future__ import annotations

import asyncio
import time
from typing import Protocol


class Clock(Protocol):
    """Tells the time in two ways, and lets it pass."""

    def time(self) -> float:
        """Wall clock, epoch seconds. It may jump, forward and back."""
        ...

    def monotonic(self) -> float:
        """Seconds that only ever pass; they mean nothing after a restart."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Let at least that many seconds pass; can be cancelled."""
        ...


class SystemClock:
    """The machine's own clock."""

    def time(self) -> float:
        """Wall clock, epoch seconds."""
        return time.time()

    def monotonic(self) -> float:
        """Seconds that only ever pass."""
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Let at least that many seconds pass."""
        await asyncio.sleep(seconds)
