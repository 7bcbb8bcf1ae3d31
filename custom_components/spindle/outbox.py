"""Hand what the listener found to the store, in order, and tell it once it is durable."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass
import time
from typing import TYPE_CHECKING, Final

from homeassistant.core import callback
from homeassistant.exceptions import HomeAssistantError

from .const import LOGGER
from .listening.types import Counted, Finished, NotCounted, Step
from .store.commands import record_step
from .store.types import ListeningStep, Recorded

if TYPE_CHECKING:
    from collections.abc import Callable

    from .house import House
    from .pulse import Pulse

CAPACITY: Final = 5000
"""Steps whose durability is waited for; the store itself keeps fewer."""

type Written = asyncio.Future[tuple[Recorded, ...]]


@dataclass(frozen=True, slots=True)
class Sent:
    """A step on its way to the disk."""

    step: ListeningStep
    written: Written


class Outbox:
    """Sends steps to the store without waiting, and tells those that became durable.

    The store keeps them in the order they were sent, also while its disk is full.
    """

    def __init__(
        self, house: House, on_durable: Callable[[ListeningStep, tuple[Recorded, ...]], None]
    ) -> None:
        """Call ``on_durable(step, recorded)`` in order, once for each durable step."""
        self._house = house
        self._on_durable = on_durable
        self._sent: deque[Sent] = deque(maxlen=CAPACITY)
        self._something = asyncio.Event()
        self._failing = False
        self.lost = 0
        """Steps that the store refused or could not write."""

    @callback
    def send(self, step: Step) -> None:
        """Send a step on its way; returns at once."""
        listening_step = as_listening_step(step)
        try:
            future = self._house.submit(record_step, listening_step)
        except HomeAssistantError as error:
            self._failed(error)
            return
        written = asyncio.wrap_future(future)
        written.add_done_callback(_seen)
        self._sent.append(Sent(listening_step, written))
        self._something.set()

    async def run(self, pulse: Pulse) -> None:
        """Tell of durable steps, for good: a supervised task."""
        while True:
            while self._sent:
                sent = self._sent[0]
                await pulse.settled(sent.written)
                if self._sent and self._sent[0] is sent:
                    self._sent.popleft()
                    self._tell(sent)
            await pulse.rest(wake=self._something)
            self._something.clear()

    async def flush(self, patience: float) -> None:
        """Wait up to ``patience`` seconds for what was sent, and tell it."""
        end = time.monotonic() + patience
        while self._sent and (left := end - time.monotonic()) > 0:
            await asyncio.wait((self._sent[0].written,), timeout=left)
            if not self._sent[0].written.done():
                return
            self._tell(self._sent.popleft())

    def _tell(self, sent: Sent) -> None:
        """Pass on what became of one step."""
        try:
            recorded = sent.written.result()
        except (asyncio.CancelledError, Exception) as error:  # noqa: BLE001 (whatever it was)
            self._failed(error)
            return
        if self._failing:
            self._failing = False
            LOGGER.info("What is heard is written down again")
        self._on_durable(sent.step, recorded)

    def _failed(self, error: BaseException) -> None:
        """Count a step that is lost; the first of a row is logged."""
        self.lost += 1
        if not self._failing:
            self._failing = True
            LOGGER.error("What is heard cannot be written down: %s", error)


def as_listening_step(step: Step) -> ListeningStep:
    """Sort a step's outcomes into what one transaction of the store takes."""
    outcomes = step.outcomes
    return ListeningStep(
        counted=tuple(one.listening for one in outcomes if isinstance(one, Counted)),
        finished=tuple(one.listening for one in outcomes if isinstance(one, Finished)),
        not_counted=tuple(one for one in outcomes if isinstance(one, NotCounted)),
        running=step.running or None,
    )


def _seen(written: Written) -> None:
    """Take note of a failure, in case nobody comes to ask for it."""
    if not written.cancelled():
        written.exception()
