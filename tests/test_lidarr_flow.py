"""The dialogs of Lidarr: every way in, everything that may be there instead, and back out."""

from __future__ import annotations

from http import HTTPStatus
import re
import ssl
import time
from typing import TYPE_CHECKING, Any
from unittest.mock import AsyncMock, MagicMock, patch

import aiohttp
from homeassistant.config_entries import (
    SOURCE_IGNORE,
    SOURCE_RECONFIGURE,
    SOURCE_USER,
    ConfigEntryDisabler,
    ConfigFlowResult,
)
from homeassistant.data_entry_flow import FlowResultType
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.spindle.compat import async_reload_with_options
from custom_components.spindle.const import CONF_KIND, DOMAIN, KIND_HISTORY, KIND_LIDARR
from custom_components.spindle.flows.lidarr_connection import addresses
from tests.simulators.lidarr.machine import Machine
from tests.simulators.lidarr.over_http import serving
from tests.simulators.lidarr.server import Server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from homeassistant.core import HomeAssistant
    from pytest_homeassistant_custom_component.test_util.aiohttp import AiohttpClientMocker

URL = "http://music.lan:8686"
KEY = "0123456789abcdef0123456789abcdef"
SAID = {"url": URL, "api_key": KEY, "verify_ssl": True}
STATUS = {"appName": "Lidarr", "instanceName": "Attic", "version": "2.14.5.4836"}
FOLDERS = [
    {"id": 1, "path": "/gone", "accessible": False},
    {"id": 2, "path": "/music", "accessible": True, "freeSpace": 1_234_567_890_123},
]
LIBRARY = {"root_folder": "/music", "quality_profile": "3", "metadata_profile": "7"}
BEGINNING = {"policy": "automatic", "queue_cap": 20.0, "wake_minutes": 5.0}
OPTIONS = {
    "root_folder": "/music",
    "quality_profile": 3,
    "metadata_profile": 7,
    "policy": "automatic",
    "queue_cap": 20,
    "wake_minutes": 5,
}


@pytest.fixture
def set_up() -> Iterator[AsyncMock]:
    """Keep entries from really being set up, but for their reloading with their options."""

    async def set_up_entry(_hass: HomeAssistant, entry: MockConfigEntry) -> bool:
        async_reload_with_options(entry)
        return True

    with (
        patch("custom_components.spindle.async_setup_entry", side_effect=set_up_entry) as mock,
        patch("custom_components.spindle.async_unload_entry", return_value=True),
    ):
        yield mock


@pytest.fixture(autouse=True)
def history(hass: HomeAssistant, set_up: AsyncMock) -> MockConfigEntry:  # noqa: ARG001 (comes first)
    """A history is set up already."""
    entry = MockConfigEntry(domain=DOMAIN, unique_id=KIND_HISTORY, data={CONF_KIND: KIND_HISTORY})
    entry.add_to_hass(hass)
    return entry


def answer(mocker: AiohttpClientMocker, base: str = URL, **status: Any) -> None:
    """Let a Lidarr answer there from now on; ``status`` is what it says when asked who it is."""
    mocker.clear_requests()  # type: ignore[no-untyped-call]
    for path, said in {
        "system/status": status or {"json": STATUS},
        "rootfolder": {"json": FOLDERS},
        "qualityprofile": {"json": [{"id": 1, "name": "Any"}, {"id": 3, "name": "Lossless"}]},
        "metadataprofile": {"json": [{"id": 7, "name": "Standard"}]},
    }.items():
        say(mocker, base, path, **said)


def say(mocker: AiohttpClientMocker, base: str, path: str, **said: Any) -> None:
    """Let whatever is there answer to a path; the port counts, as for the mocker it does not."""
    address = re.compile(re.escape(f"{base}/api/v1/{path}"))
    mocker.get(address, **said)  # type: ignore[no-untyped-call]


def known_entry(hass: HomeAssistant, url: str = URL, **more: Any) -> MockConfigEntry:
    """An entry of Home Assistant's own integration."""
    entry = MockConfigEntry(
        domain="lidarr",
        title="Lidarr",
        data={"url": url, "api_key": KEY, "verify_ssl": False},
        **more,
    )
    entry.add_to_hass(hass)
    return entry


def our_entry(hass: HomeAssistant) -> MockConfigEntry:
    """Our own entry, as the dialog makes it."""
    entry = MockConfigEntry(
        domain=DOMAIN,
        unique_id=KIND_LIDARR,
        title="Attic",
        data={CONF_KIND: KIND_LIDARR, **SAID},
        options=OPTIONS,
    )
    entry.add_to_hass(hass)
    return entry


async def begin(hass: HomeAssistant) -> ConfigFlowResult:
    """Choose Lidarr from the menu of what can be added."""
    menu = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    assert menu["type"] is FlowResultType.MENU
    return await go_on(hass, menu, {"next_step_id": "lidarr"})


async def go_on(
    hass: HomeAssistant, result: ConfigFlowResult, user_input: dict[str, Any]
) -> ConfigFlowResult:
    return await hass.config_entries.flow.async_configure(result["flow_id"], user_input)


def suggested(result: ConfigFlowResult) -> dict[str, Any]:
    """What the form shows before anything is typed."""
    schema = result["data_schema"]
    assert schema is not None
    return {
        str(field): field.description["suggested_value"]
        for field in schema.schema
        if field.description and "suggested_value" in field.description
    }


async def test_an_address_leads_to_an_entry(
    hass: HomeAssistant, aioclient_mock: AiohttpClientMocker, caplog: pytest.LogCaptureFixture
) -> None:
    answer(aioclient_mock)
    result = await begin(hass)
    assert (result["type"], result["step_id"]) == (FlowResultType.FORM, "lidarr_address")
    result = await go_on(hass, result, {**SAID, "url": f" {URL}/ ", "api_key": f"{KEY} "})
    assert (result["type"], result["step_id"]) == (FlowResultType.FORM, "lidarr_library")
    assert suggested(result) == {
        "root_folder": "/music",
        "quality_profile": "1",
        "metadata_profile": "7",
    }
    result = await go_on(hass, result, LIBRARY)
    assert (result["type"], result["step_id"]) == (FlowResultType.FORM, "lidarr_asking")
    assert suggested(result) == {"policy": "suggest", "queue_cap": 50, "wake_minutes": 3}
    result = await go_on(hass, result, BEGINNING)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["title"] == "Attic"
    assert result["data"] == {CONF_KIND: KIND_LIDARR, **SAID}
    assert result["options"] == OPTIONS
    assert result["result"].unique_id == KIND_LIDARR
    assert KEY not in caplog.text
    assert all(KEY not in str(url) for _, url, *_ in aioclient_mock.mock_calls)
    menu = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    assert menu["type"] is FlowResultType.MENU
    assert KIND_LIDARR not in menu["menu_options"]


PAGE = "<!doctype html><title>Log in</title>"


@pytest.mark.parametrize(
    ("status", "field", "key"),
    [
        ({"status": HTTPStatus.UNAUTHORIZED}, "api_key", "invalid_key"),
        (
            {
                "status": HTTPStatus.FOUND,
                "headers": {"Location": "https://login.lan/?to=music"},
            },
            "url",
            "not_lidarr",
        ),
        ({"text": PAGE}, "url", "not_lidarr"),
        ({"status": HTTPStatus.NOT_FOUND, "text": PAGE}, "url", "not_lidarr"),
        ({"json": {"appName": "Radarr", "version": "5.1"}}, "url", "not_lidarr"),
        ({"status": HTTPStatus.SERVICE_UNAVAILABLE}, "url", "cannot_connect"),
        ({"exc": TimeoutError()}, "url", "cannot_connect"),
        (
            {"exc": aiohttp.ClientConnectorError(MagicMock(), OSError("no"))},
            "url",
            "cannot_connect",
        ),
        (
            {
                "exc": aiohttp.ClientConnectorCertificateError(
                    MagicMock(), ssl.SSLCertVerificationError("self-signed")
                )
            },
            "verify_ssl",
            "certificate",
        ),
    ],
    ids=["key", "login", "page", "no_such_page", "radarr", "down", "silent", "nobody", "tls"],
)
async def test_what_is_there_instead_is_said_and_put_right(
    hass: HomeAssistant,
    aioclient_mock: AiohttpClientMocker,
    status: dict[str, Any],
    field: str,
    key: str,
) -> None:
    answer(aioclient_mock, **status)
    result = await go_on(hass, await begin(hass), SAID)
    assert (result["type"], result["step_id"]) == (FlowResultType.FORM, "lidarr_address")
    assert result["errors"] == {field: key}
    assert suggested(result) == SAID
    answer(aioclient_mock)
    result = await go_on(hass, result, SAID)
    assert result["step_id"] == "lidarr_library"


@pytest.mark.parametrize(
    ("said", "base", "url"),
    [
        (URL, "/lidarr", f"{URL}/lidarr"),
        (f"{URL}/music", "/lidarr/music", f"{URL}/lidarr"),
    ],
    ids=["without", "another"],
)
async def test_a_url_base_is_completed(
    hass: HomeAssistant, aioclient_mock: AiohttpClientMocker, said: str, base: str, url: str
) -> None:
    path = f"{base}/api/v1/system/status"
    answer(
        aioclient_mock,
        said,
        status=HTTPStatus.TEMPORARY_REDIRECT,
        headers={"Location": path},
    )
    result = await go_on(hass, await begin(hass), {**SAID, "url": said})
    assert result["errors"] == {"url": "wrong_url_base"}
    told = result["description_placeholders"]
    assert told is not None
    assert told["detail"] == "/lidarr"
    assert suggested(result)["url"] == url
    answer(aioclient_mock, url)
    result = await go_on(hass, result, suggested(result))
    assert result["step_id"] == "lidarr_library"


async def test_a_lidarr_without_a_root_folder_says_so(
    hass: HomeAssistant, aioclient_mock: AiohttpClientMocker
) -> None:
    begun = await begin(hass)
    say(aioclient_mock, URL, "rootfolder", json=[])
    for path, said in {
        "system/status": STATUS,
        "qualityprofile": [],
        "metadataprofile": [],
    }.items():
        say(aioclient_mock, URL, path, json=said)
    result = await go_on(hass, begun, SAID)
    assert result["errors"] == {"url": "no_root_folder"}


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("http://music.lan:8686", ["http://music.lan:8686"]),
        (
            "https://music.lan/lidarr/",
            ["https://music.lan/lidarr", "https://music.lan:8686/lidarr"],
        ),
        ("music.lan", ["http://music.lan", "http://music.lan:8686"]),
        (" 192.168.1.5:8686/?x=1#y ", ["http://192.168.1.5:8686"]),
        ("http://[fd00::5]:8686", ["http://[fd00::5]:8686"]),
        ("ftp://music.lan", []),
        ("http://", []),
        ("", []),
        ("http://music lan:port", []),
    ],
    ids=["whole", "proxy", "name", "numbers", "ipv6", "ftp", "nothing", "empty", "nonsense"],
)
def test_addresses_as_people_say_them(said: str, found: list[str]) -> None:
    assert addresses(said) == tuple(found)


async def test_what_is_no_address_is_refused(hass: HomeAssistant) -> None:
    result = await go_on(hass, await begin(hass), {**SAID, "url": "ftp://music.lan"})
    assert result["errors"] == {"url": "invalid_address"}


async def test_without_a_port_lidarrs_own_is_tried(
    hass: HomeAssistant, aioclient_mock: AiohttpClientMocker
) -> None:
    answer(aioclient_mock)
    say(aioclient_mock, "http://music.lan", "system/status", text=PAGE)
    result = await go_on(hass, await begin(hass), {**SAID, "url": "music.lan"})
    result = await go_on(hass, await go_on(hass, result, LIBRARY), BEGINNING)
    assert result["data"]["url"] == URL


async def test_a_key_that_is_refused_tells_more_than_another_program(
    hass: HomeAssistant, aioclient_mock: AiohttpClientMocker
) -> None:
    answer(aioclient_mock, status=HTTPStatus.UNAUTHORIZED)
    say(aioclient_mock, "http://music.lan", "system/status", text=PAGE)
    result = await go_on(hass, await begin(hass), {**SAID, "url": "music.lan"})
    assert result["errors"] == {"api_key": "invalid_key"}
    assert suggested(result)["url"] == URL


@pytest.mark.parametrize("key", ["clé", "a\nb", ""], ids=["foreign", "lines", "empty"])
async def test_what_cannot_be_a_key_is_not_sent(
    hass: HomeAssistant, aioclient_mock: AiohttpClientMocker, key: str
) -> None:
    result = await go_on(hass, await begin(hass), {**SAID, "api_key": key})
    assert result["errors"] == {"api_key": "invalid_key"}
    assert aioclient_mock.mock_calls == []


@pytest.mark.usefixtures("socket_enabled")
async def test_over_real_sockets(hass: HomeAssistant) -> None:
    """A login page, a URL base and a wrong key, one after the other, as a proxy would have it."""
    server = Server(Machine(time.time))
    server.login, server.machine.url_base = True, "/lidarr"
    async with serving(server) as address:
        said = {**SAID, "url": address, "api_key": "wrong"}
        result = await go_on(hass, await begin(hass), said)
        assert result["errors"] == {"url": "not_lidarr"}
        server.login = False
        result = await go_on(hass, result, said)
        assert result["errors"] == {"url": "wrong_url_base"}
        result = await go_on(hass, result, suggested(result))
        assert result["errors"] == {"api_key": "invalid_key"}
        result = await go_on(hass, result, {**suggested(result), "api_key": server.key})
        assert result["step_id"] == "lidarr_library"
        result = await go_on(hass, result, suggested(result))
        result = await go_on(hass, result, BEGINNING)
    assert result["data"]["url"] == f"{address}/lidarr"
    assert result["options"]["root_folder"] == "/music/", "as Lidarr writes it"
    assert server.strays == []


# What Home Assistant knows.


async def take_over(hass: HomeAssistant) -> ConfigFlowResult:
    result = await begin(hass)
    assert (result["type"], result["step_id"]) == (FlowResultType.MENU, "lidarr")
    assert result["menu_options"] == ["lidarr_known", "lidarr_address"]
    return await go_on(hass, result, {"next_step_id": "lidarr_known"})


async def test_what_home_assistant_knows_is_taken_over(
    hass: HomeAssistant, aioclient_mock: AiohttpClientMocker
) -> None:
    known_entry(hass)
    answer(aioclient_mock)
    result = await take_over(hass)
    result = await go_on(hass, await go_on(hass, result, LIBRARY), BEGINNING)
    assert result["data"] == {CONF_KIND: KIND_LIDARR, **SAID, "verify_ssl": False}


async def test_an_address_without_a_port_means_lidarrs_own_to_home_assistant(
    hass: HomeAssistant, aioclient_mock: AiohttpClientMocker
) -> None:
    known_entry(hass, "http://music.lan")
    answer(aioclient_mock)
    refused = aiohttp.ClientConnectorError(MagicMock(), OSError("refused"))
    say(aioclient_mock, "http://music.lan", "system/status", exc=refused)
    result = await take_over(hass)
    result = await go_on(hass, await go_on(hass, result, LIBRARY), BEGINNING)
    assert result["data"]["url"] == URL


async def test_of_several_one_is_chosen(
    hass: HomeAssistant, aioclient_mock: AiohttpClientMocker
) -> None:
    known_entry(hass, "http://other.lan:8686")
    second = known_entry(hass)
    answer(aioclient_mock)
    result = await take_over(hass)
    assert (result["type"], result["step_id"]) == (FlowResultType.FORM, "lidarr_known")
    result = await go_on(hass, result, {"known": second.entry_id})
    result = await go_on(hass, await go_on(hass, result, LIBRARY), BEGINNING)
    assert result["data"]["url"] == URL


async def test_what_home_assistant_knows_may_be_wrong_and_can_be_put_right(
    hass: HomeAssistant, aioclient_mock: AiohttpClientMocker
) -> None:
    known_entry(hass)
    answer(aioclient_mock, status=HTTPStatus.UNAUTHORIZED)
    result = await take_over(hass)
    assert (result["type"], result["step_id"]) == (FlowResultType.FORM, "lidarr_address")
    assert result["errors"] == {"api_key": "invalid_key"}
    assert suggested(result) == {**SAID, "verify_ssl": False}
    answer(aioclient_mock)
    result = await go_on(hass, result, suggested(result))
    assert result["step_id"] == "lidarr_library"


async def test_what_home_assistant_has_just_forgotten_is_typed(hass: HomeAssistant) -> None:
    entry = known_entry(hass)
    menu = await begin(hass)
    hass.config_entries.async_update_entry(entry, data={})
    result = await go_on(hass, menu, {"next_step_id": "lidarr_known"})
    assert (result["type"], result["step_id"]) == (FlowResultType.FORM, "lidarr_address")


@pytest.mark.parametrize(
    "hidden",
    [{"source": SOURCE_IGNORE}, {"disabled_by": ConfigEntryDisabler.USER}],
    ids=["ignored", "disabled"],
)
async def test_what_a_person_has_put_away_is_not_offered(
    hass: HomeAssistant, hidden: dict[str, Any]
) -> None:
    known_entry(hass, **hidden)
    result = await begin(hass)
    assert (result["type"], result["step_id"]) == (FlowResultType.FORM, "lidarr_address")


# When something has changed.


async def test_another_key_is_asked_for_and_tested(
    hass: HomeAssistant, aioclient_mock: AiohttpClientMocker, set_up: AsyncMock
) -> None:
    entry = our_entry(hass)
    await hass.config_entries.async_setup(entry.entry_id)
    calls = len(set_up.mock_calls)
    result = await entry.start_reauth_flow(hass)
    assert (result["type"], result["step_id"]) == (FlowResultType.FORM, "lidarr_reauth")
    answer(aioclient_mock, status=HTTPStatus.UNAUTHORIZED)
    result = await go_on(hass, result, {"api_key": "wrong"})
    assert result["errors"] == {"api_key": "invalid_key"}
    answer(aioclient_mock)
    result = await go_on(hass, result, {"api_key": "f" * 32})
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "reauth_successful")
    await hass.async_block_till_done()
    assert entry.data == {CONF_KIND: KIND_LIDARR, **SAID, "api_key": "f" * 32}
    assert entry.options == OPTIONS
    assert len(set_up.mock_calls) == calls + 1


async def test_lidarr_may_move(
    hass: HomeAssistant, aioclient_mock: AiohttpClientMocker, set_up: AsyncMock
) -> None:
    entry = our_entry(hass)
    await hass.config_entries.async_setup(entry.entry_id)
    calls = len(set_up.mock_calls)
    result = await entry.start_reconfigure_flow(hass)
    assert (result["type"], result["step_id"]) == (FlowResultType.FORM, "lidarr_reconfigure")
    assert suggested(result) == SAID
    answer(aioclient_mock, text=PAGE)
    result = await go_on(hass, result, SAID)
    assert result["errors"] == {"url": "not_lidarr"}
    moved = {**SAID, "url": "https://nas.lan:8687", "verify_ssl": False}
    answer(aioclient_mock, "https://nas.lan:8687")
    result = await go_on(hass, result, moved)
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "reconfigure_successful")
    await hass.async_block_till_done()
    assert entry.data == {CONF_KIND: KIND_LIDARR, **moved}
    assert entry.options == OPTIONS
    assert len(set_up.mock_calls) == calls + 1


async def test_another_lidarr_may_lack_what_was_chosen(
    hass: HomeAssistant, aioclient_mock: AiohttpClientMocker
) -> None:
    entry = our_entry(hass)
    hass.config_entries.async_update_entry(entry, options={**OPTIONS, "quality_profile": 99})
    answer(aioclient_mock)
    result = await go_on(hass, await entry.start_reconfigure_flow(hass), SAID)
    assert (result["type"], result["step_id"]) == (FlowResultType.FORM, "lidarr_library")
    assert suggested(result) == {**LIBRARY, "quality_profile": "1"}
    result = await go_on(hass, result, LIBRARY)
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "reconfigure_successful")
    assert entry.options == OPTIONS


async def test_the_history_says_where_it_is_changed(
    hass: HomeAssistant, history: MockConfigEntry
) -> None:
    result = await hass.config_entries.flow.async_init(
        DOMAIN, context={"source": SOURCE_RECONFIGURE, "entry_id": history.entry_id}
    )
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "reconfigure_by_options")


# The options.


async def page(hass: HomeAssistant, entry: MockConfigEntry, name: str) -> ConfigFlowResult:
    menu = await hass.config_entries.options.async_init(entry.entry_id)
    assert (menu["type"], menu["step_id"]) == (FlowResultType.MENU, "lidarr")
    return await hass.config_entries.options.async_configure(
        menu["flow_id"], {"next_step_id": name}
    )


async def save(
    hass: HomeAssistant, result: ConfigFlowResult, user_input: dict[str, Any]
) -> ConfigFlowResult:
    return await hass.config_entries.options.async_configure(result["flow_id"], user_input)


async def test_the_pace_is_saved_as_whole_numbers_and_reloads(
    hass: HomeAssistant, set_up: AsyncMock
) -> None:
    entry = our_entry(hass)
    await hass.config_entries.async_setup(entry.entry_id)
    calls = len(set_up.mock_calls)
    result = await page(hass, entry, "lidarr_pace")
    assert suggested(result) == {"queue_cap": 20, "wake_minutes": 5, "adds_per_wake": 5}
    changed = {"queue_cap": 30.0, "wake_minutes": 10.0, "adds_per_wake": 2.0}
    result = await save(hass, result, changed)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    await hass.async_block_till_done()
    assert entry.options == {**OPTIONS, **changed}
    assert all(isinstance(entry.options[name], int) for name in changed)
    assert len(set_up.mock_calls) == calls + 1


async def test_who_decides_is_chosen_by_one_click(hass: HomeAssistant) -> None:
    entry = our_entry(hass)
    result = await page(hass, entry, "lidarr_asking")
    assert suggested(result) == {"policy": "automatic", "most_open": 25}
    await save(hass, result, {"policy": "everything", "most_open": 10.0})
    assert entry.options == {**OPTIONS, "policy": "everything", "most_open": 10}


async def test_the_rules_are_chosen_and_hold_what_has_left(hass: HomeAssistant) -> None:
    entry = our_entry(hass)
    hass.config_entries.async_update_entry(entry, options={**OPTIONS, "rooms": ["RINCON_GONE"]})
    result = await page(hass, entry, "lidarr_rules")
    shown = suggested(result)
    assert shown == {
        "tracks": 3,
        "days": 2,
        "within_days": 90,
        "plays": 0,
        "minutes": 0,
        "album_types": ["album", "ep"],
        "services": [],
        "rooms": ["RINCON_GONE"],
    }
    result = await save(hass, result, {**shown, "album_types": []})
    assert result["errors"] == {"album_types": "nothing_would_count"}
    chosen = {**shown, "tracks": 5.0, "album_types": ["live"], "services": ["spotify"]}
    await save(hass, result, chosen)
    assert entry.options == {**OPTIONS, **chosen}
    assert isinstance(entry.options["tracks"], int)


async def test_the_library_is_chosen_anew_from_what_lidarr_has_now(
    hass: HomeAssistant, aioclient_mock: AiohttpClientMocker
) -> None:
    entry = our_entry(hass)
    hass.config_entries.async_update_entry(entry, options={**OPTIONS, "quality_profile": 99})
    answer(aioclient_mock)
    result = await page(hass, entry, "lidarr_library")
    assert suggested(result) == {**LIBRARY, "quality_profile": "1"}, "99 is gone"
    await save(hass, result, LIBRARY)
    assert entry.options == OPTIONS


async def test_the_library_cannot_be_chosen_while_lidarr_is_silent(
    hass: HomeAssistant, aioclient_mock: AiohttpClientMocker
) -> None:
    entry = our_entry(hass)
    answer(aioclient_mock, exc=TimeoutError())
    result = await page(hass, entry, "lidarr_library")
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "cannot_connect")
