"""What was learnt of artists, albums and tracks, by whom, how surely and until when.

Each provider has one answer for each field of a name; that it knows nothing is an answer
too. What counts is a person's own word, which stands for ever, then the surest answer. It
lands where questions look for it: see ``landing``.
"""

from __future__ import annotations

from dataclasses import dataclass
import json
import math
from typing import TYPE_CHECKING, Final

from . import backlog, fact_values, landing
from .fact_rows import PERSON, Known, counting, known
from .fact_values import Field
from .search_index import NameKind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from sqlite3 import Connection

    from .fact_values import Value

__all__ = ["PERSON", "Fact", "Field", "Known", "correct", "learn", "withdraw"]

# A name that has gone learns nothing. What a provider once knew is not forgotten because it
# does not know it now; a person may say that there is none.
LEARN: Final = {
    kind: f"""
INSERT INTO {kind.table}_fact
    ({kind.table}_id, field, provider, value, confidence, answered_at, expires_at)
SELECT :entity, :field, :provider, :value, :confidence, :at, :expires
WHERE EXISTS (SELECT 1 FROM {kind.table} WHERE id = :entity)
ON CONFLICT ({kind.table}_id, field, provider) DO UPDATE SET
    value = iif(:is_person, excluded.value, ifnull(excluded.value, value)),
    confidence = iif(excluded.value IS NULL, confidence, excluded.confidence),
    answered_at = excluded.answered_at,
    expires_at = excluded.expires_at"""  # noqa: S608  # The kinds are constants.
    for kind in NameKind
}
WITHDRAW: Final = {
    kind: f"""
DELETE FROM {kind.table}_fact
WHERE {kind.table}_id = ? AND field = ? AND provider = '{PERSON}'"""  # noqa: S608
    for kind in NameKind
}
INHERIT: Final = {
    kind: f"""
INSERT OR IGNORE INTO {kind.table}_fact
SELECT :target, field, provider, value, confidence, answered_at, expires_at
FROM {kind.table}_fact WHERE {kind.table}_id = :source"""  # noqa: S608
    for kind in NameKind
}
FORGET_UNKNOWN: Final = {
    kind: f"""
DELETE FROM {kind.table}_fact
WHERE {kind.table}_id = ? AND value IS NULL AND provider <> '{PERSON}'"""  # noqa: S608
    for kind in NameKind
}
FORGET_UNKNOWN_OF_ARTIST: Final = {
    kind: f"""
DELETE FROM {kind.table}_fact
WHERE {kind.table}_id IN (SELECT id FROM {kind.table} WHERE artist_id = ?)
    AND value IS NULL AND provider <> '{PERSON}'"""  # noqa: S608
    for kind in (NameKind.ALBUM, NameKind.TRACK)
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What a provider answered about one field of a name."""

    kind: NameKind
    entity: int
    """Id of the artist, the album or the track."""
    field: Field
    value: Value | None
    """None: the provider was asked and knows none."""
    provider: str
    confidence: float
    """From 0, a guess, to 1, certain."""
    answered_at: float
    ttl: float | None
    """Seconds for which it is not asked again; None for ever."""


def learn(db: Connection, facts: Iterable[Fact]) -> int:
    """Keep what providers answered; return how many values count that did not before.

    A fact about a name that has gone is dropped. Raises ``ValueError`` for a value that is
    none of its field.
    """
    return sum(_keep(db, fact) for fact in facts)


def correct(
    db: Connection, kind: NameKind, entity: int, field: Field, value: Value | None, *, at: float
) -> bool:
    """Keep a person's own word for ever, above every provider's; None says that there is none.

    Tells whether another value counts now. Raises ``ValueError`` as ``learn``.
    """
    return _keep(
        db,
        Fact(
            kind=kind,
            entity=entity,
            field=field,
            value=value,
            provider=PERSON,
            confidence=1.0,
            answered_at=at,
            ttl=None,
        ),
    )


def withdraw(db: Connection, kind: NameKind, entity: int, field: Field) -> bool:
    """Let go of a person's own word; tell whether another value counts now."""
    before = counting(db, kind, entity, field)
    db.execute(WITHDRAW[kind], (entity, field))
    return _settle(db, kind, entity, field, before)


def inherit(db: Connection, kind: NameKind, source: int, target: int) -> None:
    """Let a name know what was learnt of another, where it was not asked itself."""
    before = known(db, kind, target)
    db.execute(INHERIT[kind], {"source": source, "target": target})
    for field, now in known(db, kind, target).items():
        if now != before.get(field) or now.provider == PERSON:
            landing.land(db, kind, target, field, before=before.get(field), now=now)


def ask_anew(db: Connection, kind: NameKind, entity: int) -> None:
    """Let be asked again what no provider knew: the name is called otherwise now.

    Under an artist's name its albums and tracks are asked for, too.
    """
    db.execute(FORGET_UNKNOWN[kind], (entity,))
    backlog.reopen(db, kind, entity)
    if kind is NameKind.ARTIST:
        for statement in FORGET_UNKNOWN_OF_ARTIST.values():
            db.execute(statement, (entity,))
        backlog.reopen_of_artist(db, entity)


def _keep(db: Connection, fact: Fact) -> bool:
    if not fact.provider or not 0 <= fact.confidence <= 1 or not math.isfinite(fact.answered_at):
        raise ValueError(f"not a fact: {fact}")
    value = None if fact.value is None else fact_values.read(fact.kind, fact.field, fact.value)
    if fact.field not in fact_values.FIELDS[fact.kind]:
        raise ValueError(f"{fact.kind.table} has no {fact.field}")
    before = counting(db, fact.kind, fact.entity, fact.field)
    db.execute(
        LEARN[fact.kind],
        {
            "entity": fact.entity,
            "field": fact.field,
            "provider": fact.provider,
            "value": None if value is None else json.dumps(value, ensure_ascii=False),
            "confidence": fact.confidence,
            "at": int(fact.answered_at),
            "expires": None if fact.ttl is None else int(fact.answered_at + fact.ttl),
            "is_person": fact.provider == PERSON,
        },
    )
    return _settle(db, fact.kind, fact.entity, fact.field, before)


def _settle(
    db: Connection, kind: NameKind, entity: int, field: Field, before: Known | None
) -> bool:
    """Let what counts land; tell whether that is another value than before."""
    now = counting(db, kind, entity, field)
    if now == before:
        return False
    landing.land(db, kind, entity, field, before=before, now=now)
    return (now and now.value) != (before and before.value)
