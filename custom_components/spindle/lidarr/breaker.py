"""When Lidarr's metadata server is out, nothing that needs it is tried, and nobody is blamed.

One album on which that server fails while it answers for others is another matter: that
one is to blame.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..upstream.backoff import Backoff

if TYPE_CHECKING:
    from random import Random

FIRST: Final = 60.0
LONGEST: Final = 3_600.0
A_RUN: Final = 2
"""Failures that follow each other before it is called an outage."""
MOST_SUSPECTS: Final = 1_000


class Breaker:
    """Opens for growing pauses while the metadata server fails; times are monotonic."""

    def __init__(self, random: Random) -> None:
        """Begin closed."""
        self._random = random
        self._backoff = Backoff(first=FIRST, longest=LONGEST)
        self._suspects: set[int] = set()
        self._guilty: set[int] = set()

    @property
    def is_out(self) -> bool:
        """Whether the server is taken to be out, so that people are told."""
        return self._backoff.failures >= A_RUN

    def pause(self, now: float) -> float:
        """Return the seconds for which nothing is to be looked up; 0 when it may be tried."""
        return max(0.0, self._backoff.until - now)

    def failed(self, item_id: int, now: float) -> bool:
        """Note a failure of the server; tell whether the item itself is to blame for it."""
        if item_id in self._guilty:
            return True
        if len(self._suspects) < MOST_SUSPECTS:
            self._suspects.add(item_id)
        self._backoff.failed(now, self._random)
        return False

    def succeeded(self, item_id: int) -> None:
        """Note that the server has answered; who met no answer just before is to blame."""
        self._backoff.succeeded()
        if len(self._guilty) < MOST_SUSPECTS:
            self._guilty |= self._suspects
        self._suspects.clear()
        self._guilty.discard(item_id)

    def reset(self) -> None:
        """Try again at once."""
        self._backoff.succeeded()
        self._suspects.clear()
