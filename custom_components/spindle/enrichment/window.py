"""The names at hand: what is learnt of them shows at once, before it is durable."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
import math
from typing import TYPE_CHECKING

from ..store.fact_rows import PERSON, Known
from . import desk
from .ways import candidate

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from ..store.due import Due
    from ..store.facts import Fact, Field
    from .planner import Name
    from .types import Lookup
    from .ways import Candidate


def learnt(
    names: Sequence[Candidate], facts: Iterable[Fact], lookups: Sequence[Lookup]
) -> tuple[Candidate, ...]:
    """Return the names with what was answered of them, by the rules of the store."""
    of: dict[Name, list[Fact]] = {}
    for fact in facts:
        of.setdefault((fact.kind, fact.entity), []).append(fact)
    return tuple(
        candidate(_with(one.name, told), lookups)
        if (told := of.get((one.name.kind, one.name.id)))
        else one
        for one in names
    )


def has_finished(names: Iterable[Due], left: Container[Name]) -> bool:
    """Tell whether names can be put aside, for others to come up; ``left`` are not finished.

    A track may only be there for others to be told apart by it, and was put aside before.
    """
    finished = Counter(name.kind for name in names if (name.kind, name.id) not in left)
    return any(finished[kind] > desk.SAMPLES[kind] for kind in finished)


def asked_until(name: Due) -> float | None:
    """Return when the first answer that nobody knew more than runs out (epoch), or None."""
    ends = (
        until
        for field in name.missing
        for until in name.asked.get(field, {}).values()
        if math.isfinite(until)
    )
    return min(ends, default=None)


def _with(name: Due, facts: Iterable[Fact]) -> Due:
    """Return a name that knows what is believed most, and remembers who was asked."""
    known: dict[Field, Known] = dict(name.known)
    asked = {field: dict(by) for field, by in name.asked.items()}
    for fact in facts:
        until = math.inf if fact.ttl is None else fact.answered_at + fact.ttl
        asked.setdefault(fact.field, {})[fact.provider] = until
        before = known.get(fact.field)
        if fact.value is not None and (before is None or _is_better(fact, before)):
            known[fact.field] = Known(
                value=fact.value, provider=fact.provider, confidence=fact.confidence
            )
    return replace(name, known=known, asked=asked)


def _is_better(fact: Fact, before: Known) -> bool:
    return before.provider != PERSON and fact.confidence > before.confidence
