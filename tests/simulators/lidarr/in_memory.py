"""A session like aiohttp's, with Lidarr at its other end and no network between."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode, urlsplit

import aiohttp
from multidict import CIMultiDict, CIMultiDictProxy

from .weather import NEVER, Fault

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping
    from types import TracebackType

    from yarl import URL

    from .server import Reply, Server

ADDRESS: Final = "http://lidarr.invalid:8686"
LATENCY: Final = 0.02
"""Seconds that a call takes in the same house."""
PIECE: Final = 65_536


class InMemorySession:
    """Calls one Lidarr."""

    def __init__(self, server: Server, *, latency: float = LATENCY) -> None:
        """Stand in front of a server."""
        self._server = server
        self._latency = latency
        self.closed = False

    def request(
        self,
        method: str,
        url: str | URL,
        *,
        params: Mapping[str, Any] | None = None,
        json: Any = None,
        headers: Mapping[str, str] | None = None,
        timeout: aiohttp.ClientTimeout | None = None,
        **_kwargs: Any,
    ) -> _Exchange:
        """Begin a call as ``aiohttp.ClientSession.request`` does."""
        address = urlsplit(str(url))
        query = "&".join(part for part in (address.query, urlencode(params or {}, True)) if part)  # noqa: FBT003 (the standard library's)
        total = None if timeout is None else timeout.total
        return _Exchange(
            self._server, method, address.path, query, json, headers or {}, total, self._latency
        )

    def get(self, url: str | URL, **kwargs: Any) -> _Exchange:
        """Begin a GET."""
        return self.request("GET", url, **kwargs)

    def post(self, url: str | URL, **kwargs: Any) -> _Exchange:
        """Begin a POST."""
        return self.request("POST", url, **kwargs)

    def put(self, url: str | URL, **kwargs: Any) -> _Exchange:
        """Begin a PUT."""
        return self.request("PUT", url, **kwargs)


@dataclass(slots=True)
class _Exchange:
    """One call, from sending it to the last byte of its answer."""

    server: Server
    method: str
    path: str
    query: str
    json: Any
    headers: Mapping[str, str]
    total: float | None
    latency: float

    def __await__(self) -> Any:
        """Wait for the answer."""
        return self.__aenter__().__await__()

    async def __aenter__(self) -> InMemoryResponse:
        if self.total is None:
            return await self._answer()
        try:
            async with asyncio.timeout(self.total):
                return await self._answer()
        except TimeoutError as error:
            raise aiohttp.ServerTimeoutError from error

    async def _answer(self) -> InMemoryResponse:
        await asyncio.sleep(self.latency)
        timeline = self.server.machine.timeline
        call = self.server.receive(self.method, self.path, self.query, self.json, self.headers)
        if call.done_at > timeline.now:
            await asyncio.sleep(call.done_at - timeline.now)
        while call.reply is None:
            timeline.catch_up()
            if call.reply is None:  # The clock is a hair's breadth short of what was waited for.
                await asyncio.sleep(self.latency)
        if call.reply.fault in (Fault.RESET, Fault.DROPPED):
            raise aiohttp.ServerDisconnectedError
        if call.reply.fault is Fault.SILENT:
            await asyncio.sleep(NEVER)
        return InMemoryResponse(self.method, call.reply)

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let the connection go: there is none."""


class InMemoryResponse:
    """An answer, with a body to be read."""

    def __init__(self, method: str, reply: Reply) -> None:
        """Hold what came back."""
        self.method = method
        self.status = int(reply.status)
        self.headers = _headers(tuple(reply.headers.items()))
        self.content_type = self.headers.get("Content-Type", "").partition(";")[0]
        self.charset = "utf-8"
        self.content = _Body(reply.body)

    @property
    def content_length(self) -> int | None:
        """Bytes of the body, as far as it has been said."""
        return None

    async def read(self) -> bytes:
        """Read the whole body."""
        return await self.content.read()

    async def json(self, **_kwargs: Any) -> Any:
        """Read the whole body and parse it."""
        from json import loads  # noqa: PLC0415 (the parameter of ``request`` has the name)

        return loads(await self.read())

    def release(self) -> None:
        """Let the connection go: there is none."""

    close = release


@lru_cache(maxsize=64)
def _headers(lines: tuple[tuple[str, str], ...]) -> CIMultiDictProxy[str]:
    return CIMultiDictProxy(CIMultiDict(lines))


class _Body:
    """A body that comes in pieces, like ``aiohttp.StreamReader``."""

    def __init__(self, body: bytes) -> None:
        self._left = body

    async def read(self, n: int = -1) -> bytes:
        """Read up to ``n`` bytes; all of them with -1; nothing at the end."""
        if n < 0:
            n = len(self._left)
        piece, self._left = self._left[:n], self._left[n:]
        return piece

    async def iter_chunked(self, n: int) -> AsyncIterator[bytes]:
        """Read pieces of up to ``n`` bytes until the end."""
        while piece := await self.read(n):
            yield piece
