"""The service itself: takes calls, refuses, fails or answers them, and writes all of it down."""

from __future__ import annotations

from dataclasses import dataclass, field
from email.utils import formatdate
from functools import partial
from http import HTTPStatus
import math
from time import gmtime, strftime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import orjson

from .faults import BEFORE, MAYBE, Fault
from .limiter import Limiter, Refused
from .routes import Routes, Said, error

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from random import Random

    from .faults import Weather
    from .limiter import Limits, Penalty, Refusal

TOO_LARGE: Final = 10_000_000
NO_HEADERS: Final[Mapping[str, str]] = MappingProxyType({})
PAGE: Final = b"<!DOCTYPE html><html><body><h1>We will be back soon</h1></body></html>"


@dataclass(slots=True)
class Call:
    """A call as the service saw it; moments are epoch seconds of the true time."""

    method: str
    path: str
    """Without the address of the API, with the query."""
    family: str
    sent_at: float
    arrived_at: float
    refusal: Refusal | None = None
    fault: Fault | None = None
    status: int | None = None
    told_at: float | None = None
    """When the caller had the whole answer; None if it never had."""

    @property
    def key(self) -> str:
        """Name what was asked."""
        return f"{self.method} {self.path}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What goes back over the wire; ``fault`` tells the transport what to spoil."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    fault: Fault | None = None


@dataclass(slots=True)
class LimitedServer:
    """One account at one service."""

    limits: Limits
    random: Random
    now: Callable[[], float]
    """The true time, epoch seconds."""
    weather: Weather | None = None
    on_told: Callable[[Call], None] | None = None
    """Called when a caller has the whole answer to a call."""
    routes: Routes = field(default_factory=Routes)
    calls: list[Call] = field(default_factory=list)
    """Every call there was, in the order of arrival."""
    limiter: Limiter = field(init=False)

    def __post_init__(self) -> None:
        """Set the limits up."""
        self.limiter = Limiter(self.limits)

    def receive(
        self,
        method: str,
        path: str,
        query: Mapping[str, str],
        body: Any,
        *,
        sent_at: float,
        headers: Mapping[str, str] = NO_HEADERS,
    ) -> tuple[Call, Reply]:
        """Take a call that was sent at a moment and has arrived now."""
        family = self.routes.family(method, path)
        asked = "&".join(f"{key}={value}" for key, value in sorted(query.items()))
        call = Call(
            method, f"{path}?{asked}" if asked else path, family, sent_at, arrived_at=self.now()
        )
        self.calls.append(call)
        answer = partial(self.answer, method, path, query, body, headers)
        reply = self._reply(call, answer)
        call.status, call.fault = reply.status, reply.fault
        return call, reply

    def answer(
        self,
        method: str,
        path: str,
        query: Mapping[str, str],
        body: Any,
        headers: Mapping[str, str],  # noqa: ARG002 (it asks nobody who they are)
    ) -> Said:
        """Say what there is to say to a call that may be made."""
        return self.routes.answer(method, path, query, body)

    def latency(self) -> float:
        """Draw the seconds that the next call takes, there and back."""
        return self.weather.latency() if self.weather else 0.1

    def told(self, call: Call) -> None:
        """Note that the caller has the whole answer now."""
        call.told_at = self.now()
        if call.refusal is not None:
            call.refusal.tell(call.told_at)
        if self.on_told is not None:
            self.on_told(call)

    def _reply(self, call: Call, answer: Callable[[], Said]) -> Reply:
        call.refusal = self.limiter.admit(call.family, call.arrived_at, sent_at=call.sent_at)
        if call.refusal is not None:
            return self._refuse(call.refusal.penalty)
        fault = self.weather.strikes(call.arrived_at) if self.weather else None
        if fault is not None and (
            fault in BEFORE or (fault in MAYBE and self.random.random() < 0.5)
        ):
            return self._failed(fault)
        return self._said(answer(), fault)

    def _refuse(self, penalty: Penalty) -> Reply:
        """Say no, with the time in one of the two forms that HTTP allows."""
        reason = "QUOTA_EXCEEDED" if penalty.why is Refused.QUOTA else None
        _, body = error(HTTPStatus.TOO_MANY_REQUESTS, "Too many requests", reason)
        in_seconds = self.random.random() < 0.5
        after = (
            str(math.ceil(penalty.until - self.now()))
            if in_seconds
            else formatdate(math.ceil(penalty.until), usegmt=True)
        )
        return self._made(HTTPStatus.TOO_MANY_REQUESTS, orjson.dumps(body), {"Retry-After": after})

    def _failed(self, fault: Fault) -> Reply:
        """Fail before anything is done."""
        if fault is Fault.HTML:
            return self._made(HTTPStatus.OK, PAGE, {"Content-Type": "text/html"}, fault)
        status = (
            HTTPStatus.SERVICE_UNAVAILABLE
            if fault is Fault.UNAVAILABLE
            else HTTPStatus.INTERNAL_SERVER_ERROR
        )
        return self._said(error(status, status.phrase), fault)

    def _said(self, said: Said, fault: Fault | None) -> Reply:
        status, body = said
        written = body if isinstance(body, bytes) else orjson.dumps(body)
        if fault is Fault.TRUNCATED:
            written = written[: len(written) // 2]
        elif fault is Fault.HUGE:
            written += b" " * (TOO_LARGE - len(written))
        elif fault is Fault.WRONG_TYPE:
            written = b'"nothing"'
        return self._made(status, written, {}, fault)

    def _made(
        self,
        status: HTTPStatus,
        body: bytes,
        headers: Mapping[str, str],
        fault: Fault | None = None,
    ) -> Reply:
        return Reply(
            status=status.value,
            headers={
                "Content-Type": "application/json; charset=utf-8",
                "Date": strftime("%a, %d %b %Y %H:%M:%S GMT", gmtime(self.now())),
                **headers,
            },
            body=body,
            fault=fault,
        )
