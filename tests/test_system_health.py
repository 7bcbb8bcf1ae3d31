"""What the system information page shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import MockConfigEntry, get_system_health_info

from custom_components.spindle.const import DOMAIN
from custom_components.spindle.runtime import TaskState
from custom_components.spindle.store.types import StoreState, Totals
from tests.household import BATH, Household

if TYPE_CHECKING:
    from homeassistant.core import HomeAssistant


async def info(hass: HomeAssistant) -> dict[str, Any]:
    assert await async_setup_component(hass, "system_health", {})
    await hass.async_block_till_done()
    shown: dict[str, Any] = await get_system_health_info(hass, DOMAIN)
    return shown


async def test_all_is_well(hass: HomeAssistant) -> None:
    MockConfigEntry(domain="sonos").add_to_hass(hass)
    household = Household.make(hass)
    household.speakers.change(BATH, selected=False)
    household.house.totals = Totals(plays_total=1234)
    await household.set_up()
    assert await info(hass) == {
        "problems": "ok",
        "store": "ready",
        "plays_waiting": 0,
        "tasks_failing": 0,
        "speakers": 1,
        "recording": True,
        "plays_total": 1234,
    }


async def test_trouble_is_shown(hass: HomeAssistant) -> None:
    household = Household.make(hass)
    household.house.become(StoreState.FAILED)
    await household.set_up()
    household.house.supervisor.tell(TaskState.HUNG)
    shown = await info(hass)
    assert shown["problems"] == "store_failed, task_failing, sonos_missing"
    assert (shown["store"], shown["tasks_failing"]) == ("failed", 1)
    assert "plays_total" not in shown


async def test_without_a_history_it_says_so(hass: HomeAssistant) -> None:
    assert await async_setup_component(hass, DOMAIN, {})
    shown = await info(hass)
    assert shown["problems"] == "not_running, sonos_missing"
    assert "speakers" not in shown
