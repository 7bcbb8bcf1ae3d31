"""The simulated Deezer says no as the real one does, and a naive client does not hear it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .deezer import MOST_CALLS, WINDOW, DeezerServer
from .records import FOLD, SNOW, TIDES
from .sonos.clock import ManualClock

if TYPE_CHECKING:
    import aiohttp

EVENING = 1_800_000_000.0


async def ask(http: aiohttp.ClientSession, server: DeezerServer, path: str) -> dict[str, Any]:
    async with http.get(server.base + path) as response:
        assert response.status == 200
        body: dict[str, Any] = await response.json()
    return body


async def test_more_than_fifty_calls_in_five_seconds_are_refused_with_http_200(
    http: aiohttp.ClientSession,
) -> None:
    clock = ManualClock(EVENING)
    async with DeezerServer(clock) as server:
        for _ in range(MOST_CALLS):
            assert "error" not in await ask(http, server, "/track/9001")
        refused = await ask(http, server, "/track/9001")
        assert refused == {
            "error": {"type": "Exception", "message": "Quota limit exceeded", "code": 4}
        }
        clock.move(WINDOW)
        assert (await ask(http, server, "/track/9001"))["id"] == 9001


async def test_a_burst_at_the_end_of_one_window_counts_in_the_next(
    http: aiohttp.ClientSession,
) -> None:
    clock = ManualClock(EVENING)
    async with DeezerServer(clock) as server:
        clock.move(WINDOW - 1)
        for _ in range(MOST_CALLS):
            await ask(http, server, "/track/9001")
        clock.move(2)
        assert (await ask(http, server, "/track/9001"))["error"]["code"] == 4


async def test_a_naive_client_takes_the_refusals_for_tracks_without_an_isrc(
    http: aiohttp.ClientSession,
) -> None:
    """It believes the status, as many a first version does: what it learns is wrong."""
    clock = ManualClock(EVENING)
    learnt: list[str | None] = []
    async with DeezerServer(clock) as server:
        for _ in range(80):
            body = await ask(http, server, f"/track/{SNOW.deezer_id}")
            learnt.append(body.get("isrc"))
            clock.move(0.02)
    assert learnt.count(SNOW.isrcs[0]) == MOST_CALLS
    assert learnt.count(None) == 80 - MOST_CALLS


async def test_what_there_is_not_is_an_error_too(http: aiohttp.ClientSession) -> None:
    async with DeezerServer(ManualClock(EVENING)) as server:
        for path in ("/track/1", "/track/isrc:ZZZZZ0000000", "/album/1"):
            assert (await ask(http, server, path))["error"]["code"] == 800
        assert (await ask(http, server, "/nonsense"))["error"]["code"] == 600


async def test_answers_have_the_form_of_the_documented_ones(http: aiohttp.ClientSession) -> None:
    async with DeezerServer(ManualClock(EVENING)) as server:
        track = await ask(http, server, f"/track/isrc:{SNOW.isrcs[0]}")
        assert track["title"] == "Snow on the Water"
        assert track["release_date"] == "2011-03-04"
        assert track["album"] == {"id": 7001, "title": "Fjord Songs", "type": "album"}
        album = await ask(http, server, f"/album/{TIDES.deezer_id}")
        assert [genre["name"] for genre in album["genres"]["data"]] == ["Electro", "Dance"]
        assert album["release_date"] == "2004-01-01"
        found = await ask(http, server, '/search?q=artist:"paper lanterns" track:"fold me"')
        assert [row["id"] for row in found["data"]] == [FOLD.deezer_id]
        assert "isrc" not in found["data"][0]
