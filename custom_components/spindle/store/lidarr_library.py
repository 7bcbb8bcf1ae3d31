"""Albums and artists that a library at Spotify has, whether or not they were heard.

Files are in the house already; of what is at Spotify only, Lidarr might be asked for all of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .library_names import RULED_OUT
from .lidarr_candidates import UNDECIDED, Name, candidate
from .search_index import NameKind

if TYPE_CHECKING:
    from sqlite3 import Connection

    from .lidarr_candidates import Candidate

# What was heard and is all hidden is not told of, nor what a rule would hide.
HAD: Final = {
    kind: f"""
SELECT {kind.table}.id, artist.id, artist.name, artist.mbid, {own}
FROM library_track INDEXED BY library_track_{kind.table}
CROSS JOIN {kind.table} ON {kind.table}.id = library_track.{kind.table}_id
{artist}
WHERE library_track.{kind.table}_id > :after
    AND library_track.spotify_uri IS NOT NULL AND library_track.path IS NULL
    AND ({kind.table}.plays > 0
        OR NOT EXISTS (SELECT 1 FROM play WHERE play.{kind.table}_id = {kind.table}.id))
    AND NOT {RULED_OUT.format(artist="artist.id")}
    AND {UNDECIDED[kind]}
GROUP BY library_track.{kind.table}_id ORDER BY library_track.{kind.table}_id LIMIT :limit"""  # noqa: S608
    for kind, own, artist in (
        (
            NameKind.ALBUM,
            "album.title, album.release_group_mbid",
            "CROSS JOIN artist ON artist.id = album.artist_id",
        ),
        (NameKind.ARTIST, "NULL, artist.mbid", ""),
    )
}


def in_order(
    db: Connection, kind: NameKind, *, limit: int, after: int = 0
) -> tuple[Candidate, ...]:
    """Return artists or albums of libraries at Spotify, those after an id in their order."""
    rows = db.execute(HAD[kind], {"after": after, "limit": limit}).fetchall()
    return tuple(candidate(db, kind, Name(*row)) for row in rows)
