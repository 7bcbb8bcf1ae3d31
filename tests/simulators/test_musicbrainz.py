"""The simulated MusicBrainz declines as the real one does, and a naive client never gets through."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from .musicbrainz import BUSY, NAMELESS, TOO_FAST, MusicBrainzServer
from .records import FJORD, MARIT, SNOW, SNOW_ATMOS, UNDERTOW
from .sonos.clock import ManualClock

if TYPE_CHECKING:
    import aiohttp

EVENING = 1_800_000_000.0
NAMED = {"User-Agent": "Listener/1.0 ( https://listener.invalid )"}


async def ask(
    http: aiohttp.ClientSession,
    server: MusicBrainzServer,
    path: str,
    headers: dict[str, str] = NAMED,
) -> tuple[int, Any]:
    async with http.get(server.base + path, headers=headers) as response:
        return response.status, await response.json()


async def test_a_second_call_within_a_second_is_declined(http: aiohttp.ClientSession) -> None:
    clock = ManualClock(EVENING)
    async with MusicBrainzServer(clock) as server:
        assert (await ask(http, server, f"/recording/{SNOW.mbid}"))[0] == 200
        clock.move(0.9)
        status, body = await ask(http, server, f"/recording/{SNOW.mbid}")
        assert (status, body["error"]) == (503, TOO_FAST)
        clock.move(1.0)
        assert (await ask(http, server, f"/recording/{SNOW.mbid}"))[0] == 200


async def test_a_naive_client_that_asks_again_at_once_never_gets_through(
    http: aiohttp.ClientSession,
) -> None:
    """Declined calls count: only who falls silent is heard again."""
    clock = ManualClock(EVENING)
    statuses: list[int] = []
    async with MusicBrainzServer(clock) as server:
        for _ in range(100):
            statuses.append((await ask(http, server, f"/recording/{SNOW.mbid}"))[0])
            clock.move(0.5)
    assert statuses == [200] + [503] * 99


@pytest.mark.parametrize("name", ["Python/3.13 aiohttp/3.11.16", "Mozilla/5.0", ""])
async def test_who_does_not_name_itself_with_a_contact_is_declined(
    http: aiohttp.ClientSession, name: str
) -> None:
    async with MusicBrainzServer(ManualClock(EVENING)) as server:
        status, body = await ask(http, server, f"/recording/{SNOW.mbid}", {"User-Agent": name})
    assert (status, body["error"]) == (503, NAMELESS)


async def test_a_busy_service_says_so(http: aiohttp.ClientSession) -> None:
    async with MusicBrainzServer(ManualClock(EVENING)) as server:
        server.busy = True
        async with http.get(f"{server.base}/recording/{SNOW.mbid}", headers=NAMED) as response:
            assert response.status == 503
            assert response.headers["X-RateLimit-Zone"] == "global"
            assert (await response.json())["error"] == BUSY


async def test_what_may_not_be_asked_along_is_refused(http: aiohttp.ClientSession) -> None:
    """A lookup by ISRC knows neither release groups nor genres."""
    clock = ManualClock(EVENING)
    async with MusicBrainzServer(clock) as server:
        status, body = await ask(http, server, f"/isrc/{SNOW.isrcs[0]}?inc=releases+release-groups")
        assert status == 400
        assert body["error"] == (
            "release-groups is not a valid inc parameter for the isrc resource."
        )
        clock.move(2)
        status, body = await ask(http, server, f"/isrc/{SNOW.isrcs[0]}?inc=releases")
        assert status == 200
        assert {row["id"] for row in body["recordings"]} == {SNOW.mbid, SNOW_ATMOS.mbid}


async def test_answers_have_the_form_of_the_documented_ones(http: aiohttp.ClientSession) -> None:
    clock = ManualClock(EVENING)
    async with MusicBrainzServer(clock) as server:
        _, found = await ask(
            http, server, "/recording?query=isrc:DEQ450400017 OR isrc:NOABC1100001"
        )
        assert found["count"] == 3
        undertow = next(row for row in found["recordings"] if row["id"] == UNDERTOW.mbid)
        assert undertow["isrcs"] == ["DEQ450400017", "DEQ450400018"]
        assert undertow["first-release-date"] == "2004"
        assert [each["joinphrase"] for each in undertow["artist-credit"]] == [" feat. ", ""]
        assert undertow["releases"][0]["release-group"]["primary-type"] == "Album"
        clock.move(2)
        _, artist = await ask(http, server, f"/artist/{MARIT.mbid}?inc=genres+tags")
        assert {genre["name"] for genre in artist["genres"]} == {"folk", "indie folk"}
        assert "seen live" in {tag["name"] for tag in artist["tags"]}
        clock.move(2)
        _, group = await ask(http, server, f"/release-group/{FJORD.mbid}?inc=tags")
        assert (group["title"], group["first-release-date"]) == ("Fjord Songs", "2011-03-04")


async def test_one_address_is_answered_as_itself_and_several_as_a_list(
    http: aiohttp.ClientSession,
) -> None:
    clock = ManualClock(EVENING)
    known, unknown = SNOW.urls[0], "https://open.spotify.com/track/unknown"
    async with MusicBrainzServer(clock) as server:
        answers = []
        for query in (
            f"resource={known}",
            f"resource={unknown}",
            f"resource={known}&resource={unknown}",
        ):
            answers.append(await ask(http, server, f"/url?{query}&inc=recording-rels"))
            clock.move(2)
    (_, one), (missing, _), (_, many) = answers
    assert one["relations"][0]["recording"]["id"] == SNOW.mbid
    assert missing == 404
    assert [url["resource"] for url in many["urls"]] == [known]
