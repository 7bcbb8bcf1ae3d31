"""What Lidarr does by itself: the traps that a client has to know."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from tests.simulators.virtual_time import run_virtually

from .answers_of_commands import post_command
from .commands import Asker
from .fates import Fate, Outcome, Plain
from .in_memory import InMemorySession
from .music import made_up, mbid
from .naive import Naive
from .others import Doing, Others, Visit
from .question import Question
from .stage import Caller, lidarr

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from .machine import Machine

HOUR = 3600.0
FIRST = mbid("album/0/0")
OURS = {"monitored": True, "monitorNewItems": "none"}


def live(talk: Callable[[Caller, Machine], Awaitable[None]], **how: Any) -> Machine:
    """Talk to a new Lidarr in virtual time; nothing said is against the contract."""

    async def world() -> Machine:
        server = lidarr(**how)
        await talk(Caller(InMemorySession(server)), server.machine)
        server.machine.timeline.catch_up()
        assert server.breaches == []
        return server.machine

    return run_virtually(world())


def test_options_of_an_artist_unmonitor_what_was_just_added() -> None:
    async def talk(caller: Caller, _machine: Machine) -> None:
        added = await caller.add(FIRST, addOptions={"monitor": "none"})
        await caller.put("/album/monitor", {"albumIds": [added["id"]], "monitored": True})
        await asyncio.sleep(120)
        album = await caller.get(f"/album/{added['id']}")
        assert (album["monitored"], album["artist"]["monitored"]) == (False, False)

    live(talk)


def test_an_artist_of_whom_everything_new_is_monitored_is_searched_for_as_a_whole() -> None:
    async def talk(caller: Caller, machine: Machine) -> None:
        await caller.add(FIRST, monitorNewItems="all")
        await asyncio.sleep(40)
        machine.timeline.catch_up()
        search = next(each for each in machine.executor.active() if each.name == "AlbumSearch")
        assert search.asker is Asker.CLIENT
        assert len(search.arguments["albumIds"]) == 4, "all but the one that was added"

    live(talk)


def test_a_refresh_writes_back_the_flags_that_it_has_read() -> None:
    async def talk(caller: Caller, _machine: Machine) -> None:
        added = await caller.add(FIRST)
        await caller.put("/album/monitor", {"albumIds": [added["id"]], "monitored": True})
        assert (await caller.get(f"/album/{added['id']}"))["monitored"]
        await asyncio.sleep(30)
        assert not (await caller.get(f"/album/{added['id']}"))["monitored"]

    live(talk)


def test_a_second_album_of_an_artist_is_there_already() -> None:
    async def talk(caller: Caller, _machine: Machine) -> None:
        await caller.add(FIRST)
        await asyncio.sleep(60)
        assert len(await caller.get("/album", foreignAlbumId=mbid("album/0/1"))) == 1

    live(talk)


def test_three_searches_run_and_the_fourth_waits() -> None:
    async def talk(caller: Caller, machine: Machine) -> None:
        await caller.add(FIRST)
        await asyncio.sleep(60)
        for album_id in (1, 2, 3, 4):
            await caller.search(album_id)
        again = await caller.search(4)
        states = [(each.id, each.status.value) for each in machine.executor.active()]
        assert [state for _, state in states] == ["started"] * 3 + ["queued"]
        assert again["id"] == states[-1][0], "the same search is not queued twice"

    watch = live(talk).watch
    assert [ask.reserved for ask in watch.asks] == [0, 1, 2, 3]
    assert watch.again == []


def test_a_look_at_the_downloads_may_have_begun_before_the_grab() -> None:
    fates = Plain(Fate(search=1.0))

    async def talk(caller: Caller, machine: Machine) -> None:
        await caller.add(FIRST)
        await asyncio.sleep(60)
        first = await caller.post("/command", {"name": "RefreshMonitoredDownloads"})
        await caller.search(1)
        await asyncio.sleep(1.2)
        second = await caller.post("/command", {"name": "RefreshMonitoredDownloads"})
        assert machine.history.entries, "grabbed"
        assert second["id"] == first["id"], "told to be the look that was asked for"
        await asyncio.sleep(2)
        assert (await caller.get(f"/command/{second['id']}"))["status"] == "completed"
        assert await caller.depth() == 0, "and yet the grab is not in the queue"
        await asyncio.sleep(10)
        assert await caller.depth() == 1

    live(talk, fates=fates)


def test_a_new_process_has_an_empty_queue_until_it_looks() -> None:
    async def talk(caller: Caller, machine: Machine) -> None:
        await caller.add(FIRST)
        await asyncio.sleep(60)
        await caller.search(1)
        await asyncio.sleep(120)
        assert await caller.depth() == 1
        running = await caller.search(2)
        machine.restart(20)
        await asyncio.sleep(30)
        assert await caller.depth() == 0
        assert (await caller.get(f"/command/{running['id']}"))["status"] == "orphaned"
        names = [each["name"] for each in await caller.get("/command")]
        assert "RefreshMonitoredDownloads" not in names
        await asyncio.sleep(30)
        assert await caller.depth() == 1

    live(talk)


def test_what_nobody_knows_is_in_the_queue_if_one_asks() -> None:
    async def talk(caller: Caller, machine: Machine) -> None:
        others = Others(machine)
        others.do(Visit(at=0, doing=Doing.UNKNOWN, count=2))
        others.do(Visit(at=0, doing=Doing.FEED, count=3))
        machine.pending = 1
        await asyncio.sleep(10)
        assert (await caller.get("/queue"))["totalRecords"] == 4
        assert await caller.depth() == 6
        assert len(await caller.get("/queue/details", includeAlbum="false")) == 6

    live(talk)


def test_a_download_that_fails_is_searched_for_again_if_lidarr_is_set_so() -> None:
    fates = Plain(special={FIRST: (Fate(outcome=Outcome.FAILS), Fate())})

    async def talk(caller: Caller, machine: Machine) -> None:
        await caller.add(FIRST)
        await asyncio.sleep(60)
        await caller.search(1)
        await asyncio.sleep(HOUR)
        machine.timeline.catch_up()
        assert machine.library.albums[1].is_complete

    assert live(talk, fates=fates, redownloads=True).watch.redownloaded == 1


def test_what_cannot_be_imported_stays_until_a_person_comes() -> None:
    fates = Plain(Fate(outcome=Outcome.STUCK, stuck=40 * HOUR))

    async def talk(caller: Caller, _machine: Machine) -> None:
        await caller.add(FIRST)
        await asyncio.sleep(60)
        await caller.search(1)
        await asyncio.sleep(30 * HOUR)
        (row,) = await caller.get("/queue/details", includeAlbum="false")
        assert (row["trackedDownloadState"], row["trackedDownloadStatus"]) == (
            "importBlocked",
            "warning",
        )
        await asyncio.sleep(12 * HOUR)
        assert await caller.depth() == 0

    live(talk, fates=fates)


def test_whoever_goes_by_the_depth_alone_floods_it() -> None:
    music = made_up(8, 5)
    fates = Plain(Fate(search=240.0, download=5 * HOUR))

    async def talk(caller: Caller, _machine: Machine) -> None:
        await Naive(caller, music.groups, cap=8).run()
        await asyncio.sleep(6 * HOUR)

    watch = live(talk, music=music, fates=fates, cap=8).watch
    assert watch.over
    assert watch.most_caused > 8


def test_what_others_do_while_lidarr_is_long_about_a_call_is_not_its_senders_fault() -> None:
    async def talk(caller: Caller, machine: Machine) -> None:
        await caller.add(FIRST)
        await asyncio.sleep(60)
        await caller.depth()
        arrived = machine.timeline.now
        for _ in range(2):
            machine.downloads.grab("Theirs", Fate(), album=None, asker=Asker.OTHERS)
        await asyncio.sleep(30)
        assert await caller.depth() == 2
        assert machine.depth_as_of(arrived) == 0
        assert machine.depth_as_of(machine.timeline.now) == machine.depth_as_of(None) == 2
        asked = Question(
            query={}, body={"name": "AlbumSearch", "albumIds": [1]}, arrived_at=arrived
        )
        post_command(machine, asked)
        assert machine.watch.over == []
        await caller.search(2)
        assert len(machine.watch.over) == 1

    live(talk, cap=2)


def test_one_after_another_is_within_the_cap() -> None:
    fates = Plain(Fate(search=240.0, download=300.0))

    async def talk(caller: Caller, _machine: Machine) -> None:
        await caller.add(FIRST)
        await asyncio.sleep(60)
        for album_id in (1, 2):
            await caller.depth()
            await caller.search(album_id)
            await asyncio.sleep(HOUR)

    watch = live(talk, fates=fates, cap=1).watch
    assert (watch.over, watch.most_caused) == ([], 1)
