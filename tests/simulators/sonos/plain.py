"""A plain UPnP client and a plain subscriber, to look at the wire without SoCo."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
import re
from typing import TYPE_CHECKING, Self
from xml.sax.saxutils import escape, unescape

from aiohttp import web

from .directory import SERVICES
from .household import PORT

if TYPE_CHECKING:
    import aiohttp

    from .household import Speaker

PATIENCE = 5.0


def url(speaker: Speaker, path: str) -> str:
    """Name a path of a speaker."""
    return f"http://{speaker.address}:{PORT}/{path}"


def path_of(service: str) -> str:
    """Give what stands before a service's ``/Control`` and ``/Event``."""
    return next(each.path for each in SERVICES if each.name == service)


async def ask(
    session: aiohttp.ClientSession, speaker: Speaker, action: str, **arguments: object
) -> dict[str, str] | int:
    """Ask ``Service#Action``; give what it answers, or the UPnP error code it refuses with."""
    service, _, name = action.partition("#")
    values = "".join(f"<{key}>{escape(str(value))}</{key}>" for key, value in arguments.items())
    kind = f"urn:schemas-upnp-org:service:{service}:1"
    body = (
        '<?xml version="1.0"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/">'
        f'<s:Body><u:{name} xmlns:u="{kind}">{values}</u:{name}></s:Body></s:Envelope>'
    )
    async with session.post(
        url(speaker, f"{path_of(service)}/Control"),
        data=body,
        headers={"SOAPACTION": f'"{kind}#{name}"'},
    ) as answer:
        text = await answer.text()
    if refused := re.search(r"<errorCode>(\d+)</errorCode>", text):
        assert answer.status == 500
        return int(refused[1])
    assert answer.status == 200, text
    found = re.search(rf"<u:{name}Response[^>]*>(.*)</u:{name}Response>", text, re.DOTALL)
    assert found is not None
    return {
        key: unescape(value) for key, value in re.findall(r"<(\w+)>(.*?)</\1>", found[1], re.DOTALL)
    }


@dataclass(frozen=True, slots=True)
class Notified:
    """One NOTIFY: its number and its body, unescaped once."""

    sid: str
    sequence: int
    body: str

    def value(self, name: str) -> str | None:
        """Give a variable of LastChange."""
        found = re.search(rf"<{name} val=([\"'])(.*?)\1", self.body, re.DOTALL)
        return unescape(found[2], {"&quot;": '"'}) if found else None


class Subscriber:
    """A server that takes NOTIFYs. Enter it to listen."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        """Subscribe by way of this client."""
        self._session = session
        self._heard: asyncio.Queue[Notified] = asyncio.Queue()
        self._runner: web.AppRunner | None = None
        self.callback = ""

    async def __aenter__(self) -> Self:
        """Listen on any port."""
        application = web.Application()
        application.router.add_route("NOTIFY", "/", self._notify)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.callback = f"<http://127.0.0.1:{self._runner.addresses[0][1]}/>"
        return self

    async def __aexit__(self, *_: object) -> None:
        """Listen no more."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def send(
        self, method: str, speaker: Speaker, service: str, **headers: str
    ) -> aiohttp.ClientResponse:
        """SUBSCRIBE or UNSUBSCRIBE with just these headers."""
        address = url(speaker, f"{path_of(service)}/Event")
        async with self._session.request(method, address, headers=headers) as answer:
            return answer

    async def subscribe(self, speaker: Speaker, service: str) -> str:
        """Subscribe and give the SID."""
        answer = await self.send(
            "SUBSCRIBE",
            speaker,
            service,
            CALLBACK=self.callback,
            NT="upnp:event",
            TIMEOUT="Second-1200",
        )
        assert answer.status == 200
        assert answer.headers["TIMEOUT"] == "Second-1200"
        return answer.headers["SID"]

    async def hear(self) -> Notified:
        """Wait for the next NOTIFY."""
        async with asyncio.timeout(PATIENCE):
            return await self._heard.get()

    async def _notify(self, request: web.Request) -> web.Response:
        assert request.headers["NTS"] == "upnp:propchange"
        self._heard.put_nowait(
            Notified(
                request.headers["SID"],
                int(request.headers["SEQ"]),
                unescape(await request.text(), {"&quot;": '"'}),
            )
        )
        return web.Response()
