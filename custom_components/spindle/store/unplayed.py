"""Let names go that were never played, or are no more, and that nobody has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from . import aliases, search_index
from .search_index import NameKind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from sqlite3 import Connection

# A hidden play is counted nowhere, but points at its names all the same.
# A name to which another one's plays are on their way is needed, and so is the artist of
# a rule by which plays are hidden.
DROP_TRACK: Final = """
DELETE FROM track WHERE id = :id AND plays = 0
    AND NOT EXISTS (SELECT 1 FROM play WHERE track_id = :id)
    AND NOT EXISTS (SELECT 1 FROM library_track WHERE library_track.track_id = :id)
    AND NOT EXISTS (SELECT 1 FROM merging WHERE kind = 'track' AND target_id = :id)
RETURNING artist_id, key"""
DROP_ALBUM: Final = """
DELETE FROM album WHERE id = :id AND plays = 0
    AND NOT EXISTS (SELECT 1 FROM play WHERE album_id = :id)
    AND NOT EXISTS (SELECT 1 FROM library_track WHERE library_track.album_id = :id)
    AND NOT EXISTS (SELECT 1 FROM merging WHERE kind = 'album' AND target_id = :id)
RETURNING artist_id, key"""
DROP_ARTIST: Final = """
DELETE FROM artist WHERE id = :id AND plays = 0
    AND NOT EXISTS (SELECT 1 FROM track WHERE artist_id = :id)
    AND NOT EXISTS (SELECT 1 FROM album WHERE artist_id = :id)
    AND NOT EXISTS (SELECT 1 FROM merging WHERE kind = 'artist' AND target_id = :id)
    AND NOT EXISTS (SELECT 1 FROM hide_rule WHERE artist_id = :id)
RETURNING id, key"""
DROP: Final = {
    NameKind.TRACK: DROP_TRACK,
    NameKind.ALBUM: DROP_ALBUM,
    NameKind.ARTIST: DROP_ARTIST,
}


def drop(
    db: Connection, *, tracks: Iterable[int], albums: Iterable[int], artists: Iterable[int]
) -> None:
    """Delete those of the given names that nothing points at any more, and what is known of them."""
    left = set(artists)
    for kind, ids in ((NameKind.TRACK, tracks), (NameKind.ALBUM, albums)):
        for entity in ids:
            left.update(_drop(db, kind, entity))
    for entity in left:
        _drop(db, NameKind.ARTIST, entity)


def _drop(db: Connection, kind: NameKind, entity: int) -> list[int]:
    """Delete a name unless it is needed; return the artist that it was of."""
    dropped = db.execute(DROP[kind], {"id": entity}).fetchall()
    for _, key in dropped:
        search_index.remove(db, kind, entity, key)
        aliases.forget(db, kind, entity)
    return [artist_id for artist_id, _ in dropped]
