"""From a state change in Home Assistant to a row and an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homeassistant.config_entries import ConfigEntryState
from homeassistant.helpers import issue_registry as ir
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.spindle.const import CONF_KIND, DOMAIN, KIND_HISTORY
from custom_components.spindle.runtime import HOUSE_KEY
from custom_components.spindle.store import Store
from custom_components.spindle.store.types import StoreState
from tests.sonos_household import Home, opened

if TYPE_CHECKING:
    from pathlib import Path

    from freezegun.api import FrozenDateTimeFactory
    from homeassistant.core import HomeAssistant
    import pytest


async def test_what_plays_becomes_a_row_and_an_event(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path
) -> None:
    freezer.move_to("2026-03-01 20:00:00+00:00")
    home = Home.make(hass, freezer, tmp_path)
    kitchen = home.speaker("Kitchen")
    await home.set_up()
    began = int(freezer.time_to_freeze.timestamp())
    kitchen.play("Sinnerman")
    await home.wait(90)
    assert await home.rows() == []
    await home.wait(10)
    rows = await home.rows("title, artist, music_service, player, duration, source")
    assert rows == [("Sinnerman", "Nina Simone", "spotify", "Kitchen", 200, "sonos")]
    assert home.scrobbled == [
        {
            "id": began * 1000,
            "played_at": "2026-03-01T20:00:00+00:00",
            "title": "Sinnerman",
            "artist": "Nina Simone",
            "album": None,
            "album_artist": None,
            "station": None,
            "music_service": "spotify",
            "kind": "music",
            "duration": 200.0,
            "listened": 100.0,
            "room": "Kitchen",
            "rooms": ["Kitchen"],
            "speaker": "RINCON_KITCHEN",
            "entity_id": "media_player.kitchen",
        }
    ]
    kitchen.idle()
    await home.wait(60)
    assert await home.rows("played_at, round(listened)") == [(began, 100)]


async def test_set_up_never_waits_for_the_database(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opening: list[Store] = []
    open_store = Store.open
    monkeypatch.setattr(Store, "open", lambda store: opening.append(store))  # noqa: PLW0108 (a method)
    home = Home.make(hass, freezer, tmp_path)
    kitchen = home.speaker("Kitchen")
    kitchen.play("Sinnerman")
    assert await hass.config_entries.async_setup(home.entry.entry_id)
    assert home.entry.state is ConfigEntryState.LOADED
    assert home.house.status.state is StoreState.OPENING
    await home.wait(110)
    open_store(opening[0])
    await opened(home.house)
    await home.wait(20)
    assert await home.rows("title, played_at") == [
        ("Sinnerman", int(freezer.time_to_freeze.timestamp()) - 130)
    ], "what was heard meanwhile is not lost"


async def test_unloading_leaves_nothing_running(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path
) -> None:
    home = Home.make(hass, freezer, tmp_path)
    kitchen = home.speaker("Kitchen")
    await home.set_up()
    assert await hass.config_entries.async_unload(home.entry.entry_id)
    assert home.house.status.state is StoreState.CLOSED
    assert home.house.supervisor.status() == ()
    kitchen.play("Sinnerman")
    await home.wait(200)
    await home.set_up()
    kitchen.idle()
    await home.wait(30)
    assert await home.rows() == []


async def test_changed_options_reload_the_entry(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path
) -> None:
    home = Home.make(hass, freezer, tmp_path)
    kitchen = home.speaker("Kitchen")
    await home.set_up()
    before = home.runtime.listener
    flow = await hass.config_entries.options.async_init(home.entry.entry_id)
    flow = await hass.config_entries.options.async_configure(
        flow["flow_id"], {"next_step_id": "speakers"}
    )
    await hass.config_entries.options.async_configure(
        flow["flow_id"], {"speakers": [], "new_speakers": False}
    )
    await home.settle()
    assert home.runtime.listener is not before
    kitchen.play("Sinnerman")
    await home.wait(110)
    assert await home.rows() == []


async def test_an_entry_of_a_newer_spindle_is_refused(hass: HomeAssistant) -> None:
    entry = MockConfigEntry(domain=DOMAIN, version=2, data={CONF_KIND: KIND_HISTORY})
    entry.add_to_hass(hass)
    assert not await hass.config_entries.async_setup(entry.entry_id)
    assert entry.state is ConfigEntryState.MIGRATION_ERROR
    assert hass.data[HOUSE_KEY].status.state is StoreState.CLOSED


async def test_an_entry_of_an_unknown_kind_says_so_and_can_be_removed(
    hass: HomeAssistant,
) -> None:
    entry = MockConfigEntry(domain=DOMAIN, data={CONF_KIND: "gramophone"})
    entry.add_to_hass(hass)
    assert not await hass.config_entries.async_setup(entry.entry_id)
    assert entry.state is ConfigEntryState.SETUP_ERROR
    assert entry.error_reason_translation_key == "unknown_kind"
    await hass.config_entries.async_remove(entry.entry_id)
    assert hass.config_entries.async_entries(DOMAIN) == []
    assert ir.async_get(hass).async_get_issue(DOMAIN, "database_kept") is None


async def test_removing_the_entry_keeps_the_database_and_says_where_it_is(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path
) -> None:
    home = Home.make(hass, freezer, tmp_path)
    kitchen = home.speaker("Kitchen")
    await home.set_up()
    kitchen.play("Sinnerman")
    await home.wait(110)
    await hass.config_entries.async_remove(home.entry.entry_id)
    issue = ir.async_get(hass).async_get_issue(DOMAIN, "database_kept")
    assert issue
    assert issue.translation_placeholders == {"path": str(tmp_path / "spindle.db")}
    again = Home.make(hass, freezer, tmp_path)
    await again.set_up()
    assert await again.rows("title") == [("Sinnerman",)]
    assert ir.async_get(hass).async_get_issue(DOMAIN, "database_kept") is None
