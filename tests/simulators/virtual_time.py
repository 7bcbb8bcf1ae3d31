"""Time that passes only while everybody waits: five hours of waiting take no time at all.

What runs on a ``VirtualLoop`` needs to know nothing of it: ``asyncio.sleep``, timeouts and
timers all go by the loop's clock, and that clock leaps to the next of them whenever nobody
has anything to do.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
import selectors
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

EPOCH: Final = 1_800_000_000.0
"""Epoch seconds at which a world begins."""
STUCK: Final = 10.0
"""Real seconds after which a world is given up in which nobody will ever do anything."""


class VirtualLoop(asyncio.SelectorEventLoop):
    """An event loop whose clock leaps; threads do not exist in it."""

    def __init__(self, *, patience: float = 0.0) -> None:
        """Wait ``patience`` real seconds for sockets before each leap; 0 where there are none."""
        self._now = 0.0
        self._patience = patience
        super().__init__(_LeapingSelector(self))

    def time(self) -> float:
        """Tell the virtual seconds since the loop was made."""
        return self._now

    def run_in_executor[**P, R](
        self,
        executor: object,  # noqa: ARG002 (there is but one way to run)
        function: Callable[P, R],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> asyncio.Future[R]:
        """Run the function here and now: what a thread does takes no virtual time."""
        future: asyncio.Future[R] = self.create_future()
        try:
            future.set_result(function(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 (whatever it is, it belongs to the caller)
            future.set_exception(error)
        return future

    def leap(self, seconds: float) -> None:
        """Let the time pass that nobody has a use for."""
        self._now += seconds

    @property
    def patience(self) -> float:
        """Real seconds that sockets are waited for before each leap."""
        return self._patience


class _LeapingSelector(selectors.DefaultSelector):
    """Asks whether a socket is ready, and lets the clock leap when none is."""

    def __init__(self, loop: VirtualLoop) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """Return what is ready; if nothing is, ``timeout`` virtual seconds have passed."""
        if timeout is None:
            ready = super().select(STUCK)
            if not ready:
                raise RuntimeError("everybody waits, and nothing is going to happen")
            return ready
        patience = self._loop.patience
        ready = super().select(min(timeout, patience)) if patience else []
        if not ready and timeout > 0:
            self._loop.leap(timeout)
        return ready


@dataclass(slots=True)
class WorldTime:
    """The true time of a virtual world, and how far its house's wall clock is off."""

    loop: VirtualLoop
    off: float = 0.0
    """Seconds that the house's wall clock is ahead of the true time."""
    boot: str | None = None
    """Name of the machine's present run, where its runs have names."""
    booted_at: float = 0.0
    """Seconds of the loop at which that run began."""

    def true(self) -> float:
        """Tell the true time, epoch seconds: the one that servers have."""
        return EPOCH + self.loop.time()

    def step(self, seconds: float) -> None:
        """Set the house's wall clock forward, or back."""
        self.off += seconds

    def reboot(self) -> None:
        """Switch the machine on, again; what starts from now on knows of its new run."""
        self.booted_at = self.loop.time()
        self.boot = f"since {self.booted_at}"


class VirtualClock:
    """The clock of one process in the house.

    Its monotonic seconds begin with the process, unless the machine's runs have names: then
    they are the machine's.
    """

    def __init__(self, world: WorldTime) -> None:
        """Start a process now."""
        self._world = world
        self._boot = world.boot
        self._began = world.loop.time() if world.boot is None else world.booted_at

    def time(self) -> float:
        """Tell the house's wall clock, epoch seconds."""
        return self._world.true() + self._world.off

    def monotonic(self) -> float:
        """Tell the seconds since the process began."""
        return self._world.loop.time() - self._began

    async def boot(self) -> str | None:
        """Name the run of the machine."""
        return self._boot

    async def sleep(self, seconds: float) -> None:
        """Let so many seconds pass."""
        await asyncio.sleep(seconds)


def run_virtually[T](main: Coroutine[Any, Any, T], *, patience: float = 0.0) -> T:
    """Run a world to its end and return what comes of it; ``patience`` as the loop's."""
    with asyncio.Runner(loop_factory=lambda: VirtualLoop(patience=patience)) as runner:
        return runner.run(main)


def world_time() -> WorldTime:
    """Return the time of the world that runs, for whoever runs in it."""
    loop = asyncio.get_running_loop()
    assert isinstance(loop, VirtualLoop)
    return WorldTime(loop)
