"""Bring in what Home Assistant's recorder remembers and nobody has written down yet.

Two occasions: at the first set-up the recorder's days are offered (``rehearse``) and
brought in; and whenever Spindle was down while Home Assistant ran, the gap is closed.
Both are persisted jobs (``store.replays``). The recorded states go through the same
``listening`` as live ones, in a worker thread; the plays are written behind live ones in
small transactions, as one batch that can be undone. Told again, a play changes nothing,
so that an interrupted job simply begins anew. Imported plays are inert: no events.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from itertools import batched
import math
from typing import TYPE_CHECKING, Any, Final

from homeassistant.components.recorder import get_instance
from homeassistant.const import EVENT_HOMEASSISTANT_STOP
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util

from .const import CONF_PAST, LOGGER, OPTION_SERVICE_OVERRIDES
from .listening.replay import replay
from .listening.snapshot import read_state
from .listening.source import service_book
from .listening.types import Finished, Instant
from .memory import recall
from .policy import rules_from
from .pulse import Pulse
from .recorder_history import ReadingStopped, RecordedPast, first_state_at, has_recorder
from .runtime import JobResult
from .speakers import find_speakers
from .store.commands import new_play
from .store.other_listening import SESSIONS
from .store.replays import (
    REPLAY,
    Stretch,
    begin_listening,
    end_listening,
    finish_replay,
    record_replayed,
)
from .store.types import Origin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from homeassistant.core import Event, HomeAssistant

    from .listening.rules import Rules
    from .listening.source import ServiceBook
    from .listening.types import Listening, Snapshot
    from .runtime import HistoryConfigEntry
    from .store.types import Job, NewPlay

PATIENCE: Final = 20.0
"""Seconds a rehearsal reads; a recorder that holds years is counted as far as it gets."""
PLAYS_AT_ONCE: Final = 50
"""Plays in one transaction of a replay."""
REPLAY_DEADLINE: Final = 3600.0
"""Seconds one replay may take; some days of states are read in a second."""
LEAD: Final = 3600.0
"""Seconds before a gap in which a title may have begun that was heard within it."""

_DAY: Final = 86400


@dataclass(frozen=True, slots=True, kw_only=True)
class PastOffer:
    """What bringing in the recorder's past would add; nothing has been written."""

    plays: int = 0
    first_at: float | None = None
    """UTC epoch seconds at which the first play began."""
    last_at: float | None = None
    services: Mapping[str, int] = field(default_factory=dict)
    """Service slug → plays."""
    complete: bool = True
    """False when there is more than could be counted in time."""

    @property
    def days(self) -> int:
        """Days from the first play to the last, begun ones included."""
        if self.first_at is None or self.last_at is None:
            return 0
        return max(1, math.ceil((self.last_at - self.first_at) / _DAY))


async def rehearse(
    hass: HomeAssistant,
    options: Mapping[str, Any],
    *,
    end: float | None = None,
    patience: float = PATIENCE,
) -> PastOffer:
    """Tell what a replay of the recorder's past up to ``end`` (epoch; now) would bring.

    ``options`` are those of the history entry, empty for their defaults. Writes nothing.
    Without a recorder, or without speakers in it, the offer is empty. After ``patience``
    seconds it tells of what it has read until then.
    """
    until = dt_util.utcnow().timestamp() if end is None else end
    past = await _recorded_past(hass, options, Stretch(start=None, end=until), Pulse())
    if past is None:
        return PastOffer()
    judge = Judge(rules=rules_from(options), book=_service_book({}, options))
    timer = hass.loop.call_later(patience, past.stop)
    try:
        return await _in_thread(hass, past, lambda: _count(judge.plays(past)))
    finally:
        timer.cancel()


async def async_setup_past(hass: HomeAssistant, entry: HistoryConfigEntry) -> None:
    """Do replays while the history entry is loaded, and note what is to be replayed.

    The listener has started: what is missing ends here. Waits for nothing; the store
    may still be opening. Undone on unload.
    """
    house = entry.runtime_data.house

    async def bring_in(job: Job, pulse: Pulse) -> JobResult:
        return await _async_bring_in(hass, entry, job, pulse)

    async def listening_begins(now: float) -> None:
        bring_past = bool(entry.data.get(CONF_PAST))
        try:
            await house.write(begin_listening, entry.entry_id, now, bring_past=bring_past)
        except HomeAssistantError as error:
            LOGGER.debug("What was missed is looked for at the next start: %s", error)
        else:
            house.worker.async_wake()

    async def listening_ends(_: Event | None = None) -> None:
        try:
            await house.write(end_listening, dt_util.utcnow().timestamp())
        except HomeAssistantError as error:
            LOGGER.debug("The end of listening is not noted: %s", error)

    entry.async_on_unload(house.worker.async_register(REPLAY, bring_in, deadline=REPLAY_DEADLINE))
    entry.async_on_unload(hass.bus.async_listen(EVENT_HOMEASSISTANT_STOP, listening_ends))
    entry.async_on_unload(listening_ends)
    entry.async_create_background_task(
        hass, listening_begins(dt_util.utcnow().timestamp()), "spindle: what was missed"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """By what recorded states become plays; used in a worker thread."""

    rules: Rules
    book: ServiceBook

    def plays(self, past: RecordedPast) -> Iterator[Listening]:
        """Yield every play of a stretch, each once it is over.

        What was over before the stretch began has been heard live. What is a moment of a
        stream and goes on at its end will be heard live; a title with a length may
        belong to both sides, and the store knows it by its beginning.
        """
        reader = _Reader(self, past)
        for outcome in replay(reader.events(), self.rules):
            if not isinstance(outcome, Finished) or not reader.begun:
                continue
            source = outcome.listening.source
            if source.kind in SESSIONS or (source.live and reader.over):
                continue
            yield outcome.listening


class _Reader:
    """Hands recorded states to the replay, and knows where in the stretch it is."""

    def __init__(self, judge: Judge, past: RecordedPast) -> None:
        self._judge = judge
        self._past = past
        self._latest: dict[str, Snapshot] = {}
        self.begun = False
        """The stretch has begun: what was over before it has been told."""
        self.over = False
        """The stretch is over: what is told now was still going on."""

    def events(self) -> Iterator[tuple[str, Snapshot, Instant]]:
        """Yield what each speaker said, and at both ends of the stretch what it says by then."""
        for told in self._past.states():
            if not self.begun and told.at >= self._past.start:
                yield from self._once_more(self._past.start)
                self.begun = True
            if not self.over and told.at >= self._past.end:
                yield from self._once_more(self._past.end)
                self.over = True
            snapshot, _ = read_state(
                told.state, told.attributes, book=self._judge.book, group=told.group
            )
            self._latest[told.speaker] = snapshot
            yield told.speaker, snapshot, _instant(told.at)

    def _once_more(self, at: float) -> Iterator[tuple[str, Snapshot, Instant]]:
        """Say again what is the case, so that time passes for every speaker until ``at``."""
        for speaker, snapshot in self._latest.items():
            yield speaker, snapshot, _instant(at)


def _instant(epoch: float) -> Instant:
    """Make a moment of recorded time, which runs evenly: it is its own monotonic clock."""
    return Instant(epoch, epoch)


async def _async_bring_in(
    hass: HomeAssistant, entry: HistoryConfigEntry, job: Job, pulse: Pulse
) -> JobResult:
    """Do one replay: the job's handler. It beats with every slice read or written."""
    house = entry.runtime_data.house
    stretch = Stretch.read(job.payload)
    past = await _recorded_past(hass, entry.options, stretch, pulse)
    memory = await pulse.during(house.read(recall))
    if past is None or not memory.recording:
        await pulse.during(house.write(finish_replay, job.id))
        return JobResult()
    judge = Judge(
        rules=rules_from(entry.options), book=_service_book(memory.services, entry.options)
    )

    def write(plays: list[NewPlay]) -> int | None:
        """Write some plays and wait for it, in the worker thread; tell in which batch."""
        now = dt_util.utcnow().timestamp()
        writing = pulse.during(house.write_bulk(record_replayed, job.id, plays, now))
        return asyncio.run_coroutine_threadsafe(writing, hass.loop).result()

    def bring_in() -> None:
        begun: int | None = None
        for some in batched(judge.plays(past), PLAYS_AT_ONCE, strict=False):
            batch = write([new_play(listening, Origin.RECORDER) for listening in some])
            if batch is None:
                past.stop()
            elif begun is None:
                begun = batch
                LOGGER.info("The recorder's past is being brought in, as import %d", batch)

    try:
        await _in_thread(hass, past, bring_in)
    except ReadingStopped:
        LOGGER.info("The replay of the recorder's past was undone while it ran")
    brought = await pulse.during(house.write(finish_replay, job.id))
    if brought and brought.plays:
        LOGGER.info(
            "%d plays were brought in from the recorder's past, as import %d: "
            "the action spindle.delete_scrobbles with this number as batch removes them",
            brought.plays,
            brought.id,
        )
        house.async_plays_changed()
    return JobResult()


async def _recorded_past(
    hass: HomeAssistant, options: Mapping[str, Any], stretch: Stretch, pulse: Pulse
) -> RecordedPast | None:
    """Find what the recorder may hold of the chosen speakers; None when it holds nothing."""
    speakers = {
        speaker.id: speaker.entity_id
        for speaker in find_speakers(hass, options).values()
        if speaker.selected
    }
    if not speakers or not has_recorder(hass):
        return None
    first = await get_instance(hass).async_add_executor_job(
        first_state_at, hass, tuple(speakers.values())
    )
    if first is None:
        return None
    start, lead = (first, 0.0) if stretch.start is None else (stretch.start, LEAD)
    if start >= stretch.end:
        return None
    return RecordedPast(hass, speakers, start=start, end=stretch.end, lead=lead, pulse=pulse)


def _count(plays: Iterator[Listening]) -> PastOffer:
    """Count plays until they end or the reading is stopped."""
    services = Counter[str]()
    first, last = math.inf, -math.inf
    complete = True
    try:
        for play in plays:
            services[play.source.service] += 1
            first, last = min(first, play.started_at), max(last, play.started_at)
    except ReadingStopped:
        complete = False
    return PastOffer(
        plays=services.total(),
        first_at=first if services else None,
        last_at=last if services else None,
        services=dict(services),
        complete=complete,
    )


async def _in_thread[T](hass: HomeAssistant, past: RecordedPast, work: Callable[[], T]) -> T:
    """Run ``work``, which reads ``past``, in a worker thread; it stops when we are cancelled."""
    try:
        return await hass.async_add_executor_job(work)
    finally:
        past.stop()


def _service_book(names: Mapping[Any, str], options: Mapping[str, Any]) -> ServiceBook:
    """Make the book by which addresses are read: the household's list, the user's word."""
    return service_book(names, options.get(OPTION_SERVICE_OVERRIDES) or {})
