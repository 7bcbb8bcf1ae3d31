"""Virtual time: hours of waiting pass at once, in order, and nothing is late."""

from __future__ import annotations

import asyncio
import time

import pytest

from .virtual_time import EPOCH, VirtualClock, run_virtually, world_time


def test_hours_pass_at_once_and_in_order() -> None:
    async def world() -> list[tuple[str, float]]:
        said: list[tuple[str, float]] = []
        loop = asyncio.get_running_loop()

        async def say(word: str, *waits: float) -> None:
            for wait in waits:
                await asyncio.sleep(wait)
                said.append((word, loop.time()))

        await asyncio.gather(say("slow", 7200, 7200), say("quick", 3600, 7200))
        return said

    began = time.perf_counter()
    said = run_virtually(world())
    assert said == [("quick", 3600), ("slow", 7200), ("quick", 10800), ("slow", 14400)]
    assert time.perf_counter() - began < 5


def test_a_timeout_goes_by_virtual_time() -> None:
    async def world() -> float:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(20):
                await asyncio.sleep(21)
        return asyncio.get_running_loop().time()

    assert run_virtually(world()) == pytest.approx(20)


def test_work_in_a_thread_takes_no_virtual_time() -> None:
    async def world() -> tuple[int, float]:
        async with asyncio.timeout(0.001):
            length = await asyncio.to_thread(len, "four")
        return length, asyncio.get_running_loop().time()

    assert run_virtually(world()) == (4, 0)


def test_the_clock_of_the_wall_steps_and_the_monotonic_one_does_not() -> None:
    async def world() -> tuple[float, float, float]:
        times = world_time()
        await asyncio.sleep(50)
        clock = VirtualClock(times)
        times.step(-3600)
        await clock.sleep(10)
        return clock.time(), clock.monotonic(), times.true()

    assert run_virtually(world()) == (EPOCH - 3540, 10, EPOCH + 60)


def test_a_world_in_which_nothing_can_happen_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.simulators.virtual_time.STUCK", 0.01)

    async def world() -> None:
        await asyncio.Event().wait()

    with pytest.raises(RuntimeError, match="nothing is going to happen"):
        run_virtually(world())
