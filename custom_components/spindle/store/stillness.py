"""Keep the database file as it is for a while, so that it can be copied from outside."""

from __future__ import annotations

from concurrent.futures import Future
import logging
import sqlite3
from sqlite3 import Connection
import threading
import time
from typing import TYPE_CHECKING, Final

from .connection import CHECKPOINT_AND_TRUNCATE

if TYPE_CHECKING:
    from collections.abc import Callable

LOGGER = logging.getLogger(__name__)

LONGEST: Final = 15 * 60.0
"""Seconds after which writing goes on although nobody said that the copy is done."""
BEAT: Final = 1.0
"""Seconds between two signs of life."""


class Stillness:
    """A pause of the writer, outside any transaction: everything waits in the lanes meanwhile.

    ``begun`` holds when the file is still, with nothing left in the write-ahead log.
    """

    def __init__(
        self,
        may_rest: Callable[[], bool],
        *,
        seconds: float = LONGEST,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """Prepare; ``may_rest`` takes the writer's sign of life and says whether it may wait on."""
        self.begun: Future[None] = Future()
        self._may_rest = may_rest
        self._seconds = seconds
        self._monotonic = monotonic
        self._ended = threading.Event()

    def end(self) -> None:
        """Let the writer go on, or not even begin to rest."""
        self._ended.set()

    def never_began(self, work: Future[None]) -> None:
        """Tell whoever waits for the stillness that there will be none, and why."""
        error = None if work.cancelled() else work.exception()
        if error is not None and self.begun.set_running_or_notify_cancel():
            self.begun.set_exception(error)

    def __call__(self, db: Connection) -> None:
        """Rest, on the writer's thread, until it is over."""
        if self._ended.is_set():
            self.begun.cancel()
        if not self.begun.set_running_or_notify_cancel():
            return
        try:
            db.execute(CHECKPOINT_AND_TRUNCATE).fetchall()
        except sqlite3.Error as error:
            # The log lies beside the file and is copied with it.
            LOGGER.debug("The write-ahead log stays as it is: %s", error)
        self.begun.set_result(None)
        until = self._monotonic() + self._seconds
        while not self._ended.wait(BEAT) and self._may_rest():
            if self._monotonic() >= until:
                LOGGER.warning("The database has been still for %.0f s; it goes on", self._seconds)
                return
