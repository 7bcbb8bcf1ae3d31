"""When things happen inside: in order, at their own moments, as soon as anybody looks.

Nothing runs beside the client. Whatever was due between two calls has happened, in the order
of time, when the second one arrives: no client can tell the difference.
"""

from __future__ import annotations

from collections.abc import Callable
from heapq import heappop, heappush
from itertools import count

type Happening = Callable[[], None]


class Timeline:
    """The moments to come; all are epoch seconds of the true time."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """Keep the time by a clock."""
        self._clock = clock
        self._moment: float | None = None
        self._coming: list[tuple[float, int, Happening]] = []
        self._numbers = count()

    @property
    def now(self) -> float:
        """The moment of what happens, or the present."""
        return self._clock() if self._moment is None else self._moment

    def at(self, moment: float, happening: Happening) -> None:
        """Have something happen at a moment."""
        heappush(self._coming, (moment, next(self._numbers), happening))

    def after(self, seconds: float, happening: Happening) -> None:
        """Have something happen in so many seconds."""
        self.at(self.now + seconds, happening)

    def catch_up(self) -> None:
        """Let everything happen that is due by now."""
        if self._moment is not None:
            return
        now = self._clock()
        try:
            while self._coming and self._coming[0][0] <= now:
                self._moment, _, happening = heappop(self._coming)
                happening()
        finally:
            self._moment = None
