"""The cache's side in memory: the latest used answers, within a number of bytes."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from .memory import CachedAnswer

MOST_BYTES: Final = 2 << 20
OVERHEAD: Final = 500
"""Bytes that an answer takes beside its body."""


class Shelf:
    """Answers by key; what was used longest ago goes first."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        """Begin empty."""
        self._most_bytes = most_bytes
        self._answers: OrderedDict[str, CachedAnswer] = OrderedDict()
        self.bytes = 0
        """Bytes taken."""

    def __len__(self) -> int:
        """Return how many answers there are."""
        return len(self._answers)

    def get(self, key: str) -> CachedAnswer | None:
        """Return the answer under a key, which is thereby used."""
        answer = self._answers.get(key)
        if answer is not None:
            self._answers.move_to_end(key)
        return answer

    def put(self, key: str, answer: CachedAnswer) -> None:
        """Keep an answer in place of the one before, and let others go where room is short."""
        self.drop(key)
        self._answers[key] = answer
        self.bytes += _size(key, answer)
        while self.bytes > self._most_bytes:
            oldest, gone = self._answers.popitem(last=False)
            self.bytes -= _size(oldest, gone)

    def drop(self, key: str) -> None:
        """Let go of an answer, if it is there."""
        gone = self._answers.pop(key, None)
        if gone is not None:
            self.bytes -= _size(key, gone)


def _size(key: str, answer: CachedAnswer) -> int:
    return len(answer.body) + 2 * len(key) + OVERHEAD
