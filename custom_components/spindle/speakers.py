"""Know the household's Sonos speakers, and follow them through the entity registry."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from homeassistant.const import STATE_UNAVAILABLE, Platform
from homeassistant.core import (
    CALLBACK_TYPE,
    Event,
    EventStateChangedData,
    HomeAssistant,
    State,
    callback,
)
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.event import async_track_state_change_event

from .const import (
    OPTION_DISCREET_ROOMS,
    OPTION_IGNORED_SPEAKERS,
    OPTION_NEW_SPEAKERS,
    OPTION_SPEAKERS,
    SONOS_DOMAIN,
)
from .listeners import Listeners, Unsubscribe

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """One Sonos speaker, named for good by its Sonos id (``RINCON_…``)."""

    id: str
    entity_id: str
    name: str
    """What the household calls it now."""
    enabled: bool
    available: bool
    """Its entity is enabled and has a state other than unavailable."""
    selected: bool
    """The options ask for it to be recorded."""


def find_speakers(hass: HomeAssistant, options: Mapping[str, object]) -> dict[str, Speaker]:
    """Find every Sonos speaker in the entity registry: speaker id → speaker."""
    chosen = _Choice(options)
    return {
        entry.unique_id: Speaker(
            id=entry.unique_id,
            entity_id=entry.entity_id,
            name=_name(hass, entry),
            enabled=not entry.disabled,
            available=not entry.disabled and _is_available(hass.states.get(entry.entity_id)),
            selected=chosen.takes(entry.unique_id),
        )
        for entry in er.async_get(hass).entities.values()
        if _is_speaker(entry)
    }


class Speakers:
    """The household's Sonos speakers, as the registry and the options have them now.

    Tells two sorts of news: that the roster changed, and what a selected speaker's
    state is now. Whoever listens to states is told the present one of every speaker
    at the start and whenever its entity changes: so a rename loses nothing.
    """

    def __init__(self, hass: HomeAssistant, options: Mapping[str, object]) -> None:
        """Take the entry's options; nothing is followed before ``async_start``."""
        self._hass = hass
        self._options = options
        self._roster_listeners = Listeners[[]]()
        self._state_listeners = Listeners[[str, State | None]]()
        self._ids: dict[str, str] = {}
        self._stop_states: CALLBACK_TYPE | None = None
        self._undo: list[CALLBACK_TYPE] = []
        self.discreet = _names(options.get(OPTION_DISCREET_ROOMS))
        """Ids of those whose plays only administrators see: nothing public tells of them."""
        self.known: dict[str, Speaker] = {}
        """Speaker id → speaker, for each in the registry, disabled ones included."""

    @property
    def selected(self) -> tuple[Speaker, ...]:
        """The enabled speakers that are to be recorded."""
        return tuple(one for one in self.known.values() if one.selected and one.enabled)

    @callback
    def async_start(self) -> None:
        """Follow the registries and the states until ``async_stop``."""
        bus = self._hass.bus
        self._undo = [
            bus.async_listen(er.EVENT_ENTITY_REGISTRY_UPDATED, self._on_entity, _about_players),
            bus.async_listen(dr.EVENT_DEVICE_REGISTRY_UPDATED, self._on_device, _about_names),
        ]
        self._look()

    @callback
    def async_stop(self) -> None:
        """Follow nothing any more."""
        for undo in self._undo:
            undo()
        self._undo.clear()
        if self._stop_states:
            self._stop_states()
            self._stop_states = None

    @callback
    def async_add_listener(self, listener: Callable[[], None]) -> Unsubscribe:
        """Call ``listener()`` whenever ``known`` has changed."""
        return self._roster_listeners.add(listener)

    @callback
    def async_add_state_listener(
        self, listener: Callable[[str, State | None], None]
    ) -> Unsubscribe:
        """Call ``listener(speaker id, state)`` for selected speakers, at once and on change.

        None means that the speaker is gone: removed, disabled or no longer selected.
        """
        for speaker in self.selected:
            listener(speaker.id, self.state(speaker.id))
        return self._state_listeners.add(listener)

    def state(self, speaker_id: str) -> State | None:
        """Give a selected speaker's present state, unavailable if it has none now."""
        speaker = self.known.get(speaker_id)
        if speaker is None or not (speaker.selected and speaker.enabled):
            return None
        state = self._hass.states.get(speaker.entity_id)
        return state or State(speaker.entity_id, STATE_UNAVAILABLE)

    def name(self, speaker_id: str) -> str:
        """Give what the household calls a speaker; one that has left keeps its id."""
        speaker = self.known.get(speaker_id)
        return speaker.name if speaker else speaker_id

    def group(self, members: object) -> tuple[str, ...]:
        """Turn ``group_members`` into ids of speakers, the coordinator first.

        Only those that are selected and enabled are named. Where the coordinator is
        neither heard nor to be, the first member that is stands for it.
        Empty for a speaker alone, which core tells as ``[itself]``, ``[None]`` or nothing.
        """
        if not isinstance(members, list | tuple):
            return ()
        ids = (self._ids.get(member) for member in members if isinstance(member, str))
        group = tuple(dict.fromkeys(one for one in ids if one and _followed(self.known[one])))
        return group if len(group) > 1 else ()

    @callback
    def _on_entity(self, event: Event[er.EventEntityRegistryUpdatedData]) -> None:
        """Look again when the event is about a speaker of ours or a new one."""
        data = event.data
        entry = er.async_get(self._hass).async_get(data["entity_id"])
        concerned = {data["entity_id"], data.get("old_entity_id")}
        if (entry and _is_speaker(entry)) or not concerned.isdisjoint(self._ids):
            self._look()

    @callback
    def _on_device(self, _: Event[dr.EventDeviceRegistryUpdatedData]) -> None:
        """Look again: a speaker may be called something else."""
        self._look()

    def _look(self) -> None:
        """Read the registry again and tell what changed."""
        before, self.known = self.known, find_speakers(self._hass, self._options)
        if self.known == before:
            return
        self._ids = {one.entity_id: one.id for one in self.known.values()}
        if self._stop_states:
            self._stop_states()
        self._stop_states = async_track_state_change_event(
            self._hass,
            [one.entity_id for one in self.known.values() if one.enabled],
            self._on_state,
        )
        for speaker_id in before.keys() | self.known.keys():
            was, now = before.get(speaker_id), self.known.get(speaker_id)
            if _followed(was) != _followed(now):
                self._moved(speaker_id)
        self._roster_listeners()

    def _moved(self, speaker_id: str) -> None:
        """Tell that a speaker is gone, or what its new entity says if it says something.

        A renamed entity has no state yet: what it plays goes on, and is told in a moment.
        """
        state = self.state(speaker_id)
        if state is None or self._hass.states.get(state.entity_id):
            self._state_listeners(speaker_id, state)

    @callback
    def _on_state(self, event: Event[EventStateChangedData]) -> None:
        """Pass a state on, and note whether the speaker can be reached."""
        speaker = self.known[self._ids[event.data["entity_id"]]]
        state = event.data["new_state"]
        if speaker.selected:
            self._state_listeners(speaker.id, state or self.state(speaker.id))
        available = _is_available(state)
        if available != speaker.available:
            self.known[speaker.id] = replace(speaker, available=available)
            self._roster_listeners()


class _Choice:
    """Which speakers the options take."""

    def __init__(self, options: Mapping[str, object]) -> None:
        self._chosen = _names(options.get(OPTION_SPEAKERS))
        self._ignored = _names(options.get(OPTION_IGNORED_SPEAKERS))
        self._new = options.get(OPTION_NEW_SPEAKERS, True) is not False

    def takes(self, speaker_id: str) -> bool:
        """Tell whether a speaker is to be recorded."""
        if speaker_id in self._chosen:
            return True
        return self._new and speaker_id not in self._ignored


def _names(value: object) -> frozenset[str]:
    """Read a list of ids from the options; anything else is none."""
    if not isinstance(value, list | tuple):
        return frozenset()
    return frozenset(one for one in value if isinstance(one, str))


def _followed(speaker: Speaker | None) -> str | None:
    """Give the entity that is listened to for a speaker, if any."""
    return speaker.entity_id if speaker and speaker.selected and speaker.enabled else None


def _is_speaker(entry: er.RegistryEntry) -> bool:
    """Tell a Sonos speaker from every other entity."""
    return entry.platform == SONOS_DOMAIN and entry.domain == Platform.MEDIA_PLAYER


def _is_available(state: State | None) -> bool:
    """Tell whether an entity in this state can be reached."""
    return state is not None and state.state != STATE_UNAVAILABLE


def _name(hass: HomeAssistant, entry: er.RegistryEntry) -> str:
    """Give the name a person would look for: the entity's, else its device's."""
    device = dr.async_get(hass).async_get(entry.device_id) if entry.device_id else None
    of_device = (device.name_by_user or device.name) if device else None
    return entry.name or entry.original_name or of_device or entry.entity_id


@callback
def _about_players(data: er.EventEntityRegistryUpdatedData) -> bool:
    """Let only events about media players through."""
    return data["entity_id"].startswith(f"{Platform.MEDIA_PLAYER}.")


@callback
def _about_names(data: dr.EventDeviceRegistryUpdatedData) -> bool:
    """Let only changes of a device's name through."""
    return data["action"] == "update" and not {"name", "name_by_user"}.isdisjoint(data["changes"])
