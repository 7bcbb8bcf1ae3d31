"""The bounded queue between Home Assistant's state changes and the listener."""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from homeassistant.core import State

    from .listening.types import Instant

CAPACITY: Final = 2000
"""State changes that may wait: a minute of thirty speakers that all change every second."""


@dataclass(frozen=True, slots=True)
class Observation:
    """What was seen of one speaker at one moment; None when it is gone."""

    speaker: str
    state: State | None
    at: Instant


class Inbox:
    """Holds observations in order; when full, gives up one that a newer one follows."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        """Start empty."""
        self._capacity = capacity
        self._waiting: deque[Observation] = deque()
        self._of_speaker: Counter[str] = Counter()
        self.overflowed = 0
        """Observations given up so far."""
        self.arrived = asyncio.Event()
        """Set when something has been put in, or ``nudge`` was called."""

    def __len__(self) -> int:
        """Count what waits."""
        return len(self._waiting)

    def put(self, observation: Observation) -> None:
        """Add the newest observation; cheap enough for any callback."""
        self._waiting.append(observation)
        self._of_speaker[observation.speaker] += 1
        if len(self._waiting) > self._capacity:
            self._give_one_up()
        self.arrived.set()

    def take(self) -> Observation | None:
        """Take the oldest, if there is one."""
        if not self._waiting:
            return None
        observation = self._waiting.popleft()
        self._forget(observation)
        return observation

    def nudge(self) -> None:
        """Wake whoever waits for ``arrived``."""
        self.arrived.set()

    def _give_one_up(self) -> None:
        """Drop the oldest observation that is not its speaker's newest, if there is one."""
        for index, observation in enumerate(self._waiting):
            if self._of_speaker[observation.speaker] > 1:
                del self._waiting[index]
                self._forget(observation)
                self.overflowed += 1
                return

    def _forget(self, observation: Observation) -> None:
        """Count one observation of a speaker less."""
        self._of_speaker[observation.speaker] -= 1
        if not self._of_speaker[observation.speaker]:
            del self._of_speaker[observation.speaker]
