"""A world for one gate: a service that is a function, a memory that survives, virtual time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
import json
from random import Random
from typing import TYPE_CHECKING, Any, Self, cast

from multidict import CIMultiDict

from custom_components.spindle.upstream.gate import Gate
from custom_components.spindle.upstream.types import Policy, Request
from tests.simulators.virtual_time import VirtualClock, WorldTime, run_virtually, world_time

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping
    from types import TracebackType

    import aiohttp

    from custom_components.spindle.upstream.types import Answer, GateEvent

URL = "https://service.example"


def _nothing() -> None:
    """Take no note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Say:
    """What the service says to one call."""

    status: int = 200
    body: bytes = b'{"ok":true}'
    headers: Mapping[str, str] = field(default_factory=dict)
    after: float = 0.0
    """Seconds until it says it."""
    error: Exception | None = None
    """What happens to the connection instead."""
    told: Callable[[], None] = _nothing
    """Called when the caller has it."""
    ended: Callable[[], None] = _nothing
    """Called when the call is over, however it ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One call as the service saw it."""

    at: float
    """True epoch seconds."""
    method: str
    url: str
    headers: Mapping[str, str]


type Service = Callable[[Asked], Say]


def limited(retry_after: object = None, *, quota: bool = False) -> Say:
    """Return a refusal as Spotify says it."""
    error: dict[str, object] = {"status": 429, "message": "Too many requests"}
    if quota:
        error["reason"] = "QUOTA_EXCEEDED"
    headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
    return Say(status=429, body=json.dumps({"error": error}).encode(), headers=headers)


class _Content:
    """The body of a response, in pieces."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    async def iter_chunked(self, size: int) -> AsyncIterator[bytes]:
        """Yield the body."""
        for start in range(0, len(self._body), size):
            yield self._body[start : start + size]


class _Exchange:
    """One request, as a context that gives the response."""

    def __init__(self, say: Say) -> None:
        self._say = say
        self.status = say.status
        self.headers = CIMultiDict(say.headers)
        self.content = _Content(say.body)

    async def __aenter__(self) -> Self:
        """Wait for the response's head."""
        try:
            await asyncio.sleep(self._say.after)
            if self._say.error:
                raise self._say.error
        except BaseException:
            self._say.ended()
            raise
        self._say.told()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let go of it."""
        self._say.ended()


class Session:
    """So much of an aiohttp session as the gate uses."""

    def __init__(self, service: Service, time: WorldTime) -> None:
        self._service = service
        self._time = time
        self.asked: list[Asked] = []

    def request(
        self, method: str, url: str, *, headers: Mapping[str, str], **_: object
    ) -> _Exchange:
        """Ask the service."""
        asked = Asked(at=self._time.true(), method=method, url=url, headers=headers)
        self.asked.append(asked)
        return _Exchange(self._service(asked))


class Memory:
    """Keeps what it is given as text, as a disk does; what is no deadline may come late."""

    def __init__(self) -> None:
        self.written: str | None = None
        self.late: str | None = None
        """The newest state that a crash would lose."""

    async def load(self, account: str) -> Mapping[str, Any] | None:  # noqa: ARG002 (one account)
        """Return what is written."""
        return None if self.written is None else cast("dict[str, Any]", json.loads(self.written))

    def save(self, account: str, state: Mapping[str, Any], *, at_once: bool) -> None:  # noqa: ARG002 (one account)
        """Write a deadline; keep the rest until ``flush``."""
        self.late = json.dumps(state, allow_nan=False)
        if at_once:
            self.flush()

    def flush(self) -> None:
        """Write what waits."""
        self.written, self.late = self.late or self.written, None


POLICY = Policy(service="test", fastest=2.0, burst=2, concurrency=3)


class World:
    """A gate, what is before it and what is behind it."""

    def __init__(
        self,
        service: Service,
        policy: Policy = POLICY,
        *,
        seed: int = 1,
        has_boots: bool = False,
    ) -> None:
        """Furnish it; with ``has_boots`` a process knows in which run of the machine it is."""
        self.time = world_time()
        if has_boots:
            self.time.reboot()
        self.session = Session(service, self.time)
        self.memory = Memory()
        self.events: list[GateEvent] = []
        self.policy = policy
        self._random = Random(seed)  # noqa: S311 (it spreads calls)
        self.gate = self.new_gate()

    def new_gate(self) -> Gate:
        """Make the gate of a process that starts now."""
        return Gate(
            "account",
            self.policy,
            session=cast("aiohttp.ClientSession", self.session),
            clock=VirtualClock(self.time),
            memory=self.memory,
            random=self._random,
            on_event=self.events.append,
        )

    async def __aenter__(self) -> Self:
        await self.gate.open()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.gate.close()

    async def crash(self) -> None:
        """Start a new process: what is not written is lost."""
        kept = self.memory.written
        await self.gate.close()
        self.memory.written = kept
        self.gate = self.new_gate()
        await self.gate.open()

    @property
    def now(self) -> float:
        """The house's wall clock."""
        return self.time.true() + self.time.off

    @property
    def asked(self) -> list[Asked]:
        """Every call that was sent."""
        return self.session.asked

    async def ask(self, path: str = "/", **more: Any) -> Answer:
        """Make a call through the gate."""
        request: dict[str, Any] = {"url": URL + path, "family": "tracks", **more}
        return await self.gate.call(Request(**request))


def always(say: Say) -> Service:
    """Return a service that says the same to everybody."""
    return lambda _: say


def in_turn(*says: Say) -> Service:
    """Return a service that says these things in turn, and the last for good."""
    rest = list(says)
    return lambda _: rest.pop(0) if len(rest) > 1 else rest[0]


def live(world: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Run a story to its end in virtual time."""
    run_virtually(world())
