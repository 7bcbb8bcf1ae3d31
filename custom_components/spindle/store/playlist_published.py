"""What each target of a recipe was made to have, so that only the difference is written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from .playlist_types import PublishedList

if TYPE_CHECKING:
    from sqlite3 import Connection

REMEMBER: Final = """
INSERT OR REPLACE INTO playlist_published
    (recipe, target, key, target_id, name, entries, is_deleted)
VALUES (?, ?, ?, ?, ?, ?, ?)"""
REMEMBERED: Final = """
SELECT key, target_id, name, entries, is_deleted FROM playlist_published
WHERE recipe = ? AND target = ? ORDER BY key"""
TARGET_IDS: Final = "SELECT DISTINCT target_id FROM playlist_published WHERE target = ?"
FORGET: Final = "DELETE FROM playlist_published WHERE recipe = ? AND target = ? AND key = ?"


def remember(db: Connection, recipe: str, target: str, published: PublishedList) -> None:
    """Keep what a target has now of one list."""
    entries = json.dumps(published.entries, ensure_ascii=False)
    db.execute(
        REMEMBER,
        (
            recipe,
            target,
            published.key,
            published.target_id,
            published.name,
            entries,
            int(published.is_deleted),
        ),
    )


def remembered(db: Connection, recipe: str, target: str) -> dict[str, PublishedList]:
    """Return what a target was made to have, by the keys of the lists."""
    return {
        key: PublishedList(
            key=key,
            target_id=target_id,
            name=name,
            entries=tuple(json.loads(entries)),
            is_deleted=bool(is_deleted),
        )
        for key, target_id, name, entries, is_deleted in db.execute(REMEMBERED, (recipe, target))
    }


def target_ids(db: Connection, target: str) -> frozenset[str]:
    """Return all that was made at a target, whichever recipe it is of, by its own ids."""
    return frozenset(row[0] for row in db.execute(TARGET_IDS, (target,)))


def forget(db: Connection, recipe: str, target: str, key: str) -> None:
    """Forget a list that the target has no more."""
    db.execute(FORGET, (recipe, target, key))
