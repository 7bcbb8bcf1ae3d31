"""Random worlds in virtual time: a service with two walls, and whoever calls it.

Its limits are drawn and told to nobody. Callers come and go, the process dies, the wall clock
is set. The gate keeps every rule; the same callers without it break them, or the service is
too kind.
"""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass, field
from itertools import pairwise
from random import Random

import pytest

from custom_components.spindle.upstream.errors import Overdue, UpstreamError
from custom_components.spindle.upstream.types import DAY, Policy, Priority

from .world import Asked, Say, World, limited, live

FAMILIES = ("tracks", "albums")
POLICY = Policy(service="test", fastest=2.0, burst=3, timeout=10.0, most_waiting=16)
HOURS = 26.0
WINDOW = 30.0


@dataclass(slots=True)
class WalledService:
    """Bears ``calls`` in 30 seconds, ``quota`` of a family in 24 hours, and forgives nothing."""

    calls: int
    quota: int
    random: Random
    inside: int = 0
    """Calls made in a penalty that had been told when they were sent."""
    rate_walls: list[float] = field(default_factory=list)
    quota_walls: list[tuple[str, float]] = field(default_factory=list)
    answered: int = 0
    _window: deque[float] = field(default_factory=deque)
    _days: dict[str, deque[float]] = field(default_factory=dict)
    _shut: dict[str, tuple[float, float]] = field(default_factory=dict)
    """Scope → when a penalty began and ends."""

    def __call__(self, asked: Asked) -> Say:
        """Judge a call; answers take a moment, and one in fifty goes wrong."""
        family = asked.url.rsplit("/", 2)[1]
        for scope in ("", family):
            since, until = self._shut.get(scope, (0.0, 0.0))
            if asked.at < until:
                self.inside += asked.at > since + 1.0
                return limited(until - asked.at, quota=bool(scope))
        day = self._days.setdefault(family, deque())
        _forget(self._window, asked.at - WINDOW)
        _forget(day, asked.at - DAY)
        if len(self._window) >= self.calls:
            self.rate_walls.append(asked.at)
            return self._refuse("", asked.at, self.random.choice((5.0, 90.0, 2000.0)))
        if len(day) >= self.quota:
            self.quota_walls.append((family, asked.at))
            return self._refuse(family, asked.at, day[0] + DAY - asked.at)
        self._window.append(asked.at)
        day.append(asked.at)
        self.answered += 1
        wrong = Say(status=self.random.choice((500, 200)), body=b"<html>", after=0.3)
        return wrong if self.random.random() < 0.02 else Say(after=self.random.uniform(0.05, 0.6))

    def _refuse(self, scope: str, at: float, seconds: float) -> Say:
        self._shut[scope] = (at, at + seconds)
        return limited(seconds, quota=bool(scope))


def _forget(moments: deque[float], before: float) -> None:
    while moments and moments[0] <= before:
        moments.popleft()


@dataclass(slots=True)
class Household:
    """Callers of all kinds, and what happens to them."""

    world: World
    random: Random
    served: int = 0
    late: int = 0
    """Calls that were not sent, nor sent back, within their patience."""

    async def live(self) -> None:
        """Let everybody call for some hours, while the world is unkind."""
        end = self.world.time.true() + HOURS * 3600
        loop = asyncio.get_running_loop()
        callers = [loop.create_task(self._work(end, number)) for number in range(4)]
        callers.append(loop.create_task(self._fate(end)))
        await asyncio.gather(*callers)

    async def _work(self, end: float, number: int) -> None:
        priority = Priority.PERSON if number == 0 else Priority.BACKFILL
        count = 0
        while self.world.time.true() < end:
            count += 1
            family = self.random.choice(FAMILIES)
            try:
                await self._call(f"/{family}/{number}-{count}", family, priority)
                self.served += 1
            except Overdue as overdue:
                wait = 600.0 if priority is Priority.PERSON else overdue.at - self.world.now
                await asyncio.sleep(min(max(wait, 1.0), 600.0))
            except UpstreamError:
                await asyncio.sleep(30)
            if priority is Priority.PERSON:
                await asyncio.sleep(self.random.uniform(0, 300))

    async def _call(self, path: str, family: str, priority: Priority) -> None:
        patience = self.random.choice((0.0, 5.0, 60.0))
        began = self.world.time.true()
        call = asyncio.ensure_future(
            self.world.ask(path, family=family, priority=priority, patience=patience)
        )
        if self.random.random() < 0.02:
            asyncio.get_running_loop().call_later(self.random.uniform(0, 2), call.cancel)
        try:
            await call
        except asyncio.CancelledError:
            return
        finally:
            most = patience + 3 * POLICY.timeout + 0.01
            self.late += self.world.time.true() - began > most

    async def _fate(self, end: float) -> None:
        while self.world.time.true() < end:
            await asyncio.sleep(self.random.uniform(600, 6 * 3600))
            if self.random.random() < 0.5:
                self.world.time.step(self.random.choice((-7200.0, -90.0, 90.0, 7200.0)))
                assert self.world.gate.status.waiting <= POLICY.most_waiting
            if self.random.random() < 0.5:
                if self.random.random() < 0.5:
                    self.world.memory.flush()
                await self.world.crash()


def a_service(random: Random) -> WalledService:
    return WalledService(
        calls=random.randint(12, 40), quota=random.randint(200, 4_000), random=random
    )


def met_again(service: WalledService) -> int:
    """Count the walls met within 24 hours of the same wall."""
    again = sum(b - a < DAY for a, b in pairwise(service.rate_walls))
    for family in FAMILIES:
        walls = [at for met, at in service.quota_walls if met == family]
        again += sum(b - a < DAY for a, b in pairwise(walls))
    return again


@pytest.mark.parametrize("seed", range(2))
def test_a_gate_keeps_every_rule(seed: int) -> None:
    async def story() -> None:
        random = Random(seed)  # noqa: S311 (it draws a world)
        service = a_service(random)
        async with World(service, POLICY, seed=seed) as world:
            household = Household(world, random)
            await household.live()
            assert service.inside == 0
            assert household.late == 0
            assert met_again(service) == 0
            possible = min(service.calls / WINDOW * HOURS * 3600, 2 * service.quota)
            assert service.answered >= 0.3 * possible
            assert world.gate.status.waiting == 0

    live(story)


@pytest.mark.parametrize("seed", range(2))
def test_without_a_gate_the_same_service_is_not_so_kind(seed: int) -> None:
    async def story() -> None:
        random = Random(seed)  # noqa: S311 (it draws a world)
        service = a_service(random)
        world = World(service, POLICY, seed=seed)
        for number in range(2000):
            asked = Asked(
                at=world.time.true(), method="GET", url=f"https://x/tracks/{number}", headers={}
            )
            await asyncio.sleep(service(asked).after + 0.5)
        assert service.inside > 100

    live(story)
