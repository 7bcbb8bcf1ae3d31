"""The health sensor says what is wrong, and when it no longer is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homeassistant.config_entries import ConfigEntryDisabler
from homeassistant.const import STATE_OFF, STATE_ON, EntityCategory
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.spindle.runtime import TaskState
from custom_components.spindle.store.types import StoreState
from tests.household import KITCHEN, Household, mock_sonos, state

if TYPE_CHECKING:
    from homeassistant.core import HomeAssistant


@pytest.fixture
async def household(hass: HomeAssistant) -> Household:
    """Set up a household in which all is well."""
    MockConfigEntry(domain="sonos", entry_id="sonos").add_to_hass(hass)
    household = Household.make(hass)
    await household.set_up()
    return household


def problems(hass: HomeAssistant) -> list[str]:
    shown = state(hass, "health")
    found: list[str] = shown.attributes["problems"]
    assert shown.state == (STATE_ON if found else STATE_OFF)
    return found


@pytest.mark.usefixtures("household")
async def test_all_is_well(hass: HomeAssistant) -> None:
    assert problems(hass) == []
    registered = er.async_get(hass).async_get(state(hass, "health").entity_id)
    assert registered
    assert registered.entity_category is EntityCategory.DIAGNOSTIC
    assert registered.original_device_class == "problem"


@pytest.mark.parametrize("bad", [TaskState.BACKING_OFF, TaskState.HUNG, TaskState.RECOVERING])
async def test_a_failing_task(hass: HomeAssistant, household: Household, bad: TaskState) -> None:
    household.house.supervisor.tell(bad)
    assert problems(hass) == ["task_failing"]
    household.house.supervisor.tell(TaskState.RUNNING)
    assert problems(hass) == []


@pytest.mark.parametrize(
    ("bad", "problem"),
    [
        (StoreState.WAITING, "store_waiting"),
        (StoreState.NEWER, "store_newer"),
        (StoreState.FAILED, "store_failed"),
    ],
)
async def test_a_store_in_trouble(
    hass: HomeAssistant, household: Household, bad: StoreState, problem: str
) -> None:
    household.house.become(bad)
    assert problems(hass) == [problem]
    household.house.become(StoreState.OPENING)
    assert problems(hass) == []
    household.house.become(StoreState.CLOSED)
    assert problems(hass) == []


async def test_a_suspect_speaker(hass: HomeAssistant, household: Household) -> None:
    household.listener.suspects = {KITCHEN: "It says it plays, and does not."}
    household.listener.changed()
    assert problems(hass) == ["speaker_suspect"]
    household.listener.suspects = {}
    household.listener.changed()
    assert problems(hass) == []


@pytest.mark.usefixtures("household")
async def test_sonos_goes_and_comes(hass: HomeAssistant) -> None:
    mock_sonos(hass)
    await hass.config_entries.async_remove("sonos")
    await hass.async_block_till_done()
    assert problems(hass) == ["sonos_missing"]
    disabled = MockConfigEntry(domain="sonos", disabled_by=ConfigEntryDisabler.USER)
    await hass.config_entries.async_add(disabled)
    assert problems(hass) == ["sonos_missing"]
    await hass.config_entries.async_add(MockConfigEntry(domain="sonos"))
    await hass.async_block_till_done()
    assert problems(hass) == []


async def test_several_at_once(hass: HomeAssistant, household: Household) -> None:
    household.house.become(StoreState.WAITING, waiting=3)
    household.house.supervisor.tell(TaskState.HUNG)
    assert problems(hass) == ["store_waiting", "task_failing"]
