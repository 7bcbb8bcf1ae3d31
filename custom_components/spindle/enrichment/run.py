"""Complete what was played, one call at a time, and write down what was learnt.

Resumable, as all that counts is in the store; cancelled at any moment it loses answers of
the last seconds at most, which are then asked for again. What was written down is not asked
for within its time.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from ..store import backlog
from ..upstream.errors import BadAnswer, NotFound, Overdue, Rejected, UpstreamError
from ..upstream.types import Priority
from . import desk, provenance, registry, window
from .desk import Settled
from .eta import Progress, Service, Speed, finished_at
from .patience import Patience
from .planner import SOON, plan, unfinished
from .types import ALBUM, ARTIST, TRACK, Rest, Step
from .ways import candidate

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from ..store.due import Due
    from ..store.facts import Fact
    from ..upstream.cache import Caller
    from ..upstream.clock import Clock
    from ..upstream.gate import Gate
    from .desk import Store
    from .planner import Name
    from .types import Lookup, Provider
    from .ways import Candidate

NO_CACHES: Final[Mapping[str, Caller]] = MappingProxyType({})
LOOK_AGAIN: Final = 60.0
"""Seconds after which the store is asked for names again."""
FLUSH_AFTER: Final = 10.0
"""Seconds for which answers are collected before they are written."""
MOST_COLLECTED: Final = 400
"""Facts that are collected before they are written."""
LONG: Final = 300.0
"""Seconds of a penalty from which names are put aside, for those behind them to be asked about."""
MOST_ASIDE: Final = 5_000
"""Names put aside that are remembered, to be taken up in their old order."""


class Run:
    """The one run through all that is not yet known."""

    def __init__(
        self,
        store: Store,
        gates: Mapping[str, Gate],
        *,
        clock: Clock,
        random: Random,
        caches: Mapping[str, Caller] = NO_CACHES,
        providers: tuple[Provider, ...] = registry.PROVIDERS,
    ) -> None:
        """Ask only services that have a gate: those a person has allowed. Nothing is done yet.

        Where a cache stands before a gate, calls go through it.
        """
        self._store = store
        self._gates = gates
        self._callers: Mapping[str, Caller] = {**gates, **caches}
        self._clock = clock
        self._lookups = registry.lookups(gates.__contains__, providers)
        self._patience = Patience(random)
        self._names: tuple[Candidate, ...] = ()
        self._looked_at: float | None = None
        self._has_begun = False
        self._collected: list[Fact] = []
        self._collecting_since = 0.0
        self._aside: dict[Name, float] = {}
        self._speed = Speed()

    def wake(self) -> None:
        """Ask the store for names at the next step: something was played."""
        self._looked_at = None

    async def step(self) -> Step | Rest:
        """Make the next call and return it, or what there is to wait for.

        Raises what the store raises; a service's errors are dealt with.
        """
        planned = await self._plan()
        if isinstance(planned, Rest):
            if not self._is_short(planned):
                await self.flush()
            return planned
        facts = await self._ask(planned)
        self._learn(facts)
        if self._is_full() or planned.priority is not Priority.BACKFILL:
            await self.flush()
        return planned

    async def complete(self, track: int, *, within: float) -> None:
        """Ask about one track and its artist and album now, for a person who waits.

        Takes ``within`` seconds at most, save for the call under way, and writes down what was
        learnt. Does nothing when there is no such track, and raises what the store raises.
        """
        end = self._clock.monotonic() + within
        around = await self._store.read(desk.around, track, self._clock.time())
        names = window.learnt(self._candidates(around), self._collected, self._lookups)
        while (left := end - self._clock.monotonic()) > 0:
            planned = self._next(names, priority=Priority.PERSON)
            if isinstance(planned, Rest):
                pause = left if planned.until is None else planned.until - self._clock.time()
                if pause >= left:
                    break
                await self._clock.sleep(pause)
                continue
            facts = await self._ask(planned)
            names = window.learnt(names, facts, self._lookups)
            self._learn(facts)
        await self.flush()

    async def flush(self) -> None:
        """Write down what was learnt; kept for the next time when the store cannot."""
        if not self._collected:
            return
        facts, self._collected = self._collected, []
        at_hand = frozenset((one.name.kind, one.name.id) for one in self._names)
        try:
            await self._store.write_bulk(desk.commit, facts, at_hand)
        except BaseException:
            self._collected = [*facts, *self._collected]
            raise

    async def progress(self) -> Progress:
        """Return how much is left, and when it will be done."""
        now = self._clock.time()
        left = await self._store.read(backlog.waiting, now)
        of_tracks = await self._store.read(backlog.counted, TRACK)
        for kind, _ in self._aside:
            left[kind] += 1
        return Progress(
            tracks=left[TRACK],
            albums=left[ALBUM],
            artists=left[ARTIST],
            of_tracks=of_tracks,
            eta=finished_at(
                max(left.values()),
                self._lookups,
                self._standing,
                now,
                seconds_each=self._speed.seconds_each(),
            ),
        )

    async def _plan(self) -> Step | Rest:
        """Return the next step; looks for more names before it says that there is none."""
        if is_stale := self._is_stale():
            await self._look()
        planned = self._next(self._names)
        if isinstance(planned, Rest) and self._is_short(planned):
            return planned
        if not is_stale and (isinstance(planned, Rest) or not planned.is_full):
            await self._look()
            planned = self._next(self._names)
        if isinstance(planned, Step) or self._is_short(planned):
            return planned
        now = self._clock.time()
        if self._has_finished() or await self._put_aside(planned, now):
            return Rest(until=now)
        later = await self._store.read(backlog.next_due)
        moments = [planned.until, later and max(later, now + LOOK_AGAIN)]
        return Rest(until=min((at for at in moments if at is not None), default=None))

    def _is_short(self, rest: Rest) -> bool:
        """Tell whether it is only the pace that is waited for."""
        return rest.until is not None and rest.until <= self._clock.time() + SOON

    def _is_stale(self) -> bool:
        """Tell whether others may have come up since the store was asked for names."""
        if self._looked_at is None:
            return True
        return self._clock.monotonic() - self._looked_at >= LOOK_AGAIN

    def _next(
        self, names: tuple[Candidate, ...], *, priority: Priority | None = None
    ) -> Step | Rest:
        return plan(names, self._lookups, self._opens_at, self._clock.time(), priority=priority)

    def _opens_at(self, lookup: Lookup, priority: Priority) -> float:
        """Return from when (epoch) a lookup may be asked."""
        gate = self._gates[lookup.service]
        return max(
            gate.may_call_at(lookup.family, priority),
            self._patience.until(lookup.service, lookup.family),
        )

    def _standing(self, lookup: Lookup) -> Service:
        """Return how a lookup's service stands for what is not urgent."""
        return Service(
            opens_at=self._opens_at(lookup, Priority.BACKFILL),
            budget=self._gates[lookup.service].status.budgets.get(lookup.family),
        )

    async def _ask(self, step: Step) -> tuple[Fact, ...]:
        """Make a call; returns what it taught, nothing when it has to be made again."""
        lookup, now = step.lookup, self._clock.time()
        try:
            found = await lookup.ask(self._callers[lookup.service], step.priority, step.names)
        except Overdue as error:
            self._patience.overdue(lookup.service, lookup.family, error.at, now)
        except (BadAnswer, Rejected):
            self._patience.unreadable(lookup.service, now)
            return provenance.unreadable(lookup, step.names, now)
        except NotFound:
            return provenance.facts_of(lookup, step.names, (), now)
        except UpstreamError:
            self._patience.failed(lookup.service, now)
        else:
            self._patience.answered(lookup.service)
            return provenance.facts_of(lookup, step.names, found, self._clock.time())
        return ()

    def _candidates(self, names: tuple[Due, ...]) -> tuple[Candidate, ...]:
        return tuple(candidate(name, self._lookups) for name in names)

    def _learn(self, facts: tuple[Fact, ...]) -> None:
        """Show what was learnt at once, and collect it to be written."""
        self._names = window.learnt(self._names, facts, self._lookups)
        if not self._collected:
            self._collecting_since = self._clock.monotonic()
        self._collected += facts

    def _is_full(self) -> bool:
        return (
            len(self._collected) >= MOST_COLLECTED
            or self._clock.monotonic() - self._collecting_since >= FLUSH_AFTER
        )

    async def _look(self) -> None:
        """Put aside what is finished, and take up the names that come first now."""
        await self.flush()
        left = unfinished(self._names, self._lookups)
        settled = [
            Settled((one.name.kind, one.name.id), window.asked_until(one.name))
            for one in self._names
            if (one.name.kind, one.name.id) not in left
        ]
        finished = sum(kind is TRACK for (kind, _), _ in settled)
        self._speed.note(self._clock.monotonic(), finished)
        now = self._clock.time()
        back = [name for name, until in self._aside.items() if until <= now]
        if settled or back:
            await self._store.write_bulk(desk.settle, settled, back)
        for name in back:
            del self._aside[name]
        if not self._has_begun:
            await self._store.write_bulk(desk.begin, [lookup.name for lookup in self._lookups])
            self._has_begun = True
        await self._store.write_slices(backlog.enter, now)
        self._names = self._candidates(await self._store.read(desk.take, now))
        self._looked_at = self._clock.monotonic()

    def _has_finished(self) -> bool:
        """Tell whether to look again at once: others may come up in place of what is finished."""
        if not self._lookups:
            return False
        left = unfinished(self._names, self._lookups)
        return window.has_finished((one.name for one in self._names), left)

    async def _put_aside(self, rest: Rest, now: float) -> bool:
        """Let names wait for gates that are shut for long; tell whether others may come up.

        Behind them may be names that a service that is open can be asked about.
        """
        until = rest.until
        if until is None or until <= now + LONG or len(self._names) < desk.LIMIT:
            return False
        names = tuple(unfinished(self._names, self._lookups))
        await self._store.write_bulk(desk.settle, [Settled(name, until) for name in names], ())
        room = max(0, MOST_ASIDE - len(self._aside))
        self._aside.update(dict.fromkeys(names[:room], until))
        self._names = ()
        return True
