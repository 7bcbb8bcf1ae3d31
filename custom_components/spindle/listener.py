"""Turn the speakers' state changes into plays.

A state change is only noted by its callback (``inbox``). A supervised task reads it
(``listening.snapshot``), lets the household judge it (``listening.household``) and sends
what came of it to the store (``outbox``), which is what makes it true; only then is it
told. One timer wakes the task when time alone decides something.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import replace
import time
from typing import TYPE_CHECKING, Final

from homeassistant.const import EVENT_HOMEASSISTANT_STOP
from homeassistant.core import CALLBACK_TYPE, Event, HassJob, HomeAssistant, State, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.event import async_call_later

from .announce import async_announce
from .const import LOGGER
from .doubts import Doubts
from .inbox import Inbox, Observation
from .listeners import Listeners, Unsubscribe
from .listening.household import Household
from .listening.snapshot import read_state
from .listening.types import Instant, Listening, RoomView, Snapshot, Step
from .memory import Memory, recall, remember_recording
from .outbox import Outbox
from .policy import rules_from
from .service_list import ServiceList
from .sonos_bridge import SonosBridge
from .stations import Stations
from .store.types import ListeningStep, Recorded, Written

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from .house import House
    from .pulse import Pulse
    from .runtime import HistoryConfigEntry
    from .speakers import Speakers

PATIENCE_AT_START: Final = 300.0
"""Seconds the first judgement waits for what an earlier run left behind: the sessions, and
whether recording was switched off. What is noted meanwhile keeps its time."""
PATIENCE_AT_END: Final = 10.0
"""Seconds the end waits for everything to be on the disk."""
RECALL_AGAIN: Final = 30.0
SOONEST: Final = 0.1
"""Seconds until the timer wakes the task at the earliest."""
SENTENCES: Final = 50
"""Different refusals that are counted; the rest share one count."""
OTHER_REFUSALS: Final = "Other attributes were refused."


class Listener:
    """Listens to the selected speakers of the history entry."""

    def __init__(
        self, hass: HomeAssistant, entry: HistoryConfigEntry, house: House, speakers: Speakers
    ) -> None:
        """Prepare; nothing is heard before ``async_start``."""
        self._hass = hass
        self._entry = entry
        self._house = house
        self._speakers = speakers
        self._household = Household(rules_from(entry.options))
        self._inbox = Inbox()
        self._outbox = Outbox(house, self._on_durable)
        bridge = SonosBridge(hass)
        self._services = ServiceList(house, speakers, bridge, entry.options)
        self._stations = Stations(bridge, self._on_station)
        self._listeners = Listeners[[]]()
        self._doubts = Doubts(bridge, self._listeners)
        self._play_listeners = Listeners[[Listening, Recorded]]()
        self._recalled = asyncio.Event()
        self._cancel_timer: CALLBACK_TYPE | None = None
        self._undo: list[CALLBACK_TYPE] = []
        self._refused = Counter[str]()
        self.rooms: Mapping[str, RoomView] = {}
        """Speaker id → what its room shows, for each selected speaker."""

    @property
    def recording(self) -> bool:
        """Whether what plays is written down; the switch."""
        return self._household.rules.recording

    @property
    def refused(self) -> Mapping[str, int]:
        """Plain sentence → how often an attribute was refused for it; bounded."""
        return self._refused

    @property
    def overflowed(self) -> int:
        """State changes that did not fit the queue (each speaker's newest always does)."""
        return self._inbox.overflowed

    @property
    def suspects(self) -> Mapping[str, str]:
        """Speaker id → why its entity is doubted; empty when all is well."""
        return self._doubts.suspects

    @callback
    def async_add_listener(self, listener: Callable[[], None]) -> Unsubscribe:
        """Call ``listener()`` when a room, ``recording`` or ``suspects`` changed."""
        return self._listeners.add(listener)

    @callback
    def async_add_play_listener(
        self, listener: Callable[[Listening, Recorded], None]
    ) -> Unsubscribe:
        """Call ``listener(listening, recorded)`` once for each new, durable play."""
        return self._play_listeners.add(listener)

    async def async_set_recording(self, recording: bool) -> None:  # noqa: FBT001 (a switch)
        """Switch recording on or off, durably. Raises ``HomeAssistantError``."""
        await self._house.write(remember_recording, recording=recording)
        self._apply_recording(recording)

    @callback
    def async_start(self) -> None:
        """Listen until ``async_stop`` or until Home Assistant stops."""
        start = self._house.supervisor.start
        self._undo = [
            self._hass.bus.async_listen(EVENT_HOMEASSISTANT_STOP, self._on_stop),
            self._speakers.async_add_listener(self._inbox.nudge),
            self._speakers.async_add_state_listener(self._on_state),
            start("listener", self._listen, entry=self._entry),
            start("outbox", self._outbox.run, entry=self._entry),
            start("stations", self._stations.run, entry=self._entry),
            start("service list", self._services.run, entry=self._entry),
            start("doubts", self._doubts.run, entry=self._entry),
        ]
        self._entry.async_create_background_task(self._hass, self._recall(), "spindle recall")

    async def async_stop(self) -> None:
        """Judge what waits, save every running session, and wait until it is durable.

        A reload, an unload and a stop of Home Assistant all end here, and all begin
        again with the saved sessions. May be called twice.
        """
        if not self._undo:
            return
        for undo in self._undo:
            undo()
        self._undo.clear()
        self._disarm()
        while observation := self._inbox.take():
            self._judge(observation)
        self._publish(self._household.suspend(_now()))
        await self._outbox.flush(PATIENCE_AT_END)

    async def _on_stop(self, _: Event) -> None:
        """Home Assistant stops, and unloads no entry."""
        await self.async_stop()

    @callback
    def _on_state(self, speaker: str, state: State | None) -> None:
        """Note a state change, and no more: this runs within the change itself."""
        self._inbox.put(Observation(speaker, state, _now()))

    @callback
    def _on_station(self, speaker: str) -> None:
        """Look at a speaker again: the station behind its stream is known now."""
        if state := self._speakers.state(speaker):
            self._on_state(speaker, state)

    async def _listen(self, pulse: Pulse) -> None:
        """Judge what is noted, for good: the supervised task."""
        await pulse.rest(PATIENCE_AT_START, self._recalled)
        while True:
            while observation := self._inbox.take():
                pulse.beat()
                self._judge(observation)
                await asyncio.sleep(0)
            self._let_time_pass()
            self._show()
            await pulse.rest(wake=self._inbox.arrived)
            self._inbox.arrived.clear()

    async def _recall(self) -> None:
        """Take over what an earlier run left in the store, as soon as that can be read."""
        memory = await self._memory()
        if not self._services.book.names:
            self._services.learn(memory.services)
        self._apply_recording(memory.recording)
        self._publish(self._household.adopt(memory.running, _now()))
        selected = {one.id for one in self._speakers.selected}
        for speaker in memory.running.keys() - selected:
            self._publish(self._household.forget(speaker, _now()))
        self._recalled.set()
        self._inbox.nudge()

    async def _memory(self) -> Memory:
        """Read what an earlier run left, again and again until the store can be read."""
        while True:
            try:
                return await self._house.read(recall)
            except HomeAssistantError as error:
                LOGGER.debug("The sessions of the last run are not readable yet: %s", error)
            await asyncio.sleep(RECALL_AGAIN)

    def _judge(self, observation: Observation) -> None:
        """Let the household judge one observation."""
        speaker, state = observation.speaker, observation.state
        snapshot = self._read(speaker, state) if state else None
        self._doubts.note(speaker, snapshot)
        if snapshot:
            self._publish(self._household.observe(speaker, snapshot, observation.at))
        else:
            self._publish(self._household.forget(speaker, observation.at))

    def _read(self, speaker: str, state: State) -> Snapshot:
        """Read a state, with its group and, behind a stream, the station."""
        group = self._speakers.group(state.attributes.get("group_members"))
        book = self._services.book
        snapshot, refused = read_state(state.state, state.attributes, book=book, group=group)
        for sentence in refused:
            known = sentence in self._refused or len(self._refused) < SENTENCES
            self._refused[sentence if known else OTHER_REFUSALS] += 1
        leads = group[:1] in {(), (speaker,)}
        if leads and snapshot.source.live and snapshot.uri and "sid=" not in snapshot.uri:
            station_uri = self._stations.get(speaker, snapshot.uri)
            if station_uri:
                snapshot, _ = read_state(
                    state.state, state.attributes, book=book, station_uri=station_uri, group=group
                )
        return snapshot

    def _publish(self, step: Step) -> None:
        """Send what came of it on its way to the store."""
        if step:
            self._outbox.send(step)

    def _let_time_pass(self) -> None:
        """Do what is due by time alone, and set the timer for what is due next."""
        now = _now()
        deadline = self._household.next_deadline()
        if deadline is not None and deadline <= now.monotonic:
            self._publish(self._household.advance(now))
            deadline = self._household.next_deadline()
        self._disarm()
        if deadline is not None:
            self._cancel_timer = async_call_later(
                self._hass,
                max(SOONEST, deadline - now.monotonic),
                HassJob(self._on_timer, cancel_on_shutdown=True),
            )

    @callback
    def _on_timer(self, _: datetime) -> None:
        """Wake the task: something is due."""
        self._cancel_timer = None
        self._inbox.nudge()

    def _disarm(self) -> None:
        """Take the timer back."""
        if self._cancel_timer:
            self._cancel_timer()
            self._cancel_timer = None

    def _show(self) -> None:
        """Bring the rooms' views up to date, and tell if one has changed."""
        rooms = {one.id: self._household.view(one.id) for one in self._speakers.selected}
        if rooms != self.rooms:
            self.rooms = rooms
            self._listeners()

    def _apply_recording(self, recording: bool) -> None:  # noqa: FBT001 (a switch)
        """Judge by the switch from now on."""
        if recording != self.recording:
            self._household.rules = replace(self._household.rules, recording=recording)
            self._inbox.nudge()
            self._listeners()

    def _on_durable(self, step: ListeningStep, recorded: tuple[Recorded, ...]) -> None:
        """Tell of what is true now."""
        for listening, record in zip(step.counted, recorded, strict=False):
            if record.written is Written.ADDED:
                async_announce(self._hass, self._speakers, listening, record)
                self._play_listeners(listening, record)
        if step.counted or step.finished or step.not_counted:
            self._house.async_plays_changed()


def _now() -> Instant:
    """Read both clocks."""
    return Instant(time.time(), time.monotonic())
