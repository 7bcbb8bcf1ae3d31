"""How far an answer may be believed: whether names agree, and what becomes a fact.

A service is asked by names or by ids. An id may be wrong and a search finds what sounds
alike, so that names are always compared, and how well they agree is the confidence.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ..catalogue.folding import fold
from ..catalogue.genres import weigh
from ..store import fact_values
from ..store.facts import Fact

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..store.due import Due
    from .clients.answers import Tag
    from .types import Found, Lookup, Slot

SURE: Final = 0.95
"""Of what an id led to, and names confirm."""
BY_ID: Final = 0.6
"""Of what an id led to, called otherwise there: another script, or another track."""
BY_NAME: Final = 0.85
"""Of what a search found under the same names."""
LIKELY: Final = 0.7
"""Of the same, with another version, guest or length told on one side."""
UNREADABLE_TTL: Final = 86_400.0
"""Seconds for which nothing more is asked after an answer that could not be read."""

_LENGTHS_DIFFER: Final = 4.0
"""Seconds by which two lengths of one recording may differ."""
# What services add to a title or an artist in their own ways: guests, editions, years.
_ADDED: Final = re.compile(
    r"\s*(?:[\(\[][^\)\]]*[\)\]]|\s[-\u2013\u2014]\s.*|\s(?:feat|ft|featuring)\b\.?.*)",
    re.IGNORECASE,
)
# Words in what was added that make it another recording.
_OTHER_RECORDING: Final = re.compile(
    r"\b(?:live|remix|mix|acoustic|demo|instrumental|karaoke|cover|a ?cappella|unplugged|edit)\b",
    re.IGNORECASE,
)


def agreement(name: Due, *, artist: str, title: str, length: float | None = None) -> float | None:
    """Return how surely a found track is the one that was asked for by name, or None.

    None when title or artist say that it is another one.
    """
    if _differ(name.duration, length):
        return None
    titles, artists = same_title(name.name, title), same_artist(name.artist, artist)
    if not titles or not artists:
        return None
    return BY_NAME if titles == artists == 1 else LIKELY


def confirmed(name: Due, *, artist: str, title: str) -> float:
    """Return how surely what an id led to is the track that is meant."""
    return BY_ID if agreement(name, artist=artist, title=title) is None else SURE


def same_name(one: str, other: str) -> bool:
    """Tell whether two names are one, but for how they are written."""
    return fold(one) == fold(other)


def genres_of(tags: Iterable[Tag]) -> dict[str, float]:
    """Return the genres that tags name, with their weights; empty when they name none."""
    counts: dict[str, float] = {}
    for tag in tags:
        counts[tag.name] = counts.get(tag.name, 0.0) + tag.count
    return {genre.name: weight for genre, weight in weigh(counts)}


def facts_of(
    lookup: Lookup, names: Sequence[Due], found: Iterable[Found], at: float
) -> tuple[Fact, ...]:
    """Return an answer as facts: what was found, and for the rest that there is none.

    What is no value of its field is as good as not found. Of a name's artist and album only
    what was found is kept: another track may tell what this one did not.
    """
    facts: dict[tuple[Slot, int], Fact] = {}
    for slot, entity, value, confidence in found:
        before = facts.get((slot, entity))
        if before is not None and before.confidence >= confidence:
            continue
        try:
            read = fact_values.read(slot.kind, slot.field, value)
        except ValueError:
            continue
        facts[slot, entity] = _fact(lookup, slot, entity, read, confidence, at, lookup.ttl)
    own = [slot for slot in lookup.fills if slot.kind is lookup.about]
    for name in names:
        for slot in own:
            facts.setdefault(
                (slot, name.id), _fact(lookup, slot, name.id, None, 0.0, at, lookup.miss_ttl)
            )
    return tuple(facts.values())


def unreadable(lookup: Lookup, names: Sequence[Due], at: float) -> tuple[Fact, ...]:
    """Return that nothing is known for a day: the service answered what cannot be read."""
    own = [slot for slot in lookup.fills if slot.kind is lookup.about]
    return tuple(
        _fact(lookup, slot, name.id, None, 0.0, at, UNREADABLE_TTL)
        for name in names
        for slot in own
    )


def _fact(
    lookup: Lookup,
    slot: Slot,
    entity: int,
    value: fact_values.Value | None,
    confidence: float,
    at: float,
    ttl: float,
) -> Fact:
    return Fact(
        kind=slot.kind,
        entity=entity,
        field=slot.field,
        value=value,
        provider=lookup.name,
        confidence=confidence,
        answered_at=at,
        ttl=ttl,
    )


def _differ(one: float | None, other: float | None) -> bool:
    """Tell whether two lengths are those of different recordings."""
    return bool(one and other) and abs((one or 0) - (other or 0)) > _LENGTHS_DIFFER


def same_title(asked: str, told: str) -> int:
    """Return 1 for the same title, 2 for one with additions that do not matter, 0 for another."""
    if same_name(asked, told):
        return 1
    is_other = set(map(str.lower, _OTHER_RECORDING.findall(asked))) ^ set(
        map(str.lower, _OTHER_RECORDING.findall(told))
    )
    bare, bare_told = fold(_ADDED.sub("", asked)), fold(_ADDED.sub("", told))
    return 2 if bare and bare == bare_told and not is_other else 0


def same_artist(asked: str, told: str) -> int:
    """Return 1 for the same artist, 2 when one side names further ones, 0 for another."""
    if same_name(asked, told):
        return 1
    one, other = f" {fold(asked)} ", f" {fold(told)} "
    is_part = one in other or other in one
    return 2 if is_part and one.strip() and other.strip() else 0
