"""The speakers: known by their Sonos id, whatever becomes of their entities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homeassistant.helpers import device_registry as dr, entity_registry as er
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.spindle.speakers import Speakers, find_speakers
from tests.sonos_household import Player

if TYPE_CHECKING:
    from homeassistant.core import HomeAssistant, State
    import pytest


def register(hass: HomeAssistant, name: str, *, platform: str = "sonos") -> Player:
    """Register a media player."""
    entry = er.async_get(hass).async_get_or_create(
        "media_player",
        platform,
        f"RINCON_{name.upper()}",
        original_name=name,
        suggested_object_id=name.lower(),
    )
    return Player(hass, entry.unique_id, entry.entity_id)


def follow(hass: HomeAssistant, **options: Any) -> tuple[Speakers, list[tuple[str, str | None]]]:
    """Follow the speakers, and note what is told of their states."""
    speakers = Speakers(hass, options)
    told: list[tuple[str, str | None]] = []

    def note(speaker: str, state: State | None) -> None:
        told.append((speaker, state.state if state else None))

    speakers.async_start()
    speakers.async_add_state_listener(note)
    return speakers, told


async def test_only_sonos_speakers_are_found(hass: HomeAssistant) -> None:
    register(hass, "Kitchen")
    register(hass, "Tv", platform="cast")
    er.async_get(hass).async_get_or_create("switch", "sonos", "RINCON_KITCHEN-crossfade")
    assert list(find_speakers(hass, {})) == ["RINCON_KITCHEN"]


async def test_states_are_told_at_once_and_as_they_change(hass: HomeAssistant) -> None:
    register(hass, "Kitchen").write("playing")
    register(hass, "Bath")
    speakers, told = follow(hass)
    assert told == [("RINCON_KITCHEN", "playing"), ("RINCON_BATH", "unavailable")]
    hass.states.async_set("media_player.kitchen", "paused")
    await hass.async_block_till_done()
    assert told[2:] == [("RINCON_KITCHEN", "paused")]
    speakers.async_stop()
    hass.states.async_set("media_player.kitchen", "playing")
    await hass.async_block_till_done()
    assert len(told) == 3


async def test_speakers_that_come_later_are_followed(hass: HomeAssistant) -> None:
    speakers, told = follow(hass)
    kitchen = register(hass, "Kitchen")
    await hass.async_block_till_done()
    assert list(speakers.known) == [kitchen.id]
    kitchen.write("playing")
    await hass.async_block_till_done()
    assert told == [(kitchen.id, "playing")]
    speakers.async_stop()


async def test_a_renamed_entity_is_followed_without_a_gap(hass: HomeAssistant) -> None:
    register(hass, "Kitchen").write("playing")
    speakers, told = follow(hass)
    er.async_get(hass).async_update_entity(
        "media_player.kitchen", new_entity_id="media_player.galley"
    )
    hass.states.async_remove("media_player.kitchen")
    hass.states.async_set("media_player.galley", "playing", {"media_title": "next"})
    await hass.async_block_till_done()
    assert told == [("RINCON_KITCHEN", "playing")] * 2, "the old name's end is not told"
    assert speakers.known["RINCON_KITCHEN"].entity_id == "media_player.galley"
    speakers.async_stop()


async def test_a_disabled_speaker_is_gone_and_comes_back(hass: HomeAssistant) -> None:
    kitchen = register(hass, "Kitchen")
    kitchen.write("playing")
    speakers, told = follow(hass)
    registry = er.async_get(hass)
    registry.async_update_entity(kitchen.entity_id, disabled_by=er.RegistryEntryDisabler.USER)
    hass.states.async_remove(kitchen.entity_id)
    await hass.async_block_till_done()
    assert told[1:] == [(kitchen.id, None)]
    assert not speakers.known[kitchen.id].enabled
    assert not speakers.known[kitchen.id].available
    assert speakers.selected == ()
    registry.async_update_entity(kitchen.entity_id, disabled_by=None)
    kitchen.write("playing")
    await hass.async_block_till_done()
    assert told[2:] == [(kitchen.id, "playing")]
    speakers.async_stop()


async def test_a_removed_speaker_is_gone_and_known_again_when_it_is_re_created(
    hass: HomeAssistant,
) -> None:
    kitchen = register(hass, "Kitchen")
    kitchen.write("playing")
    speakers, told = follow(hass)
    er.async_get(hass).async_remove(kitchen.entity_id)
    hass.states.async_remove(kitchen.entity_id)
    await hass.async_block_till_done()
    assert told[1:] == [(kitchen.id, None)]
    assert speakers.known == {}
    register(hass, "Kitchen")
    kitchen.write("paused")
    await hass.async_block_till_done()
    assert told[-1] == (kitchen.id, "paused")
    speakers.async_stop()


async def test_an_entity_without_a_state_is_unavailable_not_gone(hass: HomeAssistant) -> None:
    kitchen = register(hass, "Kitchen")
    kitchen.write("playing")
    speakers, told = follow(hass)
    rosters: list[bool] = []
    speakers.async_add_listener(lambda: rosters.append(speakers.known[kitchen.id].available))
    hass.states.async_remove(kitchen.entity_id)
    await hass.async_block_till_done()
    kitchen.write("playing")
    await hass.async_block_till_done()
    assert told[1:] == [(kitchen.id, "unavailable"), (kitchen.id, "playing")]
    assert rosters == [False, True]
    speakers.async_stop()


async def test_the_name_is_what_a_person_would_look_for(hass: HomeAssistant) -> None:
    sonos = MockConfigEntry(domain="sonos")
    sonos.add_to_hass(hass)
    devices, entities = dr.async_get(hass), er.async_get(hass)
    device = devices.async_get_or_create(
        config_entry_id=sonos.entry_id,
        identifiers={("sonos", "RINCON_KITCHEN")},
        name="Kitchen",
    )
    entity = entities.async_get_or_create(
        "media_player", "sonos", "RINCON_KITCHEN", config_entry=sonos, device_id=device.id
    )
    speakers, _ = follow(hass)
    assert speakers.name("RINCON_KITCHEN") == "Kitchen"
    devices.async_update_device(device.id, name_by_user="Galley")
    await hass.async_block_till_done()
    assert speakers.name("RINCON_KITCHEN") == "Galley"
    entities.async_update_entity(entity.entity_id, name="Cook's corner")
    await hass.async_block_till_done()
    assert speakers.name("RINCON_KITCHEN") == "Cook's corner"
    assert speakers.name("RINCON_SOLD") == "RINCON_SOLD"
    speakers.async_stop()


async def test_the_options_choose(hass: HomeAssistant) -> None:
    for name in ("Kitchen", "Bath", "Attic"):
        register(hass, name)

    def selected(**options: Any) -> set[str]:
        found = find_speakers(hass, options)
        return {one.name for one in found.values() if one.selected}

    assert selected() == {"Kitchen", "Bath", "Attic"}
    assert selected(speakers=["RINCON_BATH"], new_speakers=False) == {"Bath"}
    assert selected(
        speakers=["RINCON_BATH"], ignored_speakers=["RINCON_ATTIC"], new_speakers=True
    ) == {"Bath", "Kitchen"}
    assert selected(speakers="nonsense", ignored_speakers=[7]) == {"Kitchen", "Bath", "Attic"}


async def test_a_speaker_that_is_not_selected_is_not_told(hass: HomeAssistant) -> None:
    attic = register(hass, "Attic")
    attic.write("playing")
    speakers, told = follow(hass, ignored_speakers=[attic.id])
    attic.write("paused")
    await hass.async_block_till_done()
    assert told == []
    assert speakers.state(attic.id) is None
    speakers.async_stop()


async def test_groups_are_told_in_speaker_ids_the_coordinator_first(hass: HomeAssistant) -> None:
    for name in ("Kitchen", "Bath", "Attic"):
        register(hass, name)
    speakers, _ = follow(hass, ignored_speakers=["RINCON_ATTIC"])
    bath, kitchen, attic = "media_player.bath", "media_player.kitchen", "media_player.attic"
    assert speakers.group([bath, kitchen]) == ("RINCON_BATH", "RINCON_KITCHEN")
    assert speakers.group([attic, kitchen, bath]) == ("RINCON_KITCHEN", "RINCON_BATH")
    for alone in (None, [], [None], [kitchen], [kitchen, attic], "x", 7, [["nested"], kitchen]):
        assert speakers.group(alone) == ()
    speakers.async_stop()


async def test_a_disabled_speaker_leads_no_group(hass: HomeAssistant) -> None:
    for name in ("Kitchen", "Bath", "Attic"):
        register(hass, name)
    speakers, _ = follow(hass)
    bath, kitchen, attic = "media_player.bath", "media_player.kitchen", "media_player.attic"
    er.async_get(hass).async_update_entity(kitchen, disabled_by=er.RegistryEntryDisabler.USER)
    await hass.async_block_till_done()
    assert speakers.group([kitchen, bath, attic]) == ("RINCON_BATH", "RINCON_ATTIC")
    assert speakers.group([kitchen, bath]) == ()
    speakers.async_stop()


async def test_a_hundred_foreign_entities_cost_no_look(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    speakers, _ = follow(hass)
    looks: list[bool] = []
    monkeypatch.setattr(speakers, "_look", lambda: looks.append(True))
    for number in range(100):
        er.async_get(hass).async_get_or_create("media_player", "cast", str(number))
        er.async_get(hass).async_get_or_create("sensor", "sonos", str(number))
    await hass.async_block_till_done()
    assert looks == []
    speakers.async_stop()
