"""Waits for threads: whatever they were asked by the loop, and the loop by them.

A test by a stopped clock lives between two moments. Between them everything that can happen
without time passing is to have happened, however long the machine takes for it.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
from time import sleep
from typing import Any, Final
from weakref import WeakSet

PATIENCE: Final = 1.0
"""Real seconds in which some thread answers, or all are taken to be held up on purpose."""
SLICE: Final = 0.02
"""Real seconds that the loop stands still at a time: a thread may wait for the loop, too."""
MOST_TURNS: Final = 500
"""Turns of the loop in which there is nothing left to do, or somebody turns for ever."""


_asked: Final[set[concurrent.futures.Future[Any]]] = set()
"""What a loop waits for."""
_held_up: Final[WeakSet[concurrent.futures.Future[Any]]] = WeakSet()
"""What nobody waits for any more."""


def watch() -> None:
    """See from now on what loops ask of threads: all of it goes by one function of asyncio's."""
    chain = asyncio.futures._chain_future  # type: ignore[attr-defined]

    def watched(source: Any, destination: Any) -> None:
        chain(source, destination)
        if isinstance(source, concurrent.futures.Future):
            _asked.add(source)
            # Called after asyncio's own, so that the loop has been told by then.
            source.add_done_callback(_asked.discard)

    asyncio.futures._chain_future = watched  # type: ignore[attr-defined]


async def rest() -> None:
    """Wait until no thread has anything to tell the loop, and the loop nothing to do."""
    patience = PATIENCE
    while True:
        await _turn()
        waiting = _asked.difference(_held_up)
        if not waiting:
            return
        if patience <= 0:
            _held_up.update(waiting)
            return
        # The clock of the loop is stopped: this waits by the real one. Who is done and still
        # among those asked is just about to tell the loop.
        done, _ = concurrent.futures.wait(waiting, SLICE, concurrent.futures.FIRST_COMPLETED)
        if done:
            patience = PATIENCE
            sleep(0)  # noqa: ASYNC251
        else:
            patience -= SLICE


async def _turn() -> None:
    """Let the loop turn until nothing is ready."""
    ready = asyncio.get_running_loop()._ready  # type: ignore[attr-defined]
    for _ in range(MOST_TURNS):
        await asyncio.sleep(0)
        if not ready:
            return
