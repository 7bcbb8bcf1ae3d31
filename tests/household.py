"""A household that does what a test says: the parts behind the history's surfaces.

The entities, the health and the diagnostics are the real ones, set up by Home Assistant
itself; what they listen to is played by hand, without a speaker, a store or a clock.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, cast
from unittest.mock import patch

from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    MockModule,
    mock_integration,
    mock_platform,
)

from custom_components.spindle.const import (
    CONF_KIND,
    DOMAIN,
    KIND_HISTORY,
    OPTION_DISCREET_ROOMS,
    SONOS_DOMAIN,
)
from custom_components.spindle.coordinator import HistoryCoordinator
from custom_components.spindle.import_progress import IDLE, Progress
from custom_components.spindle.listening.types import Kind, Listening, RoomView, Source
from custom_components.spindle.public_gates import PublicGates
from custom_components.spindle.runtime import (
    HOUSE_KEY,
    HistoryRuntime,
    House,
    Listener,
    Speaker,
    Speakers,
    TaskState,
    TaskStatus,
    Unsubscribe,
)
from custom_components.spindle.store.types import (
    PlayRow,
    Recorded,
    StoreState,
    StoreStatus,
    Totals,
    Written,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from homeassistant.config_entries import ConfigEntry
    from homeassistant.core import HomeAssistant, State

KITCHEN = "RINCON_KITCHEN01400"
BATH = "RINCON_BATH01400"

NAMES = {KITCHEN: "Kitchen", BATH: "Bath"}

STARTED = 1_763_848_500
"""When plays begin: 2025-11-22 21:55:00 UTC."""

READY = StoreStatus(state=StoreState.READY)


class Listeners[**P]:
    """Those who want to be told."""

    def __init__(self) -> None:
        """Nobody yet."""
        self._listeners: list[Callable[P, None]] = []

    def add(self, listener: Callable[P, None]) -> Unsubscribe:
        """Add one; returns the way to remove it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> None:
        """Tell them all."""
        for listener in list(self._listeners):
            listener(*args, **kwargs)

    def __len__(self) -> int:
        """Count them."""
        return len(self._listeners)


@dataclass
class FakeSupervisor:
    """Tells of whatever tasks it is given."""

    tasks: tuple[TaskStatus, ...] = ()
    changed: Listeners[[]] = field(default_factory=Listeners)

    def status(self) -> tuple[TaskStatus, ...]:
        """Tell of the tasks."""
        return self.tasks

    def async_add_listener(self, listener: Callable[[], None]) -> Unsubscribe:
        """Add a listener."""
        return self.changed.add(listener)

    def tell(self, state: TaskState, last_error: str | None = None) -> None:
        """Let the one task be in ``state``."""
        status = TaskStatus(
            name="listener", state=state, restarts=1, last_error=last_error, last_heartbeat=1.5
        )
        self.tasks = (status,)
        self.changed()


@dataclass
class FakeImporter:
    """Tells whatever progress it is given."""

    progress: Progress = IDLE
    changed: Listeners[[Progress]] = field(default_factory=Listeners)

    def async_add_progress_listener(self, listener: Callable[[Progress], None]) -> Unsubscribe:
        """Add a listener."""
        return self.changed.add(listener)

    def tell(self, progress: Progress) -> None:
        """Let it be that far."""
        self.progress = progress
        self.changed(progress)


@dataclass
class FakeHouse:
    """Answers every question with ``totals``, once the store is readable."""

    supervisor: FakeSupervisor = field(default_factory=FakeSupervisor)
    importer: FakeImporter = field(default_factory=FakeImporter)
    status: StoreStatus = READY
    totals: Totals = field(default_factory=Totals)
    refuses: bool = False
    questions: list[tuple[Any, ...]] = field(default_factory=list)
    status_changed: Listeners[[StoreStatus]] = field(default_factory=Listeners)
    plays_changed: Listeners[[]] = field(default_factory=Listeners)

    async def read(self, *question: Any) -> Totals:
        """Answer, or refuse as the real one does."""
        self.questions.append(question)
        if self.refuses or self.status.state not in {StoreState.READY, StoreState.WAITING}:
            raise HomeAssistantError("The store is not readable.")
        return self.totals

    def async_add_status_listener(self, listener: Callable[[StoreStatus], None]) -> Unsubscribe:
        """Tell the status at once, and when it changes."""
        listener(self.status)
        return self.status_changed.add(listener)

    def async_add_change_listener(self, listener: Callable[[], None]) -> Unsubscribe:
        """Add a listener."""
        return self.plays_changed.add(listener)

    def become(self, state: StoreState, **more: Any) -> None:
        """Let the store be in ``state``."""
        self.status = StoreStatus(state=state, **more)
        self.status_changed(self.status)


@dataclass
class FakeListener:
    """Shows the rooms and tells the plays it is given."""

    rooms: dict[str, RoomView] = field(default_factory=dict)
    recording: bool = True
    refused: Mapping[str, int] = field(default_factory=dict)
    overflowed: int = 0
    lost: int = 0
    suspects: dict[str, str] = field(default_factory=dict)
    changed: Listeners[[]] = field(default_factory=Listeners)
    played: Listeners[[Listening, Recorded]] = field(default_factory=Listeners)
    refuses_switch: bool = False

    def async_add_listener(self, listener: Callable[[], None]) -> Unsubscribe:
        """Add a listener."""
        return self.changed.add(listener)

    def async_add_play_listener(
        self, listener: Callable[[Listening, Recorded], None]
    ) -> Unsubscribe:
        """Add a listener to plays."""
        return self.played.add(listener)

    async def async_set_recording(self, recording: bool) -> None:  # noqa: FBT001 (the real one's)
        """Switch recording, unless it is to fail."""
        if self.refuses_switch:
            raise HomeAssistantError("The store is not writable.")
        self.recording = recording
        self.changed()

    def show(self, room: str, view: RoomView) -> None:
        """Let a room show something."""
        self.rooms = {**self.rooms, room: view}
        self.changed()


@dataclass
class FakeSpeakers:
    """Knows the speakers it is given."""

    known: dict[str, Speaker] = field(default_factory=dict)
    discreet: frozenset[str] = frozenset()
    changed: Listeners[[]] = field(default_factory=Listeners)

    def async_add_listener(self, listener: Callable[[], None]) -> Unsubscribe:
        """Add a listener."""
        return self.changed.add(listener)

    def name(self, speaker: str) -> str:
        """Give what the household calls a speaker."""
        return self.known[speaker].name if speaker in self.known else speaker

    def put(self, speaker: Speaker) -> None:
        """Add a speaker or change it."""
        self.known = {**self.known, speaker.id: speaker}
        self.changed()

    def remove(self, speaker: str) -> None:
        """Let a speaker leave the household."""
        self.known = {one: found for one, found in self.known.items() if one != speaker}
        self.changed()

    def change(self, speaker: str, **changes: Any) -> None:
        """Change something about a speaker."""
        self.put(replace(self.known[speaker], **changes))


def speaker(speaker_id: str, name: str, **more: Any) -> Speaker:
    """Make a speaker that is there and recorded."""
    return Speaker(
        id=speaker_id,
        entity_id=f"media_player.{name.lower()}",
        name=name,
        **({"enabled": True, "available": True, "selected": True} | more),
    )


@dataclass
class Household:
    """One history entry, set up over parts that a test plays by hand."""

    hass: HomeAssistant
    entry: MockConfigEntry
    house: FakeHouse = field(default_factory=FakeHouse)
    listener: FakeListener = field(default_factory=FakeListener)
    speakers: FakeSpeakers = field(default_factory=FakeSpeakers)

    @classmethod
    def make(cls, hass: HomeAssistant, **options: Any) -> Household:
        """Make a household of kitchen and bath, not set up yet."""
        entry = MockConfigEntry(
            domain=DOMAIN,
            unique_id=KIND_HISTORY,
            title="Sonos",
            entry_id="history",
            data={CONF_KIND: KIND_HISTORY},
            options=options,
        )
        entry.add_to_hass(hass)
        household = cls(hass, entry)
        household.speakers.discreet = frozenset(options.get(OPTION_DISCREET_ROOMS, ()))
        household.speakers.put(speaker(KITCHEN, "Kitchen"))
        household.speakers.put(speaker(BATH, "Bath"))
        return household

    async def set_up(self) -> None:
        """Set the entry up through Home Assistant, platforms and all."""
        with (
            patch("custom_components.spindle.async_setup_entry", self._set_up_entry),
            patch("custom_components.spindle.async_unload_entry", self._unload_entry),
        ):
            await self.hass.config_entries.async_setup(self.entry.entry_id)
            await self.hass.async_block_till_done()

    async def unload(self) -> None:
        """Unload the entry."""
        with patch("custom_components.spindle.async_unload_entry", self._unload_entry):
            await self.hass.config_entries.async_unload(self.entry.entry_id)
            await self.hass.async_block_till_done()

    async def _set_up_entry(self, hass: HomeAssistant, entry: ConfigEntry[HistoryRuntime]) -> bool:
        house = cast("House", self.house)
        hass.data[HOUSE_KEY] = house
        coordinator = HistoryCoordinator(hass, entry, house)
        entry.runtime_data = HistoryRuntime(
            house=house,
            listener=cast("Listener", self.listener),
            speakers=cast("Speakers", self.speakers),
            coordinator=coordinator,
            public_gates=PublicGates(hass, entry, house),
        )
        await hass.config_entries.async_forward_entry_setups(entry, PLATFORMS)
        coordinator.async_start()
        return True

    async def _unload_entry(self, hass: HomeAssistant, entry: ConfigEntry[HistoryRuntime]) -> bool:
        return await hass.config_entries.async_unload_platforms(entry, PLATFORMS)

    async def tell(self, totals: Totals) -> None:
        """Let the store's figures change."""
        self.house.totals = totals
        self.house.plays_changed()
        await self.hass.async_block_till_done()

    def play(
        self, started_at: float, title: str, *, room: str = KITCHEN, rooms: tuple[str, ...] = ()
    ) -> None:
        """Let a play become durable."""
        listening = Listening(
            started_at=started_at,
            speaker=room,
            rooms=rooms or (room,),
            source=Source(Kind.MUSIC, "spotify"),
            title=title,
            artist="Nina Simone",
            album="Pastel Blues",
        )
        self.listener.played(listening, Recorded(int(started_at) * 1000, Written.ADDED))


def mock_sonos(hass: HomeAssistant) -> None:
    """Let Sonos entries be added and removed without a network."""

    async def succeed(*_: object) -> bool:
        return True

    module = MockModule(SONOS_DOMAIN, async_setup_entry=succeed, async_unload_entry=succeed)
    mock_integration(hass, module)
    mock_platform(hass, f"{SONOS_DOMAIN}.config_flow", None)


PLATFORMS = ("binary_sensor", "event", "sensor", "switch")


def row(played_at: int, title: str, room: str = KITCHEN) -> PlayRow:
    """Make one row of the history."""
    return PlayRow(
        id=played_at * 1000,
        played_at=played_at,
        artist="Nina Simone",
        title=title,
        album="Pastel Blues",
        album_artist=None,
        music_service="spotify",
        player=NAMES[room],
        speaker=room,
        duration=174.0,
        listened=174.0,
        source="sonos",
        isrc=None,
    )


def state(hass: HomeAssistant, key: str) -> State:
    """Find the state of one of Spindle's entities by the key in its unique id."""
    for registered in er.async_get(hass).entities.values():
        unique_id = f"{registered.config_entry_id}_{key}"
        if (registered.platform, registered.unique_id) == (DOMAIN, unique_id):
            found = hass.states.get(registered.entity_id)
            assert found
            return found
    raise AssertionError(key)


def value(hass: HomeAssistant, key: str) -> str:
    """Give the state of an entity as the text it is."""
    return state(hass, key).state
