"""The supervisor: what raises is restarted, what hangs is replaced, and both are told."""

from __future__ import annotations

import asyncio
from itertools import pairwise
import time
from typing import TYPE_CHECKING

import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed

from custom_components.spindle.supervisor import Supervisor, TaskState, TaskStatus

if TYPE_CHECKING:
    from freezegun.api import FrozenDateTimeFactory
    from homeassistant.core import HomeAssistant

    from custom_components.spindle.pulse import Pulse


async def pass_time(hass: HomeAssistant, freezer: FrozenDateTimeFactory, seconds: float) -> None:
    """Let time pass in steps in which the supervisor's watch and every rest get their turn."""
    while seconds > 0:
        freezer.tick(min(5, seconds))
        seconds -= 5
        async_fire_time_changed(hass)
        await hass.async_block_till_done()


async def settle() -> None:
    """Give every task that can go on its turn."""
    for _ in range(10):
        await asyncio.sleep(0)


def only(supervisor: Supervisor) -> TaskStatus:
    """The one thing that is supervised."""
    (status,) = supervisor.status()
    return status


async def rests(pulse: Pulse) -> None:
    """A task that has nothing to do."""
    await pulse.rest()


async def test_a_task_that_rests_is_healthy_for_hours(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    supervisor = Supervisor(hass)
    stop = supervisor.start("idle", rests)
    await pass_time(hass, freezer, 600)
    status = only(supervisor)
    assert (status.state, status.restarts, status.last_error) == (TaskState.RUNNING, 0, None)
    assert status.last_heartbeat == pytest.approx(freezer.time_to_freeze.timestamp(), abs=20)
    stop()
    assert supervisor.status() == ()


async def test_a_task_that_raises_is_told_at_once_and_starts_again(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, caplog: pytest.LogCaptureFixture
) -> None:
    runs: list[int] = []

    async def raises_once(pulse: Pulse) -> None:
        runs.append(len(runs))
        if len(runs) == 1:
            raise OSError("no disk")
        await pulse.rest()

    supervisor = Supervisor(hass)
    told: list[TaskState] = []
    supervisor.async_add_listener(lambda: told.extend(one.state for one in supervisor.status()))
    stop = supervisor.start("task", raises_once)
    await hass.async_block_till_done()
    assert only(supervisor).state is TaskState.BACKING_OFF
    assert only(supervisor).last_error == "OSError: no disk"
    await pass_time(hass, freezer, 5)
    assert runs == [0, 1]
    assert not only(supervisor).healthy, "it has to earn its trust"
    await pass_time(hass, freezer, 90)
    assert (only(supervisor).state, only(supervisor).restarts) == (TaskState.RUNNING, 1)
    assert told == [TaskState.BACKING_OFF, TaskState.RECOVERING, TaskState.RUNNING]
    assert caplog.text.count("task failed") == 1
    stop()


async def test_a_task_that_always_raises_is_tried_ever_more_rarely_and_logged_once(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, caplog: pytest.LogCaptureFixture
) -> None:
    began: list[float] = []

    async def raises(_: Pulse) -> None:
        began.append(freezer.time_to_freeze.timestamp())
        raise ValueError("always")

    supervisor = Supervisor(hass)
    stop = supervisor.start("task", raises)
    await pass_time(hass, freezer, 600)
    pauses = [after - before for before, after in pairwise(began)]
    assert 8 <= len(began) <= 30
    assert max(pauses) <= 65
    assert sum(pauses[-3:]) > sum(pauses[:3])
    assert len([one for one in caplog.records if one.levelname == "ERROR"]) == 1
    stop()


async def test_a_task_that_ends_by_itself_is_a_failure_too(hass: HomeAssistant) -> None:
    async def ends(_: Pulse) -> None:
        return

    supervisor = Supervisor(hass)
    stop = supervisor.start("task", ends)
    await hass.async_block_till_done()
    assert only(supervisor).state is TaskState.BACKING_OFF
    stop()


async def test_a_task_that_hangs_is_found_within_a_minute_and_replaced(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    cancelled: list[bool] = []
    runs: list[int] = []

    async def hangs_once(pulse: Pulse) -> None:
        runs.append(1)
        if len(runs) == 1:
            try:
                await asyncio.Event().wait()
            except asyncio.CancelledError:
                cancelled.append(True)
                raise
        await pulse.rest()

    supervisor = Supervisor(hass)
    stop = supervisor.start("task", hangs_once)
    await pass_time(hass, freezer, 30)
    assert only(supervisor).healthy
    await pass_time(hass, freezer, 30)
    assert cancelled == [True]
    assert only(supervisor).state is TaskState.RECOVERING
    assert "no sign of life" in (only(supervisor).last_error or "")
    await pass_time(hass, freezer, 90)
    assert only(supervisor).healthy
    stop()


async def test_a_task_that_refuses_to_die_blocks_nothing_and_does_nothing_more(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    let_go = asyncio.Event()
    done: list[str] = []

    async def stubborn(pulse: Pulse) -> None:
        if done:
            await pulse.rest()
        done.append("hangs")
        while not let_go.is_set():
            try:
                await let_go.wait()
            except asyncio.CancelledError:
                done.append("refuses")
        pulse.beat()
        done.append("works on")

    supervisor = Supervisor(hass)
    stop = supervisor.start("task", stubborn)
    await pass_time(hass, freezer, 60)
    assert done == ["hangs", "refuses"]
    assert only(supervisor).restarts == 1
    let_go.set()
    await settle()
    assert done == ["hangs", "refuses"], "its next heartbeat ended it"
    stop()


async def test_stopping_ends_a_pause_and_frees_the_name(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    runs: list[int] = []

    async def raises(_: Pulse) -> None:
        runs.append(1)
        raise ValueError

    supervisor = Supervisor(hass)
    stop = supervisor.start("task", raises)
    await hass.async_block_till_done()
    stop()
    stop()
    await pass_time(hass, freezer, 60)
    assert runs == [1]
    supervisor.start("task", rests)()
    assert supervisor.status() == ()


async def test_a_name_is_given_once(hass: HomeAssistant) -> None:
    supervisor = Supervisor(hass)
    stop = supervisor.start("task", rests)
    with pytest.raises(ValueError, match="supervised already"):
        supervisor.start("task", rests)
    stop()


async def test_something_watched_is_told_when_it_hangs_and_when_it_lives_again(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    beat: list[float | None] = [None]
    supervisor = Supervisor(hass)
    stop = supervisor.watch("writer", lambda: beat[0])
    await pass_time(hass, freezer, 120)
    assert only(supervisor).healthy, "it need not beat"
    beat[0] = time.monotonic()
    await pass_time(hass, freezer, 60)
    assert only(supervisor).state is TaskState.HUNG
    beat[0] = time.monotonic()
    await pass_time(hass, freezer, 10)
    assert only(supervisor).healthy
    stop()


async def test_a_rest_ends_in_time_or_when_woken(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    wake = asyncio.Event()
    woken: list[bool] = []

    async def rest_twice(pulse: Pulse) -> None:
        woken.append(await pulse.rest(40, wake))
        woken.append(await pulse.rest(40, wake))
        await pulse.rest()

    supervisor = Supervisor(hass)
    stop = supervisor.start("task", rest_twice)
    await pass_time(hass, freezer, 35)
    assert woken == []
    await pass_time(hass, freezer, 10)
    assert woken == [False]
    wake.set()
    await settle()
    assert woken == [False, True]
    stop()


async def test_long_work_beats_while_it_lasts(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    finish = asyncio.Event()
    done: list[str] = []

    async def work() -> str:
        await finish.wait()
        return "done"

    async def works(pulse: Pulse) -> None:
        done.append(await pulse.during(work()))
        await pulse.rest()

    supervisor = Supervisor(hass)
    stop = supervisor.start("task", works)
    await pass_time(hass, freezer, 300)
    assert only(supervisor).restarts == 0
    finish.set()
    await settle()
    assert done == ["done"]
    stop()


async def test_home_assistant_stopping_is_no_failure(
    hass: HomeAssistant, caplog: pytest.LogCaptureFixture
) -> None:
    supervisor = Supervisor(hass)
    supervisor.start("task", rests)
    await hass.async_stop(force=True)
    assert only(supervisor).restarts == 0
    assert "task failed" not in caplog.text
