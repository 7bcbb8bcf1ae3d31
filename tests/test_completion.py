"""What was played is completed by the services that are let, and by nobody else."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, Any

from homeassistant.components.switch import DOMAIN as SWITCH
from homeassistant.const import (
    ATTR_ENTITY_ID,
    SERVICE_TURN_OFF,
    SERVICE_TURN_ON,
    STATE_OFF,
    STATE_ON,
    STATE_UNAVAILABLE,
)
import pytest

from custom_components.spindle.const import DOMAIN
from custom_components.spindle.supervisor import TaskState
from tests.household import value
from tests.public_services import let, say
from tests.sonos_household import Home

if TYPE_CHECKING:
    from pathlib import Path

    from freezegun.api import FrozenDateTimeFactory
    from homeassistant.core import HomeAssistant
    from pytest_homeassistant_custom_component.test_util.aiohttp import AiohttpClientMocker

ISRC = "USPR36500004"
FOUND = {
    "data": [
        {
            "id": 3135556,
            "title": "Sinnerman",
            "isrc": ISRC,
            "duration": 200,
            "artist": {"id": 1, "name": "Nina Simone"},
            "album": {"id": 2, "title": "Pastel Blues"},
        }
    ],
    "total": 1,
}


@pytest.fixture
def deezer(aioclient_mock: AiohttpClientMocker) -> AiohttpClientMocker:
    """A Deezer that knows one track."""
    say(aioclient_mock, "https://api.deezer.com/search", json=FOUND)
    say(aioclient_mock, "https://api.deezer.com/album/2", json={"error": {"code": 800}})
    return aioclient_mock


@pytest.mark.usefixtures("deezer")
async def test_genres_are_read_aside_before_the_first_tag_comes(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read_in: list[threading.Thread] = []

    def note() -> None:
        read_in.append(threading.current_thread())

    monkeypatch.setattr("custom_components.spindle.catalogue.genres.load", note)
    home = await let(hass, freezer, tmp_path, "deezer")
    await home.wait(60)
    (thread,) = read_in
    assert thread is not threading.main_thread()


async def play(home: Home) -> None:
    """Let a title play until it has counted."""
    kitchen = home.speaker("Kitchen", alone=False)
    kitchen.play("Sinnerman")
    await home.wait(120)
    kitchen.idle()
    await home.settle()


async def switch(home: Home, service: str) -> None:
    target = {ATTR_ENTITY_ID: "switch.spindle_completing"}
    await home.hass.services.async_call(SWITCH, service, target, blocking=True)


def asked(services: AiohttpClientMocker) -> list[Any]:
    """Give the addresses that were asked."""
    return [address for _, address, _, _ in services.mock_calls]


@pytest.mark.usefixtures("deezer")
async def test_a_new_play_is_completed(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path
) -> None:
    home = await let(hass, freezer, tmp_path, "deezer")
    await play(home)
    await home.wait(60)
    assert await home.rows("title, isrc") == [("Sinnerman", ISRC)]
    shared = await hass.services.async_call(
        DOMAIN,
        "share_links",
        {"artist": "Nina Simone", "title": "Sinnerman"},
        blocking=True,
        return_response=True,
    )
    assert shared is not None
    links: Any = shared["links"]
    assert {"https://www.deezer.com/track/3135556"} <= {link["url"] for link in links}


async def test_a_service_is_told_names_and_ids_and_nothing_else(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    deezer: AiohttpClientMocker,
) -> None:
    home = await let(hass, freezer, tmp_path, "deezer")
    await play(home)
    await home.wait(60)
    assert {address.host for address in asked(deezer)} == {"api.deezer.com"}
    for _, address, body, headers in deezer.mock_calls:
        assert body is None
        assert set(headers) <= {"Accept", "User-Agent"}
        assert headers["User-Agent"].startswith("Spindle/")
        said = f"{address} {headers}".casefold()
        for word in ("kitchen", "rincon", "2026", str(int(freezer.time_to_freeze.timestamp()))[:6]):
            assert word not in said


async def test_the_switch_pauses_it_and_outlives_a_reload(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    deezer: AiohttpClientMocker,
) -> None:
    home = await let(hass, freezer, tmp_path, "deezer")
    assert value(hass, "public_completing") == STATE_ON
    await switch(home, SERVICE_TURN_OFF)
    assert value(hass, "public_completing") == STATE_OFF
    await play(home)
    await home.reload()
    await home.wait(60)
    assert value(hass, "public_completing") == STATE_OFF
    assert asked(deezer) == []

    await switch(home, SERVICE_TURN_ON)
    await home.wait(60)
    assert value(hass, "public_completing") == STATE_ON
    assert await home.rows("isrc") == [(ISRC,)]


async def test_what_is_known_is_asked_for_once_even_over_a_reload(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    deezer: AiohttpClientMocker,
) -> None:
    home = await let(hass, freezer, tmp_path, "deezer")
    await play(home)
    await home.wait(120)
    before = asked(deezer)
    assert before
    await home.reload()
    await play(home)
    await home.wait(120)
    assert asked(deezer) == before


async def test_a_service_that_says_no_hangs_nothing(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    aioclient_mock: AiohttpClientMocker,
) -> None:
    say(
        aioclient_mock,
        "https://api.deezer.com/search",
        status=429,
        headers={"Retry-After": "72000"},
        json={},
    )
    home = await let(hass, freezer, tmp_path, "deezer")
    await play(home)
    await home.wait(600)
    assert len(asked(aioclient_mock)) == 1
    assert value(hass, "public_deezer_service_state") == "rate_limited"
    states = {one.name: one.state for one in home.house.supervisor.status()}
    assert states["completing"] is TaskState.RUNNING
    assert value(hass, "public_completing") == STATE_ON


async def test_without_a_store_nothing_is_asked(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    deezer: AiohttpClientMocker,
) -> None:
    (tmp_path / "spindle.db").mkdir()
    home = Home.make(hass, freezer, tmp_path, public_services=["deezer"])
    await home.set_up()
    await home.wait(60)
    assert value(hass, "public_completing") == STATE_UNAVAILABLE
    assert asked(deezer) == []


async def test_switching_off_gives_up_the_call_under_way(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    aioclient_mock: AiohttpClientMocker,
) -> None:
    under_way, ended = asyncio.Event(), asyncio.Event()

    async def hang(*_: object) -> None:
        under_way.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    say(aioclient_mock, "https://api.deezer.com/search", side_effect=hang)
    home = await let(hass, freezer, tmp_path, "deezer")
    await play(home)
    await under_way.wait()
    await switch(home, SERVICE_TURN_OFF)
    await ended.wait()
    await home.wait(60)
    assert len(asked(aioclient_mock)) == 1
    (task,) = [one for one in home.house.supervisor.status() if one.name == "completing"]
    assert (task.state, task.restarts) == (TaskState.RUNNING, 0)
