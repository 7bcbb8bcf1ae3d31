"""The simulated ListenBrainz counts in windows by the clock, and tells whoever reads headers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .listenbrainz import MOST_CALLS, WINDOW, ListenBrainzServer
from .records import FJORD, MARIT, SNOW, UNDERTOW, mbid
from .sonos.clock import ManualClock

if TYPE_CHECKING:
    import aiohttp

EVENING = 1_800_000_000.0
ARTIST = f"/metadata/artist/?artist_mbids={MARIT.mbid}&inc=tag"


async def test_the_headers_tell_what_is_left_of_the_window(http: aiohttp.ClientSession) -> None:
    clock = ManualClock(EVENING + 4)
    async with ListenBrainzServer(clock) as server:
        for left in range(MOST_CALLS - 1, -1, -1):
            async with http.get(server.base + ARTIST) as response:
                assert response.status == 200
                assert response.headers["X-RateLimit-Remaining"] == str(left)
                assert response.headers["X-RateLimit-Reset-In"] == "6"
        async with http.get(server.base + ARTIST) as response:
            assert response.status == 429
            assert (await response.json())["code"] == 429
        clock.move(6)
        async with http.get(server.base + ARTIST) as response:
            assert response.status == 200
            assert response.headers["X-RateLimit-Reset-In"] == str(WINDOW)


async def test_a_naive_client_at_a_pace_that_held_yesterday_is_refused(
    http: aiohttp.ClientSession,
) -> None:
    """It goes by a number from a blog and reads no header; the service has become stricter."""
    clock = ManualClock(EVENING)
    statuses: list[int] = []
    async with ListenBrainzServer(clock, most_calls=10) as server:
        for _ in range(60):
            async with http.get(server.base + ARTIST) as response:
                statuses.append(response.status)
            clock.move(0.4)
    assert statuses.count(429) == 30


async def test_many_recordings_are_told_of_at_once_and_unknown_ones_left_out(
    http: aiohttp.ClientSession,
) -> None:
    wanted = [SNOW.mbid, UNDERTOW.mbid, mbid("recording", "nobody knows it")]
    async with ListenBrainzServer(ManualClock(EVENING)) as server:
        body = await post(http, server, {"recording_mbids": wanted, "inc": "artist tag release"})
    assert set(body) == {SNOW.mbid, UNDERTOW.mbid}
    undertow = body[UNDERTOW.mbid]
    assert undertow["release"]["year"] == 2004
    assert {tag["artist_mbid"] for tag in undertow["tag"]["artist"]} == {
        artist.mbid for artist in UNDERTOW.artists
    }
    by_name = {tag["tag"]: tag for tag in undertow["tag"]["recording"]}
    assert "genre_mbid" in by_name["trip hop"]
    assert "genre_mbid" not in by_name["slow"]


async def test_what_is_asked_wrongly_is_refused(http: aiohttp.ClientSession) -> None:
    async with ListenBrainzServer(ManualClock(EVENING)) as server:
        for mbids, inc in (
            ([], ""),
            (["x"], ""),
            ([SNOW.mbid], "genres"),
            ([SNOW.mbid] * 1_001, ""),
        ):
            body = await post(http, server, {"recording_mbids": mbids, "inc": inc})
            assert body["code"] == 400
        async with http.get(f"{server.base}/metadata/lookup/?artist_name=x") as response:
            assert response.status == 401


async def test_albums_are_told_of_by_mbid(http: aiohttp.ClientSession) -> None:
    path = f"/metadata/release_group/?release_group_mbids={FJORD.mbid}&inc=tag"
    async with (
        ListenBrainzServer(ManualClock(EVENING)) as server,
        http.get(server.base + path) as response,
    ):
        body = await response.json()
    assert {tag["tag"] for tag in body[FJORD.mbid]["tag"]["release_group"]} == {
        "indie folk",
        "winter",
    }


async def post(
    http: aiohttp.ClientSession, server: ListenBrainzServer, asked: dict[str, Any]
) -> dict[str, Any]:
    async with http.post(f"{server.base}/metadata/recording/", json=asked) as response:
        body: dict[str, Any] = await response.json()
    return body
