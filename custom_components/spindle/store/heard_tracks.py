"""The tracks that were heard, as a library of music."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from ..catalogue.identity import track_key
from .playlist_types import LibraryTrack
from .seen import SEEN

if TYPE_CHECKING:
    from collections.abc import Collection
    from sqlite3 import Connection

# Of what is hidden, and of what is no music, nothing is a play of the household's taste. The
# latest play knows best which album it is from and how long it lasts.
AFTER: Final = f"""
SELECT track.id, track.title, artist.name, album.title, album.released, play.duration,
    track.isrc, track.mbid, track.first_at
FROM track CROSS JOIN artist ON artist.id = track.artist_id
CROSS JOIN play ON play.id = (
    SELECT max(id) FROM play WHERE track_id = track.id AND {SEEN})
LEFT JOIN album ON album.id = play.album_id
WHERE track.id > :track AND track.plays > 0 AND play.kind IN ('music', 'radio')
ORDER BY track.id LIMIT :limit"""  # noqa: S608 (a condition of ours)
ANY: Final = "SELECT EXISTS (SELECT 1 FROM track WHERE plays > 0)"


def any_heard(db: Connection) -> bool:
    """Tell whether anything was heard at all."""
    return bool(db.execute(ANY).fetchone()[0])


def heard_after(
    db: Connection, track: int, limit: int, without_speakers: Collection[str]
) -> tuple[LibraryTrack, ...]:
    """Return tracks in the order of their ids, which are their ``item``, from one onwards.

    What only the speakers of those ids played is left out: lists are seen by everybody.
    """
    rooms = json.dumps(sorted(without_speakers))
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
            AFTER, {"track": track, "limit": limit, "rooms": rooms}
        )
    )
