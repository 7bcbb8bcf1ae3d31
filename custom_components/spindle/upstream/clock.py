"""The time as upstream sees it: one object to hand in, so that tests own the hour."""

from __future__ import annotations

import asyncio
from pathlib import Path
import time
from typing import Final, Protocol

BOOT_ID: Final = Path("/proc/sys/kernel/random/boot_id")
"""Where Linux names each run of the machine, as long as which its monotonic seconds count on:
https://man7.org/linux/man-pages/man5/proc_sys_kernel.5.html
"""


class Clock(Protocol):
    """Tells the time in two ways, and lets it pass."""

    def time(self) -> float:
        """Wall clock, epoch seconds. It may jump, forward and back."""
        ...

    def monotonic(self) -> float:
        """Seconds that only ever pass; after a restart they go on if ``boot`` is the same."""
        ...

    async def boot(self) -> str | None:
        """Name the run of the machine that ``monotonic`` counts in; None where nobody knows."""
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

    async def boot(self) -> str | None:
        """Name the run of the machine, None where it has no names for them."""
        return await asyncio.get_running_loop().run_in_executor(None, _boot)

    async def sleep(self, seconds: float) -> None:
        """Let at least that many seconds pass."""
        await asyncio.sleep(seconds)


def _boot() -> str | None:
    try:
        return BOOT_ID.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return None
