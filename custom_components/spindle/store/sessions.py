"""The sessions that run now, so that a restart goes on where it left off."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from sqlite3 import Connection

SAVE: Final = """
INSERT INTO running (speaker, saved) VALUES (?, ?)
ON CONFLICT (speaker) DO UPDATE SET saved = excluded.saved"""
END: Final = "DELETE FROM running WHERE speaker = ?"
LOAD: Final = "SELECT speaker, saved FROM running"


def save(db: Connection, running: Mapping[str, dict[str, object] | None]) -> None:
    """Save the sessions of the given speakers; None ends one."""
    for speaker, saved in running.items():
        if saved is None:
            db.execute(END, (speaker,))
        else:
            db.execute(SAVE, (speaker, json.dumps(saved)))


def load(db: Connection) -> dict[str, dict[str, object]]:
    """Return the saved sessions by speaker; one that cannot be read is left out."""
    sessions = {}
    for speaker, saved in db.execute(LOAD):
        try:
            session = json.loads(saved)
        except ValueError:
            continue
        if isinstance(session, dict):
            sessions[speaker] = session
    return sessions
