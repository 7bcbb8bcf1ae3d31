"""Lidarr's background work: a queue of commands, and three threads that take from it.

Who may start beside whom is decided as in
https://github.com/Lidarr/Lidarr/blob/develop/src/NzbDrone.Core/Messaging/Commands/CommandQueue.cs
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from itertools import count
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from .timeline import Timeline

THREADS: Final = 3
TO_THE_DISK: Final = frozenset({"RescanFolders", "ProcessMonitoredDownloads"})
"""Commands of which only one runs at a time."""
CLEANED_EVERY: Final = 300.0
"""Seconds between two cleanings; ended commands as old as this are forgotten by the list …"""
KEPT: Final = 86_400.0
"""… and found by their id for so long."""


class Status(StrEnum):
    """How far a command has come."""

    QUEUED = "queued"
    STARTED = "started"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"
    ORPHANED = "orphaned"


class Priority(IntEnum):
    """What is taken first."""

    NORMAL = 0
    HIGH = 1


class Asker(StrEnum):
    """Who wants it done."""

    CLIENT = "client"
    """Who calls the API."""
    OTHERS = "others"
    """Another person or program."""
    LIDARR = "lidarr"
    """Lidarr itself."""


@dataclass(slots=True, eq=False)
class Command:
    """One piece of work; moments are epoch seconds."""

    id: int
    name: str
    arguments: Mapping[str, Any]
    queued: float
    trigger: str
    priority: Priority
    asker: Asker
    status: Status = Status.QUEUED
    started: float | None = None
    due: float | None = None
    """When it will end, if nothing comes between."""
    ended: float | None = None

    @property
    def is_active(self) -> bool:
        """Whether it is still to be done, or under way."""
        return self.status in (Status.QUEUED, Status.STARTED)


@dataclass(frozen=True, slots=True)
class Work:
    """What a command does: so many seconds of a thread, and then this."""

    seconds: float
    finish: Callable[[], None]


type Begin = Callable[[Command], Work]


@dataclass(slots=True)
class Executor:
    """The queue, and the threads."""

    timeline: Timeline
    work: dict[str, Begin] = field(default_factory=dict)
    """Name of a command → what begins when it starts."""
    is_up: bool = True
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))
    _known: dict[int, Command] = field(default_factory=dict)
    _waiting: list[Command] = field(default_factory=list)
    _running: list[Command] = field(default_factory=list)
    _ended: list[Command] = field(default_factory=list)

    def push(
        self,
        name: str,
        arguments: Mapping[str, Any] | None = None,
        *,
        asker: Asker = Asker.LIDARR,
        trigger: str = "unspecified",
        priority: Priority = Priority.NORMAL,
    ) -> Command:
        """Queue a command; the same one that is queued or runs already stands for it."""
        arguments = arguments or {}
        for each in (*self._running, *self._waiting):
            if each.name == name and each.arguments == arguments:
                return each
        command = Command(
            next(self._numbers), name, arguments, self.timeline.now, trigger, priority, asker
        )
        self._known[command.id] = command
        self._waiting.append(command)
        self._pump()
        return command

    def cancel(self, command_id: int) -> bool:
        """Take a command back that has not started; tell whether there was one."""
        command = self._known.get(command_id)
        if command is None or command.status is not Status.QUEUED:
            return False
        self._waiting.remove(command)
        command.status = Status.CANCELLED
        return True

    def active(self) -> Iterator[Command]:
        """Yield what is queued and what runs."""
        yield from self._running
        yield from self._waiting

    def listed(self) -> Iterator[Command]:
        """Yield what Lidarr has in memory: what is active, and what ended a while ago."""
        self._clean()
        yield from self.active()
        yield from self._ended

    def find(self, command_id: int) -> Command | None:
        """Return a command of the last day."""
        command = self._known.get(command_id)
        if command is None or self.timeline.now - (command.ended or self.timeline.now) > KEPT:
            return None
        return command

    def stop(self) -> None:
        """End the process: what runs is never finished, what waits is kept."""
        self.is_up = False
        for command in self._running:
            self._end(command, Status.ORPHANED)
        self._running.clear()
        self._ended.clear()

    def start(self) -> None:
        """Begin a new process."""
        self.is_up = True
        self._pump()

    def _pump(self) -> None:
        """Start what may start."""
        while self.is_up and len(self._running) < THREADS:
            command = self._next()
            if command is None:
                return
            self._waiting.remove(command)
            self._running.append(command)
            command.status, command.started = Status.STARTED, self.timeline.now
            work = self.work[command.name](command)
            command.due = self.timeline.now + work.seconds
            self.timeline.at(command.due, self._finisher(command, work))

    def _next(self) -> Command | None:
        at_the_disk = any(each.name in TO_THE_DISK for each in self._running)
        able = (each for each in self._waiting if not (at_the_disk and each.name in TO_THE_DISK))
        return max(able, key=lambda each: (each.priority, -each.id), default=None)

    def _finisher(self, command: Command, work: Work) -> Callable[[], None]:
        def finish() -> None:
            if command.status is not Status.STARTED:
                return
            work.finish()
            self._running.remove(command)
            self._end(command, Status.COMPLETED)
            self._ended.append(command)
            self._pump()

        return finish

    def _end(self, command: Command, status: Status) -> None:
        command.status, command.ended = status, self.timeline.now

    def _clean(self) -> None:
        cleaned = self.timeline.now // CLEANED_EVERY * CLEANED_EVERY
        self._ended = [each for each in self._ended if (each.ended or 0) >= cleaned - CLEANED_EVERY]
