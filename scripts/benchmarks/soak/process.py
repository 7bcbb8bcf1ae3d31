"""One process at work: two workers on the jobs, new plays, and people who ask."""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final, Protocol

from custom_components.spindle.upstream.errors import (
    BadAnswer,
    Overdue,
    Unreachable,
    UpstreamError,
)
from custom_components.spindle.upstream.types import Priority
from tests.simulators.limited_server import catalogue
from tests.simulators.virtual_time import EPOCH

from .drawn import HOUR, HOURS
from .work import FAMILIES, asked_for, found, request_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from random import Random

    from custom_components.spindle.store.types import Job
    from custom_components.spindle.upstream.clock import Clock
    from custom_components.spindle.upstream.types import Answer, Request

    from .work import Work

WORKERS: Final = 2
SOON: Final = 10.0
"""Seconds from now within which a call counts as possible."""
LONGEST_SLEEP: Final = 300.0
A_MOMENT: Final = 1.0
"""Seconds that a job is put off at least."""
FIRST_RETRY: Final = 30.0
LONGEST_RETRY: Final = 1800.0
A_PERSONS_PATIENCE: Final = 5.0
ASKS_EVERY: Final = (60.0, 900.0)
"""Seconds between two questions of people, drawn evenly."""
PLAYS_EVERY: Final = (120.0, 300.0)


class Caller(Protocol):
    """What calls the service: a gate, or something that thinks it needs none."""

    async def open(self) -> None:
        """Load what is remembered."""
        ...

    async def close(self) -> None:
        """Save what is to be remembered."""
        ...

    async def call(self, request: Request) -> Answer:
        """Make a call."""
        ...

    def may_call_at(self, family: str, priority: Priority) -> float:
        """Return the epoch from which a call makes sense."""
        ...


class Process:
    """Works until there is nothing left."""

    def __init__(
        self,
        caller: Caller,
        clock: Clock,
        work: Work,
        random: Random,
        *,
        now: Callable[[], float],
        written: Callable[[], Awaitable[None]],
        asking_ends: float = EPOCH + HOURS * HOUR,
    ) -> None:
        """Take over what the last process left.

        ``now`` is the true time, by which it is noted what is done; ``written`` waits until
        the disk takes what is done. People ask until ``asking_ends``, epoch seconds.
        """
        self.waits: list[float] = []
        """Seconds until a person had an answer, or was told when there would be one."""
        self._caller = caller
        self._clock = clock
        self._work = work
        self._random = random
        self._now = now
        self._written = written
        self._asking_ends = asking_ends

    async def run(self) -> None:
        """Work until all is done."""
        self._work.recover()
        await self._caller.open()
        beside = [
            asyncio.create_task(self._people()),
            asyncio.create_task(self._plays()),
        ]
        try:
            await asyncio.gather(*(self._worker() for _ in range(WORKERS)))
        finally:
            for task in beside:
                task.cancel()

    async def _worker(self) -> None:
        while self._work.done < self._work.minimum:
            job = self._next()
            if job is None:
                await self._clock.sleep(self._pause())
            else:
                await self._carry_out(job)

    def _next(self) -> Job | None:
        """Claim a job of the first family that may be asked for now."""
        now = self._clock.time()
        for family in FAMILIES:
            if (
                self._work.is_left(family)
                and self._caller.may_call_at(family, Priority.BACKFILL) <= now + SOON
                and (job := self._work.claim(family, now)) is not None
            ):
                return job
        return None

    def _pause(self) -> float:
        """Return the seconds until something may be possible."""
        now = self._clock.time()
        soonest = LONGEST_SLEEP
        for family in FAMILIES:
            due = self._work.next_due(family) if self._work.is_left(family) else None
            if due is not None:
                may = self._caller.may_call_at(family, Priority.BACKFILL)
                soonest = min(soonest, max(due, may) - now)
        return max(soonest, 1.0)

    async def _carry_out(self, job: Job) -> None:
        number = int(job.key)
        request = request_of(job.queue, number, payload=job.payload)
        try:
            if job.queue == "create":
                identity = await self._made(request, number, is_first=job.attempts == 1)
                await self._written()
                self._work.made(number, identity)
            else:
                await self._asked(request)
                await self._written()
        except Overdue as overdue:
            self._work.later(job, "overdue", max(overdue.at, self._clock.time() + A_MOMENT))
        except UpstreamError as error:
            wait = min(FIRST_RETRY * 2 ** min(job.attempts - 1, 10), LONGEST_RETRY)
            self._work.later(job, str(error), self._clock.time() + wait)
        else:
            self._work.commit(job, asked_for(request), self._now())

    async def _made(self, request: Request, number: int, *, is_first: bool) -> str:
        """Make a list unless an earlier attempt has, and return its id."""
        if not is_first:
            lists = await self._asked(request_of("lists", 0))
            if (identity := found(lists, number)) is not None:
                return identity
        body = await self._asked(request)
        identity = body["id"]
        assert isinstance(identity, str)
        return identity

    async def _asked(self, request: Request) -> Any:
        """Make a call and return its body; a service's clients refuse what is no object."""
        answer = await self._caller.call(request)
        if not isinstance(answer.body, dict) or answer.status >= HTTPStatus.BAD_REQUEST:
            raise Unreachable(f"answered {answer.status}")
        return answer.body

    async def _people(self) -> None:
        await self._ask_now_and_then(ASKS_EVERY, Priority.PERSON, A_PERSONS_PATIENCE)

    async def _plays(self) -> None:
        await self._ask_now_and_then(PLAYS_EVERY, Priority.LIVE, 30.0)

    async def _ask_now_and_then(
        self, every: tuple[float, float], priority: Priority, patience: float
    ) -> None:
        """Ask for a track that is not known yet, while the first hours last."""
        while self._now() < self._asking_ends:
            await self._clock.sleep(self._random.uniform(*every))
            number = self._random.randrange(catalogue.TRACKS)
            family = self._work.family_of_track(number)
            request = request_of(family, number, priority=priority, patience=patience)
            if asked_for(request) in self._work.committed:
                continue
            began = self._clock.monotonic()
            try:
                await self._asked(request)
            except (Overdue, BadAnswer, Unreachable):
                pass
            else:
                await self._written()
                self._work.commit_track(number, self._now())
            if priority is Priority.PERSON:
                self.waits.append(self._clock.monotonic() - began)
