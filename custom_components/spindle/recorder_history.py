"""Read what Home Assistant's recorder remembers of the speakers.

The recorder keeps every state of a media player for days (ten by default) with its
attributes, except the position. What stands here runs in two places: queries in the
recorder's own executor, the rest in a worker thread. Nothing runs on the event loop.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from threading import Event
from typing import TYPE_CHECKING

from homeassistant.components.recorder import get_instance, history
from homeassistant.components.recorder.db_schema import RecorderRuns, States, StatesMeta
from homeassistant.components.recorder.models import process_timestamp
from homeassistant.const import STATE_UNAVAILABLE
from homeassistant.core import State
from homeassistant.helpers.recorder import session_scope
from sqlalchemy import func, select

from .pulse import Pulse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from homeassistant.core import HomeAssistant

SLICE_SECONDS = 2 * 3600.0
"""How much is read at once: two busy hours of thirty speakers are some thousand rows."""

BREATHE_AFTER = 25
BREATH = 0.001
"""Seconds of rest after so many states: the event loop shares the interpreter."""

READ_TIMEOUT = 120.0
"""Seconds after which a slice that does not come is given up, with the whole reading."""

_EDGE = 0.001
"""The recorder leaves out both ends of a period; a slice owns its first moment."""


class ReadingStopped(Exception):
    """The reading was told to stop."""


@dataclass(frozen=True, slots=True)
class RecordedState:
    """One state of one speaker, as the recorder holds it."""

    speaker: str
    at: float
    """UTC epoch seconds."""
    state: str
    attributes: Mapping[str, object]
    group: tuple[str, ...]
    """Speaker ids of the group, its coordinator first; empty when it stood alone."""


def has_recorder(hass: HomeAssistant) -> bool:
    """Tell whether this Home Assistant runs a recorder."""
    return "recorder" in hass.config.components


class GroupNames:
    """Speaker ids for the entity ids that recorded groups are made of.

    The recorder renames an entity's whole history with it, but not the names within
    the attributes of others. A speaker is always a member of its own group, so that
    a stranger in a group that lacks the speaker itself is that speaker's old name.
    """

    def __init__(self, speakers: Mapping[str, str]) -> None:
        """Take the speakers: id → entity id of today."""
        self._speakers = {entity_id: speaker for speaker, entity_id in speakers.items()}

    def resolve(self, speaker: str, members: object) -> tuple[str, ...]:
        """Translate the ``group_members`` of one speaker, leaving out what is no speaker."""
        if not isinstance(members, list):
            return ()
        names = [name for name in members if isinstance(name, str)]
        strangers = [name for name in names if name not in self._speakers]
        if len(strangers) == 1 and speaker not in map(self._speakers.get, names):
            self._speakers[strangers[0]] = speaker
        group = (self._speakers[name] for name in names if name in self._speakers)
        return tuple(dict.fromkeys(group))


class RecordedPast:
    """What the recorder holds of some speakers between two moments, read slice by slice."""

    def __init__(
        self,
        hass: HomeAssistant,
        speakers: Mapping[str, str],
        *,
        start: float,
        end: float,
        lead: float = 0.0,
        pulse: Pulse | None = None,
    ) -> None:
        """Prepare to read ``speakers`` (id → entity id) from ``start`` to ``end`` (epoch).

        Reading begins ``lead`` seconds earlier, so that what goes on at ``start`` is known
        from its beginning. ``pulse`` beats with every answer of the recorder.
        """
        self._pulse = pulse or Pulse()
        self._hass = hass
        self._ids = {entity_id: speaker for speaker, entity_id in speakers.items()}
        self._groups = GroupNames(speakers)
        self._stop = Event()
        self._first = start - lead
        self.start = start
        self.end = end

    def stop(self) -> None:
        """End the reading from any thread: the iterator raises ``ReadingStopped``."""
        self._stop.set()

    def states(self) -> Iterator[RecordedState]:
        """Yield every state in true time order across speakers; in a worker thread only.

        While Home Assistant was stopped nobody was watching: every speaker is told
        unavailable from its last sign of life on, and at the end.

        Raises ``ReadingStopped`` after ``stop()``.
        """
        if not self._ids:
            return
        absences = self._query(ends_of_runs, self._hass, self._first, self.end)
        start = self._first
        while start < self.end:
            end = min(start + SLICE_SECONDS, self.end)
            rows = self._query(
                read_slice,
                self._hass,
                tuple(self._ids),
                start,
                end,
                with_state_at_start=start == self._first,
            )
            told = [self._told(entity_id, state) for entity_id, state in rows]
            told += [gone for at in absences if start <= at < end for gone in self._gone(at)]
            told.sort(key=lambda recorded: recorded.at)
            for number, recorded in enumerate(told):
                if self._stop.wait(BREATH if number % BREATHE_AFTER == 0 else 0):
                    raise ReadingStopped
                yield recorded
            start = end
        yield from self._gone(self.end)

    def _told(self, entity_id: str, state: State) -> RecordedState:
        speaker = self._ids[entity_id]
        attributes = state.attributes
        return RecordedState(
            speaker=speaker,
            at=max(state.last_updated_timestamp, self._first),
            state=state.state,
            attributes=attributes,
            group=self._groups.resolve(speaker, attributes.get("group_members")),
        )

    def _gone(self, at: float) -> list[RecordedState]:
        return [
            RecordedState(speaker=speaker, at=at, state=STATE_UNAVAILABLE, attributes={}, group=())
            for speaker in self._ids.values()
        ]

    def _query[T, **P](self, query: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run one query in the recorder's executor and wait for it in this thread."""
        if self._stop.is_set():
            raise ReadingStopped

        async def run() -> T:
            return await get_instance(self._hass).async_add_executor_job(
                partial(query, *args, **kwargs)
            )

        answer = asyncio.run_coroutine_threadsafe(run(), self._hass.loop).result(READ_TIMEOUT)
        self._pulse.beat()
        return answer


def first_state_at(hass: HomeAssistant, entity_ids: Sequence[str]) -> float | None:
    """Tell when the oldest state of these entities was written (UTC epoch seconds).

    In the recorder's executor. None when it holds none.
    """
    with session_scope(hass=hass, read_only=True) as session:
        return session.execute(
            select(func.min(States.last_updated_ts))
            .join(StatesMeta, States.metadata_id == StatesMeta.metadata_id)
            .where(StatesMeta.entity_id.in_(entity_ids))
        ).scalar_one_or_none()


def read_slice(
    hass: HomeAssistant,
    entity_ids: Sequence[str],
    start: float,
    end: float,
    *,
    with_state_at_start: bool,
) -> list[tuple[str, State]]:
    """Read every state from ``start`` (in) to ``end`` (out); in the recorder's executor.

    ``with_state_at_start`` adds the state that each entity already had at ``start``.
    """
    found = history.get_significant_states(
        hass,
        datetime.fromtimestamp(start - _EDGE, UTC),
        datetime.fromtimestamp(end, UTC),
        list(entity_ids),
        include_start_time_state=with_state_at_start,
        significant_changes_only=False,
    )
    return [
        (entity_id, state)
        for entity_id, states in found.items()
        for state in states
        if isinstance(state, State)
        and (with_state_at_start or state.last_updated_timestamp >= start)
    ]


def ends_of_runs(hass: HomeAssistant, start: float, end: float) -> list[float]:
    """Tell when Home Assistant stopped between two moments; in the recorder's executor.

    A clean stop wrote its own time. After a crash the last state that reached the
    database is the last sign of life.
    """
    stopped: list[float] = []
    with session_scope(hass=hass, read_only=True) as session:
        for run_end, crashed in session.execute(
            select(RecorderRuns.end, RecorderRuns.closed_incorrect).where(
                RecorderRuns.end.is_not(None)
            )
        ):
            at = process_timestamp(run_end).timestamp()
            if crashed:
                at = (
                    session.execute(
                        select(func.max(States.last_updated_ts)).where(States.last_updated_ts < at)
                    ).scalar_one_or_none()
                    or at
                )
            if start < at < end:
                stopped.append(at)
    return stopped
