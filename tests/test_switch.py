"""Recording is switched on and off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homeassistant.components.switch import DOMAIN as SWITCH
from homeassistant.const import (
    ATTR_ENTITY_ID,
    SERVICE_TURN_OFF,
    SERVICE_TURN_ON,
    STATE_OFF,
    STATE_ON,
)
from homeassistant.exceptions import HomeAssistantError
import pytest

from tests.household import Household, state, value

if TYPE_CHECKING:
    from homeassistant.core import HomeAssistant


async def switch(hass: HomeAssistant, service: str) -> None:
    target = {ATTR_ENTITY_ID: state(hass, "recording").entity_id}
    await hass.services.async_call(SWITCH, service, target, blocking=True)


async def test_it_switches(hass: HomeAssistant) -> None:
    household = Household.make(hass)
    await household.set_up()
    assert value(hass, "recording") == STATE_ON
    await switch(hass, SERVICE_TURN_OFF)
    assert value(hass, "recording") == STATE_OFF
    assert household.listener.recording is False
    await switch(hass, SERVICE_TURN_ON)
    assert value(hass, "recording") == STATE_ON
    assert household.listener.recording is True


async def test_it_follows_what_is_switched_elsewhere(hass: HomeAssistant) -> None:
    household = Household.make(hass)
    household.listener.recording = False
    await household.set_up()
    assert value(hass, "recording") == STATE_OFF
    household.listener.recording = True
    household.listener.changed()
    assert value(hass, "recording") == STATE_ON


async def test_a_switch_that_cannot_be_kept_does_not_move(hass: HomeAssistant) -> None:
    household = Household.make(hass)
    household.listener.refuses_switch = True
    await household.set_up()
    with pytest.raises(HomeAssistantError):
        await switch(hass, SERVICE_TURN_OFF)
    assert value(hass, "recording") == STATE_ON
