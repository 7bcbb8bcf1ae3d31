"""The facade: everything that asks or changes the history goes through here.

Nothing in this class touches the disk on the calling thread; it only queues.
"""

from __future__ import annotations

from functools import partial
import time
from typing import TYPE_CHECKING, Concatenate, Final

from . import commands, vacuum
from .lanes import Lane
from .opening import Opener
from .reader_pool import ReaderPool
from .stillness import Stillness
from .writer import Writer, retry_delay

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future
    from pathlib import Path
    from sqlite3 import Connection

    from .types import Heartbeat, Slice, StoreStatus

READERS_CLOSE_SECONDS: Final = 2.0


class Store:
    """The household's listening in one SQLite file, one writing thread, two reading ones.

    Every method returns at once; the returned ``concurrent.futures.Future`` holds the
    answer, the command's own exception, or a ``StoreError`` that says why not. Commands
    and queries are functions whose first argument is the connection; a command is one
    transaction.
    """

    def __init__(
        self,
        path: Path,
        *,
        zone: str,
        on_status: Callable[[StoreStatus], None] | None = None,
        opener: Opener | None = None,
        monotonic: Callable[[], float] = time.monotonic,
        delay: Callable[[int], float] = retry_delay,
    ) -> None:
        """Prepare the store of the file at ``path``; nothing is touched before ``open``.

        ``zone`` is the household's time zone, by which days and hours are counted.
        ``on_status`` is called with every new status, on the writer's thread.
        ``delay`` says how many seconds to wait after each failed attempt to write.
        """
        self._monotonic = monotonic
        self._stillness: Stillness | None = None
        self._opener = opener or Opener(path, zone=zone)
        self._readers = ReaderPool(path, monotonic=monotonic)
        self._writer = Writer(
            self._opener,
            on_status=on_status or _ignore,
            on_opened=lambda fresh: self._readers.open_doors(fresh=fresh),
            on_unreadable=self._readers.refuse,
            before_close=lambda: self._readers.close(READERS_CLOSE_SECONDS),
            monotonic=monotonic,
            delay=delay,
        )

    @property
    def status(self) -> StoreStatus:
        """Return how the store is."""
        return self._writer.status

    @property
    def heartbeat(self) -> Heartbeat:
        """Return the writer's last sign of life, for a supervisor to judge."""
        return self._writer.heartbeat

    def open(self) -> None:
        """Start the threads; checking, updating and opening the file happen on the writer's."""
        self._readers.start()
        self._writer.start()

    def close(self, timeout: float = 10) -> None:
        """Write what waits, close the file and end the threads; blocks, so use an executor."""
        self.end_backup()
        self._writer.stop(timeout)

    def retry_now(self) -> None:
        """Try a waiting disk, or an unusable file, again at once."""
        self._writer.retry_now()

    def write[T, **P](
        self,
        command: Callable[Concatenate[Connection, P], T],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Future[T]:
        """Run a command as soon as possible; refused while the disk cannot be written."""
        return self._writer.submit(Lane.LIVE, _bind(command, *args, **kwargs))

    def write_kept[T, **P](
        self,
        command: Callable[Concatenate[Connection, P], T],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Future[T]:
        """Run a command as ``write`` does, but keep it in memory while the disk refuses.

        The future resolves when it is durable. It cannot be cancelled. When the buffer
        is full the command is refused with ``StoreWaitingError`` and counted as lost.
        """
        return self._writer.submit(Lane.KEPT, _bind(command, *args, **kwargs))

    def write_bulk[T, **P](
        self,
        command: Callable[Concatenate[Connection, P], T],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Future[T]:
        """Run a command behind all live ones; keep each short (some hundred rows)."""
        return self._writer.submit(Lane.BULK, _bind(command, *args, **kwargs))

    def write_alone[T, **P](
        self,
        command: Callable[Concatenate[Connection, P], T],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Future[T]:
        """Run a command as ``write_bulk`` does that makes its own transaction."""
        return self._writer.submit(Lane.BULK, _bind(command, *args, **kwargs), alone=True)

    def write_slices[**P](
        self,
        command: Callable[Concatenate[Connection, P], Slice],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Future[int]:
        """Run a command behind all live ones, again and again until nothing is left.

        Each run is a transaction of its own. The future holds the sum of what was done.
        """
        return self._writer.submit(Lane.BULK, _bind(command, *args, **kwargs))

    def read[T, **P](
        self,
        query: Callable[Concatenate[Connection, P], T],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Future[T]:
        """Ask a query of what is durable, on a reading thread."""
        return self._readers.submit(_bind(query, *args, **kwargs))

    def begin_backup(self) -> Future[None]:
        """Keep the file as it is from the moment the future holds, for a copy from outside.

        Until ``end_backup``, or for a quarter of an hour at most, all that is to be written
        waits in memory; questions are answered. What the store refuses, the future does too.
        """
        self.end_backup()
        stillness = self._stillness = Stillness(self._writer.may_rest, monotonic=self._monotonic)
        work = self._writer.submit(Lane.LIVE, stillness, alone=True)
        work.add_done_callback(stillness.never_began)
        return stillness.begun

    def end_backup(self) -> None:
        """Write on, if the file was kept as it is."""
        if self._stillness is not None:
            self._stillness.end()
            self._stillness = None

    def shrink(self) -> Future[None]:
        """Write the whole file anew, without its free pages; nothing is written meanwhile."""
        return self._writer.submit(Lane.BULK, vacuum.renew, alone=True)

    def set_zone(self, zone: str) -> Future[int]:
        """Count days and hours by another time zone; the past is rebuilt in slices.

        The future holds the number of plays whose local time has changed.
        """
        self._opener.zone = zone
        return self.write_slices(commands.set_zone, zone)


def _bind[T, **P](
    call: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
) -> Callable[[Connection], T]:
    return partial(_call, call, args, kwargs)


def _call[T](
    call: Callable[..., T], args: tuple[object, ...], kwargs: dict[str, object], db: Connection
) -> T:
    return call(db, *args, **kwargs)


def _ignore(_status: StoreStatus) -> None:
    """Do nothing: nobody asked to be told."""
