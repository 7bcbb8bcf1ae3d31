"""What a gate does when a service says no, and how it comes back."""

from __future__ import annotations

import asyncio
import itertools

import pytest

from custom_components.spindle.upstream.errors import (
    Overdue,
)
from custom_components.spindle.upstream.types import (
    EventKind,
    GateState,
    Priority,
    Wall,
    Why,
)

from .world import Asked, Say, World, always, in_turn, limited, live

OK = Say()


def test_a_refusal_shuts_for_everybody_at_once() -> None:
    async def story() -> None:
        async with World(always(limited(100))) as world:
            with pytest.raises(Overdue) as first:
                await world.ask(patience=1e6)
            began = world.now
            with pytest.raises(Overdue) as second:
                await world.ask("/other", family="albums", patience=1e6)
            assert world.now == began
            assert len(world.asked) == 1
            assert first.value.at == second.value.at >= began + 100
            assert (second.value.wall, second.value.why) == (Wall.RATE, Why.RATE)
            status = world.gate.status
            assert (status.state, status.until) == (GateState.RATE_LIMITED, first.value.at)
            assert [event.kind for event in world.events] == [EventKind.LIMITED]
            assert world.events[0].until == first.value.at

    live(story)


def test_a_quota_shuts_its_family_and_no_other() -> None:
    def service(asked: Asked) -> Say:
        return limited(7200, quota=True) if asked.url.endswith("/shows") else OK

    async def story() -> None:
        async with World(service) as world:
            with pytest.raises(Overdue) as refused:
                await world.ask("/shows", family="shows")
            assert refused.value.wall is Wall.QUOTA
            await world.ask("/albums", family="albums")
            with pytest.raises(Overdue):
                await world.ask("/shows", family="shows", patience=1e6)
            assert len(world.asked) == 2
            status = world.gate.status
            assert (status.state, status.why) == (GateState.QUOTA_EXCEEDED, Why.QUOTA)
            assert world.events[0].kind is EventKind.QUOTA_EXCEEDED
            assert world.events[0].family == "shows"

    live(story)


def test_waiting_calls_are_sent_back_when_the_service_says_no() -> None:
    async def story() -> None:
        async with World(always(limited(5))) as world:
            calls = [world.ask(f"/{number}", patience=600) for number in range(20)]
            ends = await asyncio.gather(*calls, return_exceptions=True)
            assert all(isinstance(end, Overdue) for end in ends)
            assert len(world.asked) <= world.policy.burst

    live(story)


def test_a_long_penalty_is_followed_by_rest_and_one_call_alone() -> None:
    answers = [limited(3600)]

    def service(_: Asked) -> Say:
        return answers.pop() if answers else Say(after=5)

    async def story() -> None:
        async with World(service) as world:
            with pytest.raises(Overdue) as refused:
                await world.ask()
            until = refused.value.at
            assert until >= world.now + 3600 + 1800
            await asyncio.sleep(until - world.now - 1700)
            assert world.gate.status.state is GateState.COOLING_DOWN
            with pytest.raises(Overdue) as early:
                await world.ask(patience=1e6, priority=Priority.PERSON)
            assert early.value.why is Why.COOL_DOWN
            await asyncio.sleep(until - world.now)
            calls = [asyncio.ensure_future(world.ask(f"/{n}", patience=600)) for n in range(5)]
            await asyncio.sleep(4.9)
            assert len(world.asked) == 2
            assert [event.kind for event in world.events] == [EventKind.LIMITED]
            await asyncio.gather(*calls)
            assert len(world.asked) == 6
            assert [event.kind for event in world.events][1:] == [EventKind.RECOVERED]
            assert world.gate.status.until is None

    live(story)


def test_a_probe_that_is_refused_makes_it_longer() -> None:
    async def story() -> None:
        async with World(always(limited())) as world:
            waits = []
            for _ in range(4):
                with pytest.raises(Overdue) as refused:
                    await world.ask()
                waits.append(refused.value.at - world.now)
                await asyncio.sleep(refused.value.at - world.now)
            assert 30 <= waits[0] <= 35
            assert all(later > 1.5 * sooner for sooner, later in itertools.pairwise(waits))

    live(story)


def test_a_penalty_outlives_a_crash() -> None:
    async def story() -> None:
        async with World(in_turn(limited(80_000), OK)) as world:
            with pytest.raises(Overdue) as refused:
                await world.ask()
            await asyncio.sleep(40_000)
            await world.crash()
            with pytest.raises(Overdue) as still:
                await world.ask(patience=1e6)
            assert still.value.at == pytest.approx(refused.value.at, abs=0.01)
            assert world.gate.status.state is GateState.RATE_LIMITED
            await asyncio.sleep(still.value.at - world.now + 0.01)
            await world.ask()
            assert len(world.asked) == 2

    live(story)


@pytest.mark.parametrize("step", [-7200.0, 7200.0, -90_000.0, 90_000.0])
@pytest.mark.parametrize("crashes", [False, True])
def test_a_clock_that_is_set_moves_no_penalty(step: float, crashes: bool) -> None:  # noqa: FBT001
    async def story() -> None:
        async with World(in_turn(limited(10_000), OK)) as world:
            with pytest.raises(Overdue) as refused:
                await world.ask()
            true_end = refused.value.at
            await asyncio.sleep(1000)
            world.time.step(step)
            assert world.gate.status.until == pytest.approx(true_end + step)
            if crashes:
                await world.crash()
            with pytest.raises(Overdue) as still:
                await world.ask(patience=1e6)
            assert still.value.at == pytest.approx(true_end + step, abs=0.01)

    live(story)


@pytest.mark.parametrize("step", [-7200.0, 7200.0, -90_000.0, 90_000.0])
def test_a_clock_that_is_set_just_before_a_kill_moves_no_penalty(step: float) -> None:
    async def story() -> None:
        world = World(in_turn(limited(10_000), OK), has_boots=True)
        async with world:
            with pytest.raises(Overdue) as refused:
                await world.ask()
            await asyncio.sleep(1000)
            world.time.step(step)
            await world.crash()
            with pytest.raises(Overdue) as still:
                await world.ask(patience=1e6)
            assert still.value.at == pytest.approx(refused.value.at + step, abs=0.01)
            await asyncio.sleep(still.value.at - world.now + 0.01)
            await world.ask()
            assert len(world.asked) == 2

    live(story)


@pytest.mark.parametrize("step", [-7200.0, 7200.0])
def test_a_step_that_only_the_machine_knows_of_is_written_down_at_once(step: float) -> None:
    async def story() -> None:
        async with World(in_turn(limited(10_000), OK), has_boots=True) as world:
            with pytest.raises(Overdue) as refused:
                await world.ask()
            world.time.step(step)
            await world.crash()
            await asyncio.sleep(1000)
            world.time.reboot()
            await world.crash()
            with pytest.raises(Overdue) as still:
                await world.ask(patience=1e6)
            assert still.value.at == pytest.approx(refused.value.at + step, abs=0.01)

    live(story)


@pytest.mark.parametrize("step", [-7200.0, 7200.0])
def test_a_machine_that_was_started_anew_is_known_before_its_clock_is_set(step: float) -> None:
    async def story() -> None:
        async with World(in_turn(limited(10_000), OK), has_boots=True) as world:
            with pytest.raises(Overdue) as refused:
                await world.ask()
            await asyncio.sleep(1000)
            world.time.reboot()
            await world.crash()
            await asyncio.sleep(1000)
            world.time.step(step)
            await world.crash()
            with pytest.raises(Overdue) as still:
                await world.ask(patience=1e6)
            assert still.value.at == pytest.approx(refused.value.at + step, abs=0.01)

    live(story)


def test_a_clock_that_was_behind_is_counted_by_from_then_on() -> None:
    async def story() -> None:
        async with World(in_turn(limited(1000), OK)) as world:
            with pytest.raises(Overdue) as refused:
                await world.ask()
            left = refused.value.at - world.now
            world.time.step(-1e6)
            await world.crash()
            await asyncio.sleep(600)
            await world.crash()
            with pytest.raises(Overdue) as still:
                await world.ask()
            assert still.value.at - world.now == pytest.approx(left - 600, abs=0.01)

    live(story)


def test_a_gate_that_is_not_open_yet_overwrites_nothing() -> None:
    async def story() -> None:
        async with World(in_turn(limited(10_000), OK)) as world:
            with pytest.raises(Overdue):
                await world.ask()
            kept = world.memory.written
            unopened = world.new_gate()
            world.time.step(7200.0)
            assert unopened.status.state is GateState.OK
            assert world.memory.written == kept

    live(story)


def test_a_clock_behind_after_a_restart_makes_no_penalty_longer_than_it_was() -> None:
    async def story() -> None:
        async with World(in_turn(limited(1000), OK)) as world:
            with pytest.raises(Overdue) as refused:
                await world.ask()
            left = refused.value.at - world.now
            kept = world.memory.written
            world.time.step(-1e6)
            await world.crash()
            world.memory.written = kept
            await world.crash()
            with pytest.raises(Overdue) as still:
                await world.ask()
            assert still.value.at - world.now == pytest.approx(left, abs=0.01)

    live(story)
