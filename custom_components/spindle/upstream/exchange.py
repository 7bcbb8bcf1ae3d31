"""One call over the network, and what came back, judged."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

import aiohttp

from .body import parse_body, read_body
from .errors import Bad, BadAnswer, Unreachable
from .retry_after import bounded, retry_after
from .verdict import classify_http

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from .clock import Clock
    from .types import Policy, Request, Verdict

_LONGEST_WORDS: Final = 500
"""Bytes of a refusal in plain words that are read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a service replied."""

    status: int
    headers: Mapping[str, str]
    body: Any
    raw: bytes
    """The body as it came, decompressed."""
    verdict: Verdict
    told: float | None
    """Seconds it asks to be left alone, 0 to 7 days; None if it does not say."""


async def exchange(
    session: aiohttp.ClientSession, request: Request, policy: Policy, clock: Clock
) -> Reply:
    """Make a call and judge the answer.

    Raises ``Unreachable`` when none came in time, and ``BadAnswer`` for a success whose body
    cannot be taken. Redirects are not followed: they would lead to hosts nobody agreed to.
    """
    try:
        async with _at_most(policy.timeout, clock), _sent(session, request, policy) as response:
            raw = await read_body(response, policy.longest_body)
            body = None if request.is_binary else await _body_of(response.status, raw)
    except aiohttp.ClientConnectorError as err:
        raise Unreachable(str(err)) from err
    except (aiohttp.ClientError, OSError) as err:
        reason = str(err) or type(err).__name__
        raise Unreachable(reason, maybe_done=not request.is_idempotent) from err
    verdict = (policy.classify or classify_http)(response.status, response.headers, body)
    said = verdict.retry_after
    told = retry_after(response.headers, clock.time()) if said is None else bounded(said)
    return Reply(
        status=response.status,
        headers=response.headers,
        body=body,
        raw=raw,
        verdict=verdict,
        told=told,
    )


@asynccontextmanager
async def _at_most(seconds: float, clock: Clock) -> AsyncIterator[None]:
    """Raise ``TimeoutError`` inside once that much time has passed by our own clock."""
    loop = asyncio.get_running_loop()

    async def expire() -> None:
        await clock.sleep(seconds)
        limit.reschedule(loop.time())

    async with asyncio.timeout(None) as limit:
        timer = loop.create_task(expire())
        try:
            yield
        finally:
            timer.cancel()


@asynccontextmanager
async def _sent(
    session: aiohttp.ClientSession, request: Request, policy: Policy
) -> AsyncIterator[aiohttp.ClientResponse]:
    """Send a request; the answer's body is still to be read."""
    async with session.request(
        request.method,
        request.url,
        params=dict(request.params),
        json=request.json,
        headers={"Accept": "application/json", **policy.headers, **request.headers},
        allow_redirects=False,
        timeout=aiohttp.ClientTimeout(total=None),
    ) as response:
        yield response


async def _body_of(status: int, raw: bytes) -> Any:
    """Return the body's JSON; what goes with a refusal may be plain words instead, or a page."""
    try:
        return await parse_body(raw)
    except BadAnswer as err:
        if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
            raise
        if err.bad is Bad.HTML:
            return None
        return raw[:_LONGEST_WORDS].decode(errors="replace").strip()
