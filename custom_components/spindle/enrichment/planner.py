"""Which call is the next: the cheapest that can add something, for whom it matters most.

Pure: from what is known and missing of some names, what providers declare, and when each
gate opens. Slots are filled along the cheapest way there, from what is known: an ISRC by
names at Deezer, the recording by its ISRC at MusicBrainz, genres by the recording at
ListenBrainz. A provider that is off or shut is no part of any way, so others take over.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from ..store.facts import Field
from ..upstream.types import Priority
from .links import catalogue_items
from .types import ALBUM, ARTIST, TRACK, Rest, Slot, Step, has_item, has_link

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ..store.due import Due
    from ..store.search_index import NameKind
    from .types import Lookup, Need

SOON: Final = 60.0
"""Seconds for which a gate that is only pacing is waited for, rather than somebody else asked."""
AT_ONCE: Final = 2.0
"""Seconds within which a call counts as one that can be made now."""

type OpensAt = Callable[[Lookup, Priority], float]
"""Tells from when on (epoch) a lookup's gate lets such a call through."""
type Name = tuple[NameKind, int]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Candidate:
    """A name, and what of it decides who can be asked."""

    name: Due
    known: frozenset[Need]
    denied: frozenset[Slot]
    """What a person has said there is none of."""
    missing: frozenset[Slot]
    unspent: tuple[Lookup, ...]
    """Lookups about such a name whose answer does not stand already."""


class Chance(NamedTuple):
    """A lookup that can add something to a name."""

    lookup: Lookup
    name: Due
    leads: bool
    """Whether it is the first by which something of the artist will be known."""


class _Way(NamedTuple):
    """How to what is missing: the lookups to begin with, and all that will be filled."""

    first: tuple[Lookup, ...]
    fills: frozenset[Slot]


_NOWHERE: Final = _Way((), frozenset())


def candidate(name: Due, lookups: Iterable[Lookup]) -> Candidate:
    """Return a name as the planner looks at it; made once for each thing learnt of it."""
    known: set[Need] = {
        Slot(name.kind, field) for field, known in name.known.items() if known.value is not None
    }
    if name.kind is TRACK:
        for recording in name.tracks:
            items = {slug: ids[0] for slug, ids in recording.items.items() if ids}
            known.update(map(has_item, catalogue_items(items)))
    links = name.known.get(Field.LINKS)
    if links is not None and isinstance(links.value, dict):
        known.update(map(has_link, links.value))
    return Candidate(
        name=name,
        known=frozenset(known),
        denied=frozenset(
            Slot(name.kind, field) for field, known in name.known.items() if known.value is None
        ),
        missing=frozenset(Slot(name.kind, field) for field in name.missing),
        unspent=tuple(one for one in lookups if one.about is name.kind and not one.is_spent(name)),
    )


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
    every = frozenset(lookups)
    usable = {
        level: frozenset(one for one in every if opens_at(one, level) <= now + SOON)
        for level in Priority
    }
    open_, _ = _look(names, lambda name: usable[priority_of(name, priority)])
    if open_:
        return _best(open_, opens_at, now, priority)
    shut, _ = _look(names, lambda _: every)
    opening = (opens_at(one.lookup, priority_of(one.name, priority)) for one in shut)
    return Rest(until=min(opening, default=None))


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
    found, promised = _look(names, lambda _: every)
    left: dict[Name, tuple[Lookup, ...]] = dict.fromkeys(promised, ())
    for lookup, name, _ in found:
        left[name.kind, name.id] = (*left.get((name.kind, name.id), ()), lookup)
    return left


def _look(
    names: Sequence[Candidate], usable: Callable[[Due], frozenset[Lookup]]
) -> tuple[list[Chance], set[Name]]:
    """Return every lookup with which to go on, and the artists and albums told of by tracks.

    An artist or album is not asked about itself while one of its tracks will tell.
    """
    here: dict[Name, Candidate] = {(one.name.kind, one.name.id): one for one in names}
    promised: set[tuple[int, Slot]] = set()
    found: list[Chance] = []
    for one in names:
        name = one.name
        if name.kind is not TRACK:
            continue
        others = (
            here.get((ARTIST, name.artist_id)),
            name.album_id and here.get((ALBUM, name.album_id)),
        )
        around = tuple(other for other in others if other)
        missing = one.missing.union(*(other.missing for other in around))
        way = _way_of(one, missing, usable(name))
        told = {
            (other.name.id, slot)
            for other in around
            for slot in way.fills
            if slot.kind is other.name.kind
        }
        found += [Chance(lookup, name, leads=not told <= promised) for lookup in way.first]
        promised |= told
    for one in names:
        if one.name.kind is not TRACK and one.missing:
            told_of = {slot for entity, slot in promised if entity == one.name.id}
            way = _way_of(one, one.missing - told_of, usable(one.name))
            found += [Chance(lookup, one.name, leads=True) for lookup in way.first]
    return found, {(slot.kind, entity) for entity, slot in promised}


def _way_of(one: Candidate, missing: frozenset[Slot], usable: frozenset[Lookup]) -> _Way:
    """Return the way to what is missing of a name, or of its artist and album with it."""
    lookups = _among(one.unspent, usable)
    if not missing or not lookups:
        return _NOWHERE
    return _way(one.known, one.denied, missing, lookups)


@lru_cache(maxsize=256)
def _among(some: tuple[Lookup, ...], usable: frozenset[Lookup]) -> tuple[Lookup, ...]:
    return tuple(one for one in some if one in usable)


@lru_cache(maxsize=2048)
def _way(
    known: frozenset[Need],
    denied: frozenset[Slot],
    missing: frozenset[Slot],
    usable: tuple[Lookup, ...],
) -> _Way:
    """Return the cheapest way from what is known to all that is missing and can be filled.

    The cost of a slot is that of the lookup which fills it, and of all that this one needs.
    """
    costs: dict[Need, float] = dict.fromkeys(known, 0.0)
    by: dict[Slot, Lookup] = {}
    is_settled = False
    while not is_settled:
        is_settled = True
        for lookup in usable:
            if not all(need in costs for need in lookup.needs):
                continue
            cost = lookup.cost_each + sum(costs[need] for need in lookup.needs)
            for slot in lookup.fills - denied:
                if cost < costs.get(slot, float("inf")):
                    costs[slot], by[slot] = cost, lookup
                    is_settled = False
    filled = frozenset(slot for slot in missing if slot in by)
    first: dict[Lookup, None] = {}
    for slot in sorted(filled):
        _begin(by[slot], known, by, first)
    return _Way(tuple(first), filled)


def _begin(
    lookup: Lookup, known: frozenset[Need], by: Mapping[Slot, Lookup], first: dict[Lookup, None]
) -> None:
    """Add the lookups with which the way to one lookup begins."""
    unknown = [need for need in lookup.needs if need not in known]
    if not unknown:
        first[lookup] = None
    for need in unknown:
        if isinstance(need, Slot):
            _begin(by[need], known, by, first)


def _best(
    open_: Sequence[Chance], opens_at: OpensAt, now: float, priority: Priority | None
) -> Step:
    """Return the call for the chance that matters most, with all others that fit in it.

    A call for many is put off while it is not full and others can be made; what is missing
    most comes first then, as its answer may fill the next.
    """
    sizes = Counter(chance.lookup for chance in open_)
    waits = {
        (lookup, level): opens_at(lookup, level) - now for lookup in sizes for level in Priority
    }

    def rank(chance: Chance) -> tuple[tuple[bool, Priority, bool], bool, bool, float]:
        lookup, name, leads = chance
        level = priority_of(name, priority)
        wait = waits[lookup, level]
        urgency = (wait > AT_ONCE, level, name.is_imported)
        return urgency, wait > 0, not leads, lookup.cost_each

    # Of equals the first comes first.
    ranked = sorted(((rank(chance), chance) for chance in open_), key=lambda one: one[0])
    urgent = [chance for ranks, chance in ranked if ranks[0] == ranked[0][0][0]]
    full = (chance for chance in urgent if sizes[chance.lookup] >= chance.lookup.batch)
    head = next(full, None) or max(urgent, key=lambda chance: len(chance.name.missing))
    mates = [one.name for _, one in ranked if one.lookup is head.lookup and one is not head]
    return Step(
        lookup=head.lookup,
        names=(head.name, *mates[: head.lookup.batch - 1]),
        priority=priority_of(head.name, priority),
    )
