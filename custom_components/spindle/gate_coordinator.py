"""How each service stands, as its entities show it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
import time
from typing import TYPE_CHECKING, Final

from homeassistant.core import callback

from .repairs import async_tell_service
from .service_coordinator import ServiceCoordinator
from .upstream.types import GateState, GateStatus, Why

if TYPE_CHECKING:
    from homeassistant.config_entries import ConfigEntry
    from homeassistant.core import HomeAssistant

    from .enrichment.types import Service
    from .upstream.gate import Gate

LOOK_EVERY: Final = 60.0
"""Seconds between two looks at a gate that tells of nothing."""
SETTLED_AFTER: Final = 300.0
"""Seconds without a wait after which a service that was paced is called all right again."""
SAME_MOMENT: Final = 5.0
"""Seconds by which two deadlines may differ that are one: clocks drift apart a little."""
DEADLINES: Final = frozenset(
    {
        GateState.RATE_LIMITED,
        GateState.QUOTA_EXCEEDED,
        GateState.COOLING_DOWN,
        GateState.AUTH_FAILED,
    }
)
"""States whose end is a promise; of the others it moves with every call."""


class GateCoordinator(ServiceCoordinator[GateStatus]):
    """The status of one gate, which it also opens as soon as the store can be asked."""

    def __init__(
        self, hass: HomeAssistant, entry: ConfigEntry, *, service: Service, gate: Gate
    ) -> None:
        """Take the gate, which nobody has opened yet."""
        super().__init__(hass, entry, name=service.name, every=LOOK_EVERY)
        self.gate = gate
        self.opened = asyncio.Event()
        """Set once the gate may be called."""
        self._service = service
        self._stands_since = 0.0
        """Epoch from which the state is what it is."""
        self._paced_at = float("-inf")

    async def _async_fetch(self) -> GateStatus:
        """Look at the gate, and open it first."""
        if not self.opened.is_set():
            await self._async_open()
            self.opened.set()
        now, before = time.time(), self.latest
        status = self._calmed(self.gate.status, before, now)
        if before is None or status.state is not before.state:
            self._stands_since = now
        self._async_tell(status.state, now - self._stands_since)
        return status

    @callback
    def async_forget_issues(self) -> None:
        """Take back what a person was told to do: the service is not asked any more."""
        self._async_tell(None, 0)

    async def _async_open(self) -> None:
        """Open the gate, once it is known what was forbidden before the restart."""
        await self.gate.open()

    @callback
    def _async_tell(self, state: GateState | None, stood: float) -> None:
        """Tell a person what to do about a state that has stood for so many seconds."""
        async_tell_service(self.hass, self._service, state, stood)

    def _calmed(self, status: GateStatus, before: GateStatus | None, now: float) -> GateStatus:
        """Leave out what changes without meaning anything."""
        if status.state is GateState.PACING:
            self._paced_at = now
        elif status.state is GateState.OK and now < self._paced_at + SETTLED_AFTER:
            status = replace(status, state=GateState.PACING, why=Why.PACE)
        until = status.until if status.state in DEADLINES else None
        if until and before and before.until and abs(until - before.until) < SAME_MOMENT:
            until = before.until
        return replace(status, until=until)
