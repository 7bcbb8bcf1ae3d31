"""The dialogs: every way in, every page of the options, every error and its recovery."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any
from unittest.mock import AsyncMock, Mock, patch

from homeassistant.config_entries import (
    SOURCE_IGNORE,
    SOURCE_USER,
    SOURCE_ZEROCONF,
    ConfigFlowResult,
)
from homeassistant.data_entry_flow import FlowResultType, InvalidData
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.service_info.zeroconf import ZeroconfServiceInfo
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.spindle.compat import async_reload_with_options
from custom_components.spindle.const import (
    CONF_KIND,
    CONF_PAST,
    DOMAIN,
    KIND_HISTORY,
    SONOS_DOMAIN,
)
from custom_components.spindle.past import PastOffer

if TYPE_CHECKING:
    from freezegun.api import FrozenDateTimeFactory
    from homeassistant.core import HomeAssistant

KITCHEN = "RINCON_KITCHEN01400"
BATH = "RINCON_BATH01400"

SOMETHING = PastOffer(plays=412, first_at=1_700_000_000.0, last_at=1_700_864_000.0)
NOTHING = PastOffer()


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


@pytest.fixture
def sonos(hass: HomeAssistant) -> None:
    """Two speakers that Home Assistant's own integration knows."""
    entry = MockConfigEntry(domain=SONOS_DOMAIN)
    entry.add_to_hass(hass)
    registry = er.async_get(hass)
    for speaker, name in ((KITCHEN, "Kitchen"), (BATH, "bath")):
        registry.async_get_or_create(
            "media_player", SONOS_DOMAIN, speaker, config_entry=entry, original_name=name
        )


def discovered(number: int) -> ZeroconfServiceInfo:
    """What zeroconf tells of one speaker."""
    return ZeroconfServiceInfo(
        ip_address=ip_address(f"192.0.2.{number}"),
        ip_addresses=[ip_address(f"192.0.2.{number}")],
        hostname=f"Sonos-{number}.local.",
        name=f"Sonos-{number}@Room._sonos._tcp.local.",
        port=1443,
        properties={},
        type="_sonos._tcp.local.",
    )


def rehearsal(outcome: PastOffer | Exception) -> Any:
    """Let the rehearsal end at once with an offer or an error."""

    async def rehearse(_hass: HomeAssistant, _options: object) -> PastOffer:
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    return patch("custom_components.spindle.flows.history.rehearse", rehearse)


async def begin(hass: HomeAssistant) -> ConfigFlowResult:
    return await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})


async def go_on(
    hass: HomeAssistant, result: ConfigFlowResult, user_input: dict[str, Any] | None = None
) -> ConfigFlowResult:
    return await hass.config_entries.flow.async_configure(result["flow_id"], user_input)


async def begin_with(hass: HomeAssistant, outcome: PastOffer | Exception) -> ConfigFlowResult:
    """Begin by hand, with such a past; return the page of what there is to choose."""
    with rehearsal(outcome):
        result = await begin(hass)
    assert (result["type"], result["step_id"]) == (FlowResultType.FORM, "history")
    return result


def plays_offered(result: ConfigFlowResult) -> str | None:
    """How many plays of the past a page offers; None where there is no past."""
    schema, told = result["data_schema"], result["description_placeholders"]
    assert schema is not None
    assert told is not None
    return told["plays"] if CONF_PAST in schema.schema else None


def chosen(*services: str, **more: Any) -> dict[str, Any]:
    """What a person hands in who wants these services, and else what the page suggests."""
    return {"elsewhere": {}, "public_services": dict.fromkeys(services, True), **more}


@pytest.mark.usefixtures("sonos")
async def test_user_confirms_and_takes_the_past(hass: HomeAssistant, set_up: AsyncMock) -> None:
    result = await begin_with(hass, SOMETHING)
    told = result["description_placeholders"]
    assert told == {"speakers": "bath, Kitchen", "plays": "412", "days": "10", **HOSTS}
    schema = result["data_schema"]
    assert schema is not None
    assert schema(chosen()) == {CONF_PAST: True, "elsewhere": {}, "public_services": NOBODY}

    result = await go_on(hass, result, chosen())
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["data"] == {CONF_KIND: KIND_HISTORY, CONF_PAST: True}
    assert result["options"] == {"public_services": []}
    assert result["description"] == "history"
    assert result["description_placeholders"] == {"panel_url": "/listening"}
    assert result["result"].unique_id == KIND_HISTORY
    await hass.async_block_till_done()
    assert len(set_up.mock_calls) == 1


@pytest.mark.usefixtures("sonos", "set_up")
async def test_user_declines_the_past(hass: HomeAssistant) -> None:
    result = await begin_with(hass, SOMETHING)
    result = await go_on(hass, result, chosen(past=False))
    assert result["data"] == {CONF_KIND: KIND_HISTORY, CONF_PAST: False}


@pytest.mark.usefixtures("sonos", "set_up")
async def test_a_past_too_long_to_count_says_so(hass: HomeAssistant) -> None:
    result = await begin_with(hass, replace(SOMETHING, complete=False))
    told = result["description_placeholders"]
    assert told
    assert told["plays"] == "412+"


@pytest.mark.usefixtures("sonos", "set_up")
@pytest.mark.parametrize("outcome", [NOTHING, HomeAssistantError("no")])
async def test_a_past_that_is_empty_or_unreadable_is_not_offered(
    hass: HomeAssistant, outcome: PastOffer | Exception
) -> None:
    result = await begin_with(hass, outcome)
    assert result["data_schema"] is not None
    assert CONF_PAST not in result["data_schema"].schema
    result = await go_on(hass, result, chosen())
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["data"][CONF_PAST] is False


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take every rehearsal for a long one."""
    monkeypatch.setattr("custom_components.spindle.flows.history.AT_ONCE", 0.0)


@pytest.mark.usefixtures("sonos", "set_up", "slow")
@pytest.mark.parametrize("outcome", [SOMETHING, NOTHING, HomeAssistantError("no")])
async def test_a_long_rehearsal_shows_progress(
    hass: HomeAssistant, outcome: PastOffer | Exception
) -> None:
    ended = asyncio.Event()

    async def rehearse(_hass: HomeAssistant, _options: object) -> PastOffer:
        await ended.wait()
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    with patch("custom_components.spindle.flows.history.rehearse", rehearse):
        result = await begin(hass)
        assert result["type"] is FlowResultType.SHOW_PROGRESS
        assert (result["step_id"], result["progress_action"]) == ("past", "rehearse")
        assert (await go_on(hass, result))["type"] is FlowResultType.SHOW_PROGRESS
        ended.set()
        await hass.async_block_till_done()
        result = await go_on(hass, result)
    assert (result["type"], result["step_id"]) == (FlowResultType.FORM, "history")


@pytest.mark.usefixtures("sonos", "set_up", "slow")
async def test_closing_the_dialog_stops_the_rehearsal(hass: HomeAssistant) -> None:
    stopped = asyncio.Event()

    async def rehearse(_hass: HomeAssistant, _options: object) -> PastOffer:
        try:
            await asyncio.Event().wait()
        finally:
            stopped.set()
        raise AssertionError

    with patch("custom_components.spindle.flows.history.rehearse", rehearse):
        result = await begin(hass)
        hass.config_entries.flow.async_abort(result["flow_id"])
        await hass.async_block_till_done()
    assert stopped.is_set()


@pytest.mark.usefixtures("set_up")
async def test_without_sonos_it_says_so_and_can_be_set_up(hass: HomeAssistant) -> None:
    result = await begin(hass)
    assert (result["type"], result["step_id"]) == (FlowResultType.FORM, "sonos_missing")
    placeholders = result["description_placeholders"]
    assert placeholders is not None
    assert placeholders["sonos_url"].endswith("domain=sonos")
    with rehearsal(NOTHING):
        result = await go_on(hass, result, {})
    assert (result["type"], result["step_id"]) == (FlowResultType.FORM, "history")
    result = await go_on(hass, result, chosen())
    assert result["type"] is FlowResultType.CREATE_ENTRY


@pytest.mark.usefixtures("set_up")
async def test_a_card_without_sonos_says_so_and_can_be_set_up(hass: HomeAssistant) -> None:
    result = await hass.config_entries.flow.async_init(
        DOMAIN, context={"source": SOURCE_ZEROCONF}, data=discovered(1)
    )
    assert (result["type"], result["step_id"]) == (FlowResultType.FORM, "sonos_missing")
    with rehearsal(NOTHING):
        result = await go_on(hass, result, {})
    assert (result["type"], result["step_id"]) == (FlowResultType.FORM, "history")


@pytest.mark.usefixtures("sonos", "set_up")
async def test_many_speakers_make_one_card(hass: HomeAssistant) -> None:
    with rehearsal(SOMETHING):
        first = await hass.config_entries.flow.async_init(
            DOMAIN, context={"source": SOURCE_ZEROCONF}, data=discovered(1)
        )
    told = first["description_placeholders"]
    assert told
    assert told["plays"] == "412"
    second = await hass.config_entries.flow.async_init(
        DOMAIN, context={"source": SOURCE_ZEROCONF}, data=discovered(2)
    )
    assert (first["type"], first["step_id"]) == (FlowResultType.FORM, "history")
    assert (second["type"], second["reason"]) == (FlowResultType.ABORT, "already_in_progress")
    result = await go_on(hass, first, chosen())
    assert result["type"] is FlowResultType.CREATE_ENTRY
    third = await hass.config_entries.flow.async_init(
        DOMAIN, context={"source": SOURCE_ZEROCONF}, data=discovered(3)
    )
    assert (third["type"], third["reason"]) == (FlowResultType.ABORT, "already_configured")


@pytest.mark.usefixtures("sonos", "set_up")
async def test_a_card_opened_later_tells_what_the_recorder_holds_by_then(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    with rehearsal(NOTHING):
        card = await hass.config_entries.flow.async_init(
            DOMAIN, context={"source": SOURCE_ZEROCONF}, data=discovered(1)
        )
    assert plays_offered(card) is None
    freezer.tick(60)
    with rehearsal(SOMETHING):
        assert plays_offered(await go_on(hass, card)) is None
        freezer.tick(86_400)
        opened = await go_on(hass, card)
    assert plays_offered(opened) == "412"
    result = await go_on(hass, opened, chosen(past=True))
    assert result["data"] == {CONF_KIND: KIND_HISTORY, CONF_PAST: True}


@pytest.mark.usefixtures("sonos", "set_up", "slow")
async def test_a_recorder_that_is_slow_when_a_card_is_opened_is_told_of_the_next_time(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    ended = asyncio.Event()

    async def rehearse(_hass: HomeAssistant, _options: object) -> PastOffer:
        await ended.wait()
        return replace(SOMETHING, plays=500)

    with rehearsal(SOMETHING):
        card = await hass.config_entries.flow.async_init(
            DOMAIN, context={"source": SOURCE_ZEROCONF}, data=discovered(1)
        )
    freezer.tick(86_400)
    with patch("custom_components.spindle.flows.history.rehearse", rehearse):
        assert plays_offered(await go_on(hass, card)) == "412"
        freezer.tick(86_400)
        assert plays_offered(await go_on(hass, card)) == "412"
        ended.set()
        await hass.async_block_till_done()
        assert plays_offered(await go_on(hass, card)) == "500"


@pytest.mark.usefixtures("sonos", "set_up")
async def test_a_person_need_not_wait_for_the_card(hass: HomeAssistant) -> None:
    await hass.config_entries.flow.async_init(
        DOMAIN, context={"source": SOURCE_ZEROCONF}, data=discovered(1)
    )
    result = await go_on(hass, await begin_with(hass, NOTHING), chosen())
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert hass.config_entries.flow.async_progress() == []


@pytest.mark.usefixtures("sonos", "set_up")
async def test_an_ignored_card_stays_ignored_until_a_person_asks(hass: HomeAssistant) -> None:
    MockConfigEntry(domain=DOMAIN, unique_id=KIND_HISTORY, source=SOURCE_IGNORE).add_to_hass(hass)
    card = await hass.config_entries.flow.async_init(
        DOMAIN, context={"source": SOURCE_ZEROCONF}, data=discovered(1)
    )
    assert card["type"] is FlowResultType.ABORT
    result = await go_on(hass, await begin_with(hass, NOTHING), chosen())
    assert result["type"] is FlowResultType.CREATE_ENTRY


@pytest.mark.usefixtures("sonos", "set_up")
async def test_a_second_history_is_not_offered(hass: HomeAssistant) -> None:
    history(hass)
    result = await begin(hass)
    assert result["type"] is FlowResultType.MENU
    assert result["menu_options"] == ["lidarr", "spotify"]


@pytest.mark.usefixtures("sonos", "set_up")
async def test_a_history_that_appears_meanwhile_is_not_doubled(hass: HomeAssistant) -> None:
    result = await begin_with(hass, NOTHING)
    history(hass)
    result = await go_on(hass, result, chosen())
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "already_configured")


@pytest.mark.usefixtures("sonos", "set_up")
async def test_the_menu_lists_what_else_is_built(hass: HomeAssistant) -> None:
    history(hass)
    one, several = Mock(several=False), Mock(several=True)
    kinds = {KIND_HISTORY: one, "history_of_something_else": one, "another account": several}
    data = {CONF_KIND: "another account"}
    MockConfigEntry(domain=DOMAIN, unique_id="an account", data=data).add_to_hass(hass)
    with patch("custom_components.spindle.config_flow.KINDS", kinds):
        result = await begin(hass)
    assert result["type"] is FlowResultType.MENU
    assert result["menu_options"] == ["history_of_something_else", "another account"]


HOSTS = {
    "musicbrainz_host": "musicbrainz.org",
    "deezer_host": "api.deezer.com",
    "listenbrainz_host": "api.listenbrainz.org",
    "metabrainz_labs_host": "labs.api.listenbrainz.org",
    "coverartarchive_host": "coverartarchive.org",
}
NOBODY = {host.removesuffix("_host"): False for host in HOSTS}


@pytest.mark.usefixtures("sonos", "set_up")
async def test_a_public_service_is_consented_to_one_by_one(hass: HomeAssistant) -> None:
    result = await go_on(hass, await begin_with(hass, NOTHING), chosen("deezer"))
    assert result["options"] == {"public_services": ["deezer"]}


# The options.


def history(hass: HomeAssistant, **options: Any) -> MockConfigEntry:
    """Add a history that is set up already."""
    entry = MockConfigEntry(
        domain=DOMAIN,
        unique_id=KIND_HISTORY,
        data={CONF_KIND: KIND_HISTORY, CONF_PAST: False},
        options=options,
    )
    entry.add_to_hass(hass)
    return entry


type Page = Callable[[MockConfigEntry, str], Awaitable[ConfigFlowResult]]


@pytest.fixture
def page(hass: HomeAssistant, request: pytest.FixtureRequest) -> Page:
    """Open one page of the options, in a household with speakers."""
    for fixture in ("sonos", "set_up"):
        request.getfixturevalue(fixture)

    async def open_page(entry: MockConfigEntry, name: str) -> ConfigFlowResult:
        menu = await hass.config_entries.options.async_init(entry.entry_id)
        assert menu["type"] is FlowResultType.MENU
        assert menu["menu_options"] == [
            "speakers",
            "counting",
            "privacy",
            "services",
            "public_services",
            "import",
        ]
        return await hass.config_entries.options.async_configure(
            menu["flow_id"], {"next_step_id": name}
        )

    return open_page


async def answer(
    hass: HomeAssistant, result: ConfigFlowResult, user_input: dict[str, Any]
) -> ConfigFlowResult:
    """Send a page, and wait for the reload that what is saved asks for."""
    told = await hass.config_entries.options.async_configure(result["flow_id"], user_input)
    await hass.async_block_till_done()
    return told


def suggested(result: ConfigFlowResult) -> dict[str, Any]:
    """What the page shows before anything is typed."""
    schema = result["data_schema"]
    assert schema is not None
    return {
        str(field): field.description["suggested_value"]
        for field in schema.schema
        if field.description and "suggested_value" in field.description
    }


async def test_speakers_left_out_are_remembered(hass: HomeAssistant, page: Page) -> None:
    entry = history(hass, shortest=45)
    result = await page(entry, "speakers")
    assert suggested(result) == {"speakers": [KITCHEN, BATH], "new_speakers": True}

    result = await answer(hass, result, {"speakers": [KITCHEN], "new_speakers": True})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert entry.options == {
        "shortest": 45,
        "speakers": [KITCHEN],
        "ignored_speakers": [BATH],
        "new_speakers": True,
    }
    assert suggested(await page(entry, "speakers"))["speakers"] == [KITCHEN]


async def test_a_speaker_that_has_left_keeps_its_choice(hass: HomeAssistant, page: Page) -> None:
    entry = history(hass, speakers=["RINCON_GONE"], new_speakers=False)
    result = await page(entry, "speakers")
    assert suggested(result)["speakers"] == ["RINCON_GONE"]
    await answer(hass, result, {"speakers": ["RINCON_GONE", BATH], "new_speakers": False})
    assert entry.options["speakers"] == ["RINCON_GONE", BATH]
    assert entry.options["ignored_speakers"] == [KITCHEN]


async def test_counting_is_saved_as_whole_numbers(hass: HomeAssistant, page: Page) -> None:
    entry = history(hass)
    result = await page(entry, "counting")
    assert suggested(result) == {
        "shortest": 30,
        "fraction": 50,
        "cap": 240,
        "stream_seconds": 30,
        "kinds": ["music", "radio"],
    }
    changed = {
        "shortest": 20.0,
        "fraction": 25.0,
        "cap": 120.0,
        "stream_seconds": 60.0,
        "kinds": ["music", "podcast"],
    }
    result = await answer(hass, result, changed)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert entry.options == changed
    assert all(isinstance(entry.options[name], int) for name in changed if name != "kinds")


@pytest.mark.parametrize(
    ("field", "value"),
    [("fraction", 0), ("fraction", 101), ("cap", 0), ("shortest", -1), ("kinds", ["opera"])],
)
async def test_counting_refuses_what_makes_no_sense(
    hass: HomeAssistant, page: Page, field: str, value: object
) -> None:
    entry = history(hass)
    result = await page(entry, "counting")
    valid = suggested(result)
    with pytest.raises(InvalidData):
        await answer(hass, result, valid | {field: value})
    result = await answer(hass, result, valid)
    assert result["type"] is FlowResultType.CREATE_ENTRY


OPEN: dict[str, Any] = {
    "private_rooms": [],
    "discreet_rooms": [],
    "visibility": "administrators",
}


async def test_privacy_is_saved_and_can_be_cleared(hass: HomeAssistant, page: Page) -> None:
    entry = history(hass)
    result = await page(entry, "privacy")
    assert suggested(result) == OPEN | {"quiet_start": None, "quiet_end": None}
    kept = {
        "private_rooms": [BATH],
        "discreet_rooms": [KITCHEN],
        "quiet_start": "22:00:00",
        "quiet_end": "06:30:00",
        "visibility": "everyone",
    }
    await answer(hass, result, kept)
    assert entry.options == kept

    result = await page(entry, "privacy")
    assert suggested(result) == kept
    await answer(hass, result, OPEN)
    assert entry.options == OPEN | {"quiet_start": None, "quiet_end": None}


@pytest.mark.parametrize(
    ("wrong", "errors"),
    [
        ({"private_rooms": [BATH], "discreet_rooms": [BATH]}, {"discreet_rooms": "room_in_both"}),
        ({"quiet_start": "22:00:00"}, {"quiet_end": "quiet_needs_both"}),
        ({"quiet_end": "06:00:00"}, {"quiet_end": "quiet_needs_both"}),
        (
            {"quiet_start": "06:00:00", "quiet_end": "06:00:00"},
            {"quiet_end": "quiet_is_empty"},
        ),
    ],
)
async def test_privacy_says_what_is_wrong_and_recovers(
    hass: HomeAssistant, page: Page, wrong: dict[str, Any], errors: dict[str, str]
) -> None:
    entry = history(hass)
    result = await answer(hass, await page(entry, "privacy"), OPEN | wrong)
    assert (result["type"], result["step_id"]) == (FlowResultType.FORM, "privacy")
    assert result["errors"] == errors
    assert suggested(result) == OPEN | wrong
    result = await answer(hass, result, OPEN)
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_a_speaker_that_has_left_keeps_its_privacy(hass: HomeAssistant, page: Page) -> None:
    entry = history(hass, private_rooms=["RINCON_GONE"])
    result = await page(entry, "privacy")
    result = await answer(hass, result, OPEN | {"private_rooms": ["RINCON_GONE"]})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert entry.options["private_rooms"] == ["RINCON_GONE"]


@pytest.mark.parametrize(
    ("name", "sent", "emptied"),
    [
        ("speakers", {"new_speakers": True}, "speakers"),
        ("privacy", {"visibility": "everyone"}, "private_rooms"),
        ("services", {}, "excluded_services"),
    ],
)
async def test_a_list_that_is_not_sent_is_empty(
    hass: HomeAssistant, page: Page, name: str, sent: dict[str, Any], emptied: str
) -> None:
    entry = history(hass, speakers=[BATH], private_rooms=[BATH], excluded_services=["tv"])
    result = await answer(hass, await page(entry, name), sent)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert entry.options[emptied] == []


async def test_services_are_named_and_forgotten(hass: HomeAssistant, page: Page) -> None:
    entry = history(hass, excluded_services=["sid_999"])
    result = await page(entry, "services")
    assert suggested(result) == {"excluded_services": ["sid_999"], "overrides": []}
    await answer(
        hass,
        result,
        {
            "excluded_services": ["sid_999", "tv"],
            "overrides": [],
            "override_sid": 240,
            "override_service": "bandcamp",
        },
    )
    assert entry.options == {
        "excluded_services": ["sid_999", "tv"],
        "service_overrides": {"240": "bandcamp"},
    }
    result = await page(entry, "services")
    assert suggested(result)["overrides"] == ["240"]
    await answer(hass, result, {"excluded_services": [], "overrides": []})
    assert entry.options == {"excluded_services": [], "service_overrides": {}}


async def test_consent_is_given_and_taken_back(hass: HomeAssistant, page: Page) -> None:
    entry = history(hass, shortest=45)
    result = await page(entry, "public_services")
    assert result["description_placeholders"] == HOSTS
    assert suggested(result) == NOBODY
    on = NOBODY | {"musicbrainz": True, "listenbrainz": True}
    await answer(hass, result, on)
    assert entry.options == {"shortest": 45, "public_services": ["musicbrainz", "listenbrainz"]}

    result = await page(entry, "public_services")
    assert suggested(result) == on
    await answer(hass, result, NOBODY)
    assert entry.options == {"shortest": 45, "public_services": []}


@pytest.mark.parametrize("half", [{"override_sid": 240}, {"override_service": "plex"}])
async def test_half_an_override_is_refused_and_recovers(
    hass: HomeAssistant, page: Page, half: dict[str, Any]
) -> None:
    entry = history(hass)
    result = await page(entry, "services")
    result = await answer(hass, result, {"excluded_services": [], "overrides": [], **half})
    assert result["errors"] == {"override_service": "override_needs_both"}
    result = await answer(hass, result, {"excluded_services": [], "overrides": []})
    assert result["type"] is FlowResultType.CREATE_ENTRY


@pytest.mark.parametrize("name", ["speakers", "counting", "privacy", "services", "public_services"])
async def test_every_page_reloads_once_and_only_on_change(
    hass: HomeAssistant, page: Page, set_up: AsyncMock, name: str
) -> None:
    entry = history(hass)
    await hass.config_entries.async_setup(entry.entry_id)
    result = await page(entry, name)
    filled = {field: value for field, value in suggested(result).items() if value is not None}
    result = await answer(hass, result, filled)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    await hass.async_block_till_done()
    assert len(set_up.mock_calls) == 2

    result = await page(entry, name)
    await answer(hass, result, filled)
    await hass.async_block_till_done()
    assert len(set_up.mock_calls) == 2
