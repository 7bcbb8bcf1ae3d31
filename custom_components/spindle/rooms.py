"""Show what each room is at: nothing, listening, counted, or not and why."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from homeassistant.components.sensor import SensorDeviceClass, SensorEntity
from homeassistant.core import callback
from homeassistant.helpers import entity_registry as er
from homeassistant.util import dt as dt_util

from .const import OPTION_PRIVATE_ROOMS
from .entity import HistoryEntity
from .listening.types import Phase, RoomView

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homeassistant.core import HomeAssistant
    from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

    from .runtime import HistoryConfigEntry, Speaker

WOBBLE: Final = 2.0
"""Seconds by which ``counts_at`` may differ without anybody having sought."""


@callback
def async_follow_rooms(
    hass: HomeAssistant,
    entry: HistoryConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Keep one sensor for each selected speaker, until the entry is unloaded.

    A speaker that has gone from the registry, or is no longer selected, takes its sensor
    with it.
    """
    speakers = entry.runtime_data.speakers
    present: set[str] = set()

    @callback
    def follow() -> None:
        wanted = {speaker.id for speaker in speakers.known.values() if speaker.selected}
        _remove_strangers(hass, entry, wanted)
        added = sorted(wanted - present)
        present.clear()
        present.update(wanted)
        if added:
            async_add_entities([RoomSensor(entry, speakers.known[room]) for room in added])

    follow()
    entry.async_on_unload(speakers.async_add_listener(follow))


@callback
def _remove_strangers(hass: HomeAssistant, entry: HistoryConfigEntry, wanted: set[str]) -> None:
    registry = er.async_get(hass)
    keep = {room_unique_id(entry, speaker) for speaker in wanted}
    for registered in er.async_entries_for_config_entry(registry, entry.entry_id):
        is_room = registered.unique_id.startswith(room_unique_id(entry, ""))
        if is_room and registered.unique_id not in keep:
            registry.async_remove(registered.entity_id)


def room_unique_id(entry: HistoryConfigEntry, speaker: str) -> str:
    """Tell the unique id of a room's sensor."""
    return f"{entry.entry_id}_room_{speaker}"


class RoomSensor(HistoryEntity, SensorEntity):
    """What one speaker is at.

    Entity states are seen by everybody in Home Assistant: a room that is discreet or
    not recorded shows only its phase, never what it plays.
    """

    _attr_device_class = SensorDeviceClass.ENUM
    _attr_options = [phase.value for phase in Phase]  # noqa: RUF012 (Home Assistant's own shape)

    def __init__(self, entry: HistoryConfigEntry, speaker: Speaker) -> None:
        """Take the entry and the speaker whose room it is."""
        super().__init__(entry, "room")
        self._attr_unique_id = room_unique_id(entry, speaker.id)
        self._attr_name = speaker.name
        self._speaker = speaker
        self._silent = speaker.id in {
            *entry.runtime_data.speakers.discreet,
            *entry.options.get(OPTION_PRIVATE_ROOMS, ()),
        }
        self._view = RoomView()
        self._view = self._look()

    @property
    def available(self) -> bool:
        """Whether the speaker can be heard of."""
        return self._speaker.available

    @property
    def native_value(self) -> str:
        """The phase."""
        return self._view.phase.value

    @property
    def extra_state_attributes(self) -> Mapping[str, object] | None:
        """What plays, when it will count, or why it does not."""
        if self._silent:
            return None
        view = self._view
        return {
            "title": view.title,
            "artist": view.artist,
            "service": view.service,
            "counts_at": _iso(view.counts_at),
            "reason": view.reason.value if view.reason else None,
        }

    async def async_added_to_hass(self) -> None:
        """Follow the listener and the speaker."""
        await super().async_added_to_hass()
        self.async_on_remove(self._runtime.listener.async_add_listener(self._on_listening))
        self.async_on_remove(self._runtime.speakers.async_add_listener(self._on_speakers))

    @callback
    def _on_listening(self) -> None:
        view = self._look()
        if view != self._view:
            self._view = view
            self.async_write_ha_state()

    @callback
    def _on_speakers(self) -> None:
        speaker = self._runtime.speakers.known.get(self._speaker.id)
        if speaker is None or speaker == self._speaker:
            return
        if speaker.name != self._speaker.name:
            self._attr_name = speaker.name
            er.async_get(self.hass).async_update_entity(self.entity_id, original_name=speaker.name)
        self._speaker = speaker
        self.async_write_ha_state()

    def _look(self) -> RoomView:
        """Read the room's view, with the shown ``counts_at`` where it only wobbles."""
        view = self._runtime.listener.rooms.get(self._speaker.id, RoomView())
        return steady(view, self._view)


def steady(view: RoomView, shown: RoomView) -> RoomView:
    """Give a room's view, with the ``counts_at`` that is shown where it only wobbles."""
    if not (view.counts_at and shown.counts_at and view.started_at == shown.started_at):
        return view
    wobbles = abs(view.counts_at - shown.counts_at) < WOBBLE
    return replace(view, counts_at=shown.counts_at) if wobbles else view


def _iso(epoch: float | None) -> str | None:
    """Write a moment as ISO 8601 in whole seconds of UTC."""
    return None if epoch is None else dt_util.utc_from_timestamp(round(epoch)).isoformat()
