"""The dialogs of a Spotify account: every way in, everything Spotify may say instead, and back."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from unittest.mock import AsyncMock, patch

from homeassistant.components.application_credentials import DATA_COMPONENT
from homeassistant.config_entries import SOURCE_USER, ConfigFlowResult
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import config_entry_oauth2_flow
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from yarl import URL

from custom_components.spindle.application_credentials import (
    async_get_description_placeholders,
)
from custom_components.spindle.compat import async_reload_with_options
from custom_components.spindle.const import CONF_KIND, DOMAIN, KIND_HISTORY, KIND_SPOTIFY
from custom_components.spindle.spotify_gates import async_app_gates
from custom_components.spindle.spotify_options import READ_SCOPES, WRITE_SCOPES
from tests.spotify_home import (
    ANN,
    BEN,
    CLIENT_ID,
    CREDENTIAL,
    account,
    answer,
    enter_credentials,
    hand_out,
    refuse,
    token,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from homeassistant.core import HomeAssistant
    from pytest_homeassistant_custom_component.test_util.aiohttp import AiohttpClientMocker
    from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

REDIRECT = "https://example.com/auth/external/callback"
NOTHING_MORE = {"make_playlists": False, "record_away": False}

pytestmark = pytest.mark.usefixtures("current_request_with_host", "history")


@pytest.fixture
def set_up() -> Iterator[AsyncMock]:
    """Keep entries from really being set up."""

    async def set_up_entry(_hass: HomeAssistant, entry: MockConfigEntry) -> bool:
        async_reload_with_options(entry)
        return True

    with (
        patch("custom_components.spindle.async_setup_entry", side_effect=set_up_entry) as mock,
        patch("custom_components.spindle.async_unload_entry", return_value=True),
    ):
        yield mock


@pytest.fixture
async def open_gate(
    hass: HomeAssistant,
    history: None,  # noqa: ARG001 (comes first)
    aioclient_mock: AiohttpClientMocker,  # noqa: ARG001 (comes first)
) -> AsyncIterator[None]:
    """Keep the app's gate open between two dialogs, as an account that is set up does."""
    async with async_app_gates(hass).borrowed(CLIENT_ID):
        yield


@pytest.fixture(name="history")
async def history_fixture(hass: HomeAssistant, set_up: AsyncMock, tmp_path: Path) -> None:
    """A history is set up already."""
    hass.config.config_dir = str(tmp_path)
    data = {CONF_KIND: KIND_HISTORY}
    MockConfigEntry(domain=DOMAIN, unique_id=KIND_HISTORY, data=data).add_to_hass(hass)
    assert await async_setup_component(hass, DOMAIN, {})
    set_up.reset_mock()


async def begin(hass: HomeAssistant) -> ConfigFlowResult:
    """Choose Spotify from the menu of what can be added."""
    menu = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    assert menu["type"] is FlowResultType.MENU
    return await go_on(hass, menu, {"next_step_id": "spotify"})


async def go_on(
    hass: HomeAssistant, result: ConfigFlowResult, user_input: dict[str, Any] | None = None
) -> ConfigFlowResult:
    return await hass.config_entries.flow.async_configure(result["flow_id"], user_input)


async def sign_in(
    hass: HomeAssistant, result: ConfigFlowResult, browser: ClientSessionGenerator, **said: str
) -> ConfigFlowResult:
    """Let Spotify send the person back, who has agreed or ``said`` something else."""
    assert result["type"] is FlowResultType.EXTERNAL_STEP, result
    state = config_entry_oauth2_flow._encode_jwt(
        hass, {"flow_id": result["flow_id"], "redirect_uri": REDIRECT}
    )
    client = await browser()
    back = URL("/auth/external/callback").with_query({"state": state, **(said or {"code": "x"})})
    assert (await client.get(str(back))).status == HTTPStatus.OK
    return await go_on(hass, result)


def asked_for(result: ConfigFlowResult) -> set[str]:
    """Name the rights that the person is asked for."""
    return set(URL(result["url"]).query["scope"].split())


async def test_an_account_is_added_and_nothing_but_reading_is_asked_for(
    hass: HomeAssistant,
    hass_client_no_auth: ClientSessionGenerator,
    aioclient_mock: AiohttpClientMocker,
) -> None:
    await enter_credentials(hass)
    answer(aioclient_mock)
    form = await begin(hass)
    assert (form["type"], form["step_id"]) == (FlowResultType.FORM, "spotify")
    assert form["description_placeholders"]
    assert form["description_placeholders"]["redirect_uri"] == REDIRECT
    result = await go_on(hass, form, NOTHING_MORE)
    assert asked_for(result) == set(READ_SCOPES)
    assert URL(result["url"]).query["redirect_uri"] == REDIRECT
    assert aioclient_mock.call_count == 0

    result = await sign_in(hass, result, hass_client_no_auth)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    entry = result["result"]
    assert (entry.title, entry.unique_id) == ("Ann", "acc-ann")
    assert entry.options == {"record_away": False}
    assert entry.data["kind"] == KIND_SPOTIFY
    assert entry.data["auth_implementation"] == CREDENTIAL
    assert entry.data["token"].items() >= token().items()
    assert entry.data["authorised_at"] == pytest.approx(dt_util.utcnow().timestamp(), abs=60)
    calls = [(method, str(url)) for method, url, *_ in aioclient_mock.mock_calls]
    assert [method for method, _ in calls] == ["POST", "GET"]


async def test_more_is_asked_for_only_where_more_is_wanted(
    hass: HomeAssistant,
    hass_client_no_auth: ClientSessionGenerator,
    aioclient_mock: AiohttpClientMocker,
) -> None:
    await enter_credentials(hass)
    answer(aioclient_mock)
    wanted = {"make_playlists": True, "record_away": True}
    result = await go_on(hass, await begin(hass), wanted)
    assert asked_for(result) == {*READ_SCOPES, *WRITE_SCOPES}
    result = await sign_in(hass, result, hass_client_no_auth)
    assert result["options"] == {"record_away": True}


@pytest.mark.usefixtures("open_gate")
async def test_several_accounts_may_be_added_but_each_once(
    hass: HomeAssistant,
    hass_client_no_auth: ClientSessionGenerator,
    aioclient_mock: AiohttpClientMocker,
    set_up: AsyncMock,
) -> None:
    await enter_credentials(hass)
    ann = account(hass, ANN, now=0)
    answer(aioclient_mock, BEN)
    result = await go_on(hass, await begin(hass), NOTHING_MORE)
    result = await sign_in(hass, result, hass_client_no_auth)
    assert result["title"] == "Ben"

    answer(aioclient_mock, ANN)
    set_up.reset_mock()
    result = await go_on(hass, await begin(hass), NOTHING_MORE)
    result = await sign_in(hass, result, hass_client_no_auth)
    assert (result["type"], result["reason"]) == (
        FlowResultType.ABORT,
        "spotify_already_configured",
    )
    await hass.async_block_till_done()
    assert ann.data["authorised_at"] > 0
    assert set_up.call_count == 1


async def test_without_credentials_they_are_asked_for_first(hass: HomeAssistant) -> None:
    result = await begin(hass)
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "missing_credentials")
    told = await async_get_description_placeholders(hass)
    assert told == {
        "dashboard_url": "https://developer.spotify.com/dashboard",
        "redirect_uri": REDIRECT,
    }


async def test_among_several_apps_a_person_chooses(
    hass: HomeAssistant, aioclient_mock: AiohttpClientMocker
) -> None:
    answer(aioclient_mock)
    await enter_credentials(hass)
    await enter_credentials(hass, client_id="ffff", name="other_app")
    result = await go_on(hass, await begin(hass), NOTHING_MORE)
    assert (result["type"], result["step_id"]) == (FlowResultType.FORM, "pick_implementation")
    result = await go_on(hass, result, {"implementation": "other_app"})
    assert URL(result["url"]).query["client_id"] == "ffff"


REFUSALS: dict[str, tuple[dict[str, Any], str]] = {
    "not premium": (
        {"status": 403, "json": {"error": {"status": 403, "message": "Active premium required"}}},
        "spotify_not_premium",
    ),
    "not among the five": (
        {"status": 403, "text": "User not registered in the Developer Dashboard"},
        "spotify_not_allow_listed",
    ),
    "refused without a reason": ({"status": 403, "text": "no"}, "spotify_not_allow_listed"),
    "token refused": (
        {"status": 401, "json": {"error": {"status": 401, "message": "Invalid access token"}}},
        "spotify_token_refused",
    ),
    "no more today": (
        {
            "status": 429,
            "headers": {"Retry-After": "48925"},
            "json": {"error": {"status": 429, "message": "x", "reason": "QUOTA_EXCEEDED"}},
        },
        "spotify_later",
    ),
    "no Spotify": ({"status": 200, "text": "<html>"}, "spotify_unreachable"),
}


@pytest.mark.parametrize("name", REFUSALS)
async def test_what_spotify_has_against_it_is_told(
    hass: HomeAssistant,
    hass_client_no_auth: ClientSessionGenerator,
    aioclient_mock: AiohttpClientMocker,
    name: str,
) -> None:
    said, reason = REFUSALS[name]
    await enter_credentials(hass)
    answer(aioclient_mock)
    result = await go_on(hass, await begin(hass), NOTHING_MORE)
    refuse(aioclient_mock, "/me", **said)
    with patch("custom_components.spindle.upstream.gate.ATTEMPTS", 1):
        result = await sign_in(hass, result, hass_client_no_auth)
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, reason)
    if reason != "spotify_later":
        return
    # The refusal is remembered: nobody is sent to Spotify as long as it holds.
    calls = aioclient_mock.call_count
    result = await go_on(hass, await begin(hass), NOTHING_MORE)
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, reason)
    assert result["description_placeholders"]
    assert result["description_placeholders"]["until"]
    assert aioclient_mock.call_count == calls


async def test_a_person_may_say_no_and_spotify_may_keep_its_token(
    hass: HomeAssistant,
    hass_client_no_auth: ClientSessionGenerator,
    aioclient_mock: AiohttpClientMocker,
) -> None:
    await enter_credentials(hass)
    answer(aioclient_mock)
    result = await go_on(hass, await begin(hass), NOTHING_MORE)
    result = await sign_in(hass, result, hass_client_no_auth, error="access_denied")
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "user_rejected_authorize")

    result = await go_on(hass, await begin(hass), NOTHING_MORE)
    aioclient_mock.clear_requests()  # type: ignore[no-untyped-call]
    hand_out(aioclient_mock, status=401, json={"error": "invalid_client"})
    result = await sign_in(hass, result, hass_client_no_auth)
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "oauth_unauthorized")


async def test_nobody_is_sent_to_spotify_with_an_address_that_it_refuses(
    hass: HomeAssistant,
) -> None:
    address = "http://homeassistant.local:8123/auth/external/callback"
    await enter_credentials(hass)
    with patch("custom_components.spindle.flows.spotify.redirect_uri", return_value=address):
        result = await go_on(hass, await begin(hass), NOTHING_MORE)
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "spotify_redirect")
    assert result["description_placeholders"] == {"redirect_uri": address}


async def test_what_core_spends_of_the_same_quota_is_said(
    hass: HomeAssistant,
    hass_client_no_auth: ClientSessionGenerator,
    aioclient_mock: AiohttpClientMocker,
) -> None:
    await enter_credentials(hass)
    answer(aioclient_mock)
    MockConfigEntry(domain="spotify", data={"auth_implementation": "core"}).add_to_hass(hass)
    with patch("custom_components.spindle.spotify_neighbour.async_get_implementations") as apps:
        apps.return_value = {}
        result = await go_on(hass, await begin(hass), NOTHING_MORE)
        result = await sign_in(hass, result, hass_client_no_auth)
    assert (result["type"], result["step_id"]) == (FlowResultType.FORM, "spotify_beside")
    assert result["description_placeholders"]
    assert result["description_placeholders"]["calls"] == "3,168"
    result = await go_on(hass, result, {})
    assert result["type"] is FlowResultType.CREATE_ENTRY


@pytest.mark.usefixtures("open_gate")
async def test_signing_in_again_asks_for_the_same_and_for_the_same_account(
    hass: HomeAssistant,
    hass_client_no_auth: ClientSessionGenerator,
    aioclient_mock: AiohttpClientMocker,
) -> None:
    await enter_credentials(hass)
    entry = account(hass, ANN, now=0, write=True, record_away=True)
    answer(aioclient_mock, BEN)
    form = await entry.start_reauth_flow(hass)
    assert (form["type"], form["step_id"]) == (FlowResultType.FORM, "spotify_reauth")
    result = await go_on(hass, form, {})
    assert asked_for(result) == {*READ_SCOPES, *WRITE_SCOPES}
    result = await sign_in(hass, result, hass_client_no_auth)
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "spotify_other_account")
    assert result["description_placeholders"] == {"account": "Ann", "other": "Ben"}
    assert entry.data["authorised_at"] == 0

    answer(aioclient_mock, ANN)
    result = await go_on(hass, await entry.start_reauth_flow(hass), {})
    result = await sign_in(hass, result, hass_client_no_auth)
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "spotify_signed_in")
    assert entry.data["authorised_at"] > 0
    assert entry.options == {"record_away": True}
    await hass.async_block_till_done()


async def test_credentials_that_were_deleted_are_asked_for_or_others_are_taken(
    hass: HomeAssistant, aioclient_mock: AiohttpClientMocker
) -> None:
    answer(aioclient_mock)
    await enter_credentials(hass)
    entry = account(hass, ANN, now=0)
    credentials = hass.data[DATA_COMPONENT]
    for item in credentials.async_items():
        with patch.object(hass.config_entries, "async_entries", return_value=[]):
            await credentials.async_delete_item(item["id"])
    result = await go_on(hass, await entry.start_reauth_flow(hass), {})
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "missing_credentials")

    await enter_credentials(hass, client_id="ffff", name="other_app")
    result = await go_on(hass, await entry.start_reauth_flow(hass), {})
    assert result["type"] is FlowResultType.EXTERNAL_STEP
    assert URL(result["url"]).query["client_id"] == "ffff"


async def test_playlists_are_allowed_later_and_that_asks_for_consent_anew(
    hass: HomeAssistant,
    hass_client_no_auth: ClientSessionGenerator,
    aioclient_mock: AiohttpClientMocker,
) -> None:
    await enter_credentials(hass)
    entry = account(hass, ANN, now=0)
    answer(aioclient_mock)
    form = await entry.start_reconfigure_flow(hass)
    assert (form["type"], form["step_id"]) == (FlowResultType.FORM, "spotify_reconfigure")
    result = await go_on(hass, form, {"make_playlists": True})
    assert asked_for(result) == {*READ_SCOPES, *WRITE_SCOPES}
    aioclient_mock.clear_requests()  # type: ignore[no-untyped-call]
    answer(aioclient_mock)
    hand_out(aioclient_mock, json=token(write=True))
    result = await sign_in(hass, result, hass_client_no_auth)
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "spotify_signed_in")
    assert entry.data["authorised_at"] > 0
    await hass.async_block_till_done()


async def test_what_is_recorded_is_an_option(hass: HomeAssistant, set_up: AsyncMock) -> None:
    entry = account(hass, ANN, now=0)
    assert await hass.config_entries.async_setup(entry.entry_id)
    page = await hass.config_entries.options.async_init(entry.entry_id)
    assert (page["type"], page["step_id"]) == (FlowResultType.FORM, "spotify")
    result = await hass.config_entries.options.async_configure(
        page["flow_id"], {"record_away": True}
    )
    assert result["type"] is FlowResultType.CREATE_ENTRY
    await hass.async_block_till_done()
    assert entry.options == {"record_away": True}
    assert set_up.call_count == 2
