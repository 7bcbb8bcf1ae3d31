"""The worker: every job at least once, and nothing a handler does stops the next."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

import pytest

from custom_components.spindle.store.commands import claim_due_jobs, enqueue_job
from custom_components.spindle.store.errors import StoreWaitingError
from custom_components.spindle.store.jobs import find
from custom_components.spindle.store.types import JobState
from custom_components.spindle.worker import (
    FIRST_RETRY,
    LAST_RETRY,
    LOOK_AGAIN,
    SILENT,
    JobResult,
    pause_after,
    settle,
)
from tests.sonos_household import Home, opened

if TYPE_CHECKING:
    from pathlib import Path
    from sqlite3 import Connection

    from freezegun.api import FrozenDateTimeFactory
    from homeassistant.core import HomeAssistant

    from custom_components.spindle.pulse import Pulse
    from custom_components.spindle.store.types import Job
    from custom_components.spindle.supervisor import TaskStatus


@pytest.fixture(name="home")
async def home_fixture(hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path) -> Home:
    """A home whose history is set up."""
    home = Home.make(hass, freezer, tmp_path)
    await home.set_up()
    await home.wait(5)
    return home


async def enqueue(home: Home, key: str, *, due: float = 0) -> None:
    """Write a job of the queue ``post`` down."""
    await home.house.write(enqueue_job, "post", key, {"letter": key}, due=due)
    home.house.worker.async_wake()


async def job(home: Home, key: str) -> Job:
    """Look a job up."""
    found = await home.house.read(find, "post", key)
    assert found
    return found


def worker(home: Home) -> TaskStatus:
    """Give the worker's own status."""
    return next(one for one in home.house.supervisor.status() if one.name == "worker")


async def test_a_due_job_is_done_once(home: Home) -> None:
    done: list[object] = []

    async def post(job: Job, _: Pulse) -> JobResult:
        done.append(job.payload["letter"])
        return JobResult()

    home.house.worker.async_register("post", post)
    await enqueue(home, "a")
    await home.wait(5)
    await home.wait(400)
    assert done == ["a"]
    assert (await job(home, "a")).state is JobState.DONE


async def test_a_job_waits_for_its_time_and_for_somebody_to_do_it(home: Home) -> None:
    done: list[float] = []

    async def post(*_: object) -> JobResult:
        done.append(home.freezer.time_to_freeze.timestamp())
        return JobResult()

    due = home.freezer.time_to_freeze.timestamp() + 100
    await enqueue(home, "a", due=due)
    await home.wait(40)
    home.house.worker.async_register("post", post)
    await home.wait(50)
    assert done == []
    await home.wait(20)
    assert done == [pytest.approx(due, abs=20)]


async def test_a_handler_says_what_became_of_a_job(home: Home) -> None:
    now = home.freezer.time_to_freeze.timestamp()
    results = {
        "later": JobResult(retry_at=now + 7200, error="Spotify says no until 14:20."),
        "never": JobResult(failed=True, error="There is no such album."),
        "unknown": JobResult(parked=True, error="No answer came."),
    }

    async def post(job: Job, _: Pulse) -> JobResult:
        return results[job.key]

    home.house.worker.async_register("post", post)
    for key in results:
        await enqueue(home, key)
    await home.wait(10)
    later = await job(home, "later")
    assert (later.state, later.next_attempt_at) == (JobState.WAITING, now + 7200)
    assert later.last_error == "Spotify says no until 14:20."
    assert (await job(home, "never")).state is JobState.FAILED
    assert (await job(home, "unknown")).state is JobState.UNKNOWN


async def test_a_handler_that_raises_is_tried_again_and_holds_nobody_up(home: Home) -> None:
    attempts: list[str] = []

    async def post(job: Job, _: Pulse) -> JobResult:
        attempts.append(job.key)
        if attempts.count("bad") == 1 and job.key == "bad":
            raise KeyError("oops")
        return JobResult()

    home.house.worker.async_register("post", post)
    await enqueue(home, "bad")
    await enqueue(home, "good")
    await home.wait(10)
    assert sorted(attempts) == ["bad", "good"]
    assert (await job(home, "bad")).last_error == "KeyError: 'oops'"
    await home.wait(60)
    assert attempts.count("bad") == 2
    assert (await job(home, "bad")).state is JobState.DONE
    assert all(one.healthy for one in home.house.supervisor.status())


async def test_a_handler_that_never_ends_is_given_up_at_its_deadline(home: Home) -> None:
    async def post(job: Job, pulse: Pulse) -> JobResult:
        if job.key == "endless":
            await pulse.rest()
        return JobResult()

    home.house.worker.async_register("post", post, deadline=120)
    await enqueue(home, "endless")
    await home.wait(110)
    assert (await job(home, "endless")).state is JobState.RUNNING
    await home.wait(40)
    endless = await job(home, "endless")
    assert endless.state is JobState.WAITING
    assert endless.last_error == "It took longer than 120 seconds."
    assert all(one.healthy for one in home.house.supervisor.status()), "it beat all the time"
    await enqueue(home, "next")
    await home.wait(10)
    assert (await job(home, "next")).state is JobState.DONE


async def test_a_handler_that_hangs_is_red_within_a_minute_and_holds_nobody_up(home: Home) -> None:
    begun: list[str] = []

    async def post(job: Job, _: Pulse) -> JobResult:
        begun.append(job.key)
        if job.key == "hangs":
            await asyncio.Event().wait()
        return JobResult()

    home.house.worker.async_register("post", post)
    await enqueue(home, "hangs")
    await enqueue(home, "next")
    await home.wait(40, step=5)
    assert begun == ["hangs"]
    assert worker(home).healthy
    await home.wait(25, step=5)
    assert not worker(home).healthy
    assert (worker(home).restarts, begun) == (1, ["hangs", "next"])
    hung = await job(home, "hangs")
    assert (hung.state, hung.last_error) == (JobState.WAITING, SILENT)

    await home.wait(30, step=5)
    assert begun == ["hangs", "next", "hangs"], "it is tried again, after a pause"


async def test_a_handler_that_cannot_be_cancelled_is_left_behind(home: Home) -> None:
    begun: list[str] = []
    let_go = asyncio.Event()

    async def post(job: Job, _: Pulse) -> JobResult:
        begun.append(job.key)
        while job.key == "clings" and not let_go.is_set():
            with contextlib.suppress(asyncio.CancelledError):
                await let_go.wait()
        return JobResult()

    home.house.worker.async_register("post", post)
    await enqueue(home, "clings")
    await enqueue(home, "next")
    await home.wait(60, step=5)
    assert begun[:2] == ["clings", "next"]
    assert (await job(home, "next")).state is JobState.DONE
    assert (await job(home, "clings")).last_error == SILENT
    let_go.set()
    await home.wait(60, step=5)
    assert (await job(home, "clings")).state is JobState.DONE


async def test_what_the_store_could_not_be_told_is_done_again(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []

    async def post(job: Job, _: Pulse) -> JobResult:
        done.append(job.key)
        return JobResult()

    def refuse_once(db: Connection, job: Job, result: JobResult) -> bool:
        if len(done) == 1:
            raise StoreWaitingError("The disk is full.")
        return settle(db, job, result)

    monkeypatch.setattr("custom_components.spindle.worker.settle", refuse_once)
    home.house.worker.async_register("post", post)
    await enqueue(home, "a")
    await home.wait(10)
    await home.wait(LOOK_AGAIN + 30)
    assert done == ["a", "a"]
    assert (await job(home, "a")).state is JobState.DONE


async def test_what_somebody_else_holds_is_left_to_them(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []

    async def post(job: Job, _: Pulse) -> JobResult:
        done.append(job.key)
        return JobResult()

    def refuse_once(db: Connection, job: Job, result: JobResult) -> bool:
        if len(done) == 1:
            raise StoreWaitingError("The disk is full.")
        return settle(db, job, result)

    monkeypatch.setattr("custom_components.spindle.worker.settle", refuse_once)
    home.house.worker.async_register("post", post)
    await home.house.write(enqueue_job, "theirs", "a", {})
    (theirs,) = await home.house.write(claim_due_jobs, ("theirs",), 0)
    await enqueue(home, "a")
    await home.wait(10)
    await home.wait(LOOK_AGAIN + 30)
    assert done == ["a", "a"], "the worker has begun anew"
    assert await home.house.read(find, "theirs", "a") == theirs


async def test_a_job_cut_off_by_a_reload_is_done_again(home: Home) -> None:
    begun: list[str] = []

    async def never_ends(job: Job, _: Pulse) -> JobResult:
        begun.append(job.key)
        await asyncio.Event().wait()
        return JobResult()

    async def ends(job: Job, _: Pulse) -> JobResult:
        begun.append(job.key)
        return JobResult()

    home.house.worker.async_register("post", never_ends)
    await enqueue(home, "a")
    await home.wait(5)
    assert await home.hass.config_entries.async_reload(home.entry.entry_id)
    await opened(home.house)
    home.house.worker.async_register("post", ends)
    await home.wait(10)
    assert begun == ["a", "a"]
    assert (await job(home, "a")).state is JobState.DONE


async def test_a_queue_that_is_given_up_keeps_its_jobs(home: Home) -> None:
    async def post(*_: object) -> JobResult:
        pytest.fail("nobody is there to do it")

    home.house.worker.async_register("post", post)()
    await enqueue(home, "a")
    await home.wait(10)
    assert (await job(home, "a")).state is JobState.WAITING


async def test_a_worker_with_nothing_due_writes_nothing(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[object] = []
    write = home.house.write

    async def noting(command: object, *args: object) -> object:
        if command is not nothing_ever:
            written.append(command)
        return await write(command, *args)  # type: ignore[arg-type] # it passes on what it is given

    def nothing_ever(_: Connection) -> None:
        """Stand for nothing."""

    monkeypatch.setattr("tests.sonos_household.nothing", nothing_ever)
    monkeypatch.setattr(home.house, "write", noting)
    await home.wait(1200, step=30)
    assert written == []


def test_pauses_grow_up_to_an_hour_and_are_jittered() -> None:
    assert FIRST_RETRY * 0.75 <= pause_after(1) <= FIRST_RETRY
    assert LAST_RETRY * 0.75 <= pause_after(1000) <= LAST_RETRY
    assert len({pause_after(3) for _ in range(10)}) > 1
