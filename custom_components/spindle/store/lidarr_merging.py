"""Let what is wanted from Lidarr follow when one name becomes another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .search_index import NameKind

if TYPE_CHECKING:
    from sqlite3 import Connection

# What nobody knows the id of is called by our own name's id.
RENAME: Final = """
UPDATE OR IGNORE lidarr_item SET key = :kind || ':own:' || :target
WHERE key = :kind || ':own:' || :source"""
REMOVE: Final = "DELETE FROM lidarr_item WHERE key = :kind || ':own:' || :source"
MOVE: Final = {
    kind: tuple(
        f"UPDATE {table} SET {kind.table}_id = :target WHERE {kind.table}_id = :source"  # noqa: S608
        for table in ("lidarr_item", "lidarr_done")
    )
    for kind in (NameKind.ARTIST, NameKind.ALBUM)
}


def inherit(db: Connection, kind: NameKind, source: int, target: int) -> None:
    """Let items of an artist or an album be those of the name it becomes."""
    if kind is NameKind.TRACK:
        return
    both = {"source": source, "target": target}
    for move in MOVE[kind]:
        db.execute(move, both)
    db.execute(RENAME, {**both, "kind": kind.table})
    db.execute(REMOVE, {**both, "kind": kind.table})
