"""Three made-up services that know of every track, a store in memory, and a clock to go by."""

from __future__ import annotations

import asyncio
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING, Any, cast

from custom_components.spindle.enrichment.planner import SOON
from custom_components.spindle.enrichment.run import Run
from custom_components.spindle.enrichment.types import (
    ARTIST,
    ARTIST_GENRES,
    ARTIST_MBID,
    ISRC,
    RECORDING,
    TRACK_GENRES,
    Found,
    Lookup,
    Provider,
    Rest,
    Slot,
    Step,
)
from custom_components.spindle.store import fact_rows, plays
from custom_components.spindle.store.connection import transaction
from custom_components.spindle.upstream.types import GateState, GateStatus
from tests.store.examples import a_play

from .made_up import DAY, NOW, isrc, lookup, mbid

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from sqlite3 import Connection

    from custom_components.spindle.store.due import Due
    from custom_components.spindle.store.types import Slice
    from custom_components.spindle.upstream.cache import Caller
    from custom_components.spindle.upstream.gate import Gate
    from custom_components.spindle.upstream.types import Priority

PACES = {"first": 0.1, "second": 1.1, "third": 0.4}


class FullDiskError(Exception):
    """The store refuses."""


@dataclass(slots=True)
class World:
    """What the services know, when they may be called, and every call that was made."""

    db: Connection
    now: float = NOW
    shut: dict[str, float] = field(default_factory=dict)
    """Until when (epoch) each service says no."""
    failing: dict[str, Exception] = field(default_factory=dict)
    """What comes of a call to each service instead of an answer."""
    unknown: set[int] = field(default_factory=set)
    """Tracks that nobody knows by name."""
    budgets: dict[str, int | None] = field(default_factory=dict)
    """Calls in 24 hours by family, of each service."""
    free_at: dict[str, float] = field(default_factory=dict)
    calls: Counter[str] = field(default_factory=Counter)
    asked: list[tuple[str, int]] = field(default_factory=list)
    """Which lookup was asked about which name, in order."""
    disk_is_full: bool = False
    hangs: bool = False
    """Whether the next call is never answered."""

    def time(self) -> float:
        """Tell the epoch seconds."""
        return self.now

    def monotonic(self) -> float:
        """Tell seconds that only pass."""
        return self.now

    async def boot(self) -> str | None:
        """Name no run of the machine."""
        return None

    async def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.now += seconds

    def opens(self, service: str) -> float:
        """Return from when a service may be called."""
        return max(self.free_at.get(service, 0.0), self.shut.get(service, 0.0), self.now)

    # The store, without threads.

    async def read(self, query: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """Ask the database."""
        return query(self.db, *args, **kwargs)

    async def write_bulk(self, command: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """Change the database, unless its disk is full."""
        if self.disk_is_full:
            raise FullDiskError
        with transaction(self.db):
            return command(self.db, *args, **kwargs)

    async def write_slices(
        self, command: Callable[..., Slice], /, *args: Any, **kwargs: Any
    ) -> int:
        """Run a command until it is done."""
        done, more = 0, True
        while more:
            result = await self.write_bulk(command, *args, **kwargs)
            done, more = done + result.done, result.more
        return done

    def play(self, entity: int, *, artist: int | None = None, **given: Any) -> None:
        """Record a play of a track; the first of each is the track of that id."""
        plain = {
            "played_at": NOW - 10 * DAY - entity * 300,
            "title": f"Title {entity}",
            "artist": f"Artist {artist or entity}",
            "album": None,
        }
        batch = given.pop("batch", None)
        with transaction(self.db):
            plays.record(self.db, a_play(**(plain | given)), batch=batch)

    def run(self, *, on: Sequence[str] = tuple(PACES)) -> Run:
        """Return a new run, as after a start."""
        gates = {slug: cast("Gate", _Gate(self, slug)) for slug in on}
        return Run(
            self,
            gates,
            clock=self,
            random=Random(1),  # noqa: S311 (no secret)
            providers=(Provider(services=(), lookups=self.lookups()),),
        )

    async def step(self, run: Run) -> Step | Rest:
        """Take a step, after as much of a pause as the services' pace asks for."""
        for _ in range(10):
            done = await run.step()
            if isinstance(done, Step) or done.until is None or done.until > self.now + SOON:
                return done
            self.now = max(self.now, done.until)
        raise AssertionError("it waits for ever")

    async def until_rest(self, run: Run, *, most: int = 5_000) -> Rest:
        """Take steps until there is nothing more to do for now."""
        for _ in range(most):
            done = await self.step(run)
            if isinstance(done, Rest):
                return done
        raise AssertionError("it never comes to rest")

    def lookups(self) -> tuple[Lookup, ...]:
        """Return what the services can be asked."""
        answers: dict[str, tuple[Lookup, Callable[[Due], Iterator[Found]]]] = {}

        def add(
            called: str, tell: Callable[[Due], Iterator[Found]], *args: Any, **given: Any
        ) -> None:
            async def ask(gate: Caller, priority: Priority, names: Sequence[Due]) -> list[Found]:
                assert gate is not None
                assert 0 <= priority <= 2
                await self._arrive(made, names)
                return [found for name in names for found in tell(name)]

            made = lookup(called, *args, ask=ask, **given)
            answers[called] = (made, tell)

        add("first:names", self._isrc, {ISRC}, cost=0.1)
        add("second:isrc", _recording, {RECORDING, ARTIST_MBID}, needs={ISRC}, cost=1.1, batch=10)
        add("second:names", self._search, {RECORDING, ISRC, ARTIST_MBID}, cost=2.2)
        add(
            "third:recording",
            _genres,
            {TRACK_GENRES, ARTIST_GENRES},
            needs={RECORDING},
            cost=0.4,
            batch=100,
        )
        add(
            "third:artist",
            lambda name: iter((Found(ARTIST_GENRES, name.id, {"rock": 1.0}, 0.9),)),
            {ARTIST_GENRES},
            needs={ARTIST_MBID},
            cost=0.4,
            batch=50,
            about=ARTIST,
        )
        return tuple(made for made, _ in answers.values())

    async def _arrive(self, made: Lookup, names: Sequence[Due]) -> None:
        """Take a call, if it comes when it may and asks what nobody has answered."""
        service = made.service
        assert self.shut.get(service, 0.0) <= self.now, "a call inside a penalty"
        if self.hangs:
            self.hangs = False
            await asyncio.Event().wait()
        self.now = self.opens(service)
        self.free_at[service] = self.now + PACES[service]
        self.calls[service] += 1
        if service in self.failing:
            raise self.failing[service]
        for name in names:
            _, standing = fact_rows.told(self.db, name.kind, name.id, self.now)
            own = [slot.field for slot in made.fills if slot.kind is name.kind]
            assert not all(made.name in standing.get(each, {}) for each in own), "asked again"
            self.asked.append((made.name, name.id))

    def _isrc(self, name: Due) -> Iterator[Found]:
        if name.id not in self.unknown:
            yield Found(ISRC, name.id, isrc(name.id), 0.9)

    def _search(self, name: Due) -> Iterator[Found]:
        if name.id not in self.unknown:
            yield from _recording(name)
            yield Found(ISRC, name.id, isrc(name.id), 0.7)


@dataclass(frozen=True, slots=True)
class _Gate:
    world: World
    service: str

    @property
    def status(self) -> GateStatus:
        return GateStatus(
            account=self.service,
            state=GateState.OK,
            until=None,
            why=None,
            spent={},
            budgets=self.world.budgets,
            waiting=0,
        )

    def may_call_at(self, family: str, priority: Priority) -> float:
        assert family
        assert priority in (0, 1, 2)
        return self.world.opens(self.service)


def _recording(name: Due) -> Iterator[Found]:
    yield Found(RECORDING, name.id, mbid(name.id), 0.95)
    yield Found(ARTIST_MBID, name.artist_id, mbid(1_000_000 + name.artist_id), 0.95)


def _genres(name: Due) -> Iterator[Found]:
    yield Found(TRACK_GENRES, name.id, {"rock": 3.0, "grunge": 1.0}, 0.95)
    yield Found(ARTIST_GENRES, name.artist_id, {"rock": 1.0}, 0.7)


def stepped(done: Step | Rest) -> Step:
    """Return a step that was made, where one was."""
    assert isinstance(done, Step)
    return done


def known(db: Connection, slot: Slot) -> int:
    """Return of how many names a slot is known."""
    table = slot.kind.table
    (count,) = db.execute(
        f"SELECT count(DISTINCT {table}_id) FROM {table}_fact"  # noqa: S608 (a table of ours)
        " WHERE field = ? AND value IS NOT NULL",
        (slot.field,),
    ).fetchone()
    return int(count)


@contextmanager
def nothing_is_asked(world: World) -> Iterator[None]:
    """Make sure that no call is made."""
    before = world.calls.total()
    yield
    assert world.calls.total() == before
