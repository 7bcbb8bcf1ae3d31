"""What was heard but is no play: line-in, television, podcasts that do not count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..catalogue.folding import clean
from ..listening.types import Kind, Listening
from . import names
from .told import is_moment, seconds

if TYPE_CHECKING:
    from sqlite3 import Connection

SESSIONS: Final = frozenset({Kind.LINE_IN, Kind.TV})
"""Kinds that have no title to count, only a length."""

WRITE: Final = """
INSERT INTO other_listening (started_at, player_id, kind, service_id, title, artist, station,
    listened)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (started_at, player_id, kind, title, artist) DO UPDATE SET
    listened = max(listened, excluded.listened)"""


def record(db: Connection, listening: Listening) -> None:
    """Write a listening beside the plays; told again, it only grows."""
    if not is_moment(listening.started_at):
        return
    db.execute(
        WRITE,
        (
            int(listening.started_at),
            names.player(db, listening.speaker),
            listening.source.kind.value,
            names.service(db, listening.source.service),
            clean(listening.title or ""),
            clean(listening.artist or ""),
            clean(listening.station or ""),
            seconds(listening.listened) or 0,
        ),
    )
