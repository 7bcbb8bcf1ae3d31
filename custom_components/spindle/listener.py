"""Turn the speakers' state changes into plays.

A state change is only noted by its callback (``inbox``). A supervised task reads it
(``listening.snapshot``), lets the household judge it (``listening.household``) and sends
what came of it to the store (``outbox``), which is what makes it true; only then is it
told. One timer wakes the task when time alone decides something.

As long as it is not known what an earlier run left behind (its sessions, and whether
recording is on), the judging is only a draft: rooms show it, and nothing else comes of it.
What was noted is held, and judged again in earnest as soon as that is known.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
import time
from typing import TYPE_CHECKING, Final

from homeassistant.const import EVENT_HOMEASSISTANT_STOP
from homeassistant.core import CALLBACK_TYPE, Event, HomeAssistant, State, callback

from .alarm import Alarm
from .announce import async_announce
from .const import LOGGER
from .doubts import Doubts
from .inbox import Inbox, Observation
from .listeners import Listeners, Unsubscribe
from .listening.household import Household
from .listening.types import Instant, Listening, RoomView, Step
from .memory import Memory, recalled, remember_recording
from .outbox import Outbox
from .policy import rules_from
from .reading import Reader
from .service_list import ServiceList
from .sonos_bridge import SonosBridge
from .stations import Stations
from .store.types import ListeningStep, Recorded, StoreState, StoreStatus, Written

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .house import House
    from .pulse import Pulse
    from .runtime import HistoryConfigEntry
    from .speakers import Speakers

PATIENCE_AT_START: Final = 300.0
"""Seconds a store that opens is waited for before rooms show a draft."""
PATIENCE_AT_END: Final = 10.0
"""Seconds the end waits for everything to be on the disk."""
PATIENCE_TO_SWITCH: Final = 5.0
"""Seconds a switch waits to be on the disk; then it is left to wait for it alone."""
NOT_OPENED: Final = frozenset({StoreState.WAITING, StoreState.NEWER, StoreState.FAILED})
"""States of a store from which nothing is to be learnt for now."""


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
        self._reader = Reader(speakers, self._services, self._stations)
        self._listeners = Listeners[[]]()
        self._doubts = Doubts(bridge, self._listeners)
        self._play_listeners = Listeners[[Listening, Recorded]]()
        self._recalled = False
        self._switched: bool | None = None
        """To what recording was switched before the recall, if it was."""
        self._begin = asyncio.Event()
        """Set when there is something to judge by, or no use in waiting for it."""
        self._alarm = Alarm(hass, self._inbox.nudge)
        self._undo: list[CALLBACK_TYPE] = []
        self.rooms: Mapping[str, RoomView] = {}
        """Speaker id → what its room shows, for each selected speaker."""

    @property
    def recording(self) -> bool:
        """Whether what plays is written down; the switch."""
        return self._household.rules.recording

    @property
    def refused(self) -> Mapping[str, int]:
        """Plain sentence → how often an attribute was refused for it; bounded."""
        return self._reader.refused

    @property
    def overflowed(self) -> int:
        """State changes that did not fit the queue (each speaker's newest always does)."""
        return self._inbox.overflowed

    @property
    def lost(self) -> int:
        """Steps that the store refused or could not write."""
        return self._outbox.lost

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
        """Switch recording on or off at once, and keep that as soon as the disk allows.

        Raises ``HomeAssistantError`` when it cannot be kept: it then holds for this run.
        """
        self._apply_recording(recording)
        try:
            async with asyncio.timeout(PATIENCE_TO_SWITCH):
                await self._house.write_kept(
                    remember_recording, recording=recording, at=time.time()
                )
        except TimeoutError:
            LOGGER.debug("The recording switch is kept once the disk allows it")

    @callback
    def async_start(self) -> None:
        """Listen until ``async_stop`` or until Home Assistant stops."""
        start = self._house.supervisor.start
        self._undo = [
            self._hass.bus.async_listen(EVENT_HOMEASSISTANT_STOP, self._on_stop),
            self._speakers.async_add_listener(self._inbox.nudge),
            self._speakers.async_add_state_listener(self._on_state),
            self._house.async_add_status_listener(self._on_status),
            start("recall", self._recall, entry=self._entry),
            start("listener", self._listen, entry=self._entry),
            start("outbox", self._outbox.run, entry=self._entry),
            start("stations", self._stations.run, entry=self._entry),
            start("service list", self._services.run, entry=self._entry),
            start("doubts", self._doubts.run, entry=self._entry),
        ]

    async def async_stop(self) -> None:
        """Judge what waits, save every running session, and wait until it is durable.

        A reload, an unload and a stop of Home Assistant all end here, and all begin
        again with the saved sessions; before the recall they stand as they are. May be
        called twice.
        """
        if not self._undo:
            return
        for undo in self._undo:
            undo()
        self._undo.clear()
        self._alarm.set(None)
        if not self._recalled:
            return
        try:
            self._judge_the_rest()
            self._publish(self._household.suspend(_now()))
        finally:
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

    @callback
    def _on_status(self, status: StoreStatus) -> None:
        """Let rooms show a draft when nothing can be recalled for now."""
        if status.state in NOT_OPENED:
            self._begin.set()

    async def _recall(self, pulse: Pulse) -> None:
        """Take over what an earlier run left behind, and rest: a supervised task."""
        if not self._recalled:
            self._take_over(await recalled(self._house, pulse))
        await pulse.rest()

    def _take_over(self, memory: Memory) -> None:
        """Begin in earnest, with what an earlier run left behind; the draft is forgotten."""
        if not self._services.book.names:
            self._services.learn(memory.services)
        recording = memory.recording if self._switched is None else self._switched
        rules = replace(self._household.rules, recording=recording)
        self._household = Household(rules, memory.running)
        self._recalled = True
        self._begin.set()
        self._inbox.nudge()
        selected = {one.id for one in self._speakers.selected}
        for speaker in memory.running.keys() - selected:
            self._publish(self._household.forget(speaker, _now()))
        self._listeners()

    async def _listen(self, pulse: Pulse) -> None:
        """Judge what is noted, for good: the supervised task."""
        await pulse.rest(PATIENCE_AT_START, self._begin)
        while True:
            while observation := self._inbox.take(hold=not self._recalled):
                pulse.beat()
                self._judge(observation)
                await asyncio.sleep(0)
            self._let_time_pass()
            self._show()
            await pulse.rest(wake=self._inbox.arrived)
            self._inbox.arrived.clear()

    def _judge_the_rest(self) -> None:
        """Judge what waits at the end; one that cannot be judged costs no other."""
        while observation := self._inbox.take():
            try:
                self._judge(observation)
            except Exception:  # noqa: BLE001 (whatever it was)
                LOGGER.exception("Something said in the last moment could not be judged")

    def _judge(self, observation: Observation) -> None:
        """Let the household judge one observation."""
        speaker, state = observation.speaker, observation.state
        snapshot = self._reader.read(speaker, state) if state else None
        self._doubts.note(speaker, snapshot)
        if snapshot:
            self._publish(self._household.observe(speaker, snapshot, observation.at))
        else:
            self._publish(self._household.forget(speaker, observation.at))

    def _publish(self, step: Step) -> None:
        """Send what came of it on its way to the store, unless it is a draft."""
        if step and self._recalled:
            self._outbox.send(step)

    def _let_time_pass(self) -> None:
        """Do what is due by time alone, and set the alarm for what is due next."""
        now = _now()
        deadline = self._household.next_deadline()
        if deadline is not None and deadline <= now.monotonic:
            self._publish(self._household.advance(now))
            deadline = self._household.next_deadline()
        self._alarm.set(deadline)

    def _show(self) -> None:
        """Bring the rooms' views up to date, and tell if one has changed."""
        rooms = {one.id: self._household.view(one.id) for one in self._speakers.selected}
        if rooms != self.rooms:
            self.rooms = rooms
            self._listeners()

    def _apply_recording(self, recording: bool) -> None:  # noqa: FBT001 (a switch)
        """Judge by the switch from now on."""
        if not self._recalled:
            self._switched = recording
            self._note_anew()
        if recording != self.recording:
            self._household.rules = replace(self._household.rules, recording=recording)
            self._inbox.nudge()
            self._listeners()

    def _note_anew(self) -> None:
        """Forget what was noted: whether recording was on then is not known."""
        self._inbox.clear()
        for speaker in self._speakers.selected:
            self._on_state(speaker.id, self._speakers.state(speaker.id))

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
