"""What is known, what is left and when it will be done: as sensors, and over the websocket."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util
import pytest

from custom_components.spindle.public_services import PUBLIC_SERVICES
from custom_components.spindle.sentences import grouped
from tests.heard import NOON, begin, error, result
from tests.household import state
from tests.public_services import enable, refuse_all, told

if TYPE_CHECKING:
    from pathlib import Path

    from freezegun.api import FrozenDateTimeFactory
    from homeassistant.core import HomeAssistant
    from pytest_homeassistant_custom_component.test_util.aiohttp import AiohttpClientMocker
    from pytest_homeassistant_custom_component.typing import WebSocketGenerator

    from tests.sonos_household import Home


@pytest.fixture(autouse=True)
def noon(freezer: FrozenDateTimeFactory) -> None:
    """Let everything be at noon, the tokens too by which people come in."""
    freezer.move_to(dt_util.utc_from_timestamp(NOON))


async def refused(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    folder: Path,
    services: AiohttpClientMocker,
    **options: Any,
) -> Home:
    """A history of a few plays that Deezer might complete, but says no for 20 hours."""
    refuse_all(services, seconds=72_000)
    home = await begin(hass, freezer, folder, public_services=["deezer"], **options)
    await home.wait(120)
    return home


async def test_the_websocket_tells_how_far_it_is(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    aioclient_mock: AiohttpClientMocker,
    hass_ws_client: WebSocketGenerator,
) -> None:
    home = await refused(hass, freezer, tmp_path, aioclient_mock)
    answered = await result(await hass_ws_client(home.hass), "services")
    assert answered["completing"] is True
    (deezer,) = answered["services"]
    off = [one["service"] for one in answered["off"]]
    assert off
    assert "deezer" not in off
    until = deezer.pop("until")
    assert until > NOON + 72_000
    assert deezer == {
        "service": "deezer",
        "name": "Deezer",
        "host": "api.deezer.com",
        "state": "rate_limited",
        "why": "rate",
        "waiting": 0,
        "spent": {"search": 1},
        "budgets": {"search": None},
    }
    backlog = answered["backlog"]
    # Deezer is not asked about artists.
    assert (backlog["tracks"], backlog["artists"], backlog["albums"]) == (6, 0, 3)
    assert backlog["done_at"] >= until
    (isrc,) = [one for one in answered["coverage"] if one["field"] == "isrc"]
    assert isrc == {
        "kind": "track",
        "field": "isrc",
        "names": 0,
        "of_names": 6,
        "plays": 0,
        "of_plays": 8,
        "percent": 0.0,
    }


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Deezer said no until 2025-11-24 "),
        ("de", "Deezer lehnt bis 2025-11-24 "),
    ],
)
async def test_a_refusal_is_told_with_what_is_done(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    aioclient_mock: AiohttpClientMocker,
    language: str,
    sentence: str,
) -> None:
    hass.config.language = language
    heard = told(hass)
    await refused(hass, freezer, tmp_path, aioclient_mock)
    (limited,) = heard
    assert (limited["done"], limited["total"]) == (0, 6)
    assert limited["message"].startswith(sentence)
    counts = {"en": "; 0 of 6 tracks done; ", "de": "; 0 von 6 Titeln sind fertig; "}[language]
    assert counts in limited["message"]
    assert state(hass, "public_rate_limit").attributes["message"] == limited["message"]


async def test_a_store_that_cannot_count_holds_no_word_back(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    aioclient_mock: AiohttpClientMocker,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def damaged(*_: object) -> None:
        raise HomeAssistantError

    monkeypatch.setattr("custom_components.spindle.completion.Completion.progress", damaged)
    heard = told(hass)
    await refused(hass, freezer, tmp_path, aioclient_mock)
    (limited,) = heard
    assert (limited["done"], limited["total"]) == (None, None)
    assert limited["message"].endswith("Spindle goes on by itself then; nothing is lost.")


@pytest.mark.parametrize(
    ("language", "written"), [("en", "3,120"), ("de", "3.120"), ("de-CH", "3.120")]
)
def test_figures_are_grouped_as_the_household_does(
    hass: HomeAssistant, language: str, written: str
) -> None:
    hass.config.language = language
    assert grouped(hass, 3120) == written


async def test_without_consent_it_tells_what_is_known_and_of_nobody(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    hass_ws_client: WebSocketGenerator,
) -> None:
    home = await begin(hass, freezer, tmp_path)
    answered = await result(await hass_ws_client(home.hass), "services")
    assert (answered["completing"], answered["services"], answered["backlog"]) == (None, [], None)
    assert [one["service"] for one in answered["off"]] == list(PUBLIC_SERVICES)
    assert {one["kind"] for one in answered["coverage"]} == {"artist", "album", "track"}


@pytest.mark.parametrize(("visibility", "may"), [("administrators", False), ("everyone", True)])
async def test_who_may_see_the_history_may_see_the_figures(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    hass_ws_client: WebSocketGenerator,
    hass_read_only_access_token: str,
    visibility: str,
    may: bool,  # noqa: FBT001 (a case)
) -> None:
    home = await begin(hass, freezer, tmp_path, visibility=visibility)
    client = await hass_ws_client(home.hass, hass_read_only_access_token)
    if may:
        assert (await result(client, "services"))["coverage"]
    else:
        assert (await error(client, "services"))["code"] == "unauthorized"


async def test_the_figures_are_sensors_for_those_who_want_them(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    aioclient_mock: AiohttpClientMocker,
) -> None:
    home = await refused(hass, freezer, tmp_path, aioclient_mock)
    await enable(home, "sensor.spindle_names_to_complete", "sensor.spindle_plays_with_an_isrc")
    backlog = state(hass, "public_backlog")
    assert backlog.state == "9"
    assert backlog.attributes["tracks"] == 6
    assert backlog.attributes["done_at"] > "2025-11-24T08:00:00"
    coverage = state(hass, "public_coverage")
    assert coverage.state == "0.0"
    assert coverage.attributes["known"]["track_isrc"] == 0.0
    assert coverage.attributes["known"]["artist_genres"] == 0.0
