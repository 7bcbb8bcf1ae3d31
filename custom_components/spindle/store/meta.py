"""Small facts about the store itself, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sqlite3 import Connection

ZONE: Final = "zone"
"""Time zone that local days and hours are counted in."""
ZONE_CURSOR: Final = "zone_cursor"
"""Id of the last play whose local time follows ``ZONE``; present while rebuilding."""
HIDE_CURSOR: Final = "hide_cursor"
"""Id of the last play that the present rules have judged; present while they judge."""
LIDARR_HELD: Final = "lidarr_held"
"""Since when nothing can be sent to Lidarr, and what is stuck there, as JSON."""
PROBE: Final = "probe"
"""Written to learn whether the disk takes anything."""

READ: Final = "SELECT value FROM meta WHERE name = ?"
WRITE: Final = """
INSERT INTO meta (name, value) VALUES (?, ?)
ON CONFLICT (name) DO UPDATE SET value = excluded.value"""
REMOVE: Final = "DELETE FROM meta WHERE name = ?"


def read(db: Connection, name: str) -> str | None:
    """Return a fact, or None when it is not known."""
    row = db.execute(READ, (name,)).fetchone()
    return None if row is None else row[0]


def write(db: Connection, name: str, value: str) -> None:
    """Remember a fact; the names above are the store's own."""
    db.execute(WRITE, (name, value))


def remove(db: Connection, name: str) -> None:
    """Forget a fact."""
    db.execute(REMOVE, (name,))
