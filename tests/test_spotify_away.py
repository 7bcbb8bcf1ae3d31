"""What is played away from the speakers: recorded if that was chosen, once, and by the rules."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from homeassistant.helpers import entity_registry as er
from homeassistant.util import dt as dt_util
import pytest

from custom_components.spindle.const import DOMAIN
from custom_components.spindle.store.away import TAKEN
from tests.spotify_home import answer, household, played

if TYPE_CHECKING:
    from pathlib import Path

    from freezegun.api import FrozenDateTimeFactory
    from homeassistant.core import HomeAssistant
    from pytest_homeassistant_custom_component.test_util.aiohttp import AiohttpClientMocker

HOUR = 3600.0


@pytest.fixture(autouse=True)
def long_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let time pass in longer steps than the supervisor takes for a sign of life."""
    monkeypatch.setattr("custom_components.spindle.supervisor.LOOK_EVERY", timedelta(days=365))


def recent(spotify: AiohttpClientMocker) -> list[dict[str, str]]:
    """Give the parameters of every question after what was played."""
    calls = (url for _, url, *_ in spotify.mock_calls if url.path.endswith("recently-played"))
    return [dict(url.query) for url in calls]


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
        played("Feeling Good", home.ago(600), number=2),
        played("Sinnerman", home.ago(1000)),
        played("A talk", home.ago(1300), number=3, type="episode"),
    ]
    answer(aioclient_mock, recent=told)
    await home.use(record_away=True)
    assert await home.rows("title, source, player, listened, isrc") == [
        ("Sinnerman", "spotify", None, 200, "USPR36500001"),
        ("Feeling Good", "spotify", None, 200, "USPR36500001"),
    ]
    assert home.scrobbled == []
    assert recent(aioclient_mock) == [{"limit": "50"}]
    assert gaps(hass) == ("0", [])


async def test_what_a_phone_tells_late_is_recorded_where_it_belongs(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    aioclient_mock: AiohttpClientMocker,
) -> None:
    home = await household(hass, freezer, tmp_path)
    told = [
        played("Feeling Good", home.ago(1000), number=2),
        played("Sinnerman", home.ago(4000)),
    ]
    answer(aioclient_mock, recent=told)
    await home.use(record_away=True)
    assert [row[0] for row in await home.rows()] == ["Sinnerman", "Feeling Good"]
    on_the_train = played("Baltimore", home.ago(2500), number=3)
    answer(aioclient_mock, recent=[*told, on_the_train])
    await home.wait(1500, step=500)
    assert recent(aioclient_mock)
    assert [row[0] for row in await home.rows()] == ["Sinnerman", "Baltimore", "Feeling Good"]
    assert gaps(hass) == ("0", [])


async def test_once_more_is_known_than_spotify_tells_it_is_asked_for_what_is_new(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    aioclient_mock: AiohttpClientMocker,
) -> None:
    home = await household(hass, freezer, tmp_path)
    first = played("The first", home.ago(20_000), number=99)
    many = [
        played(f"Song {each}", home.ago(700 + each * 300), number=each) for each in range(TAKEN)
    ]
    answer(aioclient_mock, recent=[first])
    await home.use(record_away=True)
    answer(aioclient_mock, recent=many)
    await home.until(lambda: recent(aioclient_mock), within=HOUR)
    answer(aioclient_mock)
    await home.until(lambda: recent(aioclient_mock), within=HOUR)
    moment = dt_util.parse_datetime(first["played_at"])
    assert moment
    assert [int(asked["after"]) for asked in recent(aioclient_mock)] == [
        int(moment.timestamp() * 1000)
    ]
    assert len(await home.rows()) == TAKEN + 1


async def test_what_was_played_while_nobody_wanted_it_is_not_recorded_afterwards(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    aioclient_mock: AiohttpClientMocker,
) -> None:
    home = await household(hass, freezer, tmp_path)
    answer(aioclient_mock, recent=[before := played("Sinnerman", home.ago(1000))])
    entry = await home.use(record_away=True)
    for wanted in (False, True):
        hass.config_entries.async_update_entry(entry, options={"record_away": wanted})
        await hass.config_entries.async_reload(entry.entry_id)
        await home.until(lambda: entry.runtime_data.coordinator.latest, step=1)
        await home.wait(0 if wanted else HOUR, step=1800)
    meanwhile = played("A secret", home.ago(HOUR / 2), number=2)
    answer(aioclient_mock, recent=[meanwhile, before])
    await home.wait(HOUR, step=600)
    assert recent(aioclient_mock)
    assert [row[0] for row in await home.rows()] == ["Sinnerman"]
    afterwards = played("Baltimore", home.ago(HOUR / 2), number=3)
    answer(aioclient_mock, recent=[afterwards, meanwhile, before])
    await home.wait(HOUR, step=600)
    assert [row[0] for row in await home.rows()] == ["Sinnerman", "Baltimore"]


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
    told = played("Sinnerman", home.ago(15), id="01Bz4Mijhe7m7qRvq2Ujpn")
    answer(aioclient_mock, recent=[told])
    await home.use(record_away=True)
    await home.wait(HOUR, step=600)
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
        played("A secret", home.ago(15), number=1),
        played("Skipped", "2026-03-01T19:31:00Z", number=2),
        played("Heard before it", "2026-03-01T19:30:00Z", number=3),
        played("Short", "2026-03-01T19:20:00Z", number=4, seconds=20),
        played("In the quiet", "2026-03-01T18:30:00Z", number=5),
    ]
    answer(aioclient_mock, recent=told)
    await home.use(record_away=True)
    await home.wait(HOUR, step=600)
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
    await home.use(record_away=True)
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
    first = home.ago(700)
    answer(aioclient_mock, recent=[played("Sinnerman", first)])
    await home.use(record_away=True)
    await home.wait(HOUR, step=600)
    many = [
        played(f"Song {each}", home.ago(each * 10 + 605), number=each, seconds=35)
        for each in range(50)
    ]
    answer(aioclient_mock, recent=many)
    await home.until(lambda: gaps(hass)[0] == "1", within=HOUR)
    (gap,) = gaps(hass)[1]
    assert dt_util.parse_datetime(gap["since"]) == dt_util.parse_datetime(first)
    assert dt_util.parse_datetime(gap["until"]) == dt_util.parse_datetime(many[-1]["played_at"])
