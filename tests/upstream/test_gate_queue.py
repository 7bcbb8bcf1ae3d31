"""Places before a gate: who goes first, who shares, who leaves."""

from __future__ import annotations

import asyncio

import pytest

from custom_components.spindle.upstream.errors import (
    Overdue,
)
from custom_components.spindle.upstream.types import (
    GateState,
    Policy,
    Priority,
    Why,
)

from .world import Say, World, always, in_turn, live

OK = Say()


def test_who_waits_in_person_goes_first() -> None:
    async def story() -> None:
        policy = Policy(service="test", fastest=1.0, burst=1)
        async with World(always(OK), policy) as world:
            priorities = [Priority.BACKFILL, Priority.BACKFILL, Priority.LIVE, Priority.PERSON]
            calls = [
                world.ask(f"/{number}-{priority.name}", priority=priority, patience=600)
                for number, priority in enumerate(priorities)
            ]
            await asyncio.gather(*calls)
            order = [asked.url.rpartition("-")[2] for asked in world.asked]
            assert order == ["BACKFILL", "PERSON", "LIVE", "BACKFILL"]

    live(story)


def test_slow_answers_to_backfill_keep_no_person_waiting() -> None:
    async def story() -> None:
        policy = Policy(service="test", fastest=10.0, burst=5, concurrency=2)
        async with World(always(Say(after=15)), policy) as world:
            backfill = [
                asyncio.ensure_future(world.ask(f"/{n}", priority=Priority.BACKFILL, patience=600))
                for n in range(4)
            ]
            await asyncio.sleep(1)
            await world.ask("/person", priority=Priority.PERSON, patience=1)
            assert world.asked[1].url.endswith("/person")
            for call in backfill:
                call.cancel()

    live(story)


def test_the_same_question_is_asked_once() -> None:
    async def story() -> None:
        async with World(always(Say(after=1))) as world:
            early = [asyncio.ensure_future(world.ask(params={"q": "x"})) for _ in range(5)]
            await asyncio.sleep(0.5)
            late = await world.ask(params={"q": "x"})
            answers = await asyncio.gather(*early)
            assert all(answer is late for answer in answers)
            assert len(world.asked) == 1
            await world.ask(params={"q": "y"})
            await world.ask(params={"q": "x"})
            assert len(world.asked) == 3

    live(story)


def test_writes_are_not_shared() -> None:
    async def story() -> None:
        async with World(always(OK)) as world:
            await asyncio.gather(*(world.ask(method="PUT", json={}, patience=60) for _ in range(3)))
            assert len(world.asked) == 3

    live(story)


def test_one_of_many_who_leaves_takes_no_answer_from_the_others() -> None:
    async def story() -> None:
        async with World(always(Say(after=5))) as world:
            first, second = (asyncio.ensure_future(world.ask()) for _ in range(2))
            await asyncio.sleep(1)
            first.cancel()
            assert (await second).status == 200
            assert len(world.asked) == 1

    live(story)


def test_the_last_who_leaves_ends_the_call() -> None:
    async def story() -> None:
        policy = Policy(service="test", fastest=100.0, concurrency=1)
        async with World(in_turn(Say(after=1000), OK), policy) as world:
            only = asyncio.ensure_future(world.ask())
            await asyncio.sleep(1)
            only.cancel()
            began = world.now
            await world.ask("/next", patience=1)
            assert world.now - began < 0.1

    live(story)


def test_cancelling_frees_the_place_within_a_tick() -> None:
    async def story() -> None:
        policy = Policy(service="test", fastest=0.1, burst=1)
        async with World(always(OK), policy) as world:
            await world.ask()
            waiting = [asyncio.ensure_future(world.ask(f"/{n}", patience=600)) for n in range(3)]
            await asyncio.sleep(0.001)
            assert world.gate.status.waiting == 3
            for call in waiting:
                call.cancel()
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            assert world.gate.status.waiting == 0
            assert len(world.asked) == 1

    live(story)


def test_a_crowd_is_refused_but_a_person_takes_the_place_of_what_can_wait() -> None:
    async def story() -> None:
        policy = Policy(service="test", fastest=1.0, burst=1, most_waiting=3)
        async with World(always(OK), policy) as world:
            calls = [
                asyncio.ensure_future(world.ask(f"/{n}", priority=Priority.BACKFILL, patience=900))
                for n in range(5)
            ]
            person = asyncio.ensure_future(world.ask("/person", priority=Priority.PERSON))
            ends = await asyncio.gather(*calls, return_exceptions=True)
            crowded = [end for end in ends if isinstance(end, Overdue)]
            assert [end.why for end in crowded] == [Why.CROWDED, Why.CROWDED]
            assert (await person).status == 200

    live(story)


def test_who_has_no_patience_is_told_at_once_when_to_come() -> None:
    async def story() -> None:
        policy = Policy(service="test", fastest=0.1, burst=1)
        async with World(always(OK), policy) as world:
            await world.ask()
            began = world.now
            with pytest.raises(Overdue) as overdue:
                await world.ask(patience=5)
            assert world.now == began
            assert (overdue.value.wall, overdue.value.why) == (None, Why.PACE)
            assert overdue.value.at == pytest.approx(
                world.gate.may_call_at("tracks", Priority.LIVE)
            )
            await asyncio.sleep(overdue.value.at - world.now)
            await world.ask(patience=0)

    live(story)


def test_a_queue_that_is_too_long_for_somebody_says_so_at_once() -> None:
    async def story() -> None:
        policy = Policy(service="test", fastest=1.0, burst=1)
        async with World(always(OK), policy) as world:
            calls = [asyncio.ensure_future(world.ask(f"/{n}", patience=600)) for n in range(30)]
            await asyncio.sleep(0)
            began = world.now
            with pytest.raises(Overdue):
                await world.ask("/impatient", patience=20)
            assert world.now == began
            assert world.gate.status.state is GateState.PACING
            await asyncio.gather(*calls)
            assert len(world.asked) == 30

    live(story)
