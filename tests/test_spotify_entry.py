"""An account of Spotify at work: what is asked, what Spotify says, what is remembered and told."""

from __future__ import annotations

from datetime import timedelta
import json
from typing import TYPE_CHECKING
from unittest.mock import patch

from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import STATE_UNAVAILABLE
from homeassistant.helpers import (
    config_entry_oauth2_flow,
    entity_registry as er,
    issue_registry as ir,
)
from homeassistant.helpers.json import JSONEncoder
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, get_system_health_info

from custom_components.spindle.application_credentials import AUTHORIZE_URL, TOKEN_URL
from custom_components.spindle.const import DOMAIN
from custom_components.spindle.diagnostics import async_get_config_entry_diagnostics
from custom_components.spindle.spotify.errors import TokenRefused
from custom_components.spindle.spotify_options import MONTH
from custom_components.spindle.store import away
from tests.heard import result
from tests.public_services import told
from tests.spotify_home import (
    BEN,
    CLIENT_ID,
    SpotifyHome,
    answer,
    hand_out,
    household,
    played,
    refuse,
)

if TYPE_CHECKING:
    from pathlib import Path

    from freezegun.api import FrozenDateTimeFactory
    from homeassistant.core import HomeAssistant, State
    from pytest_homeassistant_custom_component.test_util.aiohttp import AiohttpClientMocker
    from pytest_homeassistant_custom_component.typing import WebSocketGenerator

HOUR = 3600.0
QUOTA = {"error": {"status": 429, "message": "Too many requests", "reason": "QUOTA_EXCEEDED"}}


@pytest.fixture(autouse=True)
def long_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let time pass in longer steps than the supervisor takes for a sign of life."""
    monkeypatch.setattr("custom_components.spindle.supervisor.LOOK_EVERY", timedelta(days=365))


def shown(hass: HomeAssistant, entry: MockConfigEntry, key: str) -> State:
    """Give the state of an account's entity."""
    entity_id = er.async_get(hass).async_get_entity_id("sensor", DOMAIN, f"{entry.entry_id}_{key}")
    state = hass.states.get(entity_id or "")
    assert state, key
    return state


def asked(spotify: AiohttpClientMocker) -> list[str]:
    """Name what Spotify was asked, in its order."""
    paths = [url.path for _, url, *_ in spotify.mock_calls]
    return [path.removeprefix("/v1") for path in paths if path.startswith("/v1/")]


def issues(hass: HomeAssistant) -> set[str]:
    """Name what a person is told to do about Spotify."""
    found = (one.translation_key or "" for one in ir.async_get(hass).issues.values())
    return {key for key in found if key.startswith("spotify")}


def signing_in(hass: HomeAssistant) -> list[str]:
    """Name the accounts whose persons are asked to sign in again."""
    flows = hass.config_entries.flow.async_progress_by_handler(DOMAIN)
    return [flow["context"]["entry_id"] for flow in flows if flow["context"]["source"] == "reauth"]


async def test_an_account_is_counted_with_few_calls_and_its_plays_are_left_alone(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    aioclient_mock: AiohttpClientMocker,
) -> None:
    home = await household(hass, freezer, tmp_path)
    answer(aioclient_mock)
    entry = await home.use(write=True)
    assert sorted(asked(aioclient_mock)) == ["/me", "/me/playlists", "/me/tracks"]
    assert shown(hass, entry, "spotify_saved_tracks").state == "123"
    assert shown(hass, entry, "spotify_saved_tracks").entity_id == "sensor.ann_spotify_saved_tracks"
    assert shown(hass, entry, "spotify_playlists").state == "1"
    assert shown(hass, entry, "service_state").state == "ok"
    runtime = entry.runtime_data
    assert (runtime.account_id, runtime.may_write) == ("acc-ann", True)
    registry = er.async_get(hass)
    assert not registry.async_get_entity_id("sensor", DOMAIN, "ann_spotify_gaps")

    await home.wait(5 * HOUR, step=HOUR)
    assert len(asked(aioclient_mock)) == 3
    await home.wait(2 * HOUR, step=HOUR)
    assert sorted(asked(aioclient_mock)[3:]) == ["/me/playlists", "/me/tracks"]


async def test_what_spotify_forbids_holds_for_the_app_and_over_restarts(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    aioclient_mock: AiohttpClientMocker,
) -> None:
    home = await household(hass, freezer, tmp_path)
    heard = told(hass)
    refuse(aioclient_mock, "/me/tracks", 429, headers={"Retry-After": "72000"}, json={})
    ann = await home.use()
    assert shown(hass, ann, "service_state").state == "rate_limited"
    until = shown(hass, ann, "service_until").state
    assert [(one["type"], one["service"]) for one in heard] == [("limited", "spotify")]
    assert shown(hass, ann, "spotify_saved_tracks").state == STATE_UNAVAILABLE
    assert asked(aioclient_mock) == ["/me/tracks"]

    answer(aioclient_mock)
    ben = await home.use(BEN)
    assert ben.runtime_data.gate is ann.runtime_data.gate
    assert shown(hass, ben, "service_until").state == until
    for entry in (ann, ben):
        assert await hass.config_entries.async_unload(entry.entry_id)
    await home.settle()
    for entry in (ann, ben):
        assert await hass.config_entries.async_setup(entry.entry_id)
    await home.wait(HOUR, step=1800)
    assert shown(hass, ann, "service_until").state == until
    assert asked(aioclient_mock) == []
    assert len(heard) == 1

    await home.wait(21 * HOUR, step=7 * HOUR)
    await home.until(lambda: shown(hass, ann, "spotify_saved_tracks").state == "123")


async def test_a_token_that_ran_out_is_refreshed_and_a_dead_one_asks_for_a_person(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    aioclient_mock: AiohttpClientMocker,
) -> None:
    home = await household(hass, freezer, tmp_path)
    answer(aioclient_mock)
    ann = await home.use(expires_in=-1)
    assert shown(hass, ann, "spotify_saved_tracks").state == "123"
    assert ann.data["token"]["expires_at"] > home.now

    aioclient_mock.clear_requests()  # type: ignore[no-untyped-call]
    hand_out(aioclient_mock, status=503)
    ben = await home.use(BEN, expires_in=-1)
    assert signing_in(hass) == []
    assert shown(hass, ben, "spotify_saved_tracks").state == STATE_UNAVAILABLE
    aioclient_mock.clear_requests()  # type: ignore[no-untyped-call]
    hand_out(aioclient_mock, status=400, json={"error": "invalid_grant"})
    await home.until(lambda: signing_in(hass) == ["ben"], within=60)
    calls = aioclient_mock.call_count
    await home.wait(3 * HOUR, step=HOUR)
    assert aioclient_mock.call_count == calls


async def test_a_consent_that_was_taken_back_asks_for_a_person_and_the_other_account_goes_on(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    aioclient_mock: AiohttpClientMocker,
) -> None:
    home = await household(hass, freezer, tmp_path)
    refuse(aioclient_mock, "/me/tracks", 401, json={"error": {"status": 401, "message": "no"}})
    await home.use()
    assert signing_in(hass) == ["ann"]
    answer(aioclient_mock, BEN)
    ben = await home.use(BEN)
    assert shown(hass, ben, "spotify_saved_tracks").state == "123"


async def test_a_refusal_that_somebody_else_meets_asks_for_a_person_soon(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    aioclient_mock: AiohttpClientMocker,
) -> None:
    home = await household(hass, freezer, tmp_path)
    answer(aioclient_mock)
    ann = await home.use()
    refuse(aioclient_mock, "/me/tracks", 401, json={"error": {"status": 401, "message": "no"}})
    with pytest.raises(TokenRefused):
        await anext(ann.runtime_data.client.saved_tracks())
    assert signing_in(hass) == []
    await home.until(lambda: signing_in(hass) == ["ann"], within=120)


async def test_without_its_credentials_an_account_is_not_set_up_and_says_so(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path
) -> None:
    home = SpotifyHome.make(hass, freezer, tmp_path)
    await home.set_up()
    entry = await home.use()
    assert entry.state is ConfigEntryState.SETUP_ERROR
    assert entry.error_reason_translation_key == "spotify_no_credentials"
    assert signing_in(hass) == ["ann"]


async def test_a_person_is_warned_a_month_before_nobody_is_signed_in(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    aioclient_mock: AiohttpClientMocker,
) -> None:
    home = await household(hass, freezer, tmp_path)
    answer(aioclient_mock)
    entry = await home.use(authorised_at=home.now - 5 * MONTH + HOUR)
    assert issues(hass) == set()
    await home.wait(8 * HOUR, step=4 * HOUR)
    assert issues(hass) == {"spotify_expires"}
    assert await hass.config_entries.async_remove(entry.entry_id)
    assert issues(hass) == set()


async def test_what_only_a_person_can_mend_is_told_and_tried_again_every_hour(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    aioclient_mock: AiohttpClientMocker,
) -> None:
    home = await household(hass, freezer, tmp_path)
    refuse(aioclient_mock, "/me/tracks", 403, text="Active premium subscription required")
    await home.use()
    assert issues(hass) == {"spotify_not_premium"}
    await home.wait(0.9 * HOUR, step=900)
    assert len(asked(aioclient_mock)) == 1
    answer(aioclient_mock)
    await home.wait(0.4 * HOUR, step=900)
    assert issues(hass) == set()


async def test_nothing_tells_whose_account_it_is(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    aioclient_mock: AiohttpClientMocker,
    hass_ws_client: WebSocketGenerator,
) -> None:
    home = await household(hass, freezer, tmp_path, record_away=True)
    answer(aioclient_mock)
    MockConfigEntry(domain="spotify", data={"auth_implementation": "core"}).add_to_hass(hass)
    core = config_entry_oauth2_flow.LocalOAuth2Implementation(
        hass, "core", CLIENT_ID, "secret", AUTHORIZE_URL, TOKEN_URL
    )
    neighbour = "custom_components.spindle.spotify_neighbour.async_get_implementations"
    with patch(neighbour, return_value={"core": core}):
        entry = await home.use(record_away=True)
    await home.wait(20)  # It goes half as fast beside core.
    diagnosed = await async_get_config_entry_diagnostics(hass, entry)
    text = json.dumps(diagnosed, cls=JSONEncoder)
    for secret in ("ann", "Ann", "access", "refresh", CLIENT_ID):
        assert f'"{secret}"' not in text, secret
    assert diagnosed["entry"]["options"] == {"record_away": True}
    assert diagnosed["account"]["library"]["saved_tracks"] == 123

    assert await async_setup_component(hass, "system_health", {})
    info = await get_system_health_info(hass, DOMAIN)
    assert info["spotify"] == "ok"
    client = await hass_ws_client()
    (service,) = (await result(client, "services"))["services"]
    assert (service["service"], service["name"], service["state"]) == ("spotify", "Spotify", "ok")
    assert service["spent"]["home_assistant"] == 3168
    assert service["budgets"]["home_assistant"] is None
    assert service["budgets"]["saved"] == 200


async def test_an_account_that_is_removed_leaves_its_plays_and_nothing_else(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    aioclient_mock: AiohttpClientMocker,
) -> None:
    home = await household(hass, freezer, tmp_path)
    answer(aioclient_mock, recent=[played("Sinnerman", "2026-03-01T19:30:00Z")])
    entry = await home.use(record_away=True)
    assert (await home.house.read(away.load, "spotify:acc-ann")).taken
    assert await hass.config_entries.async_remove(entry.entry_id)
    await home.settle()
    assert await home.house.read(away.load, "spotify:acc-ann") == away.AwayState()
    assert await home.rows("title, source") == [("Sinnerman", "spotify")]
    registry = er.async_get(hass)
    assert [one for one in registry.entities.values() if one.config_entry_id == "ann"] == []
