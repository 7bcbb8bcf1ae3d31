"""The client: what it makes of answers in every shape, and what it keeps to itself."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
import json
from typing import TYPE_CHECKING, Any

import aiohttp
from aiohttp import web
import pytest

from custom_components.spindle.lidarr.answers import HistoryEvent
from custom_components.spindle.lidarr.client import LidarrClient
from custom_components.spindle.lidarr.errors import (
    LidarrConflict,
    LidarrElsewhere,
    LidarrError,
    LidarrNotFound,
    LidarrRefused,
    LidarrUnauthorized,
    LidarrUnavailable,
)
from custom_components.spindle.lidarr.types import Settings
from custom_components.spindle.lidarr.wire import LONGEST_BODY
from tests.simulators.lidarr.music import made_up, mbid
from tests.simulators.lidarr.over_http import serving
from tests.simulators.lidarr.server import KEY
from tests.simulators.lidarr.stage import lidarr
from tests.simulators.virtual_time import run_virtually

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

pytestmark = pytest.mark.usefixtures("socket_enabled")

PATIENCE = 0.01
"""Real seconds that sockets get before virtual time leaps."""
SETTINGS = Settings(root_folder="/music", quality_profile_id=1, metadata_profile_id=2)
PAGE = "<!DOCTYPE html><html><body>Please log in</body></html>"

type Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


@asynccontextmanager
async def answering(answer: Answer, path: str = "") -> AsyncIterator[LidarrClient]:
    """Serve one answer to everything; a client of that."""
    application = web.Application()
    application.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    async with aiohttp.ClientSession() as session:
        yield LidarrClient(session, f"http://{host}:{port}{path}", KEY)
    await runner.cleanup()


def said(status: int, body: Any = None, **headers: str) -> Answer:
    """Answer that; a text as a web page, everything else as JSON."""

    async def answer(_request: web.Request) -> web.Response:
        if isinstance(body, str):
            return web.Response(status=status, text=body, content_type="text/html")
        text = "" if body is None else json.dumps(body)
        return web.Response(status=status, text=text, headers=headers)

    return answer


def refusal(answer: Answer, ask: Callable[[LidarrClient], Awaitable[Any]]) -> LidarrError:
    """Return the error that comes of an answer."""

    async def talk() -> LidarrError:
        async with answering(answer) as client:
            with pytest.raises(LidarrError) as caught:
                await ask(client)
            return caught.value

    return run_virtually(talk(), patience=PATIENCE)


EXISTS = {
    "propertyName": "ForeignAlbumId",
    "errorMessage": "This album has already been added.",
    "errorCode": "AlbumExistsValidator",
}
OUTAGE = "Search for 'x' failed. LidarrAPI Temporarily Unavailable (503)"
AT_ADDING = "HTTP request failed: [500:InternalServerError] [GET] at [https://api.lidarr.audio/]"
UNIQUE = "constraint failed\nUNIQUE constraint failed: Albums.ForeignAlbumId"
ON_POSTGRES = "23505: duplicate key value violates unique constraint"


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (said(401), LidarrUnauthorized),
        (said(401, PAGE), LidarrElsewhere),
        (said(200, PAGE), LidarrElsewhere),
        (said(302, Location="https://auth.invalid/login"), LidarrElsewhere),
        (said(404, {"message": "NotFound", "description": ""}), LidarrNotFound),
        (said(404, PAGE), LidarrElsewhere),
        (said(409, {"message": UNIQUE}), LidarrConflict),
        (said(500, {"message": ON_POSTGRES}), LidarrConflict),
        (said(500, {"message": "database is locked"}), LidarrUnavailable),
        (said(502, PAGE), LidarrUnavailable),
        (said(429), LidarrUnavailable),
        (said(400, [EXISTS]), LidarrRefused),
        (said(400, {"title": "One or more validation errors occurred."}), LidarrRefused),
        (said(200, {"totalRecords": "many"}), LidarrUnavailable),
        (said(200, {}), LidarrUnavailable),
        (said(200, []), LidarrUnavailable),
        (said(200), LidarrUnavailable),
    ],
    ids=[
        "401",
        "401 of a proxy",
        "login page",
        "redirect to a login",
        "404",
        "404 of a proxy",
        "409",
        "500 of a race on Postgres",
        "500",
        "502",
        "429",
        "list of reasons",
        "object",
        "wrong type",
        "nothing in it",
        "wrong shape",
        "empty",
    ],
)
def test_every_answer_that_is_none_has_its_error(answer: Answer, error: type[LidarrError]) -> None:
    assert type(refusal(answer, LidarrClient.queue_depth)) is error


def test_a_redirect_to_its_url_base_says_which() -> None:
    answer = said(307, Location="/music/lidarr/api/v1/queue?page=1")
    error = refusal(answer, LidarrClient.queue_depth)
    assert isinstance(error, LidarrElsewhere)
    assert error.url_base == "/music/lidarr"


def test_another_program_is_not_lidarr() -> None:
    body = {"appName": "Prowlarr", "version": "1.0"}
    assert isinstance(refusal(said(200, body), LidarrClient.status), LidarrElsewhere)
    not_found = said(404, {"message": "NotFound"})
    assert isinstance(refusal(not_found, LidarrClient.status), LidarrElsewhere)


@pytest.mark.parametrize(
    ("status", "message", "is_metadata"),
    [(503, OUTAGE, True), (500, AT_ADDING, True), (500, "database is locked", False)],
    ids=["lookup", "adding", "lidarr itself"],
)
def test_an_outage_of_the_metadata_server_is_told_from_its_own(
    status: int, message: str, *, is_metadata: bool
) -> None:
    answer = said(status, {"message": message, "description": "at NzbDrone"})
    error = refusal(answer, lambda client: client.lookup_album("x"))
    assert isinstance(error, LidarrUnavailable)
    assert error.is_metadata is is_metadata
    assert not error.maybe_done


def test_a_refusal_keeps_every_reason() -> None:
    other = {"propertyName": "Path", "errorMessage": "Path is in use"}
    error = refusal(said(400, [EXISTS, other]), lambda client: client.monitor_album(1))
    assert isinstance(error, LidarrRefused)
    assert error.has_code("AlbumExistsValidator")
    assert not error.has_code("ArtistExistsValidator")
    assert [each.property_name for each in error.refusals] == ["ForeignAlbumId", "Path"]
    assert str(error) == "This album has already been added.; Path is in use"


def test_a_body_without_end_is_not_read_to_its_end() -> None:
    async def answer(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        for _ in range(LONGEST_BODY // 1_000_000 + 2):
            await response.write(b" " * 1_000_000)
        return response

    assert isinstance(refusal(answer, LidarrClient.queue_depth), LidarrUnavailable)


@pytest.mark.parametrize("is_write", [False, True], ids=["read", "write"])
def test_of_a_write_without_an_answer_nobody_knows_whether_it_was_done(*, is_write: bool) -> None:
    async def answer(_request: web.Request) -> web.Response:
        await asyncio.sleep(3_600)
        return web.Response()

    error = refusal(
        answer, lambda client: client.search_album(1) if is_write else client.queue_depth()
    )
    assert isinstance(error, LidarrUnavailable)
    assert error.maybe_done is is_write


def test_what_was_never_sent_was_not_done() -> None:
    async def talk() -> None:
        async with aiohttp.ClientSession() as session:
            client = LidarrClient(session, "http://127.0.0.1:9", KEY)
            with pytest.raises(LidarrUnavailable) as caught:
                await client.search_album(1)
            assert not caught.value.maybe_done
            with pytest.raises(LidarrElsewhere):
                await LidarrClient(session, "no address", KEY).queue_depth()

    run_virtually(talk(), patience=PATIENCE)


def test_the_key_is_in_a_header_and_nowhere_else(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(0)
    seen: list[web.Request] = []

    async def answer(request: web.Request) -> web.Response:
        seen.append(request)
        return web.Response(status=500)

    async def talk() -> None:
        async with answering(answer, "/base/") as client:
            with pytest.raises(LidarrUnavailable) as caught:
                await client.queue_depth()
            assert KEY not in f"{caught.value!r}{client!r}{vars(client)}"

    run_virtually(talk(), patience=PATIENCE)
    (request,) = seen
    assert request.headers["X-Api-Key"] == KEY
    assert KEY not in str(request.url)
    assert request.path == "/base/api/v1/queue"
    assert KEY not in caplog.text


def test_every_call_is_understood_by_lidarr() -> None:
    async def talk() -> None:
        server = lidarr(music=made_up(2, 3))
        first, artist = mbid("album/0/0"), mbid("artist/1")
        async with serving(server) as address, aiohttp.ClientSession() as session:
            client = LidarrClient(session, f"{address}/", KEY)
            assert (await client.status()).instance_name == "Lidarr"
            (folder,) = await client.root_folders()
            assert (folder.path, folder.is_accessible) == ("/music/", True)
            assert [each.name for each in await client.quality_profiles()] == ["Any", "Lossless"]
            assert [each.id for each in await client.metadata_profiles()] == [1, 2]
            assert await client.health() == ()
            assert await client.exclusions() == frozenset()
            assert await client.album_by_foreign_id(first) is None
            found = await client.lookup_album(first)
            assert found is not None
            assert not found.knows_artist
            album = await client.add_album(found, SETTINGS)
            assert (album.foreign_id, album.is_monitored, album.total_tracks) == (first, False, 0)
            with pytest.raises(LidarrRefused):
                await client.add_album(found, SETTINGS)
            someone = await client.lookup_artist(artist)
            assert someone is not None
            added = await client.add_artist(someone, SETTINGS)
            assert await client.artist_by_mbid(artist) == added
            assert added.monitor_new_items == "none"
            await asyncio.sleep(120)
            await client.monitor_artist(album.artist_id, is_ours=True)
            await client.monitor_album(album.id)
            assert (await client.album(album.id)).is_monitored
            search = await client.search_album(album.id)
            assert search.album_ids == {album.id}
            await asyncio.sleep(70)
            assert (await client.command(search.id)).is_completed
            await client.refresh_downloads()
            await asyncio.sleep(10)
            assert await client.queue_depth() == 1
            (row,) = await client.queue_details()
            assert (row.album_id, row.state) == (album.id, "downloading")
            (event,) = await client.history_since(search.queued_at or 0, HistoryEvent.GRABBED)
            assert (event.album_id, event.download_id) == (album.id, row.download_id)
            assert await client.album_history(album.artist_id, album.id) == (event,)
            assert "RefreshMonitoredDownloads" in {each.name for each in await client.commands()}
            await client.refresh_album(album.id)
            with pytest.raises(LidarrNotFound):
                await client.album(9_999)
        assert server.breaches == server.strays == []

    run_virtually(talk(), patience=PATIENCE)
