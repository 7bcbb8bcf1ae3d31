"""Time under control: the players read a clock that somebody passes to them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

type Clock = Callable[[], float]
"""Seconds that only ever grow, from any beginning; ``time.monotonic`` is one."""


@dataclass(slots=True)
class ManualClock:
    """A clock that moves only when it is told to."""

    seconds: float = 0.0

    def __call__(self) -> float:
        """Tell the present second."""
        return self.seconds

    def move(self, seconds: float) -> None:
        """Let this many seconds pass."""
        self.seconds += seconds


@dataclass(frozen=True, slots=True)
class Pace:
    """How many seconds of a scenario pass in one real second.

    Home Assistant measures real seconds. A scenario of two hours at pace 60 therefore
    takes two minutes, and its players announce durations and positions of a sixtieth:
    a title written as ``35:00`` is announced, and heard, as 35 seconds.
    """

    factor: float = 1.0

    def real(self, seconds: float) -> float:
        """Turn scenario seconds into the seconds they take."""
        return seconds / self.factor
