"""A client as many are: it sleeps through each refusal, tries again, and remembers nothing.

Urllib3's ``Retry`` does so, and all that build on it:
https://urllib3.readthedocs.io/en/stable/reference/urllib3.util.html#urllib3.util.Retry
It is no straw man: it keeps a steady pace below what is rumoured to be allowed, and waits as
long as it is told.
"""

from __future__ import annotations

from email.utils import parsedate_to_datetime
from http import HTTPStatus
import json
from typing import TYPE_CHECKING, Any, Final

import aiohttp

from custom_components.spindle.upstream.errors import Unreachable
from custom_components.spindle.upstream.types import Answer

if TYPE_CHECKING:
    from custom_components.spindle.upstream.clock import Clock
    from custom_components.spindle.upstream.types import Priority, Request
    from tests.simulators.limited_server.in_memory import InMemorySession

GAP: Final = 0.35
"""Seconds between two calls: 171 a minute, under the 180 that are rumoured."""
TRIES: Final = 3
TIMEOUT: Final = 20.0


class NaiveClient:
    """Calls the service by itself."""

    def __init__(self, session: InMemorySession, clock: Clock) -> None:
        """Begin as if nothing had been before."""
        self._session = session
        self._clock = clock
        self._next = 0.0

    async def open(self) -> None:
        """Remember nothing."""

    async def close(self) -> None:
        """Keep nothing."""

    def may_call_at(self, family: str, priority: Priority) -> float:  # noqa: ARG002 (it never waits)
        """Think that there is always time."""
        return self._clock.time()

    async def call(self, request: Request) -> Answer:
        """Try a few times, then a few times more after each refusal."""
        failures = 0
        while failures < TRIES:
            await self._pace()
            try:
                status, headers, body = await self._once(request)
            except (TimeoutError, aiohttp.ClientError, json.JSONDecodeError):
                failures += 1
                continue
            if status == HTTPStatus.TOO_MANY_REQUESTS:
                await self._clock.sleep(self._asked_for(headers["Retry-After"]))
            elif status >= HTTPStatus.INTERNAL_SERVER_ERROR:
                failures += 1
            else:
                return Answer(
                    status=status, headers=headers, body=body, answered_at=self._clock.time()
                )
        raise Unreachable("tried a few times")

    async def _once(self, request: Request) -> tuple[int, Any, Any]:
        async with self._session.request(
            request.method,
            request.url,
            params=request.params,
            json=request.json,
            timeout=aiohttp.ClientTimeout(total=TIMEOUT),
        ) as response:
            return response.status, response.headers, json.loads(await response.read())

    async def _pace(self) -> None:
        now = self._clock.monotonic()
        at = max(now, self._next)
        self._next = at + GAP
        await self._clock.sleep(at - now)

    def _asked_for(self, said: str) -> float:
        if said.isdecimal():
            return float(said)
        return max(0.0, parsedate_to_datetime(said).timestamp() - self._clock.time())
