"""The service over both ways that lead to it: what is said, refused and spoilt is the same."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from email.utils import parsedate_to_datetime
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import aiohttp
from homeassistant.util.yaml import parse_yaml
import pytest

from tests.simulators.virtual_time import EPOCH, run_virtually

from . import catalogue
from .faults import Fault
from .in_memory import InMemorySession
from .limiter import Limits, Refused
from .openapi import Description
from .over_http import serving
from .stage import GENEROUS, ask, service

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from .server import LimitedServer

TRACK = f"/tracks/{catalogue.item_id('track', 7)}"
PATIENCE = 0.01
"""Real seconds that sockets get before virtual time leaps."""
OPENAPI = os.environ.get("SPOTIFY_OPENAPI", "")

type Way = Callable[[LimitedServer], Any]


@asynccontextmanager
async def in_memory(server: LimitedServer) -> AsyncIterator[tuple[Any, str]]:
    yield InMemorySession(server), catalogue.API


@asynccontextmanager
async def over_http(server: LimitedServer) -> AsyncIterator[tuple[Any, str]]:
    async with serving(server) as api, aiohttp.ClientSession() as session:
        yield session, api


@pytest.fixture(params=[in_memory, over_http], ids=["memory", "http"])
def way(request: pytest.FixtureRequest, socket_enabled: None) -> Way:  # noqa: ARG001 (comes first)
    """One of the two ways to the service."""
    chosen: Way = request.param
    return chosen


def through(
    way: Way,
    talk: Callable[[Any, str, LimitedServer], Awaitable[None]],
    limits: Limits = GENEROUS,
    *faults: Fault,
) -> LimitedServer:
    """Talk to a new service over one way, in virtual time; return the service."""

    async def world() -> LimitedServer:
        server = service(limits, faults=faults)
        async with way(server) as (session, api):
            await talk(session, api, server)
        return server

    return run_virtually(world(), patience=PATIENCE)


def test_a_track_is_said_and_the_call_written_down(way: Way) -> None:
    async def talk(session: Any, api: str, _server: LimitedServer) -> None:
        status, headers, body = await ask(session, api + TRACK)
        assert status == 200
        assert json.loads(body)["external_ids"] == {"isrc": catalogue.isrc(7)}
        assert parsedate_to_datetime(headers["Date"]).timestamp() == EPOCH

    [call] = through(way, talk).calls
    assert (call.key, call.family, call.refusal) == (f"GET {TRACK}", "tracks", None)
    assert call.told_at is not None
    assert call.told_at - call.sent_at == pytest.approx(0.2, abs=0.2)


def test_a_refusal_names_its_wall_and_its_end(way: Way) -> None:
    async def talk(session: Any, api: str, _server: LimitedServer) -> None:
        album = f"/albums/{catalogue.item_id('album', 1)}"
        await ask(session, api + TRACK)
        status, _, body = await ask(session, api + TRACK)
        assert (status, json.loads(body)["error"]["reason"]) == (429, "QUOTA_EXCEEDED")
        assert (await ask(session, api + album))[0] == 200
        status, headers, body = await ask(session, api + album)
        assert (status, "reason" in json.loads(body)["error"]) == (429, False)
        assert headers["Retry-After"]

    server = through(way, talk, Limits(calls=2, quotas={"tracks": 1}))
    walls = [None if call.refusal is None else call.refusal.why for call in server.calls]
    assert walls == [None, Refused.QUOTA, None, Refused.RATE]


def test_retry_after_comes_in_both_forms(way: Way) -> None:
    async def talk(session: Any, api: str, server: LimitedServer) -> None:
        forms = set()
        for _ in range(20):
            _, headers, _ = await ask(session, api + TRACK)
            said = headers["Retry-After"]
            until = (
                server.now() + int(said)
                if said.isdecimal()
                else parsedate_to_datetime(said).timestamp()
            )
            forms.add(said.isdecimal())
            assert until == pytest.approx(EPOCH + 86_400, abs=2)
        assert forms == {True, False}

    through(way, talk, Limits(calls=10, growth=1, bans=(EPOCH,)))


@pytest.mark.parametrize("fault", [Fault.NO_ANSWER, Fault.SLOW_BODY], ids=lambda each: each.name)
def test_who_waits_for_an_answer_that_does_not_come_gives_up_in_time(
    way: Way, fault: Fault
) -> None:
    async def talk(session: Any, api: str, _server: LimitedServer) -> None:
        began = asyncio.get_running_loop().time()
        with pytest.raises(TimeoutError):
            await ask(session, api + TRACK, timeout=aiohttp.ClientTimeout(total=20))
        assert asyncio.get_running_loop().time() - began == pytest.approx(20, abs=1)

    assert through(way, talk, GENEROUS, fault).calls[0].told_at is None


def test_a_reset_is_a_broken_connection(way: Way) -> None:
    async def talk(session: Any, api: str, server: LimitedServer) -> None:
        with pytest.raises(aiohttp.ClientConnectionError):
            await ask(session, f"{api}/me/playlists", method="POST", json={"name": "Blues"})
        assert {each.fault for each in server.calls} == {Fault.RESET}

    through(way, talk, GENEROUS, Fault.RESET)


@pytest.mark.parametrize(
    "fault",
    [Fault.ERROR, Fault.UNAVAILABLE, Fault.HTML, Fault.TRUNCATED, Fault.HUGE, Fault.WRONG_TYPE],
    ids=lambda each: each.name,
)
def test_spoilt_answers_are_spoilt(way: Way, fault: Fault) -> None:
    async def talk(session: Any, api: str, _server: LimitedServer) -> None:
        status, headers, body = await ask(session, api + TRACK)
        assert status == {Fault.ERROR: 500, Fault.UNAVAILABLE: 503}.get(fault, 200)
        match fault:
            case Fault.HTML:
                assert headers["Content-Type"] == "text/html"
            case Fault.TRUNCATED:
                with pytest.raises(json.JSONDecodeError):
                    json.loads(body)
            case Fault.HUGE:
                assert len(body) == 10_000_000
            case Fault.WRONG_TYPE:
                assert json.loads(body) == "nothing"

    through(way, talk, GENEROUS, fault)


def test_of_a_write_without_an_answer_nobody_knows_whether_it_was_done() -> None:
    async def talk(session: Any, api: str, server: LimitedServer) -> None:
        for _ in range(50):
            with pytest.raises(aiohttp.ClientConnectionError):
                await ask(session, f"{api}/me/playlists", method="POST", json={"name": "Blues"})
        assert 10 < len(server.routes.playlists) < 40

    through(in_memory, talk, GENEROUS, Fault.RESET)


@pytest.mark.skipif(not Path(OPENAPI).is_file(), reason="no $SPOTIFY_OPENAPI to hold it against")
def test_answers_have_the_shapes_that_spotify_describes() -> None:
    document: Any = parse_yaml(Path(OPENAPI).read_text(encoding="utf-8"))
    described = Description(document)
    list_id = catalogue.item_id("playlist", 0)
    items = {"uris": [f"spotify:track:{catalogue.item_id('track', 1)}"]}
    asked = [
        ("GET", "/me/tracks", "/me/tracks?limit=50&offset=100", None),
        ("GET", "/tracks/{id}", TRACK, None),
        ("GET", "/albums/{id}", f"/albums/{catalogue.item_id('album', 4)}", None),
        ("GET", "/artists/{id}", f"/artists/{catalogue.item_id('artist', 4)}", None),
        ("GET", "/search", f"/search?type=track&q=isrc:{catalogue.isrc(3)}", None),
        ("POST", "/me/playlists", "/me/playlists", {"name": "Blues"}),
        ("GET", "/me/playlists", "/me/playlists", None),
        ("PUT", "/playlists/{playlist_id}/items", f"/playlists/{list_id}/items", items),
        ("POST", "/playlists/{playlist_id}/items", f"/playlists/{list_id}/items", items),
    ]

    async def talk(session: Any, api: str, _server: LimitedServer) -> None:
        for method, named, path, body in asked:
            status, _, said = await ask(session, api + path, method=method, json=body)
            assert described.faults(method, named, status, json.loads(said)) == [], path

    through(in_memory, talk)
