"""What waits to be written: the newest of each key, a bounded lot, one write at a time."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from homeassistant.core import callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.event import async_call_later

from .const import LOGGER

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from concurrent.futures import Future
    from datetime import datetime

    from homeassistant.core import HomeAssistant

    from .listeners import Unsubscribe


class Unsaved[K, V]:
    """Collects values and hands them to the store together, without ever waiting for it.

    While the store is at one lot, however long, the next one gathers; what is given for a
    key again takes the older value's place. Beyond ``most`` the oldest are let go of.
    """

    def __init__(
        self,
        hass: HomeAssistant,
        write: Callable[[Mapping[K, V]], Future[None]],
        *,
        delay: float,
        most: int,
        size: Callable[[V], int],
    ) -> None:
        """Write by ``write``, which returns at once, ``delay`` seconds after the first value.

        ``most`` bounds the sum of the ``size`` of all values.
        """
        self._hass = hass
        self._write = write
        self._delay = delay
        self._most = most
        self._size = size
        self._waiting: OrderedDict[K, V] = OrderedDict()
        self._taken = 0
        self._underway: Mapping[K, V] = {}
        self._urgent = False
        self._is_resting = False
        self._cancel_timer: Unsubscribe | None = None

    def __len__(self) -> int:
        """Return how many values are not durable yet."""
        return len(self._waiting.keys() | self._underway.keys())

    def get(self, key: K) -> V | None:
        """Return a value that is not durable yet."""
        found = self._waiting.get(key)
        return self._underway.get(key) if found is None else found

    @callback
    def async_put(self, key: K, value: V, *, at_once: bool = False) -> None:
        """Take a value, to be written soon or at once."""
        self._take(key, value)
        self._is_resting = False
        self._urgent = self._urgent or at_once
        self._go_on()

    @callback
    def async_flush(self) -> None:
        """Hand everything to the store, behind what it is at, and rest: it is about to close."""
        self._is_resting = True
        self._stop_timer()
        if self._waiting:
            self._hand_over()

    def _take(self, key: K, value: V) -> None:
        self._drop(key)
        self._waiting[key] = value
        self._taken += self._size(value)
        while self._taken > self._most:
            self._drop(next(iter(self._waiting)))

    def _drop(self, key: K) -> None:
        if key in self._waiting:
            self._taken -= self._size(self._waiting.pop(key))

    def _go_on(self) -> None:
        """Write what waits when it is time, unless the store is at work for it."""
        if self._underway or self._is_resting or not self._waiting:
            return
        if self._urgent:
            self._stop_timer()
            self._hand_over()
        elif self._cancel_timer is None:
            self._cancel_timer = async_call_later(self._hass, self._delay, self._is_time)

    @callback
    def _is_time(self, _: datetime) -> None:
        self._cancel_timer = None
        self._urgent = True
        self._go_on()

    def _stop_timer(self) -> None:
        if self._cancel_timer is not None:
            self._cancel_timer()
            self._cancel_timer = None

    def _hand_over(self) -> None:
        """Hand what waits to the store; while that is closed, it stays here."""
        self._urgent = False
        values = dict(self._waiting)
        try:
            future = self._write(values)
        except HomeAssistantError as error:
            LOGGER.debug("What was learnt of services waits for the store: %s", error)
            return
        self._underway = values
        self._waiting.clear()
        self._taken = 0
        loop = self._hass.loop

        def from_thread(written: Future[None]) -> None:
            if not loop.is_closed():
                loop.call_soon_threadsafe(self._landed, values, written)

        future.add_done_callback(from_thread)

    def _landed(self, values: Mapping[K, V], written: Future[None]) -> None:
        """Go on with what came meanwhile; what was refused is written with it."""
        if self._underway is values:
            self._underway = {}
        if written.cancelled() or (error := written.exception()) is not None:
            LOGGER.debug("What was learnt of services could not be written: %s", error)
            for key, value in {**values, **self._waiting}.items():
                self._take(key, value)
        self._go_on()
