"""Who is sent through a world: the gate, and a client that has none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from custom_components.spindle.upstream.gate import Gate
from custom_components.spindle.upstream.types import Policy

from .naive import NaiveClient

if TYPE_CHECKING:
    from random import Random

    from custom_components.spindle.upstream.clock import Clock
    from custom_components.spindle.upstream.memory import GateMemory

    from .drawn import Drawn

ACCOUNT: Final = "spotify:somebody"


def gate(*, drawn: Drawn, session: Any, clock: Clock, memory: GateMemory, random: Random) -> Gate:
    """Put a gate before the service, with a policy that hopes for much and knows nothing."""
    policy = Policy(service="spotify", fastest=2.0, first=drawn.first, burst=3, budget=drawn.budget)
    return Gate(
        ACCOUNT,
        policy,
        session=session,
        clock=clock,
        memory=memory,
        random=random,
        on_event=lambda _event: None,
    )


def naive(
    *, drawn: Drawn, session: Any, clock: Clock, memory: GateMemory, random: Random
) -> NaiveClient:
    """Put nothing before the service."""
    del drawn, memory, random
    return NaiveClient(session, clock)
