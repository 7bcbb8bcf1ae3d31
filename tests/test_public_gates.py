"""Public services are asked nothing before consent, and everybody sees when they say no."""

from __future__ import annotations

import json
import socket
from typing import TYPE_CHECKING
from unittest.mock import patch

from aiohttp import ClientConnectionError
from homeassistant.const import STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.helpers import entity_registry as er, issue_registry as ir
from homeassistant.helpers.json import JSONEncoder
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import get_system_health_info

from custom_components.spindle.const import DOMAIN
from custom_components.spindle.diagnostics import async_get_config_entry_diagnostics
from tests.household import state, value
from tests.public_services import TRACK, answer, call, enable, let, refuse, say, told
from tests.sonos_household import Home

if TYPE_CHECKING:
    from pathlib import Path

    from freezegun.api import FrozenDateTimeFactory
    from homeassistant.core import HomeAssistant
    import pytest
    from pytest_homeassistant_custom_component.test_util.aiohttp import AiohttpClientMocker

ROOT = "custom_components.spindle.public_gates"
HOUR = 3600.0


def public_entities(hass: HomeAssistant) -> set[str]:
    """Name every entity that tells of a public service."""
    return {
        one.unique_id.partition("_")[2]
        for one in er.async_get(hass).entities.values()
        if one.platform == DOMAIN and "_public_" in one.unique_id
    }


async def test_nobody_is_asked_anything_without_consent(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    aioclient_mock: AiohttpClientMocker,
) -> None:
    home = Home.make(hass, freezer, tmp_path)
    kitchen = home.speaker("Kitchen")
    with (
        patch(f"{ROOT}.async_get_clientsession") as session,
        patch(f"{ROOT}.Gate") as gate,
        patch.object(socket, "getaddrinfo") as look_up,
        patch.object(socket.socket, "connect") as connect,
    ):
        await home.set_up()
        kitchen.play("Sinnerman")
        await home.wait(200)
        kitchen.idle()
        await home.wait(HOUR)
        await home.reload()
        options = hass.config_entries.options
        menu = await options.async_init(home.entry.entry_id)
        await options.async_configure(menu["flow_id"], {"next_step_id": "public_services"})
        await home.wait(60)
    assert len(await home.rows()) == 1
    assert not session.called
    assert not gate.called
    assert not look_up.called
    assert not connect.called
    assert aioclient_mock.call_count == 0
    assert home.runtime.public_gates.gates == {}
    assert public_entities(hass) == set()


async def test_a_service_that_is_let_has_its_entities_and_others_have_none(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path
) -> None:
    home = await let(hass, freezer, tmp_path, "deezer")
    assert public_entities(hass) == {
        "public_deezer_service_state",
        "public_deezer_service_until",
        "public_deezer_service_calls",
        "public_rate_limit",
        "public_completing",
        "public_backlog",
        "public_coverage",
    }
    shown = state(hass, "public_deezer_service_state")
    assert shown.entity_id == "sensor.spindle_deezer_status"
    assert (shown.state, shown.attributes["service"]) == ("ok", "deezer")
    assert value(hass, "public_deezer_service_until") == STATE_UNKNOWN
    assert value(hass, "public_rate_limit") == STATE_UNKNOWN

    hass.config_entries.async_update_entry(home.entry, options={"public_services": []})
    await home.reload()
    assert public_entities(hass) == set()


async def test_a_refusal_is_shown_and_told_with_its_end(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    aioclient_mock: AiohttpClientMocker,
) -> None:
    await hass.config.async_set_time_zone("Europe/Berlin")
    home = await let(hass, freezer, tmp_path, "deezer", "musicbrainz")
    heard = told(hass)
    refuse(aioclient_mock, seconds=int(HOUR))
    assert await call(home) == "overdue"
    shown = state(hass, "public_deezer_service_state")
    assert (shown.state, shown.attributes["why"]) == ("rate_limited", "rate")
    assert shown.attributes["until"] == value(hass, "public_deezer_service_until")
    assert "2026-03-01T21:00" < shown.attributes["until"] < "2026-03-01T22:00"
    assert value(hass, "public_musicbrainz_service_state") == "ok"

    (limited,) = heard
    message = limited.pop("message")
    assert message.startswith("Deezer said no until 22:")
    assert limited == {
        "type": "limited",
        "service": "deezer",
        "name": "Deezer",
        "until": shown.attributes["until"],
        "why": "rate",
        "family": None,
        "done": None,
        "total": None,
    }
    event = state(hass, "public_rate_limit")
    assert event.attributes["event_type"] == "limited"
    assert event.attributes["message"] == message

    calls = aioclient_mock.call_count
    assert await call(home) == "overdue"
    assert aioclient_mock.call_count == calls


async def test_a_service_that_answers_again_is_told_too(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    aioclient_mock: AiohttpClientMocker,
) -> None:
    home = await let(hass, freezer, tmp_path, "deezer")
    heard = told(hass)
    refuse(aioclient_mock, seconds=30)
    await call(home)
    await home.wait(120)
    answer(aioclient_mock)
    assert await call(home) is None
    assert [one["type"] for one in heard] == ["limited", "recovered"]
    assert heard[-1]["until"] is None
    assert state(hass, "public_rate_limit").attributes["event_type"] == "recovered"
    assert value(hass, "public_deezer_service_state") in {"ok", "pacing"}
    assert value(hass, "public_deezer_service_until") == STATE_UNKNOWN


async def test_a_penalty_outlives_a_reload(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    aioclient_mock: AiohttpClientMocker,
) -> None:
    home = await let(hass, freezer, tmp_path, "deezer")
    refuse(aioclient_mock, seconds=int(20 * HOUR))
    await call(home)
    until = value(hass, "public_deezer_service_until")
    heard = told(hass)
    await home.reload()
    await home.wait(1)
    assert value(hass, "public_deezer_service_state") == "rate_limited"
    assert value(hass, "public_deezer_service_until") == until
    calls = aioclient_mock.call_count
    assert await call(home) == "overdue"
    assert aioclient_mock.call_count == calls
    assert heard == []


async def test_an_idle_service_writes_nothing(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path
) -> None:
    home = await let(hass, freezer, tmp_path, "deezer", "musicbrainz", "listenbrainz")
    before = {one.entity_id: one.last_updated for one in hass.states.async_all()}
    await home.wait(HOUR)
    after = {one.entity_id: one.last_updated for one in hass.states.async_all()}
    assert after == before


async def test_before_the_store_can_be_asked_nothing_is_shown_nor_called(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    aioclient_mock: AiohttpClientMocker,
    caplog: pytest.LogCaptureFixture,
) -> None:
    (tmp_path / "spindle.db").mkdir()
    home = Home.make(hass, freezer, tmp_path, public_services=["deezer"])
    await home.set_up()
    assert value(hass, "public_deezer_service_state") == STATE_UNAVAILABLE
    assert await call(home) == "overdue"
    assert aioclient_mock.call_count == 0
    assert "Unexpected error" not in caplog.text


async def test_the_sentence_is_the_households(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    aioclient_mock: AiohttpClientMocker,
) -> None:
    hass.config.language = "de"
    home = await let(hass, freezer, tmp_path, "deezer")
    heard = told(hass)
    refuse(aioclient_mock, seconds=30)
    await call(home)
    assert heard[0]["message"].startswith("Deezer lehnt bis ")


async def test_diagnostics_and_system_health_tell_of_services(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    aioclient_mock: AiohttpClientMocker,
) -> None:
    home = await let(hass, freezer, tmp_path, "deezer", "listenbrainz")
    refuse(aioclient_mock, seconds=int(HOUR))
    await call(home)
    diagnostics = await async_get_config_entry_diagnostics(hass, home.entry)
    told = json.loads(json.dumps(diagnostics["public_services"], cls=JSONEncoder))
    assert told["deezer"]["state"] == "rate_limited"
    assert told["deezer"]["spent"] == {"track": 1}
    assert told["listenbrainz"]["state"] == "ok"
    assert await async_setup_component(hass, "system_health", {})
    await hass.async_block_till_done()
    info = await get_system_health_info(hass, DOMAIN)
    assert info["public_services"] == "deezer: rate_limited, listenbrainz: ok"


async def test_budgets_are_a_figure_for_those_who_want_it(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    aioclient_mock: AiohttpClientMocker,
) -> None:
    home = await let(hass, freezer, tmp_path, "deezer")
    await enable(home, "sensor.spindle_deezer_calls_in_24_hours")
    answer(aioclient_mock)
    await call(home)
    await home.wait(70)
    shown = state(hass, "public_deezer_service_calls")
    assert shown.state == "1"
    assert shown.attributes["spent"] == {"track": 1}
    assert shown.attributes["budgets"] == {"track": None}
    assert shown.attributes["waiting"] == 0


def issues(hass: HomeAssistant) -> set[str]:
    return {issue for domain, issue in ir.async_get(hass).issues if domain == DOMAIN} - {
        "sonos_missing"
    }


async def test_that_it_says_no_is_nothing_to_repair(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    aioclient_mock: AiohttpClientMocker,
) -> None:
    home = await let(hass, freezer, tmp_path, "deezer")
    refuse(aioclient_mock, seconds=int(20 * HOUR))
    await call(home)
    await home.wait(2 * HOUR, step=40)
    assert value(hass, "public_deezer_service_state") == "rate_limited"
    assert issues(hass) == set()


async def test_a_service_that_does_not_accept_us_is_told_to_a_person(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    aioclient_mock: AiohttpClientMocker,
) -> None:
    home = await let(hass, freezer, tmp_path, "deezer")
    say(aioclient_mock, TRACK, status=401, json={})
    for _ in range(3):
        assert await call(home) == "unauthorized"
        await home.wait(2)
    await home.wait(60)
    assert value(hass, "public_deezer_service_state") == "auth_failed"
    assert issues(hass) == set()
    await home.wait(HOUR, step=40)
    assert issues(hass) == {"service_refuses_deezer"}

    answer(aioclient_mock)
    assert await call(home) is None
    await home.wait(70)
    assert issues(hass) == set()


async def test_what_is_not_asked_any_more_leaves_no_issue(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    aioclient_mock: AiohttpClientMocker,
) -> None:
    home = await let(hass, freezer, tmp_path, "deezer")
    say(aioclient_mock, TRACK, exc=ClientConnectionError("no route"))
    for _ in range(4):
        assert await call(home) in {"unreachable", "overdue"}
        await home.wait(20)
    await home.wait(60)
    assert value(hass, "public_deezer_service_state") == "unreachable"
    coordinator = home.runtime.public_gates.coordinators["deezer"]
    coordinator._stands_since -= 24 * HOUR
    await home.wait(70)
    assert issues(hass) == {"service_unreachable_deezer"}
    hass.config_entries.async_update_entry(home.entry, options={"public_services": []})
    await home.reload()
    assert issues(hass) == set()
