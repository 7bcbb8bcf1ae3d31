"""A disk that stalls, and what a gate has written on it: the part that outlives a process."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from .drawn import Stall

WRITE: Final = 0.02
"""Seconds that a write takes on a good day."""
SOON: Final = 60.0
"""Seconds that a ledger may wait to be written."""


class Disk:
    """Takes writes, except while it stalls."""

    def __init__(self, stalls: Sequence[Stall], now: Callable[[], float]) -> None:
        """Know the stalls to come; ``now`` is the true time, epoch seconds."""
        self._stalls = stalls
        self._now = now

    async def write(self) -> None:
        """Return when what is written is there to stay."""
        for stall in self._stalls:
            if stall.begin <= self._now() < stall.end:
                await asyncio.sleep(stall.end - self._now())
        await asyncio.sleep(WRITE)


class Kept:
    """What gates have saved, on the disk; shared by one process after the other."""

    def __init__(self, disk: Disk) -> None:
        """Begin with nothing saved."""
        self.disk = disk
        self.states: dict[str, str] = {}


class ProcessMemory:
    """A ``GateMemory`` of one process: what it has not written by its end is lost."""

    def __init__(self, kept: Kept) -> None:
        """Begin with nothing to write."""
        self._kept = kept
        self._unwritten: dict[str, Mapping[str, Any]] = {}
        self._urgent: set[asyncio.Task[None]] = set()
        self._timer: asyncio.TimerHandle | None = None

    async def load(self, account: str) -> Mapping[str, Any] | None:
        """Return what was last written for an account."""
        written = self._kept.states.get(account)
        loaded: Mapping[str, Any] | None = None if written is None else json.loads(written)
        return loaded

    def save(self, account: str, state: Mapping[str, Any], *, at_once: bool) -> None:
        """Take a state to be written: now, or within the minute with what comes until then."""
        self._unwritten[account] = state
        if at_once:
            self._write()
        elif self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(SOON, self._write)

    async def written(self) -> None:
        """Wait for what was to be written at once."""
        await asyncio.gather(*self._urgent)

    async def flush(self) -> None:
        """Write everything."""
        if self._unwritten:
            self._write()
        await self.written()

    def _write(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        states = {
            account: json.dumps(state, allow_nan=False)
            for account, state in self._unwritten.items()
        }
        self._unwritten.clear()
        task = asyncio.get_running_loop().create_task(self._keep(states))
        self._urgent.add(task)
        task.add_done_callback(self._urgent.discard)

    async def _keep(self, states: dict[str, str]) -> None:
        await self._kept.disk.write()
        self._kept.states |= states
