"""Lidarr behind its door: who may come in, what goes wrong on the way, what was said."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qs

import orjson

from .errors import Refused, broken, not_found
from .question import Question
from .routes import find
from .weather import BEFORE, SLOWNESS, Fault, Weather

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .machine import Machine
    from .openapi import Contract
    from .routes import Route

KEY: Final = "0123456789abcdef0123456789abcdef"
KEPT: Final = 2_000
"""Calls of which the log is kept."""
PAGE: Final = b"<!DOCTYPE html><html><body><form>Please log in</form></body></html>"
JSON: Final = {"Content-Type": "application/json; charset=utf-8"}
HTML: Final = {"Content-Type": "text/html"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What goes back over the wire; ``fault`` tells the transport what to spoil."""

    status: int
    headers: Mapping[str, str] = field(default_factory=lambda: JSON)
    body: bytes = b""
    fault: Fault | None = None


@dataclass(slots=True)
class Call:
    """A call as it came; ``reply`` stands when it is done, whether the caller waited or not."""

    method: str
    path: str
    query: str
    body: Any
    at: float
    """Epoch of its arrival."""
    done_at: float
    """Epoch at which it is done."""
    reply: Reply | None = None

    def __str__(self) -> str:
        """Write it as a line of a log."""
        return f"{self.method} {self.path}{'?' if self.query else ''}{self.query}"


@dataclass(slots=True)
class Server:
    """The door."""

    machine: Machine
    key: str = KEY
    weather: Weather = field(default_factory=Weather)
    contract: Contract | None = None
    """What calls and answers are held against; breaches are collected."""
    login: bool = False
    """Whether a proxy before it asks everybody to log in."""
    postgres: bool = False
    """Whether a conflict of its database is one that it does not recognise."""
    calls: deque[Call] = field(default_factory=lambda: deque(maxlen=KEPT))
    total: int = 0
    """Calls that there were."""
    breaches: list[str] = field(default_factory=list)
    strays: list[str] = field(default_factory=list)
    """Calls that Lidarr knows nothing of, and those with the key in the address."""

    def __post_init__(self) -> None:
        """Let the metadata server have the same weather."""
        self.machine.metadata_is_out = self.weather.metadata_is_out

    def receive(
        self, method: str, path: str, query: str, body: Any, headers: Mapping[str, str]
    ) -> Call:
        """Take a call that arrives now; its reply is there at ``done_at``, after a catch-up."""
        timeline = self.machine.timeline
        timeline.catch_up()
        call = Call(method, path, query, body, timeline.now, timeline.now)
        self.calls.append(call)
        self.total += 1
        if self.key in query or self.key in path:
            self.strays.append(f"key in the address: {method} {path}")
        call.reply = self._at_the_door(call, headers)
        if call.reply is None:
            self._exposed(call)
        return call

    def _at_the_door(self, call: Call, headers: Mapping[str, str]) -> Reply | None:
        """Turn away whoever is wrong here."""
        base = self.machine.url_base
        if self.login:
            return Reply(status=HTTPStatus.OK, headers=HTML, body=PAGE)
        if base and not call.path.startswith(f"{base}/"):
            return Reply(
                status=HTTPStatus.TEMPORARY_REDIRECT, headers={"Location": f"{base}{call.path}"}
            )
        if headers.get("X-Api-Key") != self.key and not call.path.endswith("/ping"):
            return Reply(status=HTTPStatus.UNAUTHORIZED, headers={})
        return None

    def _exposed(self, call: Call) -> None:
        """Let the weather have its way with a call, before or after anything is done."""
        if not self.machine.executor.is_up:
            call.reply = Reply(status=HTTPStatus.BAD_GATEWAY, fault=Fault.RESET)
            return
        fault = self.weather.strikes()
        if fault in BEFORE:
            call.reply = _failed(fault)
            return
        if fault is Fault.SLOW:
            call.done_at += SLOWNESS
        self._let_in(call, fault)

    def _let_in(self, call: Call, fault: Fault | None) -> None:
        """Answer a call, at once or when the metadata server has said its part."""
        found = find(call.method, call.path.removeprefix(self.machine.url_base))
        if found is None:
            self.strays.append(str(call))
            call.reply = _said(not_found(call.path).status, not_found(call.path).body, fault)
            return
        route, identifier = found
        asked = Question(
            query=parse_qs(call.query),
            body=call.body,
            identifier=identifier,
            arrived_at=call.at,
        )
        if self.contract is not None:
            self.breaches += self.contract.of_call(route.method, route.path, asked.query, call.body)
        try:
            seconds = self._metadata_seconds(route, asked)
        except Refused as refused:
            call.reply = _said(refused.status, refused.body, fault)
            return
        call.done_at += seconds
        if call.done_at <= self.machine.timeline.now:
            call.reply = self._answered(route, asked, fault)
            return

        def happen() -> None:
            # A process that has ended meanwhile has done nothing of it.
            if self.machine.executor.is_up and self.machine.started <= call.at:
                call.reply = self._answered(route, asked, fault)
            else:
                call.reply = Reply(status=HTTPStatus.BAD_GATEWAY, fault=Fault.RESET)

        self.machine.timeline.at(call.done_at, happen)

    def _metadata_seconds(self, route: Route, asked: Question) -> float:
        if route.check is None:
            return 0.0
        route.check(self.machine, asked.body)
        mbid = asked.body.get("foreignAlbumId") or asked.body.get("foreignArtistId")
        return self.machine.fates.adding(mbid)

    def _answered(self, route: Route, asked: Question, fault: Fault | None) -> Reply:
        contract = self.contract
        try:
            status, body = route.answer(self.machine, asked)
        except Refused as said:
            status, body = said.status, said.body
            if self.postgres and status is HTTPStatus.CONFLICT and "constraint" in str(body):
                refused = broken("23505: duplicate key value violates unique constraint")
                status, body = refused.status, refused.body
        else:
            if contract is not None:
                self.breaches += contract.of_answer(route.method, route.path, status, body)
        return _said(status, body, fault)


def _said(status: HTTPStatus, body: Any, fault: Fault | None) -> Reply:
    return Reply(status=status, body=orjson.dumps(body), fault=fault)


def _failed(fault: Fault | None) -> Reply:
    """Fail before anything is done."""
    if fault is Fault.ERROR:
        refused = broken("database is locked\ndatabase is locked")
        return _said(refused.status, refused.body, fault)
    if fault is Fault.LOGIN:
        return Reply(status=HTTPStatus.OK, headers=HTML, body=PAGE, fault=fault)
    return Reply(status=HTTPStatus.BAD_GATEWAY, headers=HTML, body=PAGE, fault=fault)
