"""What the run asks of the store and has written there: each a question or one transaction."""

from __future__ import annotations

from dataclasses import replace
import json
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from ..store import backlog, due, facts, meta
from .types import ALBUM, ARTIST, TRACK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from sqlite3 import Connection
    from typing import Concatenate

    from ..store.due import Due
    from ..store.facts import Fact
    from ..store.types import Slice
    from .planner import Name

LIMIT: Final = 160
"""Tracks that are looked at together: more than the largest call takes."""
OTHERS: Final = 40
"""Artists and albums that are looked at with them."""
SAMPLES: Final = {ARTIST: 0, ALBUM: 0, TRACK: 2 * OTHERS}
"""How many are there, at most, only for others to be told apart by them."""
ASKING: Final = "enrichment_asking"
"""The lookups by which the names that are finished were judged."""


class Store(Protocol):
    """The way to the store; ``House`` is one."""

    async def read[T, **P](
        self, query: Callable[Concatenate[Connection, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Ask a question on a reading thread."""
        ...

    async def write_bulk[T, **P](
        self, command: Callable[Concatenate[Connection, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a command as one transaction behind everything live."""
        ...

    async def write_slices[**P](
        self,
        command: Callable[Concatenate[Connection, P], Slice],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> int:
        """Run a command until nothing is left of it, each time as a transaction of its own."""
        ...


class Settled(NamedTuple):
    """A name about which nothing is asked until then (epoch); None: there is nothing left."""

    name: Name
    until: float | None


def begin(db: Connection, lookups: Iterable[str]) -> None:
    """Look at every name again when there is somebody new to ask."""
    asking = sorted(lookups)
    before = json.loads(meta.read(db, ASKING) or "[]")
    if not set(asking) <= set(before):
        backlog.begin_again(db)
    if asking != before:
        meta.write(db, ASKING, json.dumps(asking))


def take(db: Connection, now: float) -> tuple[Due, ...]:
    """Return the names to ask about, with one track of each artist and album among them.

    By its tracks an artist is told from another of its name, and its albums are found.
    """
    names = (
        *due.due(db, now, OTHERS, kinds=(ARTIST, ALBUM)),
        *due.due(db, now, LIMIT, kinds=(TRACK,)),
    )
    tracks = {name.id for name in names if name.kind is TRACK}
    samples: list[Due] = []
    for name in names:
        if name.kind is TRACK or not name.tracks or name.tracks[0].id in tracks:
            continue
        tracks.add(name.tracks[0].id)
        samples += (
            replace(
                track,
                is_live=name.is_live,
                is_imported=name.is_imported,
                played_at=name.played_at,
            )
            for track in due.described(db, TRACK, (name.tracks[0].id,), now)
        )
    return (*samples, *names)


def around(db: Connection, track: int, now: float) -> tuple[Due, ...]:
    """Return a track that somebody asks for, with its artist and its album; none if it is gone."""
    names = due.described(db, TRACK, (track,), now)
    for name in names:
        names += due.described(db, ARTIST, (name.artist_id,), now)
        if name.album_id is not None:
            names += due.described(db, ALBUM, (name.album_id,), now)
    return names


def commit(db: Connection, learnt: Iterable[Fact], at_hand: frozenset[Name]) -> None:
    """Write answers down; a name that is not at hand is looked at again when it is told of."""
    for fact in learnt:
        if facts.learn(db, (fact,)) and (fact.kind, fact.entity) not in at_hand:
            backlog.reopen(db, fact.kind, fact.entity)


def settle(db: Connection, settled: Iterable[Settled], back: Iterable[Name]) -> None:
    """Put names aside until there is something to ask again; take others up again."""
    for (kind, entity), until in settled:
        backlog.settle(db, kind, (entity,), until=until)
    for kind, entity in back:
        backlog.reopen(db, kind, entity)
