"""Lidarr as a real server on loopback, for whoever would rather have sockets."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import TYPE_CHECKING

from aiohttp import web

from .weather import NEVER, Fault

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from .server import Reply, Server

LOOK_EVERY = 1.0
"""Seconds between two looks whether the caller has gone."""


@asynccontextmanager
async def serving(server: Server) -> AsyncIterator[str]:
    """Serve on a free port; yield the address, without the URL base."""

    async def handle(request: web.Request) -> web.StreamResponse:
        return await _answer(server, request)

    application = web.Application()
    application.router.add_route("*", "/{path:.*}", handle)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        host, port = runner.addresses[0][:2]
        yield f"http://{host}:{port}"
    finally:
        await runner.cleanup()


async def _answer(server: Server, request: web.Request) -> web.StreamResponse:
    body = await request.json() if request.can_read_body else None
    call = server.receive(
        request.method, request.path, request.rel_url.raw_query_string, body, request.headers
    )
    timeline = server.machine.timeline
    while call.reply is None or call.done_at > timeline.now:
        await asyncio.sleep(max(0.0, min(LOOK_EVERY, call.done_at - timeline.now)))
        timeline.catch_up()
    if call.reply.fault is Fault.SILENT:
        await _wait(request, NEVER)
    if call.reply.fault in (Fault.RESET, Fault.DROPPED, Fault.SILENT):
        if request.transport is not None:
            request.transport.close()
        return web.Response()
    return _written(call.reply)


def _written(reply: Reply) -> web.Response:
    return web.Response(
        status=HTTPStatus(reply.status), headers=dict(reply.headers), body=reply.body
    )


async def _wait(request: web.Request, seconds: float) -> None:
    """Let time pass while the caller is there."""
    for _ in range(int(seconds / LOOK_EVERY)):
        if request.transport is None or request.transport.is_closing():
            return
        await asyncio.sleep(LOOK_EVERY)
