"""The eighth version of the database: the music that somebody has bears names of the history.

So it can be completed by whoever completes what was heard.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sqlite3 import Connection

UPGRADE: Final = (
    # NULL for what was heard, which has its names by its plays, and until the next scan.
    "ALTER TABLE library_track ADD COLUMN artist_id INTEGER REFERENCES artist ON DELETE SET NULL",
    "ALTER TABLE library_track ADD COLUMN album_id INTEGER REFERENCES album ON DELETE SET NULL",
    "ALTER TABLE library_track ADD COLUMN track_id INTEGER REFERENCES track ON DELETE SET NULL",
    # NULL where it is the track's own.
    "ALTER TABLE library_track ADD COLUMN album_artist TEXT",
    # A name's tracks lie together, however many playlists have each.
    """
CREATE INDEX library_track_artist ON library_track (artist_id, track_id)
WHERE artist_id IS NOT NULL""",
    """
CREATE INDEX library_track_album ON library_track (album_id, track_id)
WHERE album_id IS NOT NULL""",
    "CREATE INDEX library_track_track ON library_track (track_id) WHERE track_id IS NOT NULL",
)


def upgrade(db: Connection) -> None:
    """Lead from version 7 to 8; the names are entered when the sources are read again."""
    for statement in UPGRADE:
        db.execute(statement)
