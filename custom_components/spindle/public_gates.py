"""The gates of the public services that are let: opened with the history, closed with it."""

from __future__ import annotations

import asyncio
from functools import partial
from random import Random
from typing import TYPE_CHECKING, Final

from homeassistant.const import STATE_UNKNOWN
from homeassistant.core import callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.loader import async_get_integration

from .const import DOMAIN
from .enrichment.clients.client import user_agent
from .gate_coordinator import GateCoordinator
from .listeners import Listeners, Unsubscribe
from .public_services import consented
from .rate_limits import RateLimit, async_announce, async_rate_limit
from .upstream.cache import Cache
from .upstream.clock import SystemClock
from .upstream.gate import Gate

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from homeassistant.config_entries import ConfigEntry
    from homeassistant.core import HomeAssistant

    from .enrichment.eta import Progress
    from .enrichment.types import Service
    from .house import House
    from .upstream.types import GateEvent

COUNTED_WITHIN: Final = 2.0
"""Seconds that an event waits for the store to count what is done."""


class PublicGates:
    """One gate for each service that a person has switched on, shared by all who call it."""

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry, house: House) -> None:
        """Know which services are let; nothing is made for the others, nor asked of any."""
        self._hass = hass
        self._entry = entry
        self._house = house
        self._listeners = Listeners[[RateLimit]]()
        self._telling = asyncio.Lock()
        self.progress: Callable[[], Awaitable[Progress]] | None = None
        """Says how far the completing is, once there is any."""
        self.services: Mapping[str, Service] = {one.slug: one for one in consented(entry.options)}
        self.coordinators: dict[str, GateCoordinator] = {}
        self.caches: dict[str, Cache] = {}
        """What stands before each gate, and knows what was answered before."""

    async def opened(self) -> None:
        """Wait until all of them may be called: the store has said what was known of each."""
        for one in self.coordinators.values():
            await one.opened.wait()

    @property
    def are_open(self) -> bool:
        """Whether all of them may be called already."""
        return all(one.opened.is_set() for one in self.coordinators.values())

    @property
    def gates(self) -> dict[str, Gate]:
        """The gates by the slugs of their services, also those that are not open yet."""
        return {slug: one.gate for slug, one in self.coordinators.items()}

    def states(self) -> dict[str, str]:
        """Tell how each service stands; ``unknown`` while its gate is not open."""
        return {
            slug: one.data.state.value if one.last_update_success else STATE_UNKNOWN
            for slug, one in self.coordinators.items()
        }

    @callback
    def async_add_listener(self, listener: Callable[[RateLimit], None]) -> Unsubscribe:
        """Call ``listener`` whenever a service says no, or answers again."""
        return self._listeners.add(listener)

    async def async_start(self) -> None:
        """Make the gates, and put who opens and watches them under supervision."""
        if not self.services:
            return
        integration = await async_get_integration(self._hass, DOMAIN)
        agent = user_agent(str(integration.version))
        for service in self.services.values():
            self._make(service, agent)

    def _make(self, service: Service, agent: str) -> None:
        clock, memory = SystemClock(), self._house.upstream_memory
        gate = Gate(
            service.slug,
            service.policy(agent),
            session=async_get_clientsession(self._hass),
            clock=clock,
            memory=memory,
            random=Random(),  # noqa: S311 (it draws pauses)
            on_event=partial(self._on_event, service),
        )
        coordinator = GateCoordinator(self._hass, self._entry, service=service, gate=gate)
        self.coordinators[service.slug] = coordinator
        self.caches[service.slug] = Cache(gate, service=service.slug, clock=clock, memory=memory)
        self._entry.async_on_unload(gate.close)
        self._entry.async_on_unload(coordinator.async_forget_issues)
        self._entry.async_on_unload(
            self._house.supervisor.start(
                f"service {service.slug}", coordinator.run, entry=self._entry
            )
        )

    @callback
    def _on_event(self, service: Service, event: GateEvent) -> None:
        """Show how the gate stands now, and tell everybody."""
        self.coordinators[service.slug].async_wake()
        told = self._tell(service, event)
        self._entry.async_create_task(self._hass, told, f"{DOMAIN} {service.slug} {event.kind}")

    async def _tell(self, service: Service, event: GateEvent) -> None:
        """Tell what has happened, one after the other, with how far the completing is."""
        async with self._telling:
            progress = await self._progress_soon()
            told = async_rate_limit(self._hass, service.slug, service.name, event, progress)
            async_announce(self._hass, told)
            self._listeners(told)

    async def _progress_soon(self) -> Progress | None:
        """Return how far the completing is, or None where that cannot be had at once."""
        if self.progress is None:
            return None
        try:
            async with asyncio.timeout(COUNTED_WITHIN):
                return await self.progress()
        except (HomeAssistantError, TimeoutError):
            return None
