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


def plan(
    names: Sequence[Due],
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
    every = tuple(lookups)
    usable = {
        level: tuple(one for one in every if opens_at(one, level) <= now + SOON)
        for level in Priority
    }
    open_ = chances(names, lambda name: usable[priority_of(name, priority)])
    if open_:
        return _best(open_, opens_at, now, priority)
    shut = chances(names, lambda _: every)
    opening = (opens_at(one.lookup, priority_of(one.name, priority)) for one in shut)
    return Rest(until=min(opening, default=None))


def priority_of(name: Due, priority: Priority | None = None) -> Priority:
    """Return how urgent a name is: what was played here lately goes before all else."""
    if priority is not None:
        return priority
    return Priority.LIVE if name.is_live else Priority.BACKFILL


def chances(names: Sequence[Due], usable: Callable[[Due], tuple[Lookup, ...]]) -> list[Chance]:
    """Return every lookup with which to go on, for each name that it can add something to.

    An artist or album is not asked about itself while one of its tracks will tell.
    """
    here: dict[Name, Due] = {(name.kind, name.id): name for name in names}
    promised: set[tuple[int, Slot]] = set()
    found: list[Chance] = []
    for name in names:
        if name.kind is not TRACK:
            continue
        around = tuple(
            here[other]
            for other in ((ARTIST, name.artist_id), (ALBUM, name.album_id or 0))
            if other in here
        )
        way = _way_of(name, around, usable(name))
        of_artist = {
            (other.id, slot) for other in around for slot in way.fills if slot.kind is other.kind
        }
        found += [Chance(lookup, name, not of_artist <= promised) for lookup in way.first]
        promised |= of_artist
    for name in names:
        if name.kind is not TRACK:
            told = frozenset(slot for entity, slot in promised if entity == name.id)
            way = _way_of(name, (), usable(name), told=told)
            found += [Chance(lookup, name, leads=True) for lookup in way.first]
    return found


def known_of(name: Due) -> frozenset[Need]:
    """Return what lookups may need of a name."""
    own: set[Need] = {
        Slot(name.kind, field) for field, known in name.known.items() if known.value is not None
    }
    if name.kind is TRACK:
        for recording in name.tracks:
            items = {slug: ids[0] for slug, ids in recording.items.items() if ids}
            own.update(map(has_item, catalogue_items(items)))
    links = name.known.get(Field.LINKS)
    if links is not None and isinstance(links.value, dict):
        own.update(map(has_link, links.value))
    return frozenset(own)


def _way_of(
    name: Due,
    around: tuple[Due, ...],
    usable: tuple[Lookup, ...],
    *,
    told: frozenset[Slot] = frozenset(),
) -> _Way:
    """Return the way to what is missing of a name, and of its artist and album with it."""
    missing = {Slot(one.kind, field) for one in (name, *around) for field in one.missing} - told
    unspent = tuple(one for one in usable if one.about is name.kind and not one.is_spent(name))
    return _way(known_of(name), frozenset(missing), unspent)


@lru_cache(maxsize=2048)
def _way(known: frozenset[Need], missing: frozenset[Slot], usable: tuple[Lookup, ...]) -> _Way:
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
            for slot in lookup.fills:
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

    def urgency(chance: Chance) -> tuple[bool, Priority, bool]:
        level = priority_of(chance.name, priority)
        waits = opens_at(chance.lookup, level) > now + AT_ONCE
        return waits, level, chance.name.is_imported

    def rank(chance: Chance) -> tuple[tuple[bool, Priority, bool], bool, bool, float]:
        lookup, name, leads = chance
        waits = opens_at(lookup, priority_of(name, priority)) > now
        return urgency(chance), waits, not leads, lookup.cost_each

    order = sorted(open_, key=rank)  # Of equals the first comes first.
    most_urgent = urgency(order[0])
    urgent = [chance for chance in order if urgency(chance) == most_urgent]
    full = (chance for chance in urgent if sizes[chance.lookup] >= chance.lookup.batch)
    head = next(full, None) or max(urgent, key=lambda chance: len(chance.name.missing))
    mates = [one.name for one in order if one.lookup is head.lookup and one is not head]
    return Step(
        lookup=head.lookup,
        names=(head.name, *mates[: head.lookup.batch - 1]),
        priority=priority_of(head.name, priority),
    )
