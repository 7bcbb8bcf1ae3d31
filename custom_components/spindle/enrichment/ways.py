"""The ways to what is missing of a name: who is asked first, and who by what that tells.

A slot costs what the lookup costs that fills it, and all that this one needs; of several
ways the cheapest is gone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from ..store.facts import Field
from .links import catalogue_items
from .types import TRACK, Slot, has_item, has_link

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..store.due import Due
    from .types import Lookup, Need


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


class Way(NamedTuple):
    """How to what is missing: the lookups to begin with, and all that will be filled."""

    first: tuple[Lookup, ...]
    fills: frozenset[Slot]


NOWHERE: Final = Way((), frozenset())


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


def way_of(one: Candidate, missing: frozenset[Slot], usable: frozenset[Lookup]) -> Way:
    """Return the way to what is missing of a name, or of its artist and album with it."""
    lookups = _among(one.unspent, usable)
    if not missing or not lookups:
        return NOWHERE
    return _way(one.known, one.denied, missing, lookups)


@lru_cache(maxsize=256)
def _among(some: tuple[Lookup, ...], usable: frozenset[Lookup]) -> tuple[Lookup, ...]:
    return tuple(one for one in some if one in usable)


def usual_way(lookups: Iterable[Lookup]) -> tuple[Lookup, ...]:
    """Return the lookups by which a track is completed of which only its names are known."""
    usable = tuple(one for one in lookups if one.about is TRACK)
    known: set[Need] = set()
    used: dict[Lookup, None] = {}
    while True:
        missing = frozenset(slot for one in usable for slot in one.fills if slot not in known)
        names = {one.name for one in used}
        left = tuple(
            one for one in usable if one not in used and names.isdisjoint(one.unless | one.same)
        )
        way = _way(frozenset(known), frozenset(), missing, left)
        if not way.first:
            return tuple(used)
        for lookup in way.first:
            used[lookup] = None
            known |= lookup.fills


@lru_cache(maxsize=2048)
def _way(
    known: frozenset[Need],
    denied: frozenset[Slot],
    missing: frozenset[Slot],
    usable: tuple[Lookup, ...],
) -> Way:
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
    return Way(tuple(first), filled)


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
