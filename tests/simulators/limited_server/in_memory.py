"""A session like aiohttp's, with the service at its other end and no network between.

It has what a client of JSON uses: ``request`` as a context manager, status, headers, and a
body that is read as a stream; its failures are aiohttp's own.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qsl, urlsplit

import aiohttp
from multidict import CIMultiDict, CIMultiDictProxy

from .faults import BETWEEN_BYTES, NEVER, Fault

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping
    from types import TracebackType

    from yarl import URL

    from .server import Call, LimitedServer, Reply

PIECE: Final = 65_536
VERSION: Final = "/v1"


class InMemorySession:
    """Calls one service."""

    def __init__(self, server: LimitedServer) -> None:
        """Stand in front of a service."""
        self._server = server
        self.closed = False

    def request(
        self,
        method: str,
        url: str | URL,
        *,
        params: Mapping[str, str] | None = None,
        json: Any = None,
        headers: Mapping[str, str] | None = None,
        timeout: aiohttp.ClientTimeout | None = None,
        **_kwargs: Any,
    ) -> _Exchange:
        """Begin a call as ``aiohttp.ClientSession.request`` does."""
        address = urlsplit(str(url))
        query = dict(params or {})
        if address.query:
            query = {**dict(parse_qsl(address.query)), **query}
        total = timeout.total if timeout is not None else None
        path = address.path.removeprefix(VERSION)
        return _Exchange(self._server, method, path, query, json, headers or {}, total)

    def get(self, url: str | URL, **kwargs: Any) -> _Exchange:
        """Begin a GET."""
        return self.request("GET", url, **kwargs)


@dataclass(slots=True)
class _Exchange:
    """One call, from sending it to the last byte of its answer."""

    server: LimitedServer
    method: str
    path: str
    query: Mapping[str, str]
    json: Any
    headers: Mapping[str, str]
    total: float | None

    def __await__(self) -> Any:
        """Wait for the head of the answer."""
        return self.__aenter__().__await__()

    async def __aenter__(self) -> InMemoryResponse:
        sent_at = self.server.now()
        deadline = None if self.total is None else asyncio.get_running_loop().time() + self.total
        try:
            async with asyncio.timeout_at(deadline):
                return await self._head(sent_at, deadline)
        except TimeoutError as error:
            raise aiohttp.ServerTimeoutError from error

    async def _head(self, sent_at: float, deadline: float | None) -> InMemoryResponse:
        latency = self.server.latency()
        await asyncio.sleep(latency / 2)
        call, reply = self.server.receive(
            self.method,
            self.path,
            self.query,
            self.json,
            sent_at=sent_at,
            headers=self.headers,
        )
        await asyncio.sleep(latency / 2)
        if reply.fault is Fault.RESET:
            raise aiohttp.ServerDisconnectedError
        if reply.fault is Fault.NO_ANSWER:
            await asyncio.sleep(NEVER)
        return InMemoryResponse(self.server, call, reply, deadline)

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let the connection go: there is none."""


class InMemoryResponse:
    """The head of an answer, and a body to be read."""

    def __init__(
        self, server: LimitedServer, call: Call, reply: Reply, deadline: float | None
    ) -> None:
        """Hold what came back."""
        self.status = reply.status
        self.headers = CIMultiDictProxy(CIMultiDict(reply.headers))
        self.content_type = self.headers["Content-Type"].partition(";")[0]
        self.charset = "utf-8"
        self.method = call.method
        self.content = _Body(server, call, reply, deadline)

    @property
    def content_length(self) -> int | None:
        """Bytes of the body, as far as it has been said."""
        return None

    def get_encoding(self) -> str:
        """Return the body's encoding."""
        return self.charset

    async def read(self) -> bytes:
        """Read the whole body."""
        return b"".join([piece async for piece in self.content.iter_chunked(PIECE)])

    async def json(self, **_kwargs: Any) -> Any:
        """Read the whole body and parse it."""
        from json import loads  # noqa: PLC0415 (the parameter of ``request`` has the name)

        return loads(await self.read())

    def release(self) -> None:
        """Let the connection go: there is none."""

    close = release


class _Body:
    """A body that comes in pieces, like ``aiohttp.StreamReader``."""

    def __init__(
        self, server: LimitedServer, call: Call, reply: Reply, deadline: float | None
    ) -> None:
        self._server = server
        self._call = call
        self._left = memoryview(reply.body)
        self._slow = reply.fault is Fault.SLOW_BODY
        self._deadline = deadline

    async def readany(self) -> bytes:
        """Read what is there; nothing at the end."""
        return await self.read(PIECE)

    async def readchunk(self) -> tuple[bytes, bool]:
        """Read a piece, and whether it ends a chunk."""
        return await self.read(PIECE), True

    async def read(self, n: int = -1) -> bytes:
        """Read up to ``n`` bytes; all of them with -1; nothing at the end."""
        if n < 0:
            return b"".join([piece async for piece in self.iter_chunked(PIECE)])
        if self._slow and self._left:
            await self._wait()
            n = 1
        piece, self._left = bytes(self._left[:n]), self._left[n:]
        if not self._left and self._call.told_at is None:
            self._server.told(self._call)
        return piece

    async def iter_chunked(self, n: int) -> AsyncIterator[bytes]:
        """Read pieces of up to ``n`` bytes until the end."""
        while piece := await self.read(n):
            yield piece

    async def _wait(self) -> None:
        try:
            async with asyncio.timeout_at(self._deadline):
                await asyncio.sleep(BETWEEN_BYTES)
        except TimeoutError as error:
            raise aiohttp.SocketTimeoutError from error
