"""What all of Spindle's entries share: the store, the supervisor, and who works for both."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from sqlite3 import Connection
from typing import TYPE_CHECKING, Concatenate

from homeassistant.const import EVENT_CORE_CONFIG_UPDATE, EVENT_HOMEASSISTANT_FINAL_WRITE
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError

from .answers import Answers
from .const import DATABASE, DOMAIN, LOGGER
from .importer import Importer
from .listeners import Listeners, Unsubscribe
from .store import Store
from .store.errors import StoreBusyError, StoreError
from .store.types import Slice, StoreState, StoreStatus
from .supervisor import Supervisor
from .upkeep import Upkeep
from .upstream_memory import UpstreamMemory
from .worker import Worker

if TYPE_CHECKING:
    from concurrent.futures import Future

WRITER_DEADLINE = 45.0
"""Seconds the store's writer may be at one piece of work without a sign of life."""

CLOSED = StoreStatus(state=StoreState.CLOSED)

type Command[T, **P] = Callable[Concatenate[Connection, P], T]


class House:
    """The one thing all entries share, ``hass.data[HOUSE_KEY]`` from ``async_setup`` on.

    The store lives while somebody has acquired the house, and never longer than until
    Home Assistant's final write.
    """

    def __init__(self, hass: HomeAssistant) -> None:
        """Make the house, without any I/O."""
        self._hass = hass
        self._lock = asyncio.Lock()
        self._users = 0
        self._store: Store | None = None
        self._undo: list[Unsubscribe] = []
        self._status_listeners = Listeners[[StoreStatus]]()
        self._change_listeners = Listeners[[]]()
        self.status = CLOSED
        """The store's last word; ``CLOSED`` while nobody has acquired the house."""
        self.supervisor = Supervisor(hass)
        self.worker = Worker(self)
        self.upkeep = Upkeep(self)
        self.answers = Answers(hass, self)
        self.importer = Importer(hass, self)
        self.upstream_memory = UpstreamMemory(hass, self)

    @property
    def path(self) -> Path:
        """Where the database is."""
        return Path(self._hass.config.path(DATABASE))

    @property
    def is_open(self) -> bool:
        """Whether anybody has acquired the house, so that there is a store."""
        return self._store is not None

    async def acquire(self) -> None:
        """Count one user in; the first opens the store, without waiting for it."""
        async with self._lock:
            if self._users == 0:
                self._open()
            self._users += 1

    async def release(self) -> None:
        """Count one user out; the last closes the store."""
        async with self._lock:
            self._users -= 1
            if self._users == 0:
                await self._close()

    def submit[T, **P](
        self, command: Command[T, P], /, *args: P.args, **kwargs: P.kwargs
    ) -> Future[T]:
        """Hand a command to the store at once, to be kept while the disk is full.

        Commands become durable in the order of these calls. The future fails with a
        ``StoreError``. Raises a translated ``HomeAssistantError`` when the house is closed.
        """
        return self._opened().write_kept(command, *args, **kwargs)

    async def write[T, **P](
        self, command: Command[T, P], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a command of ``store.commands`` as one transaction and wait until durable.

        Raises a translated ``HomeAssistantError`` when the store cannot; a
        ``ValueError`` of the command itself passes as it is. Being cancelled does not
        undo the command.
        """
        return await _durable(self._opened().write(command, *args, **kwargs))

    async def write_bulk[T, **P](
        self, command: Command[T, P], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """As ``write``, behind everything live: for imports, in short transactions."""
        return await _durable(self._opened().write_bulk(command, *args, **kwargs))

    async def write_alone[T, **P](
        self, command: Command[T, P], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """As ``write_bulk``, with a command that makes its own transaction."""
        return await _durable(self._opened().write_alone(command, *args, **kwargs))

    async def write_slices[**P](
        self, command: Command[Slice, P], /, *args: P.args, **kwargs: P.kwargs
    ) -> int:
        """Run a command slice by slice behind everything live; returns how much was done."""
        return await _durable(self._opened().write_slices(command, *args, **kwargs))

    async def write_kept[T, **P](
        self, command: Command[T, P], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """As ``write``, but waits for as long as the disk is full or read-only."""
        return await _durable(self._opened().write_kept(command, *args, **kwargs))

    async def read[T, **P](self, query: Command[T, P], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Ask the store, on one of its reading threads. Raises as ``write``."""
        return await _answered(asyncio.wrap_future(self._opened().read(query, *args, **kwargs)))

    async def shrink(self) -> None:
        """Write the whole database anew, without what is free in it. Raises as ``write``."""
        await _durable(self._opened().shrink())

    async def begin_backup(self) -> None:
        """Keep the database's file as it is until ``async_end_backup``; returns when it is.

        What is to be written waits meanwhile, for a quarter of an hour at most. Raises as
        ``write``.
        """
        await _answered(asyncio.wrap_future(self._opened().begin_backup()))

    @callback
    def async_end_backup(self) -> None:
        """Let the database be written again, if it was kept as it is."""
        if self._store:
            self._store.end_backup()

    @callback
    def async_add_status_listener(self, listener: Callable[[StoreStatus], None]) -> Unsubscribe:
        """Call ``listener(status)`` at once, and whenever the store's status changes."""
        listener(self.status)
        return self._status_listeners.add(listener)

    @callback
    def async_add_change_listener(self, listener: Callable[[], None]) -> Unsubscribe:
        """Call ``listener()`` whenever plays or refusals in the store have changed."""
        return self._change_listeners.add(listener)

    @callback
    def async_plays_changed(self) -> None:
        """Tell change listeners and the workers: call it after your own durable change."""
        self.answers.async_forget()
        self._change_listeners()
        self.worker.async_wake()
        self.upkeep.async_wake()

    @callback
    def async_retry_store(self) -> None:
        """Let a store that waits for its disk, or could not be opened, try again at once."""
        if self._store:
            self._store.retry_now()

    def _opened(self) -> Store:
        """Give the store, or raise that there is none."""
        if self._store is None:
            raise HomeAssistantError(translation_domain=DOMAIN, translation_key="store_closed")
        return self._store

    def _open(self) -> None:
        """Open the store and put its writer, and those that work for it, under supervision."""
        hass = self._hass

        def from_thread(status: StoreStatus) -> None:
            if not hass.loop.is_closed():
                hass.loop.call_soon_threadsafe(self._set_status, store, status)

        store = Store(self.path, zone=hass.config.time_zone, on_status=from_thread)
        self._store = store
        self._undo = [
            hass.bus.async_listen(EVENT_CORE_CONFIG_UPDATE, self._zone_may_have_changed),
            hass.bus.async_listen(EVENT_HOMEASSISTANT_FINAL_WRITE, self._final_write),
            self.supervisor.watch("store", lambda: _writer_beat(store), deadline=WRITER_DEADLINE),
            self.supervisor.start("worker", self.worker.run),
            self.supervisor.start("upkeep", self.upkeep.run),
            self.importer.async_start(),
        ]
        self._set_status(store, store.status)
        store.open()

    async def _close(self) -> None:
        """Close the store; blocking as that is, in an executor."""
        for undo in self._undo:
            undo()
        self._undo.clear()
        if self._store:
            self.upstream_memory.async_flush()
        store, self._store = self._store, None
        if store:
            await self._hass.async_add_executor_job(store.close)
            self._set_status(None, CLOSED)

    async def _final_write(self, _: Event) -> None:
        """Close the store although its users never left: nobody unloads them at stop."""
        async with self._lock:
            await self._close()

    async def _zone_may_have_changed(self, event: Event) -> None:
        """Let the store rebuild its local days when the household has moved."""
        if "time_zone" not in event.data:
            return
        try:
            await _durable(self._opened().set_zone(self._hass.config.time_zone))
        except HomeAssistantError as error:
            LOGGER.warning("The local days wait for the next start: %s", error)
        else:
            self.async_plays_changed()

    @callback
    def _set_status(self, store: Store | None, status: StoreStatus) -> None:
        """Note a changed status of the present store and tell it."""
        if store is not self._store or status == self.status:
            return
        self.status = status
        self.answers.async_forget()
        self._status_listeners(status)
        if status.state is StoreState.READY:
            self.worker.async_wake()
            self.upkeep.async_wake()


def _writer_beat(store: Store) -> float | None:
    """Monotonic time of the writer's last sign of life; None while it has nothing to do."""
    beat = store.heartbeat
    return beat.at if beat.busy or not beat.alive else None


async def _durable[T](future: Future[T]) -> T:
    """Wait for a write; the write goes on when the waiting is cancelled."""
    waiting = asyncio.wrap_future(future)
    waiting.add_done_callback(_retrieve)
    # Not shield: from Python 3.14 on that logs the failure of what nobody awaits any more.
    await asyncio.wait((waiting,))
    return await _answered(waiting)


def _retrieve[T](waiting: asyncio.Future[T]) -> None:
    """Mark a failure as seen although whoever waited may have gone."""
    if not waiting.cancelled():
        waiting.exception()


async def _answered[T](waiting: asyncio.Future[T]) -> T:
    """Wait for the store's answer; its refusals become Home Assistant's own error."""
    try:
        return await waiting
    except StoreBusyError as error:
        raise HomeAssistantError(translation_domain=DOMAIN, translation_key="store_busy") from error
    except StoreError as error:
        raise HomeAssistantError(
            translation_domain=DOMAIN,
            translation_key="store_unavailable",
            translation_placeholders={"reason": str(error)},
        ) from error
