"""Covers are shown to those who were told of them, fetched once, and only where that is let."""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from unittest.mock import AsyncMock, patch

from homeassistant.util import dt as dt_util
import pytest

from custom_components.spindle.covers import (
    AT_A_TIME,
    DISK_REST,
    MOST_WANTED,
    REST,
    Covers,
    async_cover,
    folder_of,
)
from custom_components.spindle.enrichment.clients.cover_art import CoverArt
from custom_components.spindle.enrichment.cover_shelf import NO_COVER, CoverShelf
from custom_components.spindle.upstream.errors import (
    Bad,
    BadAnswer,
    Overdue,
    Unreachable,
    UpstreamError,
)
from custom_components.spindle.upstream.types import Wall, Why
from tests.heard import NOON, begin, result
from tests.simulators.cover_art import JPEG

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator
    from pathlib import Path
    from sqlite3 import Connection

    from aiohttp.test_utils import TestClient
    from freezegun.api import FrozenDateTimeFactory
    from homeassistant.core import HomeAssistant
    from pytest_homeassistant_custom_component.typing import (
        ClientSessionGenerator,
        WebSocketGenerator,
    )

    from tests.sonos_household import Home

HOMOGENIC = "fb25e2bf-1dbe-3b82-8b60-5e4e3ae6ec2a"
LET: dict[str, Any] = {"public_services": ["coverartarchive"]}
KEY = bytes(32)
TURNS = 100
"""In which a cover is kept or let go of, on a slow disk."""


def known(db: Connection) -> None:
    """Know by which release group one of the albums goes."""
    statement = "UPDATE album SET release_group_mbid = ? WHERE title = 'Homogenic'"
    db.execute(statement, (HOMOGENIC,))


@pytest.fixture(autouse=True)
def noon(freezer: FrozenDateTimeFactory) -> None:
    """Let everything be at noon, the tokens too by which people come in."""
    freezer.move_to(dt_util.utc_from_timestamp(NOON))


@pytest.fixture(name="front")
def front_fixture() -> Iterator[AsyncMock]:
    """What the archive answers."""
    with patch.object(CoverArt, "front", AsyncMock(return_value=JPEG)) as front:
        yield front


async def begin_known(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, folder: Path, **options: Any
) -> Home:
    """Set a history up of which one album is known."""
    hass.config.config_dir = str(folder)
    home = await begin(hass, freezer, folder, **options)
    await home.house.write(known)
    home.house.async_plays_changed()
    await home.wait(2)
    return home


async def until(home: Home, is_so: Callable[[], Awaitable[bool]]) -> None:
    """Wait until something is so; how long that is depends on threads, too."""
    for _ in range(TURNS):
        if await is_so():
            return
        await home.settle()
    raise AssertionError("It does not come about.")


async def shows(browser: TestClient[Any, Any], address: str) -> bool:
    """Tell whether there is a cover by now."""
    return (await browser.get(address)).status == HTTPStatus.OK


async def is_gone(hass: HomeAssistant) -> bool:
    """Tell whether nothing is kept of covers any more."""
    return not await hass.async_add_executor_job(folder_of(hass).exists)


async def test_a_cover_is_named_fetched_and_shown(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    front: AsyncMock,
    hass_ws_client: WebSocketGenerator,
    hass_client_no_auth: ClientSessionGenerator,
) -> None:
    home = await begin_known(hass, freezer, tmp_path, **LET)
    client = await hass_ws_client(hass)
    albums = {
        row["name"]: row["cover"] for row in (await result(client, "top", kind="albums"))["rows"]
    }
    tracks = {
        row["name"]: row["cover"] for row in (await result(client, "top", kind="tracks"))["rows"]
    }
    plays = {one["title"]: one["cover"] for one in (await result(client, "recent"))["plays"]}
    (hit,) = (await result(client, "search", text="homogenic"))["albums"]
    address = albums["Homogenic"]
    assert address.startswith(f"/api/spindle/cover/{HOMOGENIC}/")
    assert tracks["Hunter"] == plays["Hunter"] == hit["cover"] == address
    assert albums["Pastel Blues"] is tracks["Sinnerman"] is plays["Sinnerman"] is None
    assert {row["cover"] for row in (await result(client, "top"))["rows"]} == {None}
    assert async_cover(hass, HOMOGENIC) == address

    browser = await hass_client_no_auth()
    reply = await browser.get(address)
    assert (reply.status, reply.headers["Cache-Control"]) == (HTTPStatus.NO_CONTENT, "no-store")
    await until(home, lambda: shows(browser, address))
    reply = await browser.get(address)
    assert (reply.status, await reply.read()) == (HTTPStatus.OK, JPEG)
    assert reply.content_type == "image/jpeg"
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    assert front.await_count == 1
    forged = await browser.get(address[:-1] + ("A" if address[-1] != "A" else "B"))
    assert forged.status == HTTPStatus.FORBIDDEN

    await home.reload()
    assert (await browser.get(address)).status == HTTPStatus.OK
    hass.config_entries.async_update_entry(home.entry, options={})
    await home.reload()
    assert (await browser.get(address)).status == HTTPStatus.NOT_FOUND
    await until(home, lambda: is_gone(hass))
    assert async_cover(hass, HOMOGENIC) is None
    rows = (await result(await hass_ws_client(hass), "top", kind="albums"))["rows"]
    assert {row["cover"] for row in rows} == {None}


async def test_covers_go_with_the_history(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path
) -> None:
    home = await begin_known(hass, freezer, tmp_path, **LET)
    assert folder_of(hass).exists()
    await hass.config_entries.async_remove(home.entry.entry_id)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert not folder_of(hass).exists()


@pytest.fixture(name="covers")
def covers_fixture(hass: HomeAssistant, tmp_path: Path) -> Covers:
    """Covers that somebody has to fetch."""
    shelf, client = CoverShelf(tmp_path / "covers"), CoverArt(gate=AsyncMock())
    return Covers(hass, shelf, client, key=KEY, opened=asyncio.Event())


@pytest.mark.parametrize(
    "answer",
    [None, b"<html>", b"", BadAnswer(Bad.TOO_LARGE)],
    ids=["none", "a page", "nothing", "too large"],
)
async def test_what_is_no_picture_is_no_cover_and_is_not_asked_for_again(
    covers: Covers, front: AsyncMock, answer: bytes | UpstreamError | None
) -> None:
    front.side_effect = [answer]
    assert await covers.picture(HOMOGENIC) is None
    assert await covers.fetch_some() == 0
    assert await covers.picture(HOMOGENIC) == NO_COVER
    assert not covers.wanted


async def test_an_archive_that_says_no_is_asked_again_when_it_may(
    covers: Covers, front: AsyncMock
) -> None:
    front.side_effect = Overdue(NOON + 600, Wall.RATE, Why.RATE)
    assert await covers.picture(HOMOGENIC) is None
    assert await covers.fetch_some() == 600
    assert list(covers.wanted) == [HOMOGENIC]
    front.side_effect = None
    assert await covers.fetch_some() == 0
    assert await covers.picture(HOMOGENIC) == JPEG


@pytest.mark.parametrize(
    "trouble",
    [Unreachable("no route"), BadAnswer(Bad.TRUNCATED)],
    ids=["out of reach", "cut off on its way"],
)
async def test_an_archive_that_is_out_is_left_alone_until_somebody_looks_again(
    covers: Covers, front: AsyncMock, trouble: UpstreamError
) -> None:
    front.side_effect = trouble
    assert await covers.picture(HOMOGENIC) is None
    assert await covers.fetch_some() == REST
    assert not covers.wanted
    assert await covers.picture(HOMOGENIC) is None
    assert list(covers.wanted) == [HOMOGENIC]


async def test_only_so_many_wishes_are_remembered_and_the_latest_come_first(
    covers: Covers, front: AsyncMock
) -> None:
    wishes = [f"00000000-0000-4000-8000-{number:012}" for number in range(MOST_WANTED + 50)]
    for one in wishes:
        await covers.picture(one)
    assert list(covers.wanted) == wishes[50:]
    await covers.picture(wishes[50])
    await covers.fetch_some()
    asked = [call.args[0] for call in front.await_args_list]
    assert asked == [wishes[50], *wishes[:-AT_A_TIME:-1]]


async def test_a_disk_that_takes_nothing_stops_the_fetching(
    covers: Covers, caplog: pytest.LogCaptureFixture, front: AsyncMock
) -> None:
    await covers.picture(HOMOGENIC)
    with patch.object(CoverShelf, "put", side_effect=OSError("no space")):
        assert await covers.fetch_some() == DISK_REST
    assert front.await_count == 1
    assert "no space" in caplog.text
