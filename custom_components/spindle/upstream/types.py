"""What goes through a gate, what comes back, and what a gate says of itself.

Times named ``*_at``, ``at`` and ``until`` are UTC epoch seconds; durations are seconds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

DAY: Final = 86_400.0
_EMPTY: Final[Mapping[str, Any]] = MappingProxyType({})
_IDEMPOTENT: Final = frozenset({"GET", "HEAD", "PUT", "DELETE", "OPTIONS"})
_SAFE: Final = frozenset({"GET", "HEAD"})


class Priority(IntEnum):
    """Who waits for a call; the lower goes first."""

    PERSON = 0
    LIVE = 1
    BACKFILL = 2


class GateState(StrEnum):
    """How one account of a service stands, as people see it."""

    OK = "ok"
    PACING = "pacing"
    """Calls are made, some wait: for the pace, or for the budget of the day."""
    RATE_LIMITED = "rate_limited"
    QUOTA_EXCEEDED = "quota_exceeded"
    COOLING_DOWN = "cooling_down"
    """A long penalty is over; nothing is asked for a while more."""
    AUTH_FAILED = "auth_failed"
    UNREACHABLE = "unreachable"


class Wall(StrEnum):
    """Which of a service's two limits was met: that of seconds or that of the day."""

    RATE = "rate"
    QUOTA = "quota"


class Why(StrEnum):
    """What a gate waits for; translated where people read it."""

    PACE = "pace"
    """It goes no faster than the service bears."""
    BUDGET = "budget"
    """What it allows itself in 24 hours is spent; the service has not said no."""
    RATE = "rate"
    QUOTA = "quota"
    COOL_DOWN = "cool_down"
    AUTH = "auth"
    UNREACHABLE = "unreachable"
    CROWDED = "crowded"
    """More calls wait already than a gate lets wait."""
    CLOSED = "closed"
    """The gate is closed: what called it is being unloaded."""


class Outcome(StrEnum):
    """What an answer says, whatever its HTTP status claims."""

    OK = "ok"
    NOT_FOUND = "not_found"
    UNAUTHORIZED = "unauthorized"
    REJECTED = "rejected"
    """The request is wrong, or not allowed: asking again changes nothing."""
    LIMITED = "limited"
    FAILED = "failed"
    """The service is in trouble; the same call may succeed later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How a service's answer is to be taken."""

    outcome: Outcome = Outcome.OK
    wall: Wall = Wall.RATE
    """Which wall it was, of ``Outcome.LIMITED``."""
    retry_after: float | None = None
    """Seconds to stay away if the service says so elsewhere than in ``Retry-After``."""
    remaining: int | None = None
    """Calls left in the service's own window, if it tells."""
    resets_in: float | None = None
    """Seconds until that window begins anew."""
    reason: str | None = None
    """The service's own word for a refusal, for the log."""


type Classify = Callable[[int, Mapping[str, str], Any], Verdict]
"""Judges an answer by status, headers (any case) and parsed body (None when it is not JSON)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A limit known beforehand: at most ``calls`` in any ``seconds``."""

    calls: int
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The limits of one service as far as they are known beforehand, and how to read it."""

    service: str
    fastest: float
    """Calls a second that are never exceeded in the long run."""
    first: float | None = None
    """The pace to begin with where nobody knows the wall; None begins with the fastest."""
    slowest: float = 1 / 60
    """Calls a second that pacing never falls below; a penalty shuts the gate instead."""
    burst: int = 1
    """Calls that may follow each other at once after a rest."""
    window: Window | None = None
    """A rolling window that is never exceeded, not even by a burst."""
    measured_over: float = 30.0
    """Seconds of the service's own rolling window, where ``window`` does not know its calls."""
    budgets: Mapping[str, int] = _EMPTY
    """Calls in 24 hours by endpoint family that we allow ourselves at first."""
    budget: int | None = None
    """The same for families not named; None where no limit of the day is known."""
    elsewhere: Mapping[str, int] = _EMPTY
    """Calls in 24 hours that other programs make of the same quota, about; by a name for each."""
    concurrency: int = 2
    timeout: float = 20.0
    """Seconds from sending a call to the last byte of its answer."""
    longest_body: int = 4 << 20
    """Bytes of an answer that are read at most."""
    most_waiting: int = 256
    """Calls that may wait at the gate; more are told to come back."""
    rate_penalty: float = 30.0
    """Seconds a refusal for rate lasts when it does not say."""
    quota_penalty: float = 3_600.0
    """Seconds a refusal for quota lasts when it does not say."""
    headers: Mapping[str, str] = _EMPTY
    """Sent with every call: the User-Agent a service asks for."""
    classify: Classify | None = None
    """The service's own way to say no; None where HTTP's statuses say it all."""

    def budget_of(self, family: str) -> int | None:
        """Calls in 24 hours that an endpoint family is allowed at first; None if unknown."""
        return self.budgets.get(family, self.budget)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One call to a service."""

    url: str
    family: str
    """Endpoint family whose calls of 24 hours are counted together."""
    method: str = "GET"
    params: Mapping[str, str] = _EMPTY
    json: Any = None
    headers: Mapping[str, str] = field(default=_EMPTY, repr=False)
    """Of this call alone; never shown, as a token may be in them."""
    priority: Priority = Priority.LIVE
    patience: float = 30.0
    """Seconds the caller waits for the call to be made, at most."""
    idempotent: bool | None = None
    """Whether making it twice does no harm; None lets the method decide."""
    ttl: float | None = None
    """Seconds its answer stays good in the cache; None keeps it out of there."""
    cache_key: str | None = None
    """What its answer is kept under; None takes the address with its parameters."""
    is_binary: bool = False
    """Whether a success is no JSON, but bytes that are taken as they come, into ``raw``."""

    @property
    def is_idempotent(self) -> bool:
        """Tell whether it may be made again when nobody knows what became of it.

        https://www.rfc-editor.org/rfc/rfc9110#section-9.2.2
        """
        return self.method in _IDEMPOTENT if self.idempotent is None else self.idempotent

    @property
    def is_safe(self) -> bool:
        """Tell whether it only asks, so that one answer serves all who ask the same."""
        return self.method in _SAFE and self.json is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a service said."""

    status: int
    headers: Mapping[str, str]
    """By name in any case."""
    body: Any
    """Parsed JSON; None where there is none (204, 304)."""
    answered_at: float
    from_cache: bool = False
    raw: bytes | None = field(default=None, repr=False)
    """The body as it came, decompressed; None when there is only ``body``."""


class EventKind(StrEnum):
    """What has happened at a gate."""

    LIMITED = "limited"
    QUOTA_EXCEEDED = "quota_exceeded"
    RECOVERED = "recovered"


@dataclass(frozen=True, slots=True, kw_only=True)
class GateEvent:
    """A wall that was met, or left behind."""

    account: str
    kind: EventKind
    until: float | None
    why: str | None
    family: str | None = None
    """Of a quota: the endpoint family it holds for; None when all calls are meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GateStatus:
    """How a gate stands now."""

    account: str
    state: GateState
    until: float | None
    """When calls may be made again; None while they may."""
    why: str | None
    """A ``Why``; None when all is well."""
    spent: Mapping[str, int]
    """Calls of the last 24 hours by endpoint family."""
    budgets: Mapping[str, int | None]
    """What each family is allowed in 24 hours; None where no limit is known."""
    waiting: int
