"""The simulated account says what Spotify says, and refuses what Spotify refuses."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest

from tests.simulators.limited_server.in_memory import InMemorySession
from tests.simulators.limited_server.limiter import DAY, Limits, Refused
from tests.simulators.limited_server.stage import ask
from tests.simulators.virtual_time import run_virtually

from .contract import PUBLISHED, contract
from .library import SOMEBODY_ELSE
from .music import made_up, uri_of
from .naive import Naive
from .server import NOT_PREMIUM, NOT_REGISTERED, TOKEN_PATH
from .stage import GENEROUS, PATIENCE, Account, living, spotify
from .tokens import LIVES, SIX_MONTHS

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from .server import SpotifyServer

BASE = "https://spotify.example/v1"

type Ask = Callable[..., Awaitable[tuple[int, Any]]]


def with_server[T](
    talk: Callable[[SpotifyServer, Ask], Awaitable[T]], limits: Limits = GENEROUS
) -> T:
    """Talk to an account that nobody stands before, in virtual time."""

    async def world() -> T:
        server = spotify(limits)
        token = server.tokens.access_token()

        async def asking(method: str, path: str, json: Any = None, **how: Any) -> tuple[int, Any]:
            headers = {"Authorization": f"Bearer {how.pop('token', token)}"}
            session = InMemorySession(server)
            status, _, body = await ask(
                session, BASE + path, method=method, json=json, headers=headers, **how
            )
            return status, body

        return await talk(server, asking)

    return run_virtually(world())


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/tracks"),
        ("GET", "/artists/artist0000000000000001/top-tracks"),
        ("GET", "/browse/new-releases"),
        ("GET", "/playlists/playlist00000000000000/tracks"),
        ("POST", "/playlists/playlist00000000000000/tracks"),
        ("POST", "/users/user0000000000000000me/playlists"),
        ("PUT", "/me/tracks"),
        ("DELETE", "/playlists/playlist00000000000000/followers"),
    ],
)
def test_what_was_taken_away_is_forbidden(method: str, path: str) -> None:
    async def talk(server: SpotifyServer, ask: Ask) -> None:
        server.library.create("Mine", [1])
        assert (await ask(method, path))[0] == 403

    with_server(talk)


@pytest.mark.parametrize(
    "path",
    [
        "/search?type=track&q=isrc:QZSPN0100001&limit=11",
        "/me/tracks?limit=51",
        "/me/playlists?limit=0",
        "/me/player/recently-played?limit=51",
        "/search?type=playlist&q=x",
    ],
)
def test_a_page_has_its_limits(path: str) -> None:
    async def talk(_server: SpotifyServer, ask: Ask) -> None:
        assert (await ask("GET", path))[0] == 400

    with_server(talk)


def test_a_playlist_takes_a_hundred_items_of_the_catalogue_from_its_owner() -> None:
    async def talk(server: SpotifyServer, ask: Ask) -> None:
        mine = server.library.create("Mine")
        other = server.library.create("Other", owner=SOMEBODY_ELSE)
        path = f"/playlists/{mine.id}/items"
        many = [uri_of(number) for number in range(101)]
        assert (await ask("POST", path, {"uris": many}))[0] == 400
        assert (await ask("POST", path, {"uris": ["spotify:local:A:B:C:1"]}))[0] == 400
        assert (await ask("POST", path, {"uris": many[:1], "position": 1}))[0] == 400
        assert (await ask("POST", path, {"uris": []}))[0] == 400
        assert (await ask("POST", path, {"uris": many[:100]}))[0] == 201
        assert (await ask("PUT", path, {"uris": []}))[0] == 200
        assert mine.uris == []
        assert (await ask("PUT", f"/playlists/{other.id}/items", {"uris": []}))[0] == 403
        assert (await ask("GET", f"/playlists/{other.id}/items"))[0] == 403
        assert (await ask("PUT", f"/playlists/{mine.id}", {"description": "a\nb"}))[0] == 400
        assert (await ask("PUT", "/playlists/playlist00000000000009", {"name": "a"}))[0] == 404

    with_server(talk)


def test_every_change_is_another_snapshot_and_a_deleted_playlist_is_there_still() -> None:
    async def talk(server: SpotifyServer, ask: Ask) -> None:
        mine = server.library.create("Mine", [1, 2])
        seen = {mine.snapshot_id}
        for change in ({"uris": [uri_of(3)]}, {"uris": [uri_of(4)], "position": 0}):
            await ask("POST", f"/playlists/{mine.id}/items", change)
            seen.add(mine.snapshot_id)
        await ask("PUT", f"/playlists/{mine.id}", {"name": "Ours"})
        seen.add(mine.snapshot_id)
        assert len(seen) == 4
        server.library.delete(mine.id)
        assert (await ask("GET", f"/playlists/{mine.id}/items"))[0] == 200
        status, body = await ask("GET", f"/me/library/contains?uris=spotify:playlist:{mine.id}")
        assert (status, body) == (200, b"[false]")

    with_server(talk)


def test_who_may_not_come_in_is_told_in_plain_words() -> None:
    async def talk(server: SpotifyServer, ask: Ask) -> None:
        server.is_registered = False
        assert await ask("GET", "/me") == (403, NOT_REGISTERED)
        server.is_premium = False
        assert await ask("GET", "/me") == (403, NOT_PREMIUM)

    with_server(talk)


def test_a_token_lasts_an_hour_and_allows_what_was_allowed() -> None:
    async def talk(server: SpotifyServer, ask: Ask) -> None:
        narrow = server.tokens.access_token(frozenset({"user-library-read"}))
        assert (await ask("GET", "/me/tracks", token=narrow))[0] == 200
        assert (await ask("POST", "/me/playlists", {"name": "Pop"}, token=narrow))[0] == 403
        assert (await ask("GET", "/me", token=""))[0] == 401
        await asyncio.sleep(LIVES)
        assert (await ask("GET", "/me/tracks", token=narrow))[0] == 401

    with_server(talk)


def test_a_refresh_token_brings_no_other_and_dies_after_six_months(socket_enabled: None) -> None:
    del socket_enabled

    async def world() -> None:
        server = spotify()
        async with server.serving() as address, aiohttp.ClientSession() as session:

            async def ask_token(**form: str) -> tuple[int, Any]:
                async with session.post(address + TOKEN_PATH, data=form) as response:
                    return response.status, await response.json()

            code = server.tokens.sign_in()
            status, first = await ask_token(grant_type="authorization_code", code=code)
            assert (status, first["expires_in"]) == (200, LIVES)
            renew = {"grant_type": "refresh_token", "refresh_token": first["refresh_token"]}
            status, second = await ask_token(**renew)
            assert (status, "refresh_token" in second) == (200, False)
            assert second["access_token"] != first["access_token"]
            assert (await ask_token(grant_type="authorization_code", code=code))[0] == 400
        await asyncio.sleep(SIX_MONTHS)
        status, said = server.tokens.answer(renew)
        assert (status, said["error"]) == (400, "invalid_grant")

    run_virtually(world(), patience=PATIENCE)


def test_a_grant_that_was_taken_back_is_worth_nothing() -> None:
    async def talk(server: SpotifyServer, ask: Ask) -> None:
        _, said = server.tokens.answer(
            {"grant_type": "authorization_code", "code": server.tokens.sign_in()}
        )
        server.tokens.revoke()
        assert (await ask("GET", "/me", token=said["access_token"]))[0] == 401
        renew = {"grant_type": "refresh_token", "refresh_token": said["refresh_token"]}
        assert server.tokens.answer(renew)[1]["error"] == "invalid_grant"

    with_server(talk)


def test_some_tracks_tell_no_isrc_and_no_artist_tells_genres() -> None:
    async def talk(server: SpotifyServer, ask: Ask) -> None:
        del ask
        told = [
            "external_ids"
            in server.routes.answer("GET", f"/tracks/{uri_of(each)[14:]}", {}, None)[1]
            for each in range(21)
        ]
        assert told.count(False) == 3
        _, artist = server.routes.answer("GET", "/artists/artist0000000000000001", {}, None)
        assert artist["genres"] is None

    with_server(talk)


SONGS = made_up(154)
WALLS = Limits(calls=60, quotas={"search": 100})
"""Not less than what anybody has told of, for a library of this size."""


def test_a_client_that_searches_for_each_track_and_does_not_wait_never_ends() -> None:
    async def talk(server: SpotifyServer, _ask: Ask) -> None:
        naive = Naive(InMemorySession(server), server.tokens.access_token(), BASE)
        with suppress(TimeoutError):
            async with asyncio.timeout(6 * 3_600):
                await naive.look_for(SONGS.songs)
        assert naive.found < len(SONGS.songs)
        refusals = [call.refusal for call in server.calls if call.refusal]
        assert sum(refusal.knew for refusal in refusals) > 100
        assert refusals[-1].penalty.until > server.now() + DAY / 2

    with_server(talk, WALLS)


def test_who_goes_album_by_album_is_through_in_minutes() -> None:
    async def story(account: Account) -> int:
        found = 0
        for songs in SONGS.albums:
            song = SONGS.songs[songs[0]]
            (album,) = await account.client.search_album(song.artist, song.album)
            found += len(await account.client.album_tracks(album.id))
        walls = {call.refusal.why for call in account.server.calls if call.refusal}
        assert Refused.QUOTA not in walls
        assert Refused.PENALTY not in walls
        return found

    assert living(story, WALLS, music=SONGS) == len(SONGS.songs)


@pytest.mark.skipif(not Path(PUBLISHED).is_file(), reason="no $SPOTIFY_OPENAPI to hold it against")
@pytest.mark.parametrize(
    ("method", "path", "query", "body"),
    [
        ("GET", "/tracks", {"ids": "1,2"}, None),
        ("GET", "/me/tracks", {"limit": "51"}, None),
        ("GET", "/me/tracks", {"page": "1"}, None),
        ("GET", "/search", {"q": "x", "type": "song"}, None),
        ("GET", "/search", {"q": "x"}, None),
        ("POST", "/me/playlists", {}, {"description": "x"}),
        ("POST", "/playlists/1/items", {}, {"uris": ["x"], "place": 1}),
        ("GET", "/me", {}, {"name": "x"}),
    ],
    ids=str,
)
def test_the_description_finds_what_is_wrong_with_a_call(
    method: str, path: str, query: dict[str, str], body: Any
) -> None:
    agreed = contract()
    assert agreed is not None
    assert list(agreed.of_call(method, path, query, body)) != []


@pytest.mark.skipif(not Path(PUBLISHED).is_file(), reason="no $SPOTIFY_OPENAPI to hold it against")
def test_the_description_finds_what_is_wrong_with_an_answer() -> None:
    agreed = contract()
    assert agreed is not None
    assert list(agreed.of_answer("GET", "/me", 200, {"id": 7})) != []
    assert list(agreed.of_answer("GET", "/me/tracks", 200, {"items": []})) != []
