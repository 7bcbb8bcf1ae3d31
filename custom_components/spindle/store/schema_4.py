"""The fourth version of the database: what is wanted from Lidarr."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sqlite3 import Connection

WANTED: Final = (
    # One thing wanted, once. The work it makes is a job of the same ``key``, in the queue
    # ``lidarr_add`` until Lidarr knows it, then in ``lidarr_search``. ``evidence`` is JSON,
    # ``searches`` how often Lidarr was asked to search since somebody last wanted it.
    """
CREATE TABLE lidarr_item (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('artist', 'album')),
    key TEXT NOT NULL UNIQUE,
    mbid TEXT,
    foreign_id TEXT,
    artist_mbid TEXT,
    artist TEXT NOT NULL,
    album TEXT,
    artist_id INTEGER REFERENCES artist ON DELETE SET NULL,
    album_id INTEGER REFERENCES album ON DELETE SET NULL,
    origin TEXT NOT NULL,
    status TEXT NOT NULL,
    reason TEXT,
    detail TEXT,
    evidence TEXT,
    lidarr_id INTEGER,
    lidarr_artist_id INTEGER,
    is_our_artist INTEGER NOT NULL DEFAULT 0 CHECK (is_our_artist IN (0, 1)),
    command_id INTEGER,
    progress REAL,
    searches INTEGER NOT NULL DEFAULT 0,
    created_at REAL NOT NULL,
    submitted_at REAL,
    searched_at REAL,
    reserved_at REAL,
    changed_at REAL NOT NULL
) STRICT""",
    "CREATE INDEX lidarr_item_status ON lidarr_item (status, changed_at)",
    "CREATE INDEX lidarr_item_album ON lidarr_item (album_id) WHERE album_id IS NOT NULL",
    "CREATE INDEX lidarr_item_artist ON lidarr_item (artist_id) WHERE artist_id IS NOT NULL",
    "CREATE INDEX lidarr_item_lidarr ON lidarr_item (lidarr_id) WHERE lidarr_id IS NOT NULL",
    "CREATE INDEX lidarr_item_reserved ON lidarr_item (id) WHERE reserved_at IS NOT NULL",
    "CREATE INDEX lidarr_item_searched ON lidarr_item (searched_at) WHERE searched_at IS NOT NULL",
    # What Lidarr is not told of yet, as it will be: artists before albums.
    "CREATE INDEX lidarr_item_waiting ON lidarr_item (kind DESC, created_at) WHERE status = 'queued'",
    # What has left the queue because it is there: no rule asks for it again.
    """
CREATE TABLE lidarr_done (
    key TEXT PRIMARY KEY,
    artist_id INTEGER REFERENCES artist ON DELETE SET NULL,
    album_id INTEGER REFERENCES album ON DELETE SET NULL,
    done_at REAL NOT NULL
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX lidarr_done_album ON lidarr_done (album_id) WHERE album_id IS NOT NULL",
    "CREATE INDEX lidarr_done_artist ON lidarr_done (artist_id) WHERE artist_id IS NOT NULL",
    "CREATE INDEX lidarr_done_at ON lidarr_done (done_at)",
    # Of an item's two jobs the later one speaks for it.
    """
CREATE VIEW lidarr_queue AS
SELECT item.id, item.kind, item.mbid, item.artist, item.album, item.status, item.reason,
    ifnull(ifnull(search.attempts, lidarr_add.attempts), 0) AS attempts,
    iif(search.id IS NULL, lidarr_add.last_error, search.last_error) AS last_error,
    iif(item.status IN ('queued', 'submitted', 'monitored'),
        iif(search.state = 'waiting', search.next_attempt_at,
            iif(lidarr_add.state = 'waiting', lidarr_add.next_attempt_at, NULL)),
        NULL) AS next_attempt_at,
    item.created_at, item.submitted_at, item.searched_at, item.changed_at, item.progress,
    item.detail, item.origin
FROM lidarr_item item
LEFT JOIN job search
    ON search.queue = 'lidarr_search' AND search.account = '' AND search.key = item.key
LEFT JOIN job lidarr_add
    ON lidarr_add.queue = 'lidarr_add' AND lidarr_add.account = '' AND lidarr_add.key = item.key""",
)

UPGRADE: Final = WANTED


def upgrade(db: Connection) -> None:
    """Lead from version 3 to 4."""
    for statement in UPGRADE:
        db.execute(statement)
