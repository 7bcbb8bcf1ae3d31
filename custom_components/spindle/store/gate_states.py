"""What the gates of outside services must know after a restart: penalties, pace and ledgers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from sqlite3 import Connection

SAVE: Final = """
INSERT INTO gate_state (account, state) VALUES (?, ?)
ON CONFLICT (account) DO UPDATE SET state = excluded.state WHERE state <> excluded.state"""
LOAD: Final = "SELECT state FROM gate_state WHERE account = ?"
FORGET: Final = "DELETE FROM gate_state WHERE account = ?"


def save(db: Connection, states: Mapping[str, Mapping[str, Any]]) -> None:
    """Keep the states of some accounts, each a JSON object, in place of those before."""
    db.executemany(SAVE, [(account, json.dumps(state)) for account, state in states.items()])


def load(db: Connection, account: str) -> dict[str, Any] | None:
    """Return an account's state; None when there is none, or none that can be read."""
    row = db.execute(LOAD, (account,)).fetchone()
    try:
        state = None if row is None else json.loads(row[0])
    except ValueError:
        return None
    return state if isinstance(state, dict) else None


def forget(db: Connection, account: str) -> None:
    """Let go of an account that is no more."""
    db.execute(FORGET, (account,))
