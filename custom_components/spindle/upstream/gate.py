"""The one way to a service's account: every call of everybody goes through its gate."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Final

from .admission import Admission
from .errors import Bad, BadAnswer, Overdue, Unreachable
from .exchange import exchange
from .flight import Flight, Key, key_of
from .judging import Ending, News, judge
from .standing import status_of
from .steady import SteadyClock
from .turns import Turns
from .types import Answer, GateEvent, GateStatus, Priority, Request, Why

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    import aiohttp

    from .clock import Clock
    from .exchange import Reply
    from .memory import GateMemory
    from .types import Policy
    from .waiting import Ticket

ATTEMPTS: Final = 3
"""Times that one call is made at most, where it may be made again."""
_WORTH_REPEATING: Final = frozenset({Bad.HTML, Bad.NOT_JSON, Bad.TRUNCATED})


class Gate:
    """Paces, counts, refuses and shares the calls to one account of a service."""

    def __init__(
        self,
        account: str,
        policy: Policy,
        *,
        session: aiohttp.ClientSession,
        clock: Clock,
        memory: GateMemory,
        random: Random,
        on_event: Callable[[GateEvent], None],
    ) -> None:
        """Stand closed until ``open``; ``account`` names the gate in the memory."""
        self.account = account
        self.policy = policy
        self._session = session
        self._clock = clock
        self._memory = memory
        self._on_event = on_event
        self._steady = SteadyClock(clock)
        self._admission = Admission(policy, random, self._steady.now())
        self._turns = Turns(
            self._admission, self._steady, clock, most=policy.most_waiting, launch=self._launch
        )
        self._shared: dict[Key, Flight] = {}
        self._under_way: set[Flight] = set()
        self._is_open = False

    async def open(self) -> None:
        """Take up what was known before the restart, then let calls through."""
        await self._steady.learn()
        saved = await self._memory.load(self.account)
        if saved is not None and (saved_at := self._steady.taken_at(saved)) is not None:
            self._admission.restore(saved, self._steady.now(), saved_at)
        self._is_open = True
        self._now()

    async def close(self) -> None:
        """End everything that waits or is under way, and save."""
        if not self._is_open:
            return
        self._is_open = False
        closed = self._closed()
        self._turns.end(closed)
        flights = tuple(self._under_way)
        for flight in flights:
            flight.land(closed)
        await asyncio.gather(*(flight.end() for flight in flights))
        self._save(at_once=True, is_last=True)

    @property
    def status(self) -> GateStatus:
        """How the account stands now."""
        now = self._now()
        return status_of(
            self._admission,
            self.account,
            waiting=len(self._turns),
            is_pacing=self._turns.is_pacing(now),
            now=now,
            shift=self._steady.shift(),
        )

    def may_call_at(self, family: str, priority: Priority) -> float:
        """Return the epoch seconds at which a call would be made; now if it would at once."""
        now = self._now()
        hold = self._admission.hold(family, priority, now)
        return self._steady.wall(self._turns.expected(priority, hold, now))

    async def call(self, request: Request) -> Answer:
        """Make a call when its turn comes; its body may be shared, so do not change it.

        Raises ``Overdue`` at once when it would wait longer than its patience, or when the
        service has said no; ``NotFound``, ``Unauthorized``, ``Rejected``, ``Unreachable`` and
        ``BadAnswer`` for what the service does. What came to nothing, and does no harm when
        it is made again, is, as far as patience goes.
        """
        deadline = self._now() + max(0.0, request.patience)
        outcome = await self._call_once(request, deadline)
        for _ in range(ATTEMPTS - 1):
            if not _is_worth_repeating(request, outcome):
                break
            try:
                outcome = await self._call_once(request, deadline)
            except Overdue:
                break
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome

    async def _call_once(self, request: Request, deadline: float) -> Answer | BaseException:
        """Wait for a turn, or for the answer to the same question; raises ``Overdue``."""
        if not self._is_open:
            raise self._closed()
        key = key_of(request)
        flight = self._shared.get(key) if key else None
        if flight is None:
            flight = await self._turns.take(request, key, deadline)
        else:
            flight.board()
        return await flight.join()

    def _launch(self, ticket: Ticket, now: float) -> Flight:
        """Send a call."""
        departure = self._admission.depart(ticket.request.family, now)
        flight = Flight(ticket.request, ticket.key, departure)
        self._under_way.add(flight)
        if ticket.key:
            self._shared[ticket.key] = flight
        work = exchange(self._session, ticket.request, self.policy, self._clock)
        flight.task = asyncio.get_running_loop().create_task(work)
        flight.task.add_done_callback(partial(self._arrived, flight))
        self._save(at_once=False)
        return flight

    def _arrived(self, flight: Flight, task: asyncio.Task[Reply]) -> None:
        """Learn from how a call ended, tell those who wait for it, and let others go."""
        self._under_way.discard(flight)
        if flight.key and self._shared.get(flight.key) is flight:
            del self._shared[flight.key]
        self._admission.gone(flight.departure)
        ending = self._ending(flight, task)
        flight.land(ending.outcome)
        if ending.news:
            self._save(at_once=True)
        if self._is_open:
            self._turns.look()
        for news in ending.news:
            self._on_event(self._event(news))

    def _ending(self, flight: Flight, task: asyncio.Task[Reply]) -> Ending:
        """Say what became of a call."""
        if task.cancelled():
            return Ending(self._closed())
        now = self._now()
        if (error := task.exception()) is not None:
            self._admission.failed(now)
            return Ending(error)
        return judge(flight, task.result(), self._admission, now, self._steady.shift())

    def _event(self, news: News) -> GateEvent:
        """Tell news in wall time."""
        return GateEvent(
            account=self.account,
            kind=news.kind,
            until=None if news.until is None else self._steady.wall(news.until),
            why=Why(news.wall.value),
            family=news.scope or None,
        )

    def _now(self) -> float:
        """Steady time; deadlines on disk are in wall time, and move with a clock that is set."""
        if self._is_open and self._steady.needs_stamp():
            self._save(at_once=True)
        return self._steady.now()

    def _closed(self) -> Overdue:
        """Refuse because nothing goes through at all."""
        return Overdue(self._clock.time(), None, Why.CLOSED)

    def _save(self, *, at_once: bool, is_last: bool = False) -> None:
        """Hand a copy of the state to the memory."""
        now, shift = self._steady.now(), self._steady.shift()
        known = self._admission.saved(now, shift, is_last=is_last)
        state = {**self._steady.stamp(), **known}
        self._memory.save(self.account, state, at_once=at_once)


def _is_worth_repeating(request: Request, outcome: Answer | BaseException) -> bool:
    """Tell whether the same call may do better a little later, and does no harm."""
    if isinstance(outcome, BadAnswer):
        return request.is_idempotent and outcome.bad in _WORTH_REPEATING
    return request.is_idempotent and isinstance(outcome, Unreachable)
