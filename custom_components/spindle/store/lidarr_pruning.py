"""Let what is done with leave the queue of Lidarr, and remember that it is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .lidarr_wishes import drop_jobs

if TYPE_CHECKING:
    from sqlite3 import Connection

DAY: Final = 86_400.0
DONE_SECONDS: Final = 7 * DAY
"""For which what is available stays on the queue."""
FAILED_SECONDS: Final = 30 * DAY
"""For which what failed waits for a person."""
MOST_ASIDE: Final = 5_000
"""Items not eligible or given up that are kept, of each."""
MOST_DONE: Final = 100_000
"""Things remembered as being there."""
SLICE: Final = 2_000
"""Items of each sort that one transaction lets go."""

# An artist is done when Lidarr knows it. What takes a place in Lidarr's queue stays.
DONE: Final = f"""
SELECT id, key FROM lidarr_item
WHERE (status = 'available' AND changed_at <= ?1
        OR status = 'monitored' AND changed_at <= ?1 AND kind = 'artist')
    AND reserved_at IS NULL
LIMIT {SLICE}"""  # noqa: S608  # The figures are constants.
FAILED: Final = f"""
SELECT id, key FROM lidarr_item
WHERE status = 'failed' AND changed_at <= ? AND reserved_at IS NULL LIMIT {SLICE}"""  # noqa: S608
ASIDE: Final = f"""
SELECT id, key FROM lidarr_item WHERE status = ?
ORDER BY changed_at DESC LIMIT {SLICE} OFFSET {MOST_ASIDE}"""  # noqa: S608
REMEMBER: Final = """
INSERT INTO lidarr_done (key, artist_id, album_id, done_at)
SELECT key, artist_id, album_id, changed_at FROM lidarr_item WHERE id = ?
ON CONFLICT (key) DO UPDATE SET done_at = excluded.done_at"""
FORGET: Final = f"""
DELETE FROM lidarr_done WHERE done_at <=
    (SELECT done_at FROM lidarr_done ORDER BY done_at DESC LIMIT 1 OFFSET {MOST_DONE})"""  # noqa: S608
REMOVE: Final = "DELETE FROM lidarr_item WHERE id = ?"


def prune(db: Connection, now: float) -> int:
    """Let go what was done a week ago or failed a month ago, and the oldest of too many others.

    Returns how many items went, some thousand at most; call again while there are any.
    """
    done = db.execute(DONE, (now - DONE_SECONDS,)).fetchall()
    db.executemany(REMEMBER, [(item_id,) for item_id, _ in done])
    if done:
        db.execute(FORGET)
    gone = done + db.execute(FAILED, (now - FAILED_SECONDS,)).fetchall()
    for status in ("not_eligible", "cancelled"):
        gone += db.execute(ASIDE, (status,)).fetchall()
    for item_id, key in gone:
        drop_jobs(db, key)
        db.execute(REMOVE, (item_id,))
    return len(gone)
