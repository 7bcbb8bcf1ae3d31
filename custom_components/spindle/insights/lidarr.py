"""How far the albums of an answer have come in Lidarr."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from ..store import lidarr_reads
from .names import Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from sqlite3 import Connection

    from ..store.lidarr_reads import AlbumState
    from ..store.lidarr_types import WantedStatus

LOOKED_AT: Final = 10
"""Latest plays of a track, of which one must name the album it is on."""

ALBUMS_OF: Final = f"""
SELECT value, (
    SELECT album_id FROM (
        SELECT album_id FROM play WHERE track_id = asked.value AND hidden = 0
        ORDER BY id DESC LIMIT {LOOKED_AT})
    WHERE album_id IS NOT NULL LIMIT 1) AS album
FROM json_each(?) AS asked WHERE album IS NOT NULL"""  # noqa: S608  # The figure is a constant.


def states_of(db: Connection, kind: Kind, ids: Collection[int]) -> Mapping[int, AlbumState]:
    """Return how far albums have come, or those that tracks were last played from.

    What Lidarr was never asked for is left out, as are artists.
    """
    if kind is Kind.ARTIST or not lidarr_reads.is_used(db):
        return {}
    if kind is Kind.ALBUM:
        return lidarr_reads.of_albums(db, ids)
    albums = albums_of(db, ids)
    states = lidarr_reads.of_albums(db, albums.values())
    return {track: states[album] for track, album in albums.items() if album in states}


def albums_of(db: Connection, tracks: Collection[int]) -> dict[int, int]:
    """Return the albums that tracks were last played from, by the ids of the tracks."""
    return dict(db.execute(ALBUMS_OF, (json.dumps(list(tracks)),)).fetchall())


def statuses_of(db: Connection, kind: Kind, ids: Collection[int]) -> dict[int, WantedStatus]:
    """Return where albums, or those of tracks, are, as a chart tells it."""
    return {entity: state.status for entity, state in states_of(db, kind, ids).items()}
