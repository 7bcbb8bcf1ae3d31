"""One speaker on the network: HTTP on port 1400 of its own address."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from aiohttp import web

from . import events, scpd, soap
from .directory import SERVICES
from .errors import UpnpError
from .gena import FIRST_NOTIFY_AFTER, Notifier, SubscriptionRefused, Subscriptions
from .household import PORT

if TYPE_CHECKING:
    from aiohttp.typedefs import Handler

    from .actions import Service
    from .household import Household, Speaker

KEPT_REQUESTS = 1000
SHUTDOWN = 0.1
"""Seconds that a request under way has when the speaker falls silent."""


class SpeakerServer:
    """Answers for one speaker as the real thing does."""

    def __init__(
        self,
        household: Household,
        speaker: Speaker,
        *,
        first_notify_after: float = FIRST_NOTIFY_AFTER,
    ) -> None:
        """Prepare to answer; ``start`` begins it."""
        self.speaker = speaker
        self.forbidding = False
        """Whether every request is answered 403, as with UPnP switched off in the app."""
        self.requests: deque[str] = deque(maxlen=KEPT_REQUESTS)
        """What was asked, newest last: ``AVTransport#Play``, ``SUBSCRIBE AVTransport`` …"""
        self._household = household
        self.subscriptions = Subscriptions(speaker.player.uid, speaker.player.clock)
        self._first_notify_after = first_notify_after
        self._notifier: Notifier | None = None
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Listen. Raises OSError when somebody else has the address and port."""
        self._notifier = Notifier(self.subscriptions, self._body, self._first_notify_after)
        self._notifier.start()
        self._runner = web.AppRunner(
            self._application(), access_log=None, shutdown_timeout=SHUTDOWN
        )
        await self._runner.setup()
        await web.TCPSite(self._runner, self.speaker.address, PORT, reuse_address=True).start()

    async def stop(self) -> None:
        """Fall silent: connections are refused, subscribers forgotten."""
        self.subscriptions.clear()
        if self._notifier is not None:
            await self._notifier.stop()
            self._notifier = None
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    def changed(self, service: str) -> None:
        """Tell this service's subscribers."""
        if self._notifier is not None and not self.forbidding:
            self._notifier.changed(service)

    def _body(self, service: str) -> str:
        return events.body(service, self._household, self.speaker)

    def _application(self) -> web.Application:
        application = web.Application(middlewares=[self._forbid])
        router = application.router
        router.add_get("/xml/device_description.xml", self._describe)
        for service in SERVICES:
            router.add_get(f"/xml/{service.name}1.xml", self._describe_service)
            router.add_post(f"/{service.path}/Control", self._control)
            router.add_route("SUBSCRIBE", f"/{service.path}/Event", self._subscribe)
            router.add_route("UNSUBSCRIBE", f"/{service.path}/Event", self._unsubscribe)
        return application

    @web.middleware
    async def _forbid(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if self.forbidding:
            self.requests.append(f"403 {request.path}")
            return web.Response(status=403)
        return await handler(request)

    async def _describe(self, _request: web.Request) -> web.Response:
        self.requests.append("GET device_description")
        return _xml(scpd.device_description(self.speaker))

    async def _describe_service(self, request: web.Request) -> web.Response:
        name = request.path.removeprefix("/xml/").removesuffix("1.xml")
        self.requests.append(f"GET {name}")
        service = next(each for each in SERVICES if each.name == name)
        return _xml(scpd.service_description(service))

    async def _control(self, request: web.Request) -> web.Response:
        text = await request.text()
        try:
            asked = soap.read_request(request.headers.get("SOAPACTION", ""), text)
            self.requests.append(f"{asked.service}#{asked.action}")
            self.speaker.player.advance()
            answers = _service_at(request).perform(self._household, self.speaker, asked)
        except UpnpError as error:
            return _xml(soap.write_refusal(error.refusal), status=500)
        return _xml(soap.write_answer(asked, answers))

    async def _subscribe(self, request: web.Request) -> web.Response:
        service = _service_at(request).name
        self.requests.append(f"SUBSCRIBE {service}")
        is_new = "SID" not in request.headers
        try:
            subscription = self.subscriptions.subscribe(service, request.headers)
        except SubscriptionRefused as refused:
            return web.Response(status=refused.status)
        if is_new and self._notifier is not None:
            self._notifier.welcome(subscription)
        timeout = f"Second-{subscription.seconds}"
        return web.Response(headers={"SID": subscription.sid, "TIMEOUT": timeout})

    async def _unsubscribe(self, request: web.Request) -> web.Response:
        service = _service_at(request).name
        self.requests.append(f"UNSUBSCRIBE {service}")
        try:
            self.subscriptions.cancel(service, request.headers)
        except SubscriptionRefused as refused:
            return web.Response(status=refused.status)
        return web.Response()


def _service_at(request: web.Request) -> Service:
    """Find the service whose path was asked."""
    path = request.path.strip("/").rpartition("/")[0]
    return next(service for service in SERVICES if service.path == path)


def _xml(text: str, status: int = 200) -> web.Response:
    return web.Response(
        text=text, status=status, content_type="text/xml", headers={"EXT": "", "SERVER": "Sonos"}
    )
