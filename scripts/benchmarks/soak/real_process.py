"""A process with a real gate, a real store and a real clock, to be killed at any moment.

    python -m scripts.benchmarks.soak.real_process API DIRECTORY TRACKS UNTIL

works on the jobs in ``DIRECTORY`` through a gate before the service at ``API``, until they
are done or it is told to end. People ask until ``UNTIL``, epoch seconds.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path
from random import Random
import signal
import sys
import time
from typing import TYPE_CHECKING, Any, Final

import aiohttp

from custom_components.spindle.store import Store, gate_states
from custom_components.spindle.upstream.clock import SystemClock
from tests.simulators.limited_server import catalogue

from . import clients
from .drawn import draw_real
from .process import Process
from .work import JOBS, Work

if TYPE_CHECKING:
    from collections.abc import Mapping

STORE: Final = "spindle.db"
SOON: Final = 60.0


class StoreMemory:
    """A ``GateMemory`` on a real store."""

    def __init__(self, store: Store) -> None:
        """Have nothing to write."""
        self._store = store
        self._unwritten: dict[str, Mapping[str, Any]] = {}
        self._timer: asyncio.TimerHandle | None = None

    async def load(self, account: str) -> Mapping[str, Any] | None:
        """Return an account's state."""
        return await asyncio.wrap_future(self._store.write(gate_states.load, account))

    def save(self, account: str, state: Mapping[str, Any], *, at_once: bool) -> None:
        """Take a state, to be written now or within the minute."""
        self._unwritten[account] = state
        if at_once:
            self.write()
        elif self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(SOON, self.write)

    def write(self) -> None:
        """Hand over what is unwritten."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._store.write(gate_states.save, dict(self._unwritten))
        self._unwritten.clear()


class Elsewhere:
    """An aiohttp session that finds the service at another address."""

    def __init__(self, session: aiohttp.ClientSession, api: str) -> None:
        """Lead to ``api``."""
        self._session = session
        self._api = api

    def request(self, method: str, url: str, **kwargs: Any) -> Any:
        """Begin a call."""
        return self._session.request(method, url.replace(catalogue.API, self._api), **kwargs)


async def work(api: str, directory: Path, *, tracks: int, asking_ends: float) -> None:
    """Work until all is done."""
    store = Store(directory / STORE, zone="UTC")
    store.open()
    memory = StoreMemory(store)
    try:
        async with aiohttp.ClientSession() as session:
            clock = SystemClock()
            gate = clients.gate(
                drawn=draw_real(0.0),
                session=Elsewhere(session, api),
                clock=clock,
                memory=memory,
                random=Random(),
            )
            process = Process(
                gate,
                clock,
                Work(directory / JOBS, tracks=tracks),
                Random(),
                now=time.time,
                written=_written,
                asking_ends=asking_ends,
            )
            try:
                await process.run()
            finally:
                await gate.close()
                memory.write()
    finally:
        await asyncio.to_thread(store.close)


async def _written() -> None:
    """Wait for nothing: each job that is done is synced to the disk in its own transaction."""


async def main() -> None:
    """Work as the command line says, until SIGTERM."""
    api, directory, tracks, until = sys.argv[1:]
    working = asyncio.ensure_future(
        work(api, Path(directory), tracks=int(tracks), asking_ends=float(until))
    )
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, working.cancel)
    with suppress(asyncio.CancelledError):
        await working


if __name__ == "__main__":
    asyncio.run(main())
