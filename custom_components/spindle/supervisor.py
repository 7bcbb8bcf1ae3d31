"""Keep the long-lived tasks alive: restart what raises, replace what hangs, tell both."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
import logging
import random
import time
from typing import TYPE_CHECKING, Any, Final

from homeassistant.core import CALLBACK_TYPE, HassJob, HomeAssistant, callback
from homeassistant.helpers.event import async_call_later, async_track_time_interval

from .const import LOGGER
from .listeners import Listeners, Unsubscribe
from .pulse import Pulse

if TYPE_CHECKING:
    import asyncio

    from homeassistant.config_entries import ConfigEntry

LOOK_EVERY: Final = timedelta(seconds=10)
DEADLINE: Final = 45.0
"""Seconds without a heartbeat after which a task hangs: told at most LOOK_EVERY later."""
TRUSTED_AFTER: Final = 60.0
"""Seconds a task that failed must run before it is called healthy again."""
LONGEST_PAUSE: Final = 60.0

type Factory = Callable[[Pulse], Coroutine[Any, Any, None]]


class TaskState(StrEnum):
    """How a supervised task is."""

    RUNNING = "running"
    BACKING_OFF = "backing_off"
    """It raised, and starts again after a pause."""
    HUNG = "hung"
    """It gives no sign of life, and is nothing that could be replaced."""
    RECOVERING = "recovering"
    """It raised or hung, runs again, and is trusted when it has done so for a minute."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskStatus:
    """One supervised task, as health shows it."""

    name: str
    state: TaskState
    restarts: int
    last_error: str | None
    last_heartbeat: float | None
    """Epoch seconds of its last sign of life; None when it need not give one now."""

    @property
    def healthy(self) -> bool:
        """Tell whether it does its work now."""
        return self.state is TaskState.RUNNING


@dataclass(slots=True, kw_only=True)
class _Watched:
    """One name under supervision: a task of ours, or something that beats by itself."""

    name: str
    deadline: float
    beat_of: Callable[[], float | None] | None = None
    factory: Factory | None = None
    entry: ConfigEntry[Any] | None = None
    state: TaskState = TaskState.RUNNING
    restarts: int = 0
    failures: int = 0
    """Since it was last trusted."""
    last_error: str | None = None
    pulse: Pulse = field(default_factory=Pulse)
    task: asyncio.Task[None] | None = None
    cancel_pause: CALLBACK_TYPE | None = None

    def last_beat(self) -> float | None:
        """Monotonic time of its last sign of life; None when it need not give one."""
        if self.beat_of:
            return self.beat_of()
        return self.pulse.last if self.task else None


class Supervisor:
    """Keeps long-lived tasks alive, and says how they are."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Watch nothing yet."""
        self._hass = hass
        self._watched: dict[str, _Watched] = {}
        self._changed = Listeners[[]]()
        self._stop_looking: CALLBACK_TYPE | None = None

    @callback
    def start(
        self,
        name: str,
        factory: Factory,
        *,
        deadline: float = DEADLINE,
        entry: ConfigEntry[Any] | None = None,
    ) -> Unsubscribe:
        """Run ``factory(pulse)`` for good under ``name``; returns the way to stop it.

        The task beats at least every ``deadline`` seconds, also while it has nothing to
        do. One that raises or returns starts again after a jittered, growing pause; one
        that misses its deadline is cancelled and replaced. With an ``entry`` it is that
        entry's background task. Raises ``ValueError`` when the name is taken.
        """
        one = _Watched(name=name, deadline=deadline, factory=factory, entry=entry)
        stop = self._add(one)
        self._run(one, factory)
        return stop

    @callback
    def watch(
        self,
        name: str,
        last_beat: Callable[[], float | None],
        *,
        deadline: float = DEADLINE,
    ) -> Unsubscribe:
        """Watch something that beats by itself (a thread): only told, never restarted.

        ``last_beat`` gives monotonic seconds, or None while it need not beat.
        """
        return self._add(_Watched(name=name, deadline=deadline, beat_of=last_beat))

    def status(self) -> tuple[TaskStatus, ...]:
        """Every task and everything watched, in order of name."""
        offset = time.time() - time.monotonic()
        return tuple(
            TaskStatus(
                name=one.name,
                state=one.state,
                restarts=one.restarts,
                last_error=one.last_error,
                last_heartbeat=None if (beat := one.last_beat()) is None else beat + offset,
            )
            for _, one in sorted(self._watched.items())
        )

    @callback
    def async_add_listener(self, listener: Callable[[], None]) -> Unsubscribe:
        """Call ``listener()`` whenever a task's state has changed."""
        return self._changed.add(listener)

    def _add(self, one: _Watched) -> Unsubscribe:
        """Take ``one`` under supervision, and look around from now on."""
        if one.name in self._watched:
            msg = f"Something named {one.name} is supervised already"
            raise ValueError(msg)
        self._watched[one.name] = one
        if self._stop_looking is None:
            self._stop_looking = async_track_time_interval(
                self._hass,
                self._look,
                LOOK_EVERY,
                name="spindle watch",
                cancel_on_shutdown=True,
            )
        return lambda: self._remove(one)

    def _remove(self, one: _Watched) -> None:
        """Stop ``one`` without waiting for it; look no more when it was the last."""
        if self._watched.get(one.name) is not one:
            return
        del self._watched[one.name]
        self._abandon(one)
        if not self._watched and self._stop_looking:
            self._stop_looking()
            self._stop_looking = None
        self._changed()

    def _run(self, one: _Watched, factory: Factory) -> None:
        """Start a run of ``one``'s task."""
        one.pulse = Pulse()
        work, name = factory(one.pulse), f"spindle {one.name}"
        if one.entry:
            one.task = one.entry.async_create_background_task(self._hass, work, name)
        else:
            one.task = self._hass.async_create_background_task(work, name)
        one.task.add_done_callback(lambda task: self._ended(one, factory, task))

    def _run_again(self, one: _Watched, factory: Factory) -> None:
        """Start the next run after a failure; it has to earn its trust."""
        one.cancel_pause = None
        one.restarts += 1
        one.state = TaskState.RECOVERING
        self._run(one, factory)
        self._changed()

    def _abandon(self, one: _Watched) -> None:
        """Cancel ``one``'s run and its pause; whether the run dies of it matters no more."""
        if one.cancel_pause:
            one.cancel_pause()
            one.cancel_pause = None
        task, one.task = one.task, None
        one.pulse.replaced = True
        if task:
            task.cancel()

    def _ended(self, one: _Watched, factory: Factory, task: asyncio.Task[None]) -> None:
        """Start ``one`` again after a pause, unless its end was ours or Home Assistant's."""
        error = None if task.cancelled() else task.exception()
        if one.task is not task or self._hass.is_stopping:
            return
        one.task = None
        self._failed(one, TaskState.BACKING_OFF, error or RuntimeError("it ended by itself"))
        pause = min(LONGEST_PAUSE, 2.0 ** min(one.failures, 6)) * random.uniform(0.5, 1)  # noqa: S311

        @callback
        def run_again(_: datetime) -> None:
            self._run_again(one, factory)

        one.cancel_pause = async_call_later(
            self._hass, pause, HassJob(run_again, cancel_on_shutdown=True)
        )

    @callback
    def _look(self, _: datetime) -> None:
        """Find what hangs, and trust again what has run well for long enough."""
        for one in tuple(self._watched.values()):
            beat = one.last_beat()
            silence = 0.0 if beat is None else time.monotonic() - beat
            if silence > one.deadline:
                self._hangs(one, TimeoutError(f"no sign of life for {silence:.0f} s"))
            elif one.state is TaskState.HUNG or (
                one.state is TaskState.RECOVERING
                and time.monotonic() - one.pulse.started >= TRUSTED_AFTER
            ):
                self._trust(one)

    def _hangs(self, one: _Watched, error: TimeoutError) -> None:
        """Tell that ``one`` hangs, and replace it when it is a task of ours."""
        if one.factory:
            self._abandon(one)
            self._failed(one, TaskState.HUNG, error)
            self._run_again(one, one.factory)
        elif one.state is not TaskState.HUNG:
            self._failed(one, TaskState.HUNG, error)

    def _failed(self, one: _Watched, state: TaskState, error: BaseException) -> None:
        """Note a failure; only the first of a row is logged as an error."""
        one.state = state
        one.failures += 1
        one.last_error = f"{type(error).__name__}: {error}"[:200]
        level = logging.ERROR if one.failures == 1 else logging.DEBUG
        LOGGER.log(level, "%s failed (%s)", one.name, one.last_error, exc_info=error)
        self._changed()

    def _trust(self, one: _Watched) -> None:
        """Call ``one`` healthy again."""
        one.state = TaskState.RUNNING
        one.failures = 0
        LOGGER.info("%s works again", one.name)
        self._changed()
