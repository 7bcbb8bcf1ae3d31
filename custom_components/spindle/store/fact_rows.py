"""Read what was learnt of a name: what counts of each field, and what was asked of whom."""

from __future__ import annotations

from dataclasses import dataclass
import json
import math
from typing import TYPE_CHECKING, Final

from .fact_values import Field
from .search_index import NameKind

if TYPE_CHECKING:
    from sqlite3 import Connection

    from .fact_values import Value

PERSON: Final = "person"
"""The provider of what a person said."""
TOLD: Final = "told"
"""The provider of what came with the plays themselves."""

# A person may say that there is none; that a service knows none counts for nothing.
ORDER: Final = f"""
ORDER BY provider = '{PERSON}' DESC, confidence DESC, answered_at DESC, provider"""
COUNTING: Final = {
    kind: f"""
SELECT value, provider, confidence FROM {kind.table}_fact
WHERE {kind.table}_id = ? AND field = ? AND (value IS NOT NULL OR provider = '{PERSON}') {ORDER}
LIMIT 1"""  # noqa: S608
    for kind in NameKind
}
OF_NAME: Final = {
    kind: f"""
SELECT field, value, provider, confidence, expires_at FROM {kind.table}_fact
WHERE {kind.table}_id = ? {ORDER}"""  # noqa: S608
    for kind in NameKind
}


type Asked = dict[Field, dict[str, float]]
"""Whose answers stand: field → provider → until when (epoch, or infinity)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The value of a field that counts, and whose word it is."""

    value: Value | None
    """None: a person said that there is none."""
    provider: str
    confidence: float


def counting(db: Connection, kind: NameKind, entity: int, field: Field) -> Known | None:
    """Return the fact that counts of one field, or None when nothing was learnt."""
    row = db.execute(COUNTING[kind], (entity, field)).fetchone()
    return None if row is None else _known(*row)


def known(db: Connection, kind: NameKind, entity: int) -> dict[Field, Known]:
    """Return the facts that count, by field."""
    found, _ = told(db, kind, entity, math.inf)
    return found


def told(
    db: Connection, kind: NameKind, entity: int, now: float
) -> tuple[dict[Field, Known], Asked]:
    """Return the facts that count, by field, and who need not be asked about what."""
    counts: dict[Field, Known] = {}
    asked: Asked = {}
    for name, value, provider, confidence, expires in db.execute(OF_NAME[kind], (entity,)):
        field = Field(name)
        if field not in counts and (value is not None or provider == PERSON):
            counts[field] = _known(value, provider, confidence)
        until = math.inf if expires is None else float(expires)
        if until > now:
            asked.setdefault(field, {})[provider] = until
    return counts, asked


def _known(value: str | None, provider: str, confidence: float) -> Known:
    return Known(
        value=None if value is None else json.loads(value),
        provider=provider,
        confidence=confidence,
    )
