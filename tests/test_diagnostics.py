"""Diagnostics help to find a fault and name nobody and nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from homeassistant.helpers.json import JSONEncoder
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.spindle.diagnostics import async_get_config_entry_diagnostics
from custom_components.spindle.listening.types import Phase, RoomView
from custom_components.spindle.store.types import StoreState, Totals
from tests.household import BATH, KITCHEN, STARTED, Household, row

if TYPE_CHECKING:
    from homeassistant.core import HomeAssistant


async def diagnostics(household: Household) -> dict[str, Any]:
    told = await async_get_config_entry_diagnostics(household.hass, household.entry)
    plain: dict[str, Any] = json.loads(json.dumps(told, cls=JSONEncoder))
    return plain


async def test_it_tells_how_things_are(hass: HomeAssistant) -> None:
    MockConfigEntry(domain="sonos").add_to_hass(hass)
    household = Household.make(hass, shortest=45, service_overrides={"240": "bandcamp"})
    household.house.totals = Totals(plays_today=3, plays_total=9, not_counted_today={"skipped": 1})
    household.listener.refused = {"media_title is not text": 4}
    household.listener.overflowed = 2
    household.listener.lost = 3
    await household.set_up()
    household.listener.show(KITCHEN, RoomView(phase=Phase.COUNTED, title="Sinnerman"))
    told = await diagnostics(household)
    assert told["entry"]["options"] == {"shortest": 45, "service_overrides": {"240": "bandcamp"}}
    assert told["entry"]["data"] == {"kind": "history"}
    assert told["health"]["status"] == "ok"
    assert told["listener"] == {
        "recording": True,
        "refused": {"media_title is not text": 4},
        "overflowed": 2,
        "lost": 3,
        "suspects": 0,
        "rooms": {"counted": 1},
    }
    assert told["speakers"] == {"known": 2, "selected": 2, "available": 2}
    assert told["totals"] == {
        "plays_today": 3,
        "plays_total": 9,
        "not_counted_today": {"skipped": 1},
    }


async def test_it_names_nobody_and_nothing(hass: HomeAssistant) -> None:
    household = Household.make(
        hass,
        speakers=[KITCHEN, BATH],
        ignored_speakers=[BATH],
        private_rooms=[BATH],
        discreet_rooms=[KITCHEN, BATH],
    )
    household.house.totals = Totals(last_play=row(STARTED, "Sinnerman"))
    await household.set_up()
    household.listener.suspects = {KITCHEN: "Sinnerman does not play"}
    household.listener.show(
        KITCHEN, RoomView(phase=Phase.COUNTED, title="Sinnerman", artist="Nina Simone")
    )
    told = await diagnostics(household)
    assert told["entry"]["options"] == {
        "speakers": "**REDACTED** (2)",
        "ignored_speakers": "**REDACTED** (1)",
        "private_rooms": "**REDACTED** (1)",
        "discreet_rooms": "**REDACTED** (2)",
    }
    words = json.dumps(told).casefold()
    for word in ("sinnerman", "nina", "pastel", "kitchen", "bath", "rincon", "media_player"):
        assert word not in words


async def test_it_works_while_the_store_does_not(hass: HomeAssistant) -> None:
    household = Household.make(hass)
    household.house.become(StoreState.FAILED, error="unable to open database file")
    await household.set_up()
    told = await diagnostics(household)
    assert told["totals"] is None
    assert told["health"]["store"]["state"] == "failed"
