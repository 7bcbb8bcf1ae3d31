"""What tests of the service share: a service with given limits, and a plain caller."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

from tests.simulators.virtual_time import world_time

from .faults import Weather
from .limiter import Limits
from .server import LimitedServer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .faults import Fault

GENEROUS = Limits(calls=1_000_000)


def service(limits: Limits = GENEROUS, *, faults: Sequence[Fault] = ()) -> LimitedServer:
    """Open a service in the world that runs; every call meets one of ``faults``, if any."""
    random = Random(1)  # noqa: S311 (it guards nothing)
    weather = Weather(random, share=1.0 if faults else 0.0, kinds=tuple(faults))
    return LimitedServer(limits, random, world_time().true, weather)


async def ask(
    session: Any, url: str, *, method: str = "GET", json: Any = None, **how: Any
) -> tuple[int, dict[str, str], bytes]:
    """Make one call and return status, headers and the whole body."""
    async with session.request(method, url, json=json, **how) as response:
        return response.status, dict(response.headers), await response.read()
