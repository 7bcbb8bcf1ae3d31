"""What callers of a gate meet: answers, refusals, places in the queue."""

from __future__ import annotations

import asyncio
import itertools

import pytest

from custom_components.spindle.upstream.errors import (
    Bad,
    BadAnswer,
    NotFound,
    Overdue,
    Rejected,
    Unauthorized,
    Unreachable,
)
from custom_components.spindle.upstream.types import (
    EventKind,
    GateState,
    Policy,
    Priority,
    Wall,
    Why,
)

from .world import Asked, Say, World, always, in_turn, limited, live

OK = Say()


def test_a_call_is_answered() -> None:
    async def story() -> None:
        async with World(always(Say(body=b'{"name":"Sinnerman"}'))) as world:
            answer = await world.ask()
            assert answer.body == {"name": "Sinnerman"}
            assert (answer.status, answer.from_cache) == (200, False)
            assert answer.answered_at == world.now
            assert world.gate.status.state is GateState.OK
            assert world.gate.status.spent == {"tracks": 1}

    live(story)


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (404, NotFound),
        (410, NotFound),
        (401, Unauthorized),
        (400, Rejected),
        (403, Rejected),
        (302, Rejected),
    ],
)
def test_refusals_are_typed_and_not_repeated(status: int, error: type[Exception]) -> None:
    async def story() -> None:
        async with World(always(Say(status=status, body=b"no"))) as world:
            with pytest.raises(error):
                await world.ask()
            assert len(world.asked) == 1

    live(story)


@pytest.mark.parametrize(
    ("body", "bad"),
    [
        (b"<!doctype html><p>Sign in", Bad.HTML),
        (b'{"items": [1, 2', Bad.TRUNCATED),
        (b"hello", Bad.NOT_JSON),
        (b'"' + b"x" * 2000 + b'"', Bad.TOO_LARGE),
    ],
    ids=["html", "truncated", "words", "large"],
)
def test_a_body_that_is_no_answer_is_refused_by_name(body: bytes, bad: Bad) -> None:
    async def story() -> None:
        policy = Policy(service="test", fastest=2.0, longest_body=1000)
        async with World(always(Say(body=body)), policy) as world:
            with pytest.raises(BadAnswer) as refused:
                await world.ask(patience=0)
            assert refused.value.bad is bad

    live(story)


def test_a_large_body_is_parsed() -> None:
    async def story() -> None:
        async with World(always(Say(body=b"[" + b"1," * 100_000 + b"1]"))) as world:
            assert len((await world.ask()).body) == 100_001

    live(story)


def test_trouble_is_tried_again_with_growing_pauses() -> None:
    async def story() -> None:
        async with World(in_turn(Say(status=500), Say(error=TimeoutError()), OK)) as world:
            await world.ask()
            first, second, third = (asked.at for asked in world.asked)
            assert 1 <= second - first <= 1.5
            assert 2 <= third - second <= 3

    live(story)


def test_a_call_is_made_three_times_at_most() -> None:
    async def story() -> None:
        async with World(always(Say(status=502))) as world:
            with pytest.raises(Unreachable):
                await world.ask(patience=3600)
            assert len(world.asked) == 3
            status = world.gate.status
            assert (status.state, status.why) == (GateState.UNREACHABLE, Why.UNREACHABLE)
            assert status.until is not None
            assert status.until > world.now

    live(story)


def test_a_write_is_never_made_twice_unless_its_caller_says_it_may() -> None:
    async def story() -> None:
        async with World(in_turn(Say(status=500), OK)) as world:
            with pytest.raises(Unreachable) as lost:
                await world.ask(method="POST", json={})
            assert lost.value.maybe_done
            assert len(world.asked) == 1
        async with World(in_turn(Say(status=500), OK)) as world:
            await world.ask(method="POST", json={}, idempotent=True)
            assert len(world.asked) == 2
        async with World(in_turn(Say(status=500), OK)) as world:
            with pytest.raises(Unreachable):
                await world.ask(method="PUT", json={}, idempotent=False)
            assert len(world.asked) == 1

    live(story)


def test_an_answer_that_does_not_come_is_not_waited_for() -> None:
    async def story() -> None:
        policy = Policy(service="test", fastest=2.0, timeout=7.0)
        async with World(always(Say(after=9999)), policy) as world:
            began = world.now
            with pytest.raises(Unreachable):
                await world.ask(patience=0)
            assert world.now - began == pytest.approx(7.0)

    live(story)


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


def test_a_spent_budget_is_kept_without_asking() -> None:
    async def story() -> None:
        policy = Policy(service="test", fastest=5.0, budgets={"tracks": 10})
        async with World(always(OK), policy) as world:
            for number in range(8):
                await world.ask(f"/{number}", priority=Priority.BACKFILL)
            with pytest.raises(Overdue) as overdue:
                await world.ask("/8", priority=Priority.BACKFILL)
            assert overdue.value.why is Why.BUDGET
            assert overdue.value.at - world.now > 86_000
            status = world.gate.status
            assert (status.state, status.why) == (GateState.PACING, Why.BUDGET)
            assert (status.spent, status.budgets) == ({"tracks": 8}, {"tracks": 10})
            await world.ask("/person", priority=Priority.PERSON)
            await world.ask("/elsewhere", family="albums", priority=Priority.BACKFILL)
            await asyncio.sleep(overdue.value.at - world.now + 0.01)
            await world.ask("/8", priority=Priority.BACKFILL)

    live(story)


def test_who_is_not_accepted_is_told_and_does_not_hammer() -> None:
    async def story() -> None:
        async with World(always(Say(status=401))) as world:
            for _ in range(3):
                with pytest.raises(Unauthorized):
                    await world.ask()
            with pytest.raises(Overdue) as overdue:
                await world.ask()
            assert overdue.value.why is Why.AUTH
            assert world.gate.status.state is GateState.AUTH_FAILED
            with pytest.raises(Unauthorized):
                await world.ask(priority=Priority.PERSON)

    live(story)


def test_a_closed_gate_lets_nothing_through() -> None:
    async def story() -> None:
        world = World(always(Say(after=50)))
        with pytest.raises(Overdue) as overdue:
            await world.ask()
        assert overdue.value.why is Why.CLOSED
        async with world:
            calls = [asyncio.ensure_future(world.ask(f"/{n}", patience=600)) for n in range(9)]
            await asyncio.sleep(1)
        ends = await asyncio.gather(*calls, return_exceptions=True)
        assert {end.why for end in ends if isinstance(end, Overdue)} == {Why.CLOSED}
        assert len(asyncio.all_tasks()) == 1

    live(story)


def test_a_fault_of_ours_in_judging_reaches_the_caller() -> None:
    def classify(*_: object) -> None:
        raise ZeroDivisionError

    async def story() -> None:
        policy = Policy(service="test", fastest=1.0, classify=classify)  # type: ignore[arg-type]
        async with World(always(OK), policy) as world:
            with pytest.raises(ZeroDivisionError):
                await world.ask()

    live(story)
