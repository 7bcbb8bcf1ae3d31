"""What the simulated metadata services have in common: a real HTTP server on loopback.

The clock is the test's own, so that limits of seconds and hours hold in virtual time.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Self

from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aiohttp.typedefs import Handler

type Clock = Callable[[], float]
"""Epoch seconds."""
type Fault = Callable[[], web.Response]
"""An answer given once, in place of the right one."""

KEPT_CALLS = 100_000
SHUTDOWN = 0.1
HUGE = 10_000_000


class LoopbackServer(ABC):
    """Answers as a service does, by the day and by the second; ``async with`` runs it."""

    prefix = ""
    """What its paths begin with."""

    def __init__(self, clock: Clock) -> None:
        """Keep the time by ``clock``."""
        self.clock = clock
        self.asked: deque[str] = deque(maxlen=KEPT_CALLS)
        """Every call that came, newest last: ``GET /album/302127``."""
        self.answered: deque[str] = deque(maxlen=KEPT_CALLS)
        """Every call that was within the limits."""
        self.faults: deque[Fault] = deque()
        """Answers for the next calls that are within the limits."""
        self.address = ""
        self._runner: web.AppRunner | None = None

    @abstractmethod
    def routes(self) -> Iterable[web.RouteDef]:
        """Return what can be asked; paths without the prefix."""

    @abstractmethod
    def refusal(self, request: web.Request) -> web.Response | None:
        """Count a call, and refuse it if it is one too many."""

    @abstractmethod
    def unknown(self) -> web.Response:
        """Answer for a path that there is not."""

    def headers(self) -> Mapping[str, str]:
        """Return what every answer carries."""
        return {}

    @property
    def base(self) -> str:
        """Return the address that paths follow."""
        return f"{self.address}{self.prefix}"

    async def __aenter__(self) -> Self:
        """Listen."""
        application = web.Application(middlewares=[self._judge])
        application.add_routes(
            web.route(each.method, f"{self.prefix}{each.path}", each.handler)
            for each in self.routes()
        )
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=SHUTDOWN)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.address = f"http://{host}:{port}"
        return self

    async def __aexit__(self, *_: object) -> None:
        """Fall silent."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    @web.middleware
    async def _judge(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        call = f"{request.method} {request.path_qs.removeprefix(self.prefix)}"
        self.asked.append(call)
        response: web.StreamResponse | None = self.refusal(request)
        if response is None:
            self.answered.append(call)
            response = await self._answer(request, handler)
        response.headers.update(self.headers())
        return response

    async def _answer(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if self.faults:
            return self.faults.popleft()()
        try:
            return await handler(request)
        except (web.HTTPNotFound, web.HTTPMethodNotAllowed):
            return self.unknown()


def html() -> web.Response:
    """A page for people, with the status of an answer."""
    return web.Response(text="<html><body>Please log in</body></html>", content_type="text/html")


def truncated() -> web.Response:
    """A document that ends in the middle of a word."""
    return web.Response(
        text='{"id": 9001, "title": "Snow on the Wa', content_type="application/json"
    )


def huge() -> web.Response:
    """A document of ten megabytes."""
    return web.Response(text=f'{{"title": "{"x" * HUGE}"}}', content_type="application/json")


def broken() -> web.Response:
    """What comes of a service that is in trouble."""
    return web.Response(status=500, text="Internal Server Error")


def document(text: str) -> Fault:
    """Return a fault that is just this document."""
    return lambda: web.Response(text=text, content_type="application/json")
