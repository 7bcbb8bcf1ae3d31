"""Clocks that run faster than time, and a loop that waits as much shorter."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, tzinfo
import selectors
import time

from homeassistant.util import dt as dt_util


class FastClock:
    """Takes the place of Python's and Home Assistant's clocks, and may run faster than they.

    Whoever has bound one of them before keeps the true time.
    """

    def __init__(self) -> None:
        """Begin at the true time and at its own pace."""
        self.rate = 1.0
        self._real = time.monotonic
        self._real_begin = self._virtual_begin = self._real()
        self._epoch = time.time() - self._real_begin
        for module, name, replacement in (
            (time, "monotonic", self.monotonic),
            (time, "time", self.time),
            (dt_util, "now", self._now),
            (dt_util, "utcnow", self._now),
        ):
            setattr(module, name, replacement)

    def run(self, rate: float) -> None:
        """Run ``rate`` times as fast as the true time, from now on."""
        self._virtual_begin, self._real_begin = self.monotonic(), self._real()
        self.rate = rate

    def time(self) -> float:
        """Read it as seconds since 1970."""
        return self._epoch + self.monotonic()

    def monotonic(self) -> float:
        """Read it as a monotonic clock."""
        return self._virtual_begin + (self._real() - self._real_begin) * self.rate

    def _now(self, zone: tzinfo = UTC) -> datetime:
        return datetime.fromtimestamp(self.time(), zone)


class FastSelector(selectors.DefaultSelector):
    """Waits as much shorter as the clock runs faster."""

    def __init__(self, clock: FastClock) -> None:
        """Take the clock by which the loop counts."""
        super().__init__()
        self._clock = clock

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """Wait for at most ``timeout`` seconds of the clock."""
        return super().select(None if timeout is None else timeout / self._clock.rate)


def fast_loop(clock: FastClock) -> asyncio.AbstractEventLoop:
    """Make an event loop that lives by ``clock``."""
    return asyncio.SelectorEventLoop(FastSelector(clock))
