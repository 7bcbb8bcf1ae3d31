"""The gates to Spotify: one for each app, as the accounts that use it share its limits.

Spotify counts the calls of an app, whoever has signed in:
https://developer.spotify.com/documentation/web-api/concepts/rate-limits
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING, Final

from homeassistant.core import callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.loader import async_get_integration
from homeassistant.util.hass_dict import HassKey

from .const import DOMAIN
from .enrichment.clients.client import user_agent
from .enrichment.types import Service
from .listeners import Listeners
from .rate_limits import async_announce, async_rate_limit
from .runtime import HOUSE_KEY
from .spotify.policy import SERVICE, policy
from .spotify_neighbour import FAMILY, calls_beside
from .upstream.cache import Cache
from .upstream.clock import SystemClock
from .upstream.gate import Gate

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from homeassistant.core import HomeAssistant

    from .upstream.types import GateEvent, Policy

SPOTIFY: Final = Service(
    slug=SERVICE,
    name="Spotify",
    host="api.spotify.com",
    sends=frozenset(),
    policy=policy,
)
"""How people know it. It is told nothing but what its own accounts ask for."""


class AppGate:
    """The gate of one app, with the cache before it."""

    def __init__(self, hass: HomeAssistant, client_id: str, limits: Policy) -> None:
        """Stand closed until ``open``."""
        clock, memory = SystemClock(), hass.data[HOUSE_KEY].upstream_memory
        self._hass = hass
        self.listeners = Listeners[[]]()
        """Called whenever Spotify says no, or answers again."""
        self.gate = Gate(
            f"{SERVICE}:{client_id}",
            limits,
            session=async_get_clientsession(hass),
            clock=clock,
            memory=memory,
            random=Random(),  # noqa: S311 (it draws pauses)
            on_event=self._on_event,
        )
        self.cache = Cache(self.gate, service=SERVICE, clock=clock, memory=memory)
        self.users = 0
        self._opening = asyncio.Lock()
        self._is_open = False

    async def open(self) -> None:
        """Take up what was known before the restart; whoever comes first does it for all."""
        async with self._opening:
            if not self._is_open:
                await self.gate.open()
                self._is_open = True

    @callback
    def _on_event(self, event: GateEvent) -> None:
        async_announce(
            self._hass, async_rate_limit(self._hass, SPOTIFY.slug, SPOTIFY.name, event, None)
        )
        self.listeners()


class AppGates:
    """Every app's gate that somebody uses, by the app's client id."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Hold none."""
        self._hass = hass
        self._gates: dict[str, AppGate] = {}
        self._lock = asyncio.Lock()

    async def acquire(self, client_id: str) -> AppGate:
        """Count one user in; the first has the gate made, and nobody is called by that."""
        async with self._lock:
            if (held := self._gates.get(client_id)) is None:
                held = AppGate(self._hass, client_id, await self._limits(client_id))
                self._gates[client_id] = held
            held.users += 1
            return held

    async def release(self, client_id: str) -> None:
        """Count one user out; with the last the gate is closed."""
        async with self._lock:
            held = self._gates[client_id]
            held.users -= 1
            if not held.users:
                del self._gates[client_id]
                await held.gate.close()

    @asynccontextmanager
    async def borrowed(self, client_id: str) -> AsyncIterator[AppGate]:
        """Use an app's gate for a moment, opened; the store is, too.

        Raises ``HomeAssistantError`` where nothing of Spindle is running.
        """
        house = self._hass.data.get(HOUSE_KEY)
        if house is None:
            raise HomeAssistantError(translation_domain=DOMAIN, translation_key="not_loaded")
        await house.acquire()
        try:
            held = await self.acquire(client_id)
            try:
                await held.open()
                yield held
            finally:
                await self.release(client_id)
        finally:
            await house.release()

    async def _limits(self, client_id: str) -> Policy:
        integration = await async_get_integration(self._hass, DOMAIN)
        beside = await calls_beside(self._hass, client_id)
        limits = policy(user_agent(str(integration.version)), is_shared=beside > 0)
        return replace(limits, elsewhere={FAMILY: beside}) if beside else limits


APP_GATES: HassKey[AppGates] = HassKey(f"{DOMAIN}_spotify_gates")


@callback
def async_app_gates(hass: HomeAssistant) -> AppGates:
    """Return the gates; nobody has one before an account is set up."""
    return hass.data.setdefault(APP_GATES, AppGates(hass))
