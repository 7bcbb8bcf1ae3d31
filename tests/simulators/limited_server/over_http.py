"""The service as a real server on loopback, for whoever would rather have sockets."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

from aiohttp import web

from .faults import BETWEEN_BYTES, NEVER, Fault

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from .server import LimitedServer, Reply

VERSION: Final = "/v1"
ON_THE_WAY: Final = 0.05
"""Seconds until the last byte of an answer has surely arrived and been read."""
LOOK_EVERY: Final = 1.0
"""Seconds between two looks whether the caller has gone."""


@asynccontextmanager
async def serving(server: LimitedServer, *others: web.RouteDef) -> AsyncIterator[str]:
    """Serve on a free port, with what ``others`` answer beside it; yield the API's address."""

    async def handle(request: web.Request) -> web.StreamResponse:
        return await _answer(server, request)

    application = web.Application()
    application.add_routes(others)
    application.router.add_route("*", VERSION + "/{path:.*}", handle)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        host, port = runner.addresses[0]
        yield f"http://{host}:{port}{VERSION}"
    finally:
        await runner.cleanup()


async def _answer(server: LimitedServer, request: web.Request) -> web.StreamResponse:
    sent_at = server.now()
    body = await request.json() if request.can_read_body else None
    latency = server.latency()
    await asyncio.sleep(latency / 2)
    call, reply = server.receive(
        request.method,
        f"/{request.match_info['path']}",
        request.query,
        body,
        sent_at=sent_at,
        headers=request.headers,
    )
    await asyncio.sleep(latency / 2)
    if reply.fault is Fault.NO_ANSWER:
        await _wait(request, NEVER)
    if reply.fault in (Fault.NO_ANSWER, Fault.RESET):
        if request.transport is not None:
            request.transport.close()
        return web.Response()
    response = web.StreamResponse(status=reply.status, headers=reply.headers)
    response.content_length = len(reply.body)
    await response.prepare(request)
    if await _write(request, response, reply):
        await asyncio.sleep(ON_THE_WAY)
        server.told(call)
    return response


async def _write(request: web.Request, response: web.StreamResponse, reply: Reply) -> bool:
    """Write the body; tell whether it arrived as a whole."""
    try:
        if reply.fault is not Fault.SLOW_BODY:
            await response.write(reply.body)
            await response.write_eof()
            return True
        for place in range(len(reply.body)):
            await response.write(reply.body[place : place + 1])
            if not await _wait(request, BETWEEN_BYTES):
                return False
    except ConnectionError:
        return False
    return True


async def _wait(request: web.Request, seconds: float) -> bool:
    """Let time pass while the caller is there; tell whether it still is."""
    for _ in range(int(seconds / LOOK_EVERY)):
        if request.transport is None or request.transport.is_closing():
            return False
        await asyncio.sleep(LOOK_EVERY)
    return True
