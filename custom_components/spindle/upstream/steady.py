"""Epoch seconds that only ever pass, whatever is done to the wall clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from .clock import Clock

STEP: Final = 1.0
"""Seconds by which the wall clock must jump to be called stepped."""


class SteadyClock:
    """Counts on from the wall clock's time at the beginning, by the monotonic clock.

    All reckoning is done in its time: a wall clock that is set forward ends no penalty
    early, one that is set back makes none longer. People and the disk are told wall time.
    """

    def __init__(self, clock: Clock) -> None:
        """Begin at the wall clock's time."""
        self._clock = clock
        self._begin = clock.time() - clock.monotonic()
        self._known_shift = 0.0

    def now(self) -> float:
        """Steady seconds."""
        return self._clock.monotonic() + self._begin

    def shift(self) -> float:
        """Seconds to add to a steady time to have what the wall clock will show then."""
        return self._clock.time() - self.now()

    def wall(self, at: float) -> float:
        """Return what the wall clock will show at a steady time."""
        return at + self.shift()

    def has_stepped(self) -> bool:
        """Tell, once, that the wall clock was set since this was last asked."""
        shift = self.shift()
        has_stepped = abs(shift - self._known_shift) > STEP
        if has_stepped:
            self._known_shift = shift
        return has_stepped
