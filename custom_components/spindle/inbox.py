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
    """Hands observations out in order; those it was told to hold once more, before others."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        """Start empty."""
        self._new = _Row(capacity)
        self._held = _Row(capacity)
        self.arrived = asyncio.Event()
        """Set when something has been put in, or ``nudge`` was called."""

    @property
    def overflowed(self) -> int:
        """Observations given up so far."""
        return self._new.overflowed + self._held.overflowed

    def put(self, observation: Observation) -> None:
        """Add the newest observation; cheap enough for any callback."""
        self._new.put(observation)
        self.arrived.set()

    def take(self, *, hold: bool = False) -> Observation | None:
        """Take the oldest, if there is one: of the new ones alone where it is to be held."""
        if not hold:
            return self._held.take() or self._new.take()
        if observation := self._new.take():
            self._held.put(observation)
        return observation

    def clear(self) -> None:
        """Forget what waits and what is held."""
        self._new.clear()
        self._held.clear()

    def nudge(self) -> None:
        """Wake whoever waits for ``arrived``."""
        self.arrived.set()


class _Row:
    """Observations in order; when full, one that a newer one follows is given up."""

    def __init__(self, capacity: int) -> None:
        """Start empty."""
        self._capacity = capacity
        self._waiting: deque[Observation] = deque()
        self._of_speaker: Counter[str] = Counter()
        self.overflowed = 0

    def put(self, observation: Observation) -> None:
        """Add the newest observation."""
        self._waiting.append(observation)
        self._of_speaker[observation.speaker] += 1
        if len(self._waiting) > self._capacity:
            self._give_one_up()

    def take(self) -> Observation | None:
        """Take the oldest, if there is one."""
        if not self._waiting:
            return None
        observation = self._waiting.popleft()
        self._forget(observation)
        return observation

    def clear(self) -> None:
        """Forget them all."""
        self._waiting.clear()
        self._of_speaker.clear()

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
