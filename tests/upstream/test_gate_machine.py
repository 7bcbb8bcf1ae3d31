"""Whatever is asked, answered and done to a gate in whatever order, it keeps its promises."""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from custom_components.spindle.upstream.errors import Overdue, UpstreamError
from custom_components.spindle.upstream.gate import ATTEMPTS
from custom_components.spindle.upstream.types import DAY, Policy, Priority
from tests.simulators.virtual_time import VirtualLoop

from .world import Asked, Memory, Say, World, limited

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

FAMILIES = ("tracks", "albums")
POLICY = Policy(service="test", fastest=4.0, burst=3, timeout=10.0, most_waiting=6, concurrency=3)
SILENT = Say(after=1e6)
ANSWERS = {
    "ok": Say(after=0.2),
    "slow": Say(after=8.0),
    "not found": Say(status=404, after=0.2),
    "in trouble": Say(status=500, after=0.2),
    "silent": SILENT,
    "unreadable": Say(body=b"<html>", after=0.2),
}
LIMITED, IN_TROUBLE = 429, 500
LATE = (-90.0, -0.5, 0.5, 60.0, 2_500.0)
"""Seconds after the end of a penalty at which people come."""
WAITS = (0.0, 5.0, 3_600.0)


@dataclass(slots=True)
class Forbidden:
    """A time in which a scope may not be called, and the proof that it is over."""

    told_at: float
    until: float
    is_proved: bool = False


@dataclass(slots=True)
class StrictService:
    """Says what it is told to say, and notes whoever breaks a rule."""

    next: deque[Say] = field(default_factory=deque)
    retry_after: deque[float] = field(default_factory=deque)
    """Seconds of the refusals among them."""
    broken: list[str] = field(default_factory=list)
    sent: list[tuple[str, float]] = field(default_factory=list)
    """Family and true epoch of each call."""
    under_way: dict[str, str] = field(default_factory=dict)
    """What is being answered, and of which family it is."""
    forbidden: dict[str, Forbidden] = field(default_factory=dict)
    """By family; "" is for all."""
    now: Callable[[], float] = float
    """The true time."""

    def __call__(self, asked: Asked) -> Say:
        """Judge a call, and answer it."""
        family = asked.url.rsplit("/", 2)[1]
        for scope in ("", family):
            self._judge(scope, family, asked)
        question = asked.url if asked.method == "GET" else f"{len(self.sent)}"
        if question in self.under_way:
            self.broken.append(f"{question} is asked while it is being answered")
        self.under_way[question] = family
        self.sent.append((family, asked.at))
        say = self.next.popleft() if self.next else ANSWERS["ok"]
        seconds = self.retry_after.popleft() if say.status == LIMITED else None
        told = partial(self._told, asked.at, family, say, seconds)
        return replace(say, told=told, ended=partial(self._ended, question))

    def _ended(self, question: str) -> None:
        self.under_way.pop(question, None)

    def _told(self, at: float, family: str, say: Say, seconds: float | None) -> None:
        """Take note that the caller of ``at`` knows the answer."""
        if seconds is not None:
            scope = family if b"QUOTA" in say.body else ""
            before = self.forbidden.get(scope)
            until = max(at + seconds, before.until if before else 0.0)
            self.forbidden[scope] = Forbidden(self.now(), until)
        elif say.status < IN_TROUBLE and say != ANSWERS["unreadable"]:
            for one in (self.forbidden.get(""), self.forbidden.get(family)):
                if one is not None and at >= one.until:
                    one.is_proved = True

    def _judge(self, scope: str, family: str, asked: Asked) -> None:
        one = self.forbidden.get(scope)
        if one is None or asked.at <= one.told_at:
            return
        if asked.at < one.until:
            self.broken.append(f"{family} is called {one.until - asked.at:.3f} s too early")
        beside = [each for each in self.under_way.values() if scope in {"", each}]
        if beside and not one.is_proved:
            self.broken.append(f"{family} is called beside the probe")


class CountingMemory(Memory):
    """Knows how many calls had been made when it last wrote."""

    def __init__(self, service: StrictService) -> None:
        super().__init__()
        self._service = service
        self.calls = 0

    def flush(self) -> None:
        """Write what waits."""
        super().flush()
        self.calls = len(self._service.sent)


class GateMachine(RuleBasedStateMachine):
    """A gate, its callers, its service, and what happens to the house."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner(loop_factory=VirtualLoop)
        self.service = StrictService()
        self.callers: list[asyncio.Task[None]] = []
        self.late: list[str] = []
        self.world: World

    def run[T](self, doing: Coroutine[Any, Any, T]) -> T:
        """Let this happen, and others go on meanwhile."""
        return self.runner.run(doing)

    @initialize()
    def begin(self) -> None:
        """Start the first process."""

        async def beginning() -> None:
            self.world = World(self.service, POLICY, has_boots=True)
            self.service.now = self.world.time.true
            self.world.memory = CountingMemory(self.service)
            self.world.gate = self.world.new_gate()
            await self.world.gate.open()

        self.run(beginning())

    @rule(
        item=st.integers(0, 3),
        family=st.sampled_from(FAMILIES),
        priority=st.sampled_from(Priority),
        patience=st.sampled_from(WAITS),
        method=st.sampled_from(("GET", "GET", "POST")),
        callers=st.integers(1, 5),
    )
    def call(
        self,
        *,
        item: int,
        family: str,
        priority: Priority,
        patience: float,
        method: str,
        callers: int,
    ) -> None:
        """Let some people ask, some of them the same."""

        async def calling() -> None:
            for number in range(callers):
                path = f"/{family}/{item + number // 2}"
                asking = self._ask(
                    path, family=family, priority=priority, patience=patience, method=method
                )
                self.callers.append(asyncio.ensure_future(asking))
            await asyncio.sleep(0)

        self.run(calling())

    async def _ask(self, path: str, *, patience: float, **more: Any) -> None:
        began = self.service.now()
        try:
            await self.world.ask(path, patience=patience, **more)
        except UpstreamError:
            pass
        finally:
            waited = self.service.now() - began
            if waited > patience + ATTEMPTS * POLICY.timeout + 0.01:
                self.late.append(f"{path} with a patience of {patience} took {waited} s")

    @rule(which=st.integers(0, 20))
    def give_up(self, which: int) -> None:
        """Let a caller go away."""

        async def giving_up() -> None:
            waiting = [one for one in self.callers if not one.done()]
            if waiting:
                waiting[which % len(waiting)].cancel()
            await asyncio.sleep(0)

        self.run(giving_up())

    @rule(kinds=st.lists(st.sampled_from(sorted(ANSWERS)), min_size=1, max_size=4))
    def answers(self, kinds: list[str]) -> None:
        """Say what the next calls are answered."""
        self.service.next.extend(ANSWERS[kind] for kind in kinds)

    @rule(
        seconds=st.sampled_from((1.0, 100.0, 4_000.0, 86_400.0)),
        is_told=st.booleans(),
        quota=st.booleans(),
        family=st.sampled_from(FAMILIES),
        late=st.sampled_from(LATE),
        kill=st.sampled_from((None, 0.0, -7_200.0, 7_200.0)),
    )
    def refused(
        self,
        *,
        seconds: float,
        is_told: bool,
        quota: bool,
        family: str,
        late: float,
        kill: float | None,
    ) -> None:
        """Let a call meet a wall, perhaps kill the process, and let others come about its end."""

        async def meeting() -> None:
            refusal = limited(seconds if is_told else None, quota=quota)
            self.service.next.appendleft(replace(refusal, after=0.1))
            self.service.retry_after.appendleft(seconds if is_told else 0.0)
            asking = self._ask(
                f"/{family}/wall", family=family, priority=Priority.PERSON, patience=2.0
            )
            self.callers.append(asyncio.ensure_future(asking))
            await asyncio.sleep(2.5)

        self.run(meeting())
        if kill is not None:
            self.killed(0.0, kill)
        self.comes_about_the_end(late, family)

    @rule(late=st.sampled_from(LATE), family=st.sampled_from(FAMILIES))
    def comes_about_the_end(self, late: float, family: str) -> None:
        """Let several ask when a penalty is over, or hardly is."""

        async def coming() -> None:
            now = self.service.now()
            ends = [one.until for one in self.service.forbidden.values() if one.until + late > now]
            await asyncio.sleep(min(ends, default=now) - now + late if ends else 1.0)
            for number in range(3):
                asking = self._ask(f"/{family}/{number}", family=family, patience=5.0)
                self.callers.append(asyncio.ensure_future(asking))
            await asyncio.sleep(0.3)

        self.run(coming())

    @rule(seconds=st.sampled_from((0.3, 7.0, 65.0, 7_000.0, 90_000.0)))
    def time_passes(self, seconds: float) -> None:
        """Wait."""
        self.run(asyncio.sleep(seconds))

    @rule()
    def a_minute_is_written(self) -> None:
        """Write what is no deadline."""
        self.world.memory.flush()

    @rule(seconds=st.sampled_from((-90_000.0, -7_200.0, -2.0, 2.0, 7_200.0, 90_000.0)))
    def clock_is_set(self, seconds: float) -> None:
        """Set the wall clock of a house that notices."""
        self.world.time.step(seconds)

    @rule(
        away=st.sampled_from((0.0, 20.0, 5_000.0)), step=st.sampled_from((0.0, -7_200.0, 7_200.0))
    )
    def killed(self, away: float, step: float) -> None:
        """End the process without a word, perhaps just when the clock was set."""
        self.world.time.step(step)
        self.run(self._killed(away))

    @rule(away=st.sampled_from((20.0, 5_000.0)))
    def machine_is_switched_off(self, away: float) -> None:
        """Only what the house has noticed can be known afterwards; it looks once a minute."""
        assert self.world.gate.status.waiting <= POLICY.most_waiting
        self.run(self._killed(away, reboots=True))

    @rule()
    def stopped(self) -> None:
        """End the process as it should, and start another."""

        async def stopping() -> None:
            await self.world.gate.close()
            await self._new_process()

        self.run(stopping())

    async def _killed(self, away: float, *, reboots: bool = False) -> None:
        memory = self.world.memory
        assert isinstance(memory, CountingMemory)
        written, calls = memory.written, memory.calls
        await self.world.gate.close()
        memory.written, memory.calls = written, calls
        del self.service.sent[calls:]
        await asyncio.sleep(away)
        if reboots:
            self.world.time.reboot()
        await self._new_process()

    async def _new_process(self) -> None:
        await asyncio.gather(*self.callers, return_exceptions=True)
        self.callers.clear()
        self.world.gate = self.world.new_gate()
        await self.world.gate.open()

    @invariant()
    def no_rule_is_broken(self) -> None:
        """Look at what the service and the callers noted."""
        assert self.service.broken == []
        assert self.late == []

    @invariant()
    def few_wait(self) -> None:
        """Look at the queue."""
        assert self.world.gate.status.waiting <= POLICY.most_waiting

    @invariant()
    def no_call_is_forgotten(self) -> None:
        """Look at the ledger."""
        since = self.service.now() - DAY
        sent = Counter(family for family, at in self.service.sent if at > since)
        spent = self.world.gate.status.spent
        assert all(spent.get(family, 0) >= calls for family, calls in sent.items())

    def teardown(self) -> None:
        """Whoever comes when it was told to is let through at last, and nobody waits on."""
        try:
            self.service.next.clear()
            self.service.retry_after.clear()
            self.run(self._let_through())
            assert self.service.broken == []
            assert self.world.gate.status.waiting == 0
            self.run(self.world.gate.close())
        finally:
            self.runner.close()

    async def _let_through(self) -> None:
        await asyncio.sleep(WAITS[-1] + ATTEMPTS * POLICY.timeout)
        assert all(one.done() for one in self.callers)
        for family in FAMILIES:
            for _ in range(3):
                try:
                    await self.world.ask(f"/{family}/last", family=family, patience=60.0)
                except Overdue as overdue:
                    await asyncio.sleep(max(0.0, overdue.at - self.world.now) + 0.01)
                else:
                    break
            else:
                raise AssertionError(f"{family} is never let through")


TestGateMachine = GateMachine.TestCase
TestGateMachine.settings = settings(
    max_examples=25,
    stateful_step_count=25,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
