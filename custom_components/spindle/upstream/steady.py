"""Epoch seconds that only ever pass, whatever is done to the wall clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .saved import number

if TYPE_CHECKING:
    from collections.abc import Mapping

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
        self._is_of_another_run = False
        self._boot: str | None = None

    async def learn(self) -> None:
        """Learn in which run of the machine this is, before anything is saved or taken up."""
        self._boot = await self._clock.boot()

    def now(self) -> float:
        """Steady seconds."""
        return self._clock.monotonic() + self._begin

    def shift(self) -> float:
        """Seconds to add to a steady time to have what the wall clock will show then."""
        return self._clock.time() - self.now()

    def wall(self, at: float) -> float:
        """Return what the wall clock will show at a steady time."""
        return at + self.shift()

    def needs_stamp(self) -> bool:
        """Tell, once, that a stamp that was made before would mislead whoever comes next.

        The wall clock was set since, or the machine was started anew: were the wall clock set
        then, and this process killed before it could notice, nobody would know by how much.
        """
        shift = self.shift()
        needs_stamp = self._is_of_another_run or abs(shift - self._known_shift) > STEP
        if needs_stamp:
            self._known_shift = shift
            self._is_of_another_run = False
        return needs_stamp

    def stamp(self) -> dict[str, Any]:
        """Return this moment as a saved state carries it: by the wall, and by the machine."""
        return {
            "saved_at": self._clock.time(),
            "boot": self._boot,
            "monotonic": self._clock.monotonic(),
        }

    def taken_at(self, stamp: Mapping[str, Any]) -> float | None:
        """Return the steady time at which a state was saved, None if it bears no stamp.

        A machine that has run on since knows, whatever was done to the wall clock meanwhile.
        After it was off only the wall clock can tell; where that is behind the time of saving
        nobody can, and no time has passed at all: nothing ends early. A wall clock that tells
        otherwise counts as one that was set just now.
        """
        saved_at, then = number(stamp.get("saved_at")), number(stamp.get("monotonic"))
        if saved_at is None:
            return None
        passed = by_the_wall = self._clock.time() - saved_at
        self._is_of_another_run = self._boot is not None and self._boot != stamp.get("boot")
        if self._boot is not None and not self._is_of_another_run and then is not None:
            passed = self._clock.monotonic() - then
        passed = max(0.0, passed)
        self._known_shift = self.shift() - (by_the_wall - passed)
        return self.now() - passed
