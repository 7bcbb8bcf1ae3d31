"""Which call is the next: the cheapest that can add something, for whom it matters most.

Pure: from what is known and missing of some names, what providers declare, and when each
gate opens. Slots are filled along the cheapest way there, from what is known: an ISRC by
names at Deezer, the recording by its ISRC at MusicBrainz, genres by the recording at
ListenBrainz. A provider that is off or shut is no part of any way, so others take over.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from ..upstream.types import Priority
from .types import ALBUM, ARTIST, TRACK, Rest, Step
from .ways import way_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ..store.due import Due
    from ..store.search_index import NameKind
    from .types import Lookup, Slot
    from .ways import Candidate

SOON: Final = 60.0
"""Seconds for which a gate that is only pacing is waited for, rather than somebody else asked."""
AT_ONCE: Final = 0.05
"""Seconds within which a call counts as one that can be made now."""

type OpensAt = Callable[[Lookup, Priority], float]
"""Tells from when on (epoch) a lookup's gate lets such a call through."""
type Openings = Mapping[tuple[Lookup, Priority], float]
type Name = tuple[NameKind, int]


class Chance(NamedTuple):
    """A lookup that can add something to a name."""

    lookup: Lookup
    name: Due
    leads: bool
    """Whether it is the first by which something of the artist will be known."""


class _View(NamedTuple):
    """What can be done for some names."""

    chances: tuple[Chance, ...]
    promised: frozenset[Name]
    """Artists and albums that a track will tell of."""


def plan(
    names: Sequence[Candidate],
    lookups: Iterable[Lookup],
    opens_at: OpensAt,
    now: float,
    *,
    priority: Priority | None = None,
) -> Step | Rest:
    """Return the next call to make, or until when there is none.

    ``names`` are in their order: who comes first is asked about first, but artists before
    their further tracks. ``priority`` is that of a person who waits; otherwise each name
    has its own.
    """
    opens = {(one, level): opens_at(one, level) for one in lookups for level in Priority}
    found = _chances_by(now + SOON, names, opens, priority)
    ready = [
        one
        for one in _worth_making(found, priority)
        if _opening(one, opens, priority) <= now + AT_ONCE
    ]
    if ready:
        return _best(ready, found, priority)
    # Who is shut for longer is no part of any way: see from when on there is one.
    for at in sorted(set(opens.values())):
        if found:
            break
        found = _chances_by(max(at, now + SOON), names, opens, priority)
    later = (_opening(one, opens, priority) for one in _worth_making(found, priority))
    return Rest(until=min(later, default=None))


def _chances_by(
    time: float, names: Sequence[Candidate], opens: Openings, priority: Priority | None
) -> tuple[Chance, ...]:
    """Return how to go on with all who can be asked at a time."""
    usable = tuple(
        frozenset(one for (one, of), at in opens.items() if of is level and at <= time)
        for level in Priority
    )
    return _look(tuple(names), usable, priority).chances


def _opening(chance: Chance, opens: Openings, priority: Priority | None) -> float:
    return opens[chance.lookup, priority_of(chance.name, priority)]


def priority_of(name: Due, priority: Priority | None = None) -> Priority:
    """Return how urgent a name is: what was played here lately goes before all else."""
    if priority is not None:
        return priority
    return Priority.LIVE if name.is_live else Priority.BACKFILL


def unfinished(
    names: Sequence[Candidate], lookups: Iterable[Lookup]
) -> dict[Name, tuple[Lookup, ...]]:
    """Return the names that something can be added to, with the lookups to go on with.

    They are none for an artist or an album of which a track among ``names`` will tell.
    """
    every = frozenset(lookups)
    view = _look(tuple(names), (every,) * len(Priority), None)
    left: dict[Name, tuple[Lookup, ...]] = dict.fromkeys(view.promised, ())
    for lookup, name, _ in view.chances:
        left[name.kind, name.id] = (*left.get((name.kind, name.id), ()), lookup)
    return left


@lru_cache(maxsize=2)
def _look(
    names: tuple[Candidate, ...],
    usable: tuple[frozenset[Lookup], ...],
    priority: Priority | None,
) -> _View:
    """Return every lookup with which to go on; ``usable`` are those for each priority.

    An artist or album is not asked about itself while one of its tracks will tell. While
    only paces are waited for, the same is asked again and again: that is remembered.
    """
    here: dict[Name, Candidate] = {(one.name.kind, one.name.id): one for one in names}
    promised: dict[Name, set[Slot]] = {}
    found: list[Chance] = []
    for one in names:
        name = one.name
        if name.kind is not TRACK:
            continue
        others = (
            here.get((ARTIST, name.artist_id)),
            name.album_id and here.get((ALBUM, name.album_id)),
        )
        around = tuple(other for other in others if other and other.missing)
        missing = one.missing.union(*(other.missing for other in around))
        way = way_of(one, missing, usable[priority_of(name, priority)])
        leads = False
        for other in around:
            told = promised.setdefault((other.name.kind, other.name.id), set())
            new = way.fills & other.missing - told
            leads = leads or bool(new)
            told |= new
        found += [Chance(lookup, name, leads) for lookup in way.first]
    for one in names:
        name = one.name
        if name.kind is not TRACK and one.missing:
            left = one.missing - promised.get((name.kind, name.id), set())
            way = way_of(one, left, usable[priority_of(name, priority)])
            found += [Chance(lookup, name, leads=True) for lookup in way.first]
    told_of = frozenset(name for name, slots in promised.items() if slots)
    return _View(tuple(found), told_of)


def _urgency(chance: Chance, priority: Priority | None) -> tuple[Priority, bool]:
    """Return how urgent a chance is; the lower goes first."""
    return priority_of(chance.name, priority), chance.name.is_imported


def _worth_making(found: Sequence[Chance], priority: Priority | None) -> list[Chance]:
    """Return the chances without those that had better wait for company.

    A call for many is put off while it is not full and others are as urgent. Where none is
    full, the one for what is missing most is made: its answer may fill the next.
    """
    sizes = Counter(chance.lookup for chance in found)
    of: dict[tuple[Priority, bool], list[Chance]] = {}
    for chance in found:
        of.setdefault(_urgency(chance, priority), []).append(chance)
    worth: list[Chance] = []
    for equals in of.values():
        full = [chance for chance in equals if sizes[chance.lookup] >= chance.lookup.batch]
        worth += full or [max(equals, key=lambda chance: len(chance.name.missing))]
    return worth


def _best(ready: Sequence[Chance], found: Sequence[Chance], priority: Priority | None) -> Step:
    """Return the call for the chance that matters most, with all others that fit in it."""

    def rank(chance: Chance) -> tuple[tuple[Priority, bool], bool, float]:
        return _urgency(chance, priority), not chance.leads, chance.lookup.cost_each

    head = min(ready, key=rank)  # Of equals the first.
    mates = [one for one in found if one.lookup is head.lookup and one is not head]
    mates.sort(key=rank)
    return Step(
        lookup=head.lookup,
        names=(head.name, *(one.name for one in mates[: head.lookup.batch - 1])),
        priority=priority_of(head.name, priority),
    )
