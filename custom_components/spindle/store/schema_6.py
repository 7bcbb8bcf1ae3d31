"""The sixth version of the database: the music that playlists are made of, and the lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sqlite3 import Connection

LIBRARY: Final = (
    # What one source has for one recipe.
    """
CREATE TABLE library (
    id INTEGER PRIMARY KEY,
    recipe TEXT NOT NULL,
    source TEXT NOT NULL,
    UNIQUE (recipe, source)
) STRICT""",
    # ``item`` is the source's own name of it, ``key`` that of the music; ``tags`` is JSON.
    """
CREATE TABLE library_track (
    id INTEGER PRIMARY KEY,
    library_id INTEGER NOT NULL REFERENCES library ON DELETE CASCADE,
    item TEXT NOT NULL,
    stamp TEXT NOT NULL,
    key TEXT NOT NULL,
    title TEXT NOT NULL,
    artist TEXT NOT NULL,
    album TEXT,
    year INTEGER,
    seconds INTEGER,
    isrc TEXT,
    recording_mbid TEXT,
    tags TEXT,
    path TEXT,
    added_at REAL,
    UNIQUE (library_id, item)
) STRICT""",
    "CREATE INDEX library_track_key ON library_track (key)",
)

LISTS: Final = (
    # The last run of a recipe; its work is a job of the same name. ``report`` is JSON; ``seed``
    # and ``made_of``, a mark of the whole recipe, are those by which its lists were planned.
    """
CREATE TABLE playlist_run (
    recipe TEXT PRIMARY KEY,
    report TEXT NOT NULL,
    seed INTEGER,
    made_of TEXT
) STRICT, WITHOUT ROWID""",
    # The lists as they were last planned; ``tracks`` is a JSON array of keys.
    """
CREATE TABLE playlist_list (
    recipe TEXT NOT NULL,
    position INTEGER NOT NULL,
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    genre TEXT NOT NULL,
    tracks TEXT NOT NULL,
    PRIMARY KEY (recipe, position)
) STRICT, WITHOUT ROWID""",
    # What each target was made to have; ``entries`` is a JSON array in the target's own words.
    """
CREATE TABLE playlist_published (
    recipe TEXT NOT NULL,
    target TEXT NOT NULL,
    key TEXT NOT NULL,
    target_id TEXT NOT NULL,
    name TEXT NOT NULL,
    entries TEXT NOT NULL,
    is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
    PRIMARY KEY (recipe, target, key)
) STRICT, WITHOUT ROWID""",
)

UPGRADE: Final = LIBRARY + LISTS


def upgrade(db: Connection) -> None:
    """Lead from version 5 to 6."""
    for statement in UPGRADE:
        db.execute(statement)
