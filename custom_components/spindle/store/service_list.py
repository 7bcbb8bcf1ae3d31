"""The household's own list of music services, by sid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from sqlite3 import Connection

REMEMBER: Final = """
INSERT INTO service_list (sid, name) VALUES (?, ?)
ON CONFLICT (sid) DO UPDATE SET name = excluded.name WHERE name <> excluded.name"""
RECALL: Final = "SELECT sid, name FROM service_list"
DROP: Final = "DELETE FROM service_list WHERE sid = ?"


def remember(db: Connection, services: Mapping[int, str]) -> None:
    """Keep this list; what has not changed is not written again."""
    db.executemany(DROP, [(sid,) for sid in recall(db) if sid not in services])
    db.executemany(REMEMBER, services.items())


def recall(db: Connection) -> dict[int, str]:
    """Return the list that was kept last."""
    return dict(db.execute(RECALL).fetchall())
