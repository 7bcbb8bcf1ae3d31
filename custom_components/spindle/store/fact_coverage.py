"""How much of what was played is completed, and how much is not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from .fact_values import FIELDS, TOLD_ALONG, Field
from .landing import COLUMNS
from .search_index import NameKind

if TYPE_CHECKING:
    from sqlite3 import Connection


ASKED_FOR: Final = {
    kind: tuple(field for field in fields if field not in TOLD_ALONG)
    for kind, fields in FIELDS.items()
}


def _is_known(kind: NameKind, field: Field) -> str:
    if (kind, field) in COLUMNS:
        return f"name.{COLUMNS[kind, field]} IS NOT NULL"
    if (kind, field) == (NameKind.ARTIST, Field.GENRES):
        return "EXISTS (SELECT 1 FROM artist_genre WHERE artist_id = name.id)"
    return f"""EXISTS (SELECT 1 FROM {kind.table}_fact AS fact
    WHERE fact.{kind.table}_id = name.id AND fact.field = '{field}' AND fact.value IS NOT NULL)"""  # noqa: S608


# Reads all names of a kind once, and no plays.
COUNT: Final = {
    kind: f"""
WITH known AS MATERIALIZED (
    SELECT name.plays, {
        ", ".join(f"{_is_known(kind, field)} AS {field}" for field in fields)
    } FROM {kind.table} AS name WHERE name.plays > 0)
SELECT count(*), ifnull(sum(plays), 0), {
        ", ".join(f"ifnull(sum({field}), 0), ifnull(sum({field} * plays), 0)" for field in fields)
    } FROM known"""  # noqa: S608  # The kinds are constants.
    for kind, fields in ASKED_FOR.items()
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Of how many names, and of how many of their plays, one field is known."""

    kind: NameKind
    field: Field
    names: int
    of_names: int
    plays: int
    of_plays: int


def coverage(db: Connection) -> tuple[Coverage, ...]:
    """Return how much is known of each field, without what is hidden."""
    found = []
    for kind, fields in ASKED_FOR.items():
        of_names, of_plays, *figures = db.execute(COUNT[kind]).fetchone()
        found += [
            Coverage(
                kind=kind,
                field=field,
                names=names,
                of_names=of_names,
                plays=plays,
                of_plays=of_plays,
            )
            for field, names, plays in zip(fields, figures[::2], figures[1::2], strict=True)
        ]
    return tuple(found)
