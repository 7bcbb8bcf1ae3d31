"""Lidarr over both ways that lead to it: what is said, refused and spoilt is the same."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest

from tests.simulators.virtual_time import run_virtually

from .contract import SCHEMAS, fields, published
from .in_memory import ADDRESS, InMemorySession
from .music import made_up, mbid
from .over_http import serving
from .stage import Caller, lidarr
from .weather import Fault, Weather, Window

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from .server import Server

PATIENCE = 0.01
"""Real seconds that sockets get before virtual time leaps."""
FIRST, SECOND = (mbid(f"album/0/{number}") for number in (0, 1))
OTHERS = mbid("album/1/0")
NOWHERE = mbid("album/nowhere")

type Way = Callable[[Server], Any]
type Talk = Callable[[Caller, Server], Awaitable[None]]


@asynccontextmanager
async def in_memory(server: Server) -> AsyncIterator[tuple[Any, str]]:
    yield InMemorySession(server), ADDRESS


@asynccontextmanager
async def over_http(server: Server) -> AsyncIterator[tuple[Any, str]]:
    async with serving(server) as address, aiohttp.ClientSession() as session:
        yield session, address


@pytest.fixture(params=[in_memory, over_http], ids=["memory", "http"])
def way(request: pytest.FixtureRequest, socket_enabled: None) -> Way:  # noqa: ARG001 (comes first)
    """One of the two ways to the server."""
    chosen: Way = request.param
    return chosen


def through(way: Way, talk: Talk) -> Server:
    """Talk to a new Lidarr over one way, in virtual time; nothing said is against the contract."""

    async def world() -> Server:
        server = lidarr(music=made_up(2, 3))
        async with way(server) as (session, address):
            await talk(Caller(session, address), server)
        return server

    server = run_virtually(world(), patience=PATIENCE)
    assert server.breaches == []
    return server


def test_an_album_comes_from_the_wish_to_the_files(way: Way) -> None:
    async def talk(caller: Caller, server: Server) -> None:
        added = await caller.add(FIRST)
        assert "statistics" not in added
        await asyncio.sleep(60)
        assert [each["monitored"] for each in await caller.get("/album")] == [False] * 3
        await caller.search(added["id"])
        await asyncio.sleep(61)
        server.machine.timeline.catch_up()
        assert server.machine.downloads.items
        assert await caller.depth() == 0, "a grab is invisible until Lidarr looks"
        await asyncio.sleep(30)
        assert await caller.depth() == 1
        await asyncio.sleep(1200)
        assert await caller.depth() == 0
        statistics = (await caller.get(f"/album/{added['id']}"))["statistics"]
        assert statistics["trackFileCount"] == statistics["totalTrackCount"] == 8
        told = await caller.get("/history", albumId=added["id"], eventType=[1, 8])
        assert [row["eventType"] for row in told["records"]] == ["downloadImported", "grabbed"]
        since = await caller.get("/history/since", date="2027-01-15T08:00:00Z", eventType="1")
        assert [row["albumId"] for row in since] == [added["id"]]

    watch = through(way, talk).machine.watch
    assert (len(watch.asks), watch.over, watch.again) == (1, [], [])


def test_what_is_refused_is_refused_in_the_shapes_of_lidarr(way: Way) -> None:
    async def talk(caller: Caller, server: Server) -> None:
        await caller.add(FIRST)
        found = (await caller.get("/album/lookup", term=f"lidarr:{OTHERS}"))[0]
        status, body = await caller.ask("POST", "/api/v1/album", body=found)
        assert status == 400
        assert [each["errorCode"] for each in body] == [
            "QualityProfileExistsValidator",
            "MetadataProfileExistsValidator",
            "RootFolderExistsValidator",
        ]
        by = (await caller.get("/artist"))[0]
        exists = {"foreignAlbumId": FIRST, "artist": by}
        status, body = await caller.ask("POST", "/api/v1/album", body=exists)
        assert (status, body[0]["errorCode"]) == (400, "AlbumExistsValidator")
        status, body = await caller.ask("POST", "/api/v1/album", body={"foreignAlbumId": SECOND})
        assert (status, body[0]["propertyName"]) == (400, "Artist")
        nowhere = {"foreignAlbumId": NOWHERE, "artist": by}
        status, body = await caller.ask("POST", "/api/v1/album", body=nowhere)
        assert (status, body[0]["propertyName"]) == (400, "MusicbrainzId")
        assert "errorCode" not in body[0]
        assert await caller.get("/album/lookup", term=f"lidarr:{NOWHERE}") == []
        status, body = await caller.ask("POST", "/api/v1/command", body={"name": "Nonsense"})
        assert (status, body["message"]) == (500, "Sequence contains no matching element")
        status, body = await caller.ask("GET", "/api/v1/album/99")
        assert (status, body["message"]) == (404, "NotFound")
        flags = {"albumIds": [1, 99], "monitored": True}
        status, _ = await caller.ask("PUT", "/api/v1/album/monitor", body=flags)
        assert status == 500
        assert server.machine.library.albums[1].monitored, "the flags are written all the same"
        status, _ = await caller.ask("DELETE", "/api/v1/command/99")
        assert status == 409

    through(way, talk)


def test_the_door_turns_away_in_three_ways(way: Way) -> None:
    async def talk(caller: Caller, server: Server) -> None:
        server.machine.url_base = "/lidarr"
        assert (await caller.ask("GET", "/api/v1/queue"))[0] == 307
        assert (await caller.ask("GET", "/lidarr/api/v1/queue"))[0] == 200
        server.key = "another"
        assert await caller.ask("GET", "/lidarr/api/v1/queue") == (401, None)
        server.login = True
        status, page = await caller.ask("GET", "/lidarr/api/v1/queue")
        assert (status, page[:9]) == (200, "<!DOCTYPE")

    through(way, talk)


def test_a_connection_that_breaks_leaves_what_was_done(way: Way) -> None:
    async def talk(caller: Caller, server: Server) -> None:
        server.weather.planned.extend([None, Fault.DROPPED])
        with pytest.raises(aiohttp.ClientError):
            await caller.add(FIRST)
        assert len(await caller.get("/album", foreignAlbumId=FIRST)) == 1
        server.weather.planned.append(Fault.RESET)
        with pytest.raises(aiohttp.ClientError):
            await caller.post("/command", {"name": "AlbumSearch", "albumIds": [1]})
        assert not server.machine.watch.asks

    through(way, talk)


def test_an_outage_of_the_metadata_server_is_told_differently_at_lookup_and_adding(
    way: Way,
) -> None:
    async def talk(caller: Caller, server: Server) -> None:
        found = (await caller.get("/album/lookup", term=f"lidarr:{FIRST}"))[0]
        found["artist"] |= {
            "rootFolderPath": "/music/",
            "qualityProfileId": 1,
            "metadataProfileId": 1,
        }
        now = server.machine.timeline.now
        server.weather.metadata_outages = (Window(begin=now, end=now + 3600),)
        looked = await caller.ask("GET", "/api/v1/album/lookup", {"term": f"lidarr:{FIRST}"})
        assert looked[0] == 503
        assert "LidarrAPI" in looked[1]["message"]
        added = await caller.ask("POST", "/api/v1/album", body=found)
        assert added[0] == 500
        assert "api.lidarr.audio" in added[1]["message"]

    through(way, talk)


def test_a_long_answer_comes_late_and_a_lost_one_never(way: Way) -> None:
    async def talk(caller: Caller, server: Server) -> None:
        loop = asyncio.get_running_loop()
        began = loop.time()
        server.weather.planned.append(Fault.SLOW)
        await caller.depth()
        assert loop.time() - began > 40
        server.weather.planned.append(Fault.SILENT)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(120):
                await caller.depth()

    through(way, talk)


@pytest.mark.skipif(published() is None, reason="no $LIDARR_OPENAPI to hold it against")
def test_our_own_contract_says_nothing_that_lidarr_does_not() -> None:
    document = published()
    assert document is not None
    theirs = document["components"]["schemas"]
    for name, written in SCHEMAS.items():
        for field, kind in fields(written).items():
            said = theirs[name]["properties"][field]
            while "$ref" in said:
                said = theirs[said["$ref"].rpartition("/")[2]]
            if "type" in kind:
                assert (name, field, said["type"]) == (name, field, kind["type"])
            assert set(kind.get("enum", ())) == set(said.get("enum", ())), (name, field)


def test_weather_goes_by_what_is_planned_and_then_by_chance() -> None:
    weather = Weather()
    assert weather.strikes() is None
    weather.planned.extend([Fault.LOGIN, None])
    assert [weather.strikes() for _ in range(3)] == [Fault.LOGIN, None, None]
