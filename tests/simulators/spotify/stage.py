"""What tests share: an account in virtual time, with a gate and a client before it."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Any, cast

import aiohttp

from custom_components.spindle.spotify.client import SpotifyClient
from custom_components.spindle.spotify.policy import policy
from custom_components.spindle.upstream.gate import Gate
from tests.simulators.limited_server.in_memory import InMemorySession
from tests.simulators.limited_server.limiter import Limits
from tests.simulators.virtual_time import VirtualClock, run_virtually, world_time

from .music import made_up
from .server import SpotifyServer
from .tokens import LIVES

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping

    from custom_components.spindle.upstream.types import GateEvent, Policy
    from tests.simulators.limited_server.faults import Weather

    from .music import Music

GENEROUS = Limits(calls=1_000_000)
AGENT = "Spindle/0.1.0"
PATIENCE = 0.01
"""Real seconds that loopback is given before the clock leaps."""


class NoMemory:
    """Forgets everything: these tests end before a restart."""

    async def load(self, account: str) -> Mapping[str, Any] | None:  # noqa: ARG002 (it has none)
        """Return nothing."""
        return None

    def save(self, account: str, state: Mapping[str, Any], *, at_once: bool) -> None:
        """Let it go."""


class Session:
    """Somebody signed in, whose token is renewed when it runs out."""

    def __init__(self, server: SpotifyServer) -> None:
        """Sign in."""
        self._server = server
        self.renewed = 0
        self._token = server.tokens.access_token()
        self._until = server.now() + LIVES

    async def access_token(self) -> str:
        """Return a token that is good by the clock."""
        if self._server.now() >= self._until - 20:
            self.renewed += 1
            self._token = self._server.tokens.access_token()
            self._until = self._server.now() + LIVES
        return self._token


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What a test holds in its hands."""

    server: SpotifyServer
    gate: Gate
    client: SpotifyClient
    session: Session
    events: list[GateEvent]

    @property
    def asked(self) -> list[str]:
        """Every call that the service saw."""
        return [call.key for call in self.server.calls]


def spotify(
    limits: Limits = GENEROUS, *, music: Music | None = None, weather: Weather | None = None
) -> SpotifyServer:
    """Open an account in the world that runs."""
    random = Random(1)  # noqa: S311 (it guards nothing)
    return SpotifyServer(limits, random, world_time().true, weather, music=music or made_up(300))


@asynccontextmanager
async def signed_in(
    server: SpotifyServer, *, over_http: bool = False, way: Policy | None = None
) -> AsyncIterator[Account]:
    """Put a gate and a client before an account; at the end nothing may have been amiss."""
    events: list[GateEvent] = []
    async with _reached(server, over_http=over_http) as (network, base):
        gate = Gate(
            "spotify",
            way or policy(AGENT),
            session=network,
            clock=VirtualClock(world_time()),
            memory=NoMemory(),
            random=Random(1),  # noqa: S311 (it spreads calls, and keeps no secret)
            on_event=events.append,
        )
        await gate.open()
        session = Session(server)
        client = SpotifyClient(gate, session.access_token, base=base)
        try:
            yield Account(server=server, gate=gate, client=client, session=session, events=events)
        finally:
            await gate.close()
    assert server.breaches == []


def living[T](
    ask: Callable[[Account], Awaitable[T]],
    limits: Limits = GENEROUS,
    *,
    music: Music | None = None,
    over_http: bool = False,
) -> T:
    """Do something with an account of one's own, in virtual time."""

    async def world() -> T:
        async with signed_in(spotify(limits, music=music), over_http=over_http) as account:
            return await ask(account)

    return run_virtually(world(), patience=PATIENCE if over_http else 0.0)


@asynccontextmanager
async def _reached(
    server: SpotifyServer, *, over_http: bool
) -> AsyncIterator[tuple[aiohttp.ClientSession, str]]:
    """Yield a session that reaches the account, and the address of its API."""
    if over_http:
        async with server.serving() as address, aiohttp.ClientSession() as network:
            yield network, f"{address}/v1"
    else:
        yield cast("aiohttp.ClientSession", InMemorySession(server)), "https://spotify.example/v1"
