"""The writer's queue: what is live before what is bulk, bounded, and patient."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from enum import Enum
import threading
from typing import TYPE_CHECKING, Any, Final

from .errors import StoreBusyError, StoreClosedError

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future
    from sqlite3 import Connection

PLACES: Final = 1000
"""How many pieces of work may wait in each lane."""
BULK_PAUSE: Final = 0.002
"""Seconds between two pieces of bulk work, in which the event loop gets its turn."""

CLOSED: Final = "The store is closed."
BUSY: Final = "Too much waits to be written already; try again in a moment."


class Lane(Enum):
    """Who goes first: what is kept and what is live in their order, then bulk."""

    KEPT = "kept"
    """Waits while the disk refuses, and cannot be cancelled."""
    LIVE = "live"
    BULK = "bulk"


@dataclass(slots=True, eq=False)
class Work:
    """One command on its way to the disk."""

    lane: Lane
    call: Callable[[Connection], Any]
    future: Future[Any]
    done: int = 0
    """What the slices of sliced work have done so far."""
    alone: bool = False
    """Whether it is run outside any transaction."""
    suspect: bool = False
    """Whether the file was found damaged when this was tried."""

    def begin(self) -> bool:
        """Tell whether it is still wanted; from here on it cannot be cancelled."""
        return self.future.running() or self.future.set_running_or_notify_cancel()

    def fail(self, error: Exception) -> None:
        """Give the caller the reason, unless the caller has gone."""
        if self.begin():
            self.future.set_exception(error)


class Lanes:
    """Hold work between any thread that asks and the one that writes."""

    def __init__(self) -> None:
        """Begin empty."""
        self._condition = threading.Condition()
        self._urgent: deque[Work] = deque()
        self._bulk: deque[Work] = deque()
        self._kept = 0
        self._nudged = False
        self.stopping = False
        self.lost = 0
        """Pieces of kept work that found no place."""

    @property
    def kept(self) -> int:
        """Return how many pieces of kept work wait."""
        return self._kept

    def put(self, work: Work) -> None:
        """Queue work at the end of its lane; raise when the lane is full or closed."""
        with self._condition:
            if self.stopping:
                raise StoreClosedError(CLOSED)
            if self._waiting(work.lane) >= PLACES:
                self.lost += work.lane is Lane.KEPT
                self._condition.notify()
                raise StoreBusyError(BUSY)
            if work.lane is Lane.KEPT:
                work.begin()
            self._append(work)
            self._condition.notify()

    def put_first(self, work: Work) -> None:
        """Queue work before everything else, whatever waits."""
        with self._condition:
            self._urgent.appendleft(work)
            self._kept += work.lane is Lane.KEPT

    def put_again(self, work: Work) -> None:
        """Queue the rest of sliced work, whatever waits."""
        with self._condition:
            self._append(work)

    def take(self, *, pause: bool, patience: float | None) -> Work | None:
        """Return the next work; None after ``patience`` seconds without any, or at the end.

        Bulk work is held back for a short pause when the work before it was bulk too,
        and is left where it is once the lanes are stopping.
        """
        with self._condition:
            if pause and not self._urgent and not self.stopping:
                self._condition.wait(BULK_PAUSE)
            while True:
                if self._urgent:
                    work = self._urgent.popleft()
                    self._kept -= work.lane is Lane.KEPT
                    return work
                if self.stopping:
                    return None
                if self._bulk:
                    return self._bulk.popleft()
                if not self._condition.wait(patience):
                    return None

    def drop(self, *, kept: bool) -> list[Work]:
        """Take out and return all that waits, the kept work only when asked."""
        with self._condition:
            dropped = [work for work in self._urgent if kept or work.lane is not Lane.KEPT]
            dropped += self._bulk
            staying = [] if kept else [work for work in self._urgent if work.lane is Lane.KEPT]
            self._urgent = deque(staying)
            self._kept = len(staying)
            self._bulk.clear()
            return dropped

    def wait(self, seconds: float | None) -> bool:
        """Wait until something is put, nudged or stopped; return False when time is up."""
        with self._condition:
            return self.stopping or self._nudged or self._condition.wait(seconds)

    def nudge(self) -> None:
        """End a pause."""
        with self._condition:
            self._nudged = True
            self._condition.notify()

    def take_nudge(self) -> bool:
        """Tell once whether there was a nudge."""
        with self._condition:
            nudged, self._nudged = self._nudged, False
            return nudged

    def stop(self) -> None:
        """Take nothing more."""
        with self._condition:
            self.stopping = True
            self._condition.notify()

    def _append(self, work: Work) -> None:
        if work.lane is Lane.BULK:
            self._bulk.append(work)
        else:
            self._urgent.append(work)
            self._kept += work.lane is Lane.KEPT

    def _waiting(self, lane: Lane) -> int:
        if lane is Lane.BULK:
            return len(self._bulk)
        return self._kept if lane is Lane.KEPT else len(self._urgent) - self._kept
