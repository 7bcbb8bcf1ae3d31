"""The reading side: a few threads, each with a read-only connection of its own."""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future
from dataclasses import dataclass
import sqlite3
from sqlite3 import Connection
import threading
import time
from typing import TYPE_CHECKING, Any, Final

from .connection import is_interruption, is_refusal, open_reader, snapshot, watch
from .errors import (
    StoreBusyError,
    StoreClosedError,
    StoreError,
    StoreTimeoutError,
    StoreWaitingError,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

THREADS: Final = 2
QUESTIONS: Final = 256
"""How many questions may wait."""
ANSWER_SECONDS: Final = 30.0
"""How long one question may take before it is stopped."""

CLOSED: Final = "The store is closed."
BUSY: Final = "Too many questions wait to be answered; ask again in a moment."
TOO_LONG: Final = "The question took longer than {seconds:.0f} seconds and was stopped."
UNREADABLE: Final = "The database cannot be read now: {error}"
UNANSWERED: Final = "The database could not answer: {error}"


@dataclass(slots=True, eq=False)
class Question:
    """A query on its way to a reader."""

    ask: Callable[[Connection], Any]
    future: Future[Any]


class ReaderPool:
    """Answer queries beside the writer; nothing here can change the database.

    The doors are shut until the writer has opened the file: questions wait. When it
    cannot be opened they are refused, with the reason.
    """

    def __init__(
        self,
        path: Path,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        answer_seconds: float = ANSWER_SECONDS,
    ) -> None:
        """Prepare the pool; no thread runs before ``start``."""
        self._path = path
        self._monotonic = monotonic
        self._answer_seconds = answer_seconds
        self._condition = threading.Condition()
        self._questions: deque[Question] = deque()
        self._generation = 0
        self._open = False
        self._refusal: Exception | None = None
        self._closed = False
        self._threads = [
            threading.Thread(target=self._run, name=f"spindle-reader-{number}", daemon=True)
            for number in range(1, THREADS + 1)
        ]

    def start(self) -> None:
        """Start the threads."""
        for thread in self._threads:
            thread.start()

    def submit(self, ask: Callable[[Connection], Any]) -> Future[Any]:
        """Queue a query; its future holds the answer or the reason why there is none."""
        future: Future[Any] = Future()
        with self._condition:
            if self._closed:
                future.set_exception(StoreClosedError(CLOSED))
            elif self._refusal is not None:
                future.set_exception(self._refusal)
            elif len(self._questions) >= QUESTIONS:
                future.set_exception(StoreBusyError(BUSY))
            else:
                self._questions.append(Question(ask, future))
                self._condition.notify()
        return future

    def open_doors(self, *, fresh: bool) -> None:
        """Let questions through; ``fresh`` when the file is another than before."""
        with self._condition:
            self._open = True
            self._refusal = None
            self._generation += fresh
            self._condition.notify_all()

    def refuse(self, error: Exception) -> None:
        """Answer every question, waiting or to come, with this error."""
        with self._condition:
            self._refusal = error
            self._open = False
            questions = list(self._questions)
            self._questions.clear()
        _fail(questions, error)

    def close(self, timeout: float) -> None:
        """Stop the threads, interrupting what takes longer; idempotent."""
        with self._condition:
            self._closed = True
            questions = list(self._questions)
            self._questions.clear()
            self._condition.notify_all()
        _fail(questions, StoreClosedError(CLOSED))
        deadline = self._monotonic() + timeout
        for thread in self._threads:
            if thread.ident is not None:
                thread.join(max(0.0, deadline - self._monotonic()))

    def _run(self) -> None:
        db: Connection | None = None
        generation = 0
        while (question := self._next()) is not None:
            if not question.future.set_running_or_notify_cancel():
                continue
            try:
                if db is None or generation != self._generation:
                    if db is not None:
                        db.close()
                        db = None
                    generation = self._generation
                    db = open_reader(self._path)
                question.future.set_result(self._answer(db, question))
            except Exception as error:  # noqa: BLE001  # The asker gets it; the thread lives on.
                question.future.set_exception(_explain(error, self._answer_seconds))
            # Held until the next question, an answer of many rows would stay in memory.
            del question
        if db is not None:
            db.close()

    def _next(self) -> Question | None:
        with self._condition:
            while not self._closed and not (self._open and self._questions):
                self._condition.wait()
            return None if self._closed else self._questions.popleft()

    def _answer(self, db: Connection, question: Question) -> object:
        deadline = self._monotonic() + self._answer_seconds
        watch(db, lambda: self._closed or self._monotonic() > deadline)
        # All statements of one question see the same moment of the history.
        with snapshot(db):
            return question.ask(db)


def _explain(error: Exception, seconds: float) -> Exception:
    """Return the ``StoreError`` that says what SQLite said; any other error as it is."""
    if is_interruption(error):
        explained: Exception = StoreTimeoutError(TOO_LONG.format(seconds=seconds))
    elif not isinstance(error, sqlite3.Error):
        return error
    elif is_refusal(error):
        explained = StoreWaitingError(UNREADABLE.format(error=error))
    else:
        explained = StoreError(UNANSWERED.format(error=error))
    explained.__cause__ = error
    return explained


def _fail(questions: list[Question], error: Exception) -> None:
    for question in questions:
        if question.future.set_running_or_notify_cancel():
            question.future.set_exception(error)
