"""What the state of every service has in common: who fetches it, when, and when again."""

from __future__ import annotations

from abc import abstractmethod
import asyncio
import random
import time
from typing import TYPE_CHECKING, Final, cast

from homeassistant.core import callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.update_coordinator import DataUpdateCoordinator, UpdateFailed

from .const import DOMAIN, LOGGER
from .upstream.errors import Overdue, UpstreamError

if TYPE_CHECKING:
    from homeassistant.config_entries import ConfigEntry
    from homeassistant.core import HomeAssistant

    from .pulse import Pulse

FIRST_RETRY: Final = 5.0
"""Seconds after which a fetch that failed is tried again; twice as long each time …"""
LAST_RETRY: Final = 900.0
"""… up to this."""
JITTER: Final = 0.25
"""Part of a pause that is added at most, so that not everybody comes back at once."""


class ServiceCoordinator[T](DataUpdateCoordinator[T]):
    """Holds and publishes what one service says, driven by a supervised task.

    On its own a coordinator stops when nobody listens, or when polling is switched off; this
    one goes on for as long as ``run`` does. Its entities are unavailable until something has
    been fetched, and while nothing can be.
    """

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry, *, name: str, every: float) -> None:
        """Fetch about every so many seconds; ``name`` is the service's, for the log."""
        super().__init__(
            hass, LOGGER, config_entry=entry, name=f"{DOMAIN} {name}", always_update=False
        )
        self.service_name = name
        self.last_update_success = False
        self._every = every
        self._failures = 0
        self._woken = asyncio.Event()

    @property
    def latest(self) -> T | None:
        """What was fetched last; None before anything was."""
        return cast("T | None", self.data)

    @abstractmethod
    async def _async_fetch(self) -> T:
        """Return the present state. Raises ``UpstreamError`` or ``HomeAssistantError``."""

    @callback
    def async_wake(self) -> None:
        """Fetch now: something has happened."""
        self._woken.set()

    async def run(self, pulse: Pulse) -> None:
        """Fetch, for good: the supervised task."""
        while True:
            self._woken.clear()
            await pulse.during(self.async_refresh())
            self._failures = 0 if self.last_update_success else self._failures + 1
            await pulse.rest(self._pause(), self._woken)

    def _pause(self) -> float:
        """Seconds until the next fetch: a success ends all waiting, a deadline is kept."""
        if not self._failures:
            return self._every
        pause = pause_after(self._failures)
        cause = self.last_exception.__cause__ if self.last_exception else None
        told = cause.at - time.time() if isinstance(cause, Overdue) else 0.0
        return max(pause, told + random.uniform(0, JITTER * pause))  # noqa: S311 (no secret)

    async def _async_update_data(self) -> T:
        """Fetch; what the service or the store refuses becomes Home Assistant's own error."""
        try:
            return await self._async_fetch()
        except (UpstreamError, HomeAssistantError) as error:
            raise UpdateFailed(
                translation_domain=DOMAIN,
                translation_key="service_silent",
                translation_placeholders={"service": self.service_name, "reason": str(error)},
            ) from error


def pause_after(failures: int) -> float:
    """Seconds to wait after so many failures in a row: twice as long each time, with jitter."""
    pause = min(LAST_RETRY, FIRST_RETRY * 2.0 ** min(failures - 1, 16))
    return pause * random.uniform(1, 1 + JITTER)  # noqa: S311 (no secret)
