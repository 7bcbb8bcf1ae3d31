"""How names are shown."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, NamedTuple

from .covers import covers_of
from .lidarr import statuses_of
from .names import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from sqlite3 import Connection

    from ..store.lidarr_types import WantedStatus

NAMES: Final = {
    Kind.ARTIST: """
SELECT artist.id, name, NULL, NULL
FROM json_each(?) AS chosen CROSS JOIN artist ON artist.id = chosen.value""",
} | {
    kind: f"""
SELECT {kind}.id, title, artist.name, artist.id
FROM json_each(?) AS chosen CROSS JOIN {kind} ON {kind}.id = chosen.value
CROSS JOIN artist ON artist.id = {kind}.artist_id"""  # noqa: S608  # The kinds are constants.
    for kind in (Kind.ALBUM, Kind.TRACK)
}


class Name(NamedTuple):
    """How a name is shown."""

    name: str
    artist: str | None
    """Of an album or track."""
    artist_id: int | None
    lidarr: WantedStatus | None
    """How far an album has come in Lidarr, or the one a track is on."""
    cover: str | None
    """Release group by which the cover of that album is found."""


def names_of(db: Connection, kind: Kind, ids: Iterable[int]) -> dict[int, Name]:
    """Return how some names are shown, by id."""
    rows = db.execute(NAMES[kind], (json.dumps(list(ids)),)).fetchall()
    shown = [row[0] for row in rows]
    statuses, covers = statuses_of(db, kind, shown), covers_of(db, kind, shown)
    return {
        entity: Name(name, artist, artist_id, statuses.get(entity), covers.get(entity))
        for entity, name, artist, artist_id in rows
    }
