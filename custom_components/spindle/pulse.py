"""The heartbeat of one run of a supervised task."""

from __future__ import annotations

import asyncio
from math import inf
import time
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Coroutine

SLICE: Final = 15.0
"""Seconds between the heartbeats of a task at rest."""


class Pulse:
    """What one run of a supervised task is handed: its way to say that it lives."""

    def __init__(self) -> None:
        """Start with a beat."""
        self.replaced = False
        self.started = self.last = time.monotonic()

    @property
    def silence(self) -> float:
        """Seconds since the last beat."""
        return time.monotonic() - self.last

    def beat(self) -> None:
        """Say "I live", from any thread; raises ``CancelledError`` when it was replaced."""
        if self.replaced:
            raise asyncio.CancelledError
        self.last = time.monotonic()

    async def rest(self, seconds: float = inf, wake: asyncio.Event | None = None) -> bool:
        """Wait ``seconds``, or until ``wake`` is set, beating; tell whether it was woken."""
        wake = wake or asyncio.Event()
        end = time.monotonic() + seconds
        while not wake.is_set():
            self.beat()
            left = end - time.monotonic()
            if left <= 0:
                return False
            try:
                async with asyncio.timeout(min(left, SLICE)):
                    await wake.wait()
            except TimeoutError:
                continue
        self.beat()
        return True

    async def settled(self, future: asyncio.Future[Any]) -> None:
        """Wait until ``future`` is done, however long it takes, beating; raises nothing of it."""
        while not future.done():
            self.beat()
            await asyncio.wait((future,), timeout=SLICE)
        self.beat()

    async def during[T](self, work: Coroutine[Any, Any, T]) -> T:
        """Do ``work``, beating while it takes its time; it is cancelled with the task."""
        doing = asyncio.ensure_future(work)
        try:
            await self.settled(doing)
        finally:
            doing.cancel()
        return doing.result()
