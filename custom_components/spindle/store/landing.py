"""Bring what was learnt to where questions look for it: the names' own columns, and genres.

What came with the plays stays where it is, unless a person says otherwise.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from . import genre_tags
from .fact_rows import PERSON, Known, counting
from .fact_values import Field
from .search_index import NameKind

if TYPE_CHECKING:
    from sqlite3 import Connection

COLUMNS: Final = {
    (NameKind.ARTIST, Field.ARTIST_MBID): "mbid",
    (NameKind.ALBUM, Field.RELEASE_GROUP_MBID): "release_group_mbid",
    (NameKind.ALBUM, Field.RELEASE_YEAR): "released",
    (NameKind.TRACK, Field.ISRC): "isrc",
    (NameKind.TRACK, Field.RECORDING_MBID): "mbid",
}
"""Columns in which a field stands beside its facts."""

LAND: Final = {
    (kind, field): f"""
UPDATE {kind.table} SET {column} = :now
WHERE id = :entity AND {column} IS NOT :now
    AND (:is_person OR {column} IS NULL OR {column} IS :before)"""  # noqa: S608
    for (kind, field), column in COLUMNS.items()
}
ARTIST: Final = {
    kind: f"SELECT artist_id FROM {kind.table} WHERE id = ?"  # noqa: S608
    for kind in (NameKind.ALBUM, NameKind.TRACK)
}
# Where a person spoke of one of them, no service is heard.
GENRES_OF_ARTIST: Final = {
    kind: f"""
SELECT fact.value, fact.confidence FROM {kind.table} AS name
CROSS JOIN {kind.table}_fact AS fact ON fact.{kind.table}_id = name.id
WHERE name.artist_id = ? AND fact.field = '{Field.GENRES}' AND fact.value IS NOT NULL
    AND (fact.provider = '{PERSON}' OR NOT EXISTS (
        SELECT 1 FROM {kind.table}_fact AS own WHERE own.{kind.table}_id = name.id
            AND own.field = '{Field.GENRES}' AND own.provider = '{PERSON}'))"""  # noqa: S608
    for kind in (NameKind.ALBUM, NameKind.TRACK)
}


def land(
    db: Connection,
    kind: NameKind,
    entity: int,
    field: Field,
    *,
    before: Known | None,
    now: Known | None,
) -> None:
    """Let another fact count than before, wherever its field stands."""
    if (kind, field) in LAND:
        values = {
            "entity": entity,
            "before": before and before.value,
            "now": now and now.value,
            "is_person": now is not None and now.provider == PERSON,
        }
        db.execute(LAND[kind, field], values)
    elif field is Field.GENRES:
        artist = entity if kind is NameKind.ARTIST else _artist(db, kind, entity)
        if artist is not None:
            genre_tags.set_genres(db, artist, artist_genres(db, artist))


def artist_genres(db: Connection, artist: int) -> dict[str, float]:
    """Return an artist's genres with their weights.

    They are its own, where anybody knows them, else what its albums and tracks are, each
    answer weighing what its provider is sure of.
    """
    own = counting(db, NameKind.ARTIST, artist, Field.GENRES)
    if own is not None:
        return dict(own.value) if isinstance(own.value, dict) else {}
    weights: dict[str, float] = {}
    for statement in GENRES_OF_ARTIST.values():
        for value, confidence in db.execute(statement, (artist,)):
            for genre, share in json.loads(value).items():
                weights[genre] = weights.get(genre, 0.0) + share * confidence
    return weights


def _artist(db: Connection, kind: NameKind, entity: int) -> int | None:
    row = db.execute(ARTIST[kind], (entity,)).fetchone()
    return None if row is None else row[0]
