"""A house in virtual time: a gate of the real kind, and a service on loopback behind it."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Any

import aiohttp

from custom_components.spindle.enrichment.clients.client import user_agent
from custom_components.spindle.upstream.gate import Gate
from tests.simulators.virtual_time import VirtualClock, run_virtually, world_time

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine, Mapping

    from custom_components.spindle.upstream.types import GateEvent, Policy
    from tests.simulators.loopback import Clock, LoopbackServer

AGENT = user_agent("0.1.0")
PATIENCE = 0.01
"""Real seconds that loopback is given before the clock leaps."""


class NoMemory:
    """Forgets everything: these tests end before a restart."""

    async def load(self, account: str) -> Mapping[str, Any] | None:  # noqa: ARG002 (it has none)
        """Return nothing."""
        return None

    def save(self, account: str, state: Mapping[str, Any], *, at_once: bool) -> None:
        """Let it go."""


@dataclass(frozen=True, slots=True, kw_only=True)
class House[S: LoopbackServer]:
    """What a test holds in its hands."""

    server: S
    gate: Gate
    events: list[GateEvent]

    @property
    def declined(self) -> int:
        """Return how many calls the service did not bear."""
        return len(self.server.asked) - len(self.server.answered)


@asynccontextmanager
async def house[S: LoopbackServer](
    serve: Callable[[Clock], S], policy: Policy
) -> AsyncIterator[House[S]]:
    """Open a gate to a service that keeps the same time."""
    times = world_time()
    events: list[GateEvent] = []
    async with serve(times.true) as server, aiohttp.ClientSession() as session:
        gate = Gate(
            policy.service,
            policy,
            session=session,
            clock=VirtualClock(times),
            memory=NoMemory(),
            random=Random(1),  # noqa: S311 (it spreads calls, and keeps no secret)
            on_event=events.append,
        )
        await gate.open()
        try:
            yield House(server=server, gate=gate, events=events)
        finally:
            await gate.close()


def live[T](world: Coroutine[Any, Any, T]) -> T:
    """Run a world to its end."""
    return run_virtually(world, patience=PATIENCE)


def seconds() -> float:
    """Tell the virtual seconds since the world began."""
    return asyncio.get_running_loop().time()
