"""What is played away from the speakers: recorded if that was chosen, once, and by the rules."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from homeassistant.helpers import entity_registry as er
from homeassistant.util import dt as dt_util
import pytest

from custom_components.spindle.const import DOMAIN
from tests.sonos_household import Home
from tests.spotify_home import ANN, account, answer, enter_credentials, played

if TYPE_CHECKING:
    from pathlib import Path

    from freezegun.api import FrozenDateTimeFactory
    from homeassistant.core import HomeAssistant
    from pytest_homeassistant_custom_component.test_util.aiohttp import AiohttpClientMocker


@pytest.fixture(autouse=True)
def long_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let time pass in longer steps than the supervisor takes for a sign of life."""
    monkeypatch.setattr("custom_components.spindle.supervisor.LOOK_EVERY", timedelta(days=365))


def recent(spotify: AiohttpClientMocker) -> list[dict[str, str]]:
    """Give the parameters of every question after what was played."""
    calls = (url for _, url, *_ in spotify.mock_calls if url.path.endswith("recently-played"))
    return [dict(url.query) for url in calls]


def ago(home: Home, seconds: float) -> str:
    """Name a moment before now as Spotify does."""
    moment: float = home.freezer.time_to_freeze.timestamp() - seconds
    return dt_util.utc_from_timestamp(moment).isoformat().replace("+00:00", "Z")


async def household(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, folder: Path, **options: Any
) -> Home:
    home = Home.make(hass, freezer, folder, **options)
    home.speaker("Kitchen")
    await home.set_up()
    await enter_credentials(hass)
    return home


async def use(home: Home) -> None:
    """Set an account up whose plays are recorded wherever they were, and let it be read."""
    now = home.freezer.time_to_freeze.timestamp()
    entry = account(home.hass, ANN, now=now, record_away=True)
    assert await home.hass.config_entries.async_setup(entry.entry_id)
    await home.wait(2, step=1)


def gaps(hass: HomeAssistant) -> tuple[str, list[dict[str, str]]]:
    entity_id = er.async_get(hass).async_get_entity_id("sensor", DOMAIN, "ann_spotify_gaps")
    state = hass.states.get(entity_id or "")
    assert state
    return state.state, state.attributes["gaps"]


async def test_plays_on_the_way_are_recorded_once_and_told_to_nobody(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    aioclient_mock: AiohttpClientMocker,
) -> None:
    home = await household(hass, freezer, tmp_path)
    told = [
        played("Feeling Good", ago(home, 600), number=2),
        played("Sinnerman", ago(home, 1000)),
        played("A talk", ago(home, 1300), number=3, type="episode"),
    ]
    answer(aioclient_mock, recent=told)
    await use(home)
    assert await home.rows("title, source, player, listened, isrc") == [
        ("Sinnerman", "spotify", None, 200, "USPR36500001"),
        ("Feeling Good", "spotify", None, 200, "USPR36500001"),
    ]
    assert home.scrobbled == []
    assert recent(aioclient_mock) == [{"limit": "50"}]
    assert gaps(hass) == ("0", [])

    answer(aioclient_mock)
    await home.wait(1500, step=500)
    again = recent(aioclient_mock)[0]
    cursor = dt_util.parse_datetime(told[0]["played_at"])
    assert cursor
    assert int(again["after"]) == int(cursor.timestamp() * 1000)


async def test_what_a_speaker_plays_is_one_play_with_what_spotify_tells_of_it(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    aioclient_mock: AiohttpClientMocker,
) -> None:
    home = await household(hass, freezer, tmp_path)
    player = home.speaker("Kitchen")
    player.play("Sinnerman")
    await home.wait(200, step=100)
    player.idle()
    await home.wait(20)
    assert [row[0] for row in await home.rows()] == ["Sinnerman"]
    told = played("Sinnerman", ago(home, 15), id="01Bz4Mijhe7m7qRvq2Ujpn")
    answer(aioclient_mock, recent=[told])
    await use(home)
    assert await home.rows("title, source, player, isrc") == [
        ("Sinnerman", "sonos", "Kitchen", "USPR36500001")
    ]


async def test_nothing_is_recorded_that_the_household_keeps_out(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    aioclient_mock: AiohttpClientMocker,
) -> None:
    await hass.config.async_set_time_zone("UTC")
    quiet = {"quiet_start": "18:00:00", "quiet_end": "19:00:00"}
    home = await household(hass, freezer, tmp_path, private_rooms=["RINCON_KITCHEN"], **quiet)
    player = home.speaker("Kitchen")
    player.play("A secret")
    await home.wait(200, step=100)
    player.idle()
    await home.wait(20)
    told = [
        played("A secret", ago(home, 15), number=1),
        played("Skipped", "2026-03-01T19:31:00Z", number=2),
        played("Heard before it", "2026-03-01T19:30:00Z", number=3),
        played("Short", "2026-03-01T19:20:00Z", number=4, seconds=20),
        played("In the quiet", "2026-03-01T18:30:00Z", number=5),
    ]
    answer(aioclient_mock, recent=told)
    await use(home)
    assert [row[0] for row in await home.rows()] == ["Heard before it"]


async def test_while_nothing_is_recorded_spotify_is_not_asked_and_that_time_is_left_out(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    aioclient_mock: AiohttpClientMocker,
) -> None:
    home = await household(hass, freezer, tmp_path)
    await home.runtime.listener.async_set_recording(recording=False)
    answer(aioclient_mock)
    await use(home)
    assert recent(aioclient_mock) == []
    await home.wait(600, step=600)
    await home.runtime.listener.async_set_recording(recording=True)
    switched_on = home.freezer.time_to_freeze.timestamp()
    await home.wait(2 * 1400, step=700)
    after = [int(asked["after"]) / 1000 for asked in recent(aioclient_mock)]
    assert after
    assert min(after) >= switched_on


async def test_where_more_was_played_than_spotify_tells_of_there_is_a_gap(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    aioclient_mock: AiohttpClientMocker,
) -> None:
    home = await household(hass, freezer, tmp_path)
    first = ago(home, 60)
    answer(aioclient_mock, recent=[played("Sinnerman", first)])
    await use(home)
    await home.wait(600, step=600)
    many = [
        played(f"Song {each}", ago(home, each * 10 + 5), number=each, seconds=35)
        for each in range(50)
    ]
    answer(aioclient_mock, recent=many)
    await home.wait(900, step=300)
    count, told = gaps(hass)
    assert count == "1"
    (gap,) = told
    assert dt_util.parse_datetime(gap["since"]) == dt_util.parse_datetime(first)
    assert dt_util.parse_datetime(gap["until"]) == dt_util.parse_datetime(many[-1]["played_at"])
