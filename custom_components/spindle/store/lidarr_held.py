"""What the submitter of Lidarr's queue must know after a restart: since when it has been held."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from . import meta

if TYPE_CHECKING:
    from collections.abc import Mapping
    from sqlite3 import Connection


def load(db: Connection) -> dict[str, Any]:
    """Return what was kept; empty when there is nothing, or nothing that can be read."""
    try:
        kept = json.loads(meta.read(db, meta.LIDARR_HELD) or "{}")
    except ValueError:
        return {}
    return kept if isinstance(kept, dict) else {}


def save(db: Connection, held: Mapping[str, Any]) -> None:
    """Keep a JSON object in place of the one before."""
    meta.write(db, meta.LIDARR_HELD, json.dumps(held))
