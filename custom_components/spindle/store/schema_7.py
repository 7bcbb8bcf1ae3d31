"""The seventh version of the database: under which names Spotify has the music of playlists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sqlite3 import Connection

UPGRADE: Final = (
    # What each way of finding out has said of a track, and when; ``key`` is that of the music,
    # ``uris`` a JSON array: the one it is, or several that it may be.
    """
CREATE TABLE playlist_identity (
    key TEXT NOT NULL,
    way TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('matched', 'ambiguous', 'unmatched')),
    uris TEXT NOT NULL,
    asked_at REAL NOT NULL,
    PRIMARY KEY (key, way)
) STRICT, WITHOUT ROWID""",
    # What a source itself says.
    "ALTER TABLE library_track ADD COLUMN spotify_uri TEXT",
)


def upgrade(db: Connection) -> None:
    """Lead from version 6 to 7."""
    for statement in UPGRADE:
        db.execute(statement)
