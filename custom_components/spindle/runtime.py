"""Where the parts meet: what the history entry's platforms, flows and actions may rely on.

Epochs are UTC seconds; every method is to be called from the event loop, and none of
them blocks it. ``async_add_…_listener`` returns the function that removes the listener;
a listener is a Home Assistant callback and must not raise.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass
from enum import StrEnum
from sqlite3 import Connection
from typing import TYPE_CHECKING, Any, Concatenate, Protocol

from homeassistant.config_entries import ConfigEntry
from homeassistant.util.hass_dict import HassKey

from .const import DOMAIN

if TYPE_CHECKING:
    from asyncio import Event

    from .coordinator import HistoryCoordinator
    from .listening.types import Listening, RoomView
    from .store.types import Job, Recorded, StoreStatus

type Unsubscribe = Callable[[], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """One Sonos speaker, named for good by its Sonos id (``RINCON_…``)."""

    id: str
    entity_id: str
    name: str
    """What the household calls it now."""
    available: bool
    """Its entity is enabled and has a state other than unavailable."""
    selected: bool
    """The options ask for it to be recorded."""


class TaskState(StrEnum):
    """How a supervised task is."""

    RUNNING = "running"
    BACKING_OFF = "backing_off"
    """It raised, and starts again after a pause."""
    HUNG = "hung"
    """It gave no sign of life in time; a task is replaced at once."""
    RECOVERING = "recovering"
    """It runs again, and is trusted when it has done so for a minute."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskStatus:
    """One supervised task, as health shows it."""

    name: str
    state: TaskState
    restarts: int
    last_error: str | None
    last_heartbeat: float | None
    """Epoch seconds of its last sign of life."""

    @property
    def healthy(self) -> bool:
        """Tell whether it does its work now."""
        return self.state is TaskState.RUNNING


class Pulse(Protocol):
    """What a supervised task is handed: its way to say that it lives."""

    def beat(self) -> None:
        """Say "I live"; raises ``CancelledError`` in a task that has been replaced."""

    async def rest(self, seconds: float, wake: Event | None = None) -> bool:
        """Wait ``seconds``, or until ``wake`` is set, beating; tell whether it was woken.

        ``wake`` is cleared.
        """


class Supervisor(Protocol):
    """Keeps long-lived tasks alive, and says how they are."""

    def start(
        self,
        name: str,
        factory: Callable[[Pulse], Coroutine[Any, Any, None]],
        *,
        deadline: float = 45,
        entry: ConfigEntry[Any] | None = None,
    ) -> Unsubscribe:
        """Run ``factory(pulse)`` for good under ``name``; returns the way to stop it.

        The task beats at least every ``deadline`` seconds, also while it has nothing to
        do. One that raises or returns starts again after a jittered, growing pause; one
        that misses its deadline is cancelled and replaced. With an ``entry`` it is that
        entry's background task.
        """

    def watch(
        self, name: str, last_beat: Callable[[], float | None], *, deadline: float = 45
    ) -> Unsubscribe:
        """Watch something that beats by itself (a thread): only told, never restarted.

        ``last_beat`` gives monotonic seconds, or None while it need not beat.
        """

    def status(self) -> tuple[TaskStatus, ...]:
        """Every task and everything watched, in order of name."""

    def async_add_listener(self, listener: Callable[[], None]) -> Unsubscribe:
        """Call ``listener()`` whenever a task's state has changed."""


type JobHandler = Callable[[Job], Awaitable[JobResult]]


@dataclass(frozen=True, slots=True, kw_only=True)
class JobResult:
    """What became of a job; the default is that it is done."""

    retry_at: float | None = None
    """Epoch seconds of the next attempt."""
    failed: bool = False
    """For good: no attempt will help."""
    parked: bool = False
    """Sent, and nobody knows whether it arrived: for a person."""
    error: str | None = None


class Worker(Protocol):
    """The one loop that does the store's jobs."""

    def async_register(
        self, queue: str, handler: JobHandler, *, deadline: float = 300
    ) -> Unsubscribe:
        """Do the jobs of ``queue`` with ``handler``.

        A handler that raises, or takes longer than ``deadline`` seconds, is tried again
        later, ever more rarely. Jobs are done at least once: handlers are idempotent.
        """

    def async_wake(self) -> None:
        """Look for due jobs now."""


class House(Protocol):
    """The one thing all entries share: the store and the supervisor.

    ``hass.data[HOUSE_KEY]``, from ``async_setup`` on.
    """

    supervisor: Supervisor
    worker: Worker
    status: StoreStatus
    """The store's last word; ``CLOSED`` while no entry has acquired the house."""

    async def acquire(self) -> None:
        """Count one user in; the first opens the store, without waiting for it."""

    async def release(self) -> None:
        """Count one user out; the last closes the store."""

    async def write[T, **P](
        self, command: Callable[Concatenate[Connection, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a command of ``store.commands`` as one transaction and wait until durable.

        Raises a translated ``HomeAssistantError`` when the store cannot; a
        ``ValueError`` of the command itself passes as it is. Being cancelled does not
        undo the command.
        """

    async def write_bulk[T, **P](
        self, command: Callable[Concatenate[Connection, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """As ``write``, behind everything live: for imports, in short transactions."""

    async def write_kept[T, **P](
        self, command: Callable[Concatenate[Connection, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """As ``write``, but waits for as long as the disk is full or read-only."""

    async def read[T, **P](
        self, query: Callable[Concatenate[Connection, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Ask the store, on one of its reading threads. Raises as ``write``."""

    def async_add_status_listener(self, listener: Callable[[StoreStatus], None]) -> Unsubscribe:
        """Call ``listener(status)`` at once, and whenever the store's status changes."""

    def async_add_change_listener(self, listener: Callable[[], None]) -> Unsubscribe:
        """Call ``listener()`` whenever plays or refusals in the store have changed."""

    def async_plays_changed(self) -> None:
        """Tell change listeners and the worker: call it after your own durable change."""


class Speakers(Protocol):
    """The household's Sonos speakers, followed through the entity registry."""

    known: Mapping[str, Speaker]
    """Speaker id → speaker, for each in the registry, disabled ones included."""

    def async_add_listener(self, listener: Callable[[], None]) -> Unsubscribe:
        """Call ``listener()`` whenever ``known`` has changed."""


class Listener(Protocol):
    """Turns the speakers' state changes into plays."""

    rooms: Mapping[str, RoomView]
    """Speaker id → what its room shows, for each selected speaker."""
    recording: bool
    refused: Mapping[str, int]
    """Plain sentence → how often an attribute was refused for it; bounded."""
    overflowed: int
    """State changes that did not fit the queue (each speaker's newest always does)."""
    suspects: Mapping[str, str]
    """Speaker id → why its entity is doubted; empty when all is well."""

    def async_add_listener(self, listener: Callable[[], None]) -> Unsubscribe:
        """Call ``listener()`` when a room, ``recording`` or ``suspects`` changed."""

    def async_add_play_listener(
        self, listener: Callable[[Listening, Recorded], None]
    ) -> Unsubscribe:
        """Call ``listener(listening, recorded)`` once for each new, durable play."""

    async def async_set_recording(self, recording: bool) -> None:  # noqa: FBT001 (a switch)
        """Switch recording on or off, durably. Raises ``HomeAssistantError``."""


@dataclass(slots=True, kw_only=True)
class HistoryRuntime:
    """What the loaded history entry is made of."""

    house: House
    listener: Listener
    coordinator: HistoryCoordinator
    speakers: Speakers


type HistoryConfigEntry = ConfigEntry[HistoryRuntime]

HOUSE_KEY: HassKey[House] = HassKey(DOMAIN)

