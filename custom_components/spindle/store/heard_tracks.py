"""The tracks that were heard, as a library of music."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..catalogue.identity import track_key
from .playlist_types import LibraryTrack

if TYPE_CHECKING:
    from sqlite3 import Connection

# Of what is hidden, and of what is no music, nothing is a play of the household's taste. The
# latest play knows best which album it is from and how long it lasts.
AFTER: Final = """
SELECT track.id, track.title, artist.name, album.title, album.released, play.duration,
    track.isrc, track.mbid, track.first_at
FROM track CROSS JOIN artist ON artist.id = track.artist_id
CROSS JOIN play ON play.id = (
    SELECT max(id) FROM play WHERE track_id = track.id AND hidden = 0)
LEFT JOIN album ON album.id = play.album_id
WHERE track.id > ? AND track.plays > 0 AND play.kind IN ('music', 'radio')
ORDER BY track.id LIMIT ?"""
ANY: Final = "SELECT EXISTS (SELECT 1 FROM track WHERE plays > 0)"


def any_heard(db: Connection) -> bool:
    """Tell whether anything was heard at all."""
    return bool(db.execute(ANY).fetchone()[0])


def heard_after(db: Connection, track: int, limit: int) -> tuple[LibraryTrack, ...]:
    """Return tracks in the order of their ids, which are their ``item``, from one onwards."""
    return tuple(
        LibraryTrack(
            item=str(number),
            key=track_key(artist, title),
            title=title,
            artist=artist,
            album=album,
            year=year,
            seconds=seconds,
            isrc=isrc,
            recording_mbid=mbid,
            added_at=first_at,
        )
        for number, title, artist, album, year, seconds, isrc, mbid, first_at in db.execute(
            AFTER, (track, limit)
        )
    )
