"""The Cover Art Archive as we ask it: it sends us on, and no further than we let it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web
import pytest

from custom_components.spindle.enrichment.clients.cover_art import LARGEST, CoverArt, policy
from custom_components.spindle.upstream.errors import Bad, BadAnswer, Overdue
from custom_components.spindle.upstream.types import Wall
from tests.simulators.cover_art import JPEG, CoverArtServer

from .world import AGENT, House, house, live

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

pytestmark = pytest.mark.usefixtures("socket_enabled")

ALBUM = "48140466-cff6-3222-bd55-63c27e43190d"

type Service = House[CoverArtServer]


def asking[T](ask: Callable[[Service, CoverArt], Awaitable[T]]) -> T:
    """Ask an archive of one's own, which has one picture."""

    async def world() -> T:
        async with house(CoverArtServer, policy(AGENT)) as service:
            service.server.pictures[ALBUM] = JPEG
            client = CoverArt(
                gate=service.gate, base=service.server.base, trusted=("127.0.0.1",), patience=600.0
            )
            return await ask(service, client)

    return live(world())


def test_a_picture_is_found_behind_two_redirects() -> None:
    async def ask(service: Service, client: CoverArt) -> None:
        assert await client.front(ALBUM) == JPEG
        assert list(service.server.asked) == [
            f"GET /release-group/{ALBUM}/front-250",
            f"GET /download/{ALBUM}",
            f"GET /items/{ALBUM}",
        ]

    asking(ask)


def test_an_album_without_a_cover_has_none() -> None:
    async def ask(_: Service, client: CoverArt) -> None:
        assert await client.front("00000000-0000-4000-8000-000000000001") is None

    asking(ask)


@pytest.mark.parametrize(
    "address",
    [
        "https://pictures.example/front.jpg",
        "https://127.0.0.1.example/front.jpg",
        "file:///etc/passwd",
        "//127.0.0.2/front.jpg",
        "http://[127.0.0.1/front.jpg",
        "",
    ],
)
def test_it_leads_nowhere_else(address: str) -> None:
    async def ask(service: Service, client: CoverArt) -> None:
        service.server.elsewhere = address
        with pytest.raises(BadAnswer):
            await client.front(ALBUM)
        assert all("/release-group/" in one for one in service.server.asked)

    asking(ask)


def test_a_picture_may_not_be_as_large_as_it_likes() -> None:
    async def ask(service: Service, client: CoverArt) -> Bad:
        service.server.pictures[ALBUM] = JPEG + bytes(LARGEST)
        with pytest.raises(BadAnswer) as refused:
            await client.front(ALBUM)
        return refused.value.bad

    assert asking(ask) is Bad.TOO_LARGE


def test_a_busy_archive_is_left_alone() -> None:
    async def ask(service: Service, client: CoverArt) -> Wall | None:
        service.server.faults.append(
            lambda: web.Response(status=503, headers={"Retry-After": "3600"})
        )
        with pytest.raises(Overdue) as refused:
            await client.front(ALBUM)
        return refused.value.wall

    assert asking(ask) is Wall.RATE


def test_what_is_encrypted_stays_so() -> None:
    client = CoverArt(gate=None)  # type: ignore[arg-type]  # Nobody is asked.
    told = client._next("https://coverartarchive.org/x", {"Location": "http://archive.org/y"})
    assert told == "https://archive.org/y"
    machine = "https://ia800.us.archive.org/0/items/z.jpg"
    assert client._next("https://archive.org/y", {"Location": machine}) == machine
