"""Every new play is told as an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homeassistant.const import STATE_UNKNOWN

from tests.household import BATH, KITCHEN, STARTED, Household, state, value
from tests.sonos_household import Home

if TYPE_CHECKING:
    from pathlib import Path

    from freezegun.api import FrozenDateTimeFactory
    from homeassistant.core import HomeAssistant


async def test_a_play_is_told(hass: HomeAssistant) -> None:
    household = Household.make(hass)
    await household.set_up()
    assert value(hass, "play") == STATE_UNKNOWN
    household.play(STARTED, "Sinnerman", rooms=(KITCHEN, BATH))
    shown = state(hass, "play")
    assert shown.state != STATE_UNKNOWN
    attributes = dict(shown.attributes)
    attributes.pop("friendly_name")
    assert attributes == {
        "event_types": ["scrobbled"],
        "event_type": "scrobbled",
        "play_id": STARTED * 1000,
        "played_at": "2025-11-22T21:55:00+00:00",
        "title": "Sinnerman",
        "artist": "Nina Simone",
        "album": "Pastel Blues",
        "service": "spotify",
        "room": "Kitchen",
        "rooms": ["Kitchen", "Bath"],
    }


async def test_a_discreet_room_is_never_told_of(hass: HomeAssistant) -> None:
    household = Household.make(hass, discreet_rooms=[BATH])
    await household.set_up()
    household.play(STARTED, "Sinnerman", room=BATH)
    assert value(hass, "play") == STATE_UNKNOWN
    household.play(STARTED, "Sinnerman", rooms=(KITCHEN, BATH))
    assert state(hass, "play").attributes["rooms"] == ["Kitchen"]


async def test_a_room_that_has_just_left_keeps_its_id(hass: HomeAssistant) -> None:
    household = Household.make(hass)
    await household.set_up()
    household.speakers.remove(KITCHEN)
    household.play(STARTED, "Sinnerman")
    assert state(hass, "play").attributes["room"] == KITCHEN


async def test_the_bus_is_told_of_no_discreet_room_either(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path
) -> None:
    freezer.move_to("2026-03-01 20:00:00+00:00")
    home = Home.make(hass, freezer, tmp_path, discreet_rooms=["RINCON_BATH"])
    kitchen, bath = home.speaker("Kitchen"), home.speaker("Bath")
    await home.set_up()
    bath.play("Sinnerman")
    await home.wait(110)
    assert len(await home.rows()) == 1
    assert home.scrobbled == []
    assert value(hass, "last_play") == STATE_UNKNOWN

    bath.idle()
    together = [kitchen.entity_id, bath.entity_id]
    kitchen.play("Feeling Good", group_members=together)
    bath.play("Feeling Good", group_members=together)
    await home.wait(110)
    (told,) = home.scrobbled
    assert (told["title"], told["room"], told["rooms"]) == ("Feeling Good", "Kitchen", ["Kitchen"])
    assert value(hass, "last_play") == "Feeling Good"
