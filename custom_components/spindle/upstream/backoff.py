"""Growing pauses after failures in a row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from random import Random

_MOST_DOUBLINGS: Final = 32
_JITTER: Final = 0.5


class Backoff:
    """Doubles a pause with every failure in a row, with upward jitter; one success ends it."""

    def __init__(self, *, first: float, longest: float, borne: int = 0) -> None:
        """Pause ``first`` seconds once more than ``borne`` failures have followed each other."""
        self._first = first
        self._longest = longest
        self._borne = borne
        self.failures = 0
        self.until = 0.0
        """Steady time at which the pause ends."""

    def failed(self, now: float, random: Random, told: float | None = None) -> None:
        """Count a failure; ``told`` seconds are what the service asks for at least."""
        self.failures += 1
        doublings = self.failures - self._borne - 1
        if doublings < 0:
            return
        pause = min(self._longest, self._first * 2.0 ** min(doublings, _MOST_DOUBLINGS))
        pause = max(pause, told or 0.0)
        self.until = max(self.until, now + pause * random.uniform(1.0, 1.0 + _JITTER))

    def succeeded(self) -> None:
        """Forget all failures."""
        self.failures = 0
        self.until = 0.0
