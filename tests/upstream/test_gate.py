"""What callers of a gate get: answers, typed refusals, second attempts."""

from __future__ import annotations

import asyncio

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
    GateState,
    Policy,
    Priority,
    Why,
)

from .world import Say, World, always, in_turn, live

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


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"  The owner has no subscription.\n", "The owner has no subscription."),
        (b'{"error": {"message": "Not yours"}}', "Not yours"),
        (b"<html>Forbidden</html>", None),
    ],
    ids=["words", "json", "html"],
)
def test_a_refusal_says_why_as_json_or_in_plain_words(body: bytes, reason: str | None) -> None:
    async def story() -> None:
        async with World(always(Say(status=403, body=body))) as world:
            with pytest.raises(Rejected) as refused:
                await world.ask()
            assert (refused.value.status, refused.value.reason) == (403, reason)

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
