"""The one thread that writes: it opens, commits, waits for the disk, closes.

Kept work that the disk refuses stays queued, in order, and is tried again until it
lands. A command that raises gives its exception to its caller; the thread lives on.
"""

from __future__ import annotations

from concurrent.futures import Future
from contextlib import nullcontext
import logging
import sqlite3
from sqlite3 import Connection
import threading
import time
from typing import TYPE_CHECKING, Any, Final

from .connection import (
    CHECKPOINT,
    CHECKPOINT_AND_TRUNCATE,
    FULLY_SYNCHRONOUS,
    NORMALLY_SYNCHRONOUS,
    is_damage,
    is_interruption,
    is_refusal,
    transaction,
)
from .errors import (
    NewerError,
    StoreBusyError,
    StoreClosedError,
    StoreUnusableError,
    StoreWaitingError,
)
from .lanes import Lane, Lanes, Work
from .types import Heartbeat, Slice, StoreState, StoreStatus

if TYPE_CHECKING:
    from collections.abc import Callable

    from .opening import Opener

LOGGER = logging.getLogger(__name__)

IDLE_CHECKPOINT: Final = 600.0
"""Seconds without work after which the log is copied back; then the disk is still."""
FIRST_RETRY: Final = 1.0
LAST_RETRY: Final = 60.0

CLOSED: Final = "The store was closed before this was written."
DISK: Final = "The database cannot be written now: {error}"
LOST: Final = "The disk refuses writing, and no more can be kept in memory."
NEWER: Final = "The database was written by a newer Spindle and is left untouched."
BROKEN: Final = "The database could not be opened: {error}"

UNUSABLE: Final = frozenset({StoreState.NEWER, StoreState.FAILED})


def retry_delay(attempt: int) -> float:
    """Return the seconds to wait after the given failed attempt (0 is the first)."""
    return min(LAST_RETRY, FIRST_RETRY * 2.0 ** min(attempt, 10))


class Writer:
    """Own the writing connection and the thread it lives on.

    The callbacks run on that thread: ``on_status`` with every new status, ``on_opened``
    with whether the file is another than before, ``on_unreadable`` when there is no
    file to read, ``before_close`` when the writer is about to close the file.
    """

    def __init__(
        self,
        opener: Opener,
        *,
        on_status: Callable[[StoreStatus], None],
        on_opened: Callable[[bool], None],
        on_unreadable: Callable[[Exception], None],
        before_close: Callable[[], None],
        monotonic: Callable[[], float] = time.monotonic,
        delay: Callable[[int], float] = retry_delay,
    ) -> None:
        """Prepare the writer; its thread runs from ``start`` on."""
        self._opener = opener
        self._on_status = on_status
        self._on_opened = on_opened
        self._on_unreadable = on_unreadable
        self._before_close = before_close
        self._monotonic = monotonic
        self._delay = delay
        self._lanes = Lanes()
        self._db: Connection | None = None
        self._lane = Lane.LIVE
        self._synchronous = FULLY_SYNCHRONOUS
        self._uncopied = False
        self._suspect = False
        self._opened_before = False
        self._attempt = 0
        self._deadline = float("inf")
        self._state = StoreState.OPENING
        self._error: str | None = None
        self._set_aside: str | None = None
        self._beat_at = monotonic()
        self._busy = False
        self.status = StoreStatus(state=StoreState.OPENING)
        self._thread = threading.Thread(target=self._run, name="spindle-writer", daemon=True)

    def start(self) -> None:
        """Start the thread, which opens the file."""
        self._thread.start()

    @property
    def heartbeat(self) -> Heartbeat:
        """Return the last sign of life."""
        return Heartbeat(at=self._beat_at, busy=self._busy, alive=self._thread.is_alive())

    def submit(
        self, lane: Lane, call: Callable[[Connection], Any], *, alone: bool = False
    ) -> Future[Any]:
        """Queue work and return its future, which may hold a refusal already.

        ``alone`` is for what is to be run outside any transaction.
        """
        work = Work(lane, call, Future(), alone=alone)
        try:
            if self._state in UNUSABLE:
                raise StoreUnusableError(self._error)
            if self._state is StoreState.WAITING and lane is not Lane.KEPT:
                raise StoreWaitingError(self._error)
            self._lanes.put(work)
        except StoreBusyError as error:
            work.fail(StoreWaitingError(LOST) if lane is Lane.KEPT else error)
        except (StoreClosedError, StoreUnusableError, StoreWaitingError) as error:
            work.fail(error)
        return work.future

    def may_rest(self) -> bool:
        """Beat, for work that only waits; tell whether it may go on doing so."""
        self._beat_at = self._monotonic()
        return not self._lanes.stopping

    def retry_now(self) -> None:
        """Try the disk again now instead of at the end of the pause."""
        self._lanes.nudge()

    def stop(self, timeout: float) -> None:
        """Write what waits for at most ``timeout`` seconds, close the file, end the thread."""
        self._deadline = self._monotonic() + timeout
        self._lanes.stop()
        if self._thread.ident is not None:
            self._thread.join(timeout + 1)

    # From here on everything runs on the writer's own thread.

    def _run(self) -> None:
        try:
            while self._turn():
                pass
        except BaseException as error:
            self._be_unusable(StoreState.FAILED, BROKEN.format(error=error))
            raise
        finally:
            self._close()

    def _turn(self) -> bool:
        """Open the file when it is not, else do one piece of work; False ends the thread."""
        if self._db is None:
            if self._state is not StoreState.OPENING and not self._pause():
                return False
            if not self._open():
                return not self._lanes.stopping
        if self._state is StoreState.WAITING and not self._lanes.kept:
            work: Work | None = Work(Lane.LIVE, self._opener.probe, Future())
        else:
            patience = IDLE_CHECKPOINT if self._uncopied else None
            work = self._lanes.take(pause=self._lane is Lane.BULK, patience=patience)
        if work is not None:
            self._perform(work)
        elif not self._lanes.stopping:
            self._copy_back(CHECKPOINT)
        if not self._lanes.stopping:
            return True
        return work is not None and self._db is not None and self._monotonic() < self._deadline

    def _open(self) -> bool:
        self._beat(busy=True)
        try:
            opened = self._opener.open(check=self._suspect, watcher=self._watch)
        except NewerError:
            self._be_unusable(StoreState.NEWER, NEWER)
            return False
        except Exception as error:
            if is_refusal(error) or isinstance(error, StoreWaitingError):
                self._be_waiting(error)
                if not self._opened_before:
                    self._on_unreadable(StoreWaitingError(self._error))
            else:
                LOGGER.exception("The database could not be opened")
                self._be_unusable(StoreState.FAILED, BROKEN.format(error=error))
            return False
        finally:
            self._beat(busy=False)
        self._db = opened.db
        self._synchronous = FULLY_SYNCHRONOUS
        self._suspect = False
        self._opened_before = True
        self._set_aside = opened.set_aside or self._set_aside
        self._on_opened(opened.set_aside is not None)
        for call in opened.upkeep:
            upkeep = Work(Lane.BULK, call, Future())
            upkeep.future.add_done_callback(_log_failure)
            self._lanes.put_again(upkeep)
        if self._state is not StoreState.WAITING:
            self._be_ready()
        return True

    def _perform(self, work: Work) -> None:
        if self._db is None or not work.begin():
            return
        self._lane = work.lane
        self._beat(busy=True)
        try:
            self._set_synchronous(work.lane)
            with nullcontext() if work.alone else transaction(self._db):
                result = work.call(self._db)
        except Exception as error:  # noqa: BLE001  # The caller gets it; the thread lives on.
            self._settle_failure(work, error)
        else:
            self._uncopied = True
            self._settle(work, result)
        finally:
            self._beat(busy=False)

    def _settle(self, work: Work, result: object) -> None:
        if self._state is not StoreState.READY:
            self._be_ready()
        if isinstance(result, Slice):
            work.done += result.done
            if result.more:
                self._lanes.put_again(work)
                return
            result = work.done
        work.future.set_result(result)

    def _settle_failure(self, work: Work, error: Exception) -> None:
        damaged = is_damage(error)
        if is_interruption(error):
            self._lanes.lost += work.lane is Lane.KEPT
            work.fail(StoreClosedError(CLOSED))
        elif not damaged and not (isinstance(error, sqlite3.Error) and is_refusal(error)):
            work.fail(error)
        else:
            if work.lane is Lane.KEPT and not (damaged and work.suspect):
                work.suspect = damaged
                self._lanes.put_first(work)
            else:
                work.fail(StoreWaitingError(DISK.format(error=error)))
            self._suspect = damaged
            self._let_go()
            self._be_waiting(error)

    def _set_synchronous(self, lane: Lane) -> None:
        wanted = NORMALLY_SYNCHRONOUS if lane is Lane.BULK else FULLY_SYNCHRONOUS
        if self._db is not None and wanted != self._synchronous:
            self._db.execute(wanted)
            self._synchronous = wanted

    def _pause(self) -> bool:
        """Wait before the next attempt to open; return False when there must be none."""
        if self._state in UNUSABLE:
            while not self._lanes.stopping and not self._lanes.take_nudge():
                self._refuse_all(StoreUnusableError(self._error))
                self._lanes.wait(None)
            return not self._lanes.stopping
        until = self._monotonic() + self._delay(self._attempt)
        self._attempt += 1
        while not self._lanes.stopping and not self._lanes.take_nudge():
            self._publish()
            remaining = until - self._monotonic()
            if remaining <= 0 or not self._lanes.wait(remaining):
                break
        return True

    def _close(self) -> None:
        self._lanes.stop()
        closed = StoreClosedError(CLOSED)
        waiting = self._lanes.drop(kept=True)
        self._lanes.lost += sum(work.lane is Lane.KEPT for work in waiting)
        for work in waiting:
            work.fail(closed)
        self._before_close()
        if self._db is not None:
            self._copy_back(CHECKPOINT_AND_TRUNCATE)
        self._let_go()
        if self._state not in UNUSABLE:
            self._state = StoreState.CLOSED
        self._publish()

    def _let_go(self) -> None:
        """Close the connection; SQLite deletes the log of a file that was closed in order."""
        if self._db is not None:
            self._db.close()
            self._db = None

    def _copy_back(self, checkpoint: str) -> None:
        """Copy the write-ahead log back into the database, when the disk lets us."""
        self._uncopied = False
        try:
            if self._db is not None:
                self._db.execute(checkpoint).fetchall()
        except sqlite3.Error as error:
            LOGGER.debug("The write-ahead log stays as it is: %s", error)

    def _be_ready(self) -> None:
        self._attempt = 0
        self._error = None
        self._state = StoreState.READY
        self._publish()

    def _be_waiting(self, error: Exception) -> None:
        self._error = DISK.format(error=error)
        self._state = StoreState.WAITING
        for work in self._lanes.drop(kept=False):
            work.fail(StoreWaitingError(self._error))
        self._publish()

    def _be_unusable(self, state: StoreState, error: str) -> None:
        self._error = error
        self._state = state
        self._refuse_all(StoreUnusableError(error))
        self._on_unreadable(StoreUnusableError(error))
        self._publish()

    def _refuse_all(self, error: Exception) -> None:
        for work in self._lanes.drop(kept=True):
            work.fail(error)

    def _publish(self) -> None:
        status = StoreStatus(
            state=self._state,
            waiting=0 if self._state is StoreState.READY else self._lanes.kept,
            lost=self._lanes.lost,
            set_aside=self._set_aside,
            error=self._error,
        )
        if status == self.status:
            return
        self.status = status
        try:
            self._on_status(status)
        except Exception:
            LOGGER.exception("Nobody could be told that the store is %s", status.state)

    def _beat(self, *, busy: bool) -> None:
        self._beat_at = self._monotonic()
        self._busy = busy

    def _watch(self) -> bool:
        """Beat during a long statement; tell whether it has to stop."""
        self._beat_at = self._monotonic()
        late = self._beat_at > self._deadline
        return late or (self._lanes.stopping and self._lane is Lane.BULK)


def _log_failure(future: Future[Any]) -> None:
    if (error := future.exception()) is not None:
        LOGGER.warning("The store's own upkeep was put off: %s", error)
