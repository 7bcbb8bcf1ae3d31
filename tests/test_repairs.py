"""Issues are raised where a person can act, and go when there is nothing left to do."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, cast

from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.spindle.const import DOMAIN
from custom_components.spindle.repairs import async_watch_for_sonos, async_watch_store
from custom_components.spindle.store.types import StoreState
from tests.household import FakeHouse, mock_sonos

if TYPE_CHECKING:
    from homeassistant.core import HomeAssistant
    from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

    from custom_components.spindle.runtime import House


@pytest.fixture
def house(hass: HomeAssistant) -> FakeHouse:
    """Give a house whose issues are kept."""
    house = FakeHouse()
    async_watch_store(hass, cast("House", house))
    return house


def issues(hass: HomeAssistant) -> set[str]:
    return {issue for domain, issue in ir.async_get(hass).issues if domain == DOMAIN}


def issue(hass: HomeAssistant, name: str) -> ir.IssueEntry:
    found = ir.async_get(hass).async_get_issue(DOMAIN, name)
    assert found
    return found


@pytest.mark.parametrize(
    ("bad", "name"),
    [
        (StoreState.WAITING, "store_waiting"),
        (StoreState.NEWER, "store_newer"),
        (StoreState.FAILED, "store_failed"),
    ],
)
async def test_a_store_in_trouble_is_told_until_it_is_well(
    hass: HomeAssistant, house: FakeHouse, bad: StoreState, name: str
) -> None:
    assert issues(hass) == set()
    house.become(bad, waiting=3, lost=1, error="database or disk is full")
    assert issues(hass) == {name}
    told = issue(hass, name)
    assert told.is_fixable is False
    assert told.severity is ir.IssueSeverity.ERROR
    assert told.translation_placeholders == {
        "path": hass.config.path("spindle.db"),
        "waiting": "3",
        "lost": "1",
        "error": "database or disk is full",
    }
    house.become(StoreState.READY)
    assert issues(hass) == set()


async def test_how_many_wait_is_kept_true(hass: HomeAssistant, house: FakeHouse) -> None:
    house.become(StoreState.WAITING, waiting=3)
    house.become(StoreState.WAITING, waiting=4)
    placeholders = issue(hass, "store_waiting").translation_placeholders
    assert placeholders
    assert (placeholders["waiting"], placeholders["error"]) == ("4", "-")


async def test_one_trouble_takes_the_place_of_another(
    hass: HomeAssistant, house: FakeHouse
) -> None:
    house.become(StoreState.WAITING, waiting=3)
    house.become(StoreState.FAILED)
    assert issues(hass) == {"store_failed"}


async def test_a_damaged_file_is_told_until_it_is_read(
    hass: HomeAssistant, house: FakeHouse, hass_client: ClientSessionGenerator
) -> None:
    assert await async_setup_component(hass, DOMAIN, {})
    assert await async_setup_component(hass, "repairs", {})
    aside = "spindle.db.damaged-2026-11-22"
    house.become(StoreState.READY, set_aside=aside)
    name = f"store_set_aside_{aside}"
    told = issue(hass, name)
    assert (told.is_fixable, told.is_persistent) == (True, True)
    assert told.translation_placeholders == {"path": hass.config.path(aside)}

    client = await hass_client()
    begun = await client.post("/api/repairs/issues/fix", json={"handler": DOMAIN, "issue_id": name})
    assert begun.status == HTTPStatus.OK
    form = await begun.json()
    assert form["step_id"] == "confirm"
    assert form["description_placeholders"] == {"path": hass.config.path(aside)}
    ended = await client.post(f"/api/repairs/issues/fix/{form['flow_id']}", json={})
    assert (await ended.json())["type"] == "create_entry"
    assert name not in issues(hass)


async def test_a_damaged_file_is_told_once(hass: HomeAssistant, house: FakeHouse) -> None:
    house.become(StoreState.READY, set_aside="spindle.db.damaged")
    told = issue(hass, "store_set_aside_spindle.db.damaged")
    house.become(StoreState.WAITING, set_aside="spindle.db.damaged")
    assert issue(hass, "store_set_aside_spindle.db.damaged") is told


async def test_missing_sonos_is_told_with_a_link_until_it_is_there(hass: HomeAssistant) -> None:
    mock_sonos(hass)
    stop = async_watch_for_sonos(hass)
    told = issue(hass, "sonos_missing")
    assert told.is_fixable is False
    assert told.learn_more_url
    await hass.config_entries.async_add(MockConfigEntry(domain="sonos", entry_id="sonos"))
    await hass.async_block_till_done()
    assert issues(hass) == set()
    await hass.config_entries.async_remove("sonos")
    await hass.async_block_till_done()
    assert issues(hass) == {"sonos_missing"}
    stop()
    assert issues(hass) == set()
