"""How fast the queue moves, by what was sent lately."""

from __future__ import annotations

from collections import deque
from typing import Final

LONGEST: Final = 86_400.0
SHORTEST: Final = 3_600.0
"""Seconds of work before anything is said about its pace."""
MOST: Final = 5_000
"""Wakes that are remembered."""


class Pace:
    """Remembers what was sent in the last day; monotonic seconds."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._sent: deque[tuple[float, int]] = deque(maxlen=MOST)
        self._since: float | None = None

    def rest(self) -> None:
        """Forget it all: there is nothing to do, and that is no pace."""
        self._sent.clear()
        self._since = None

    def note(self, now: float, searches: int) -> None:
        """Count what was searched for in a wake."""
        self._since = now if self._since is None else self._since
        if searches:
            self._sent.append((now, searches))
        while self._sent and self._sent[0][0] < now - LONGEST:
            self._sent.popleft()

    def per_hour(self, now: float) -> float | None:
        """Return the searches in an hour; None while nobody knows."""
        if self._since is None or now - self._since < SHORTEST:
            return None
        seconds = min(LONGEST, now - self._since)
        return sum(count for _, count in self._sent) / seconds * 3600.0 or None
