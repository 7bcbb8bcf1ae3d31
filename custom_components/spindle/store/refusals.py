"""What was not counted, and why: figures for each day, and the latest examples.

Examples are kept of each kind: an evening of a station's junk does not push out the one
title that was skipped the night before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..listening.types import NotCounted, Reason
from . import zones
from .local_time import local_day
from .told import is_moment

if TYPE_CHECKING:
    from collections.abc import Iterable
    from sqlite3 import Connection

EXAMPLES: Final = 20
"""How many of the latest are remembered one by one, for each speaker and reason …"""
ALL_EXAMPLES: Final = 2000
"""… and how many of all."""
PRIVATE: Final = frozenset({Reason.PRIVATE_ROOM, Reason.QUIET_HOURS, Reason.RECORDING_OFF})
"""Reasons for which what was heard is nobody's business: it is counted, not named."""

COUNT: Final = """
INSERT INTO not_counted (day, reason, speaker, count) VALUES (?, ?, ?, 1)
ON CONFLICT (day, reason, speaker) DO UPDATE SET count = count + 1"""
ADD_EXAMPLE: Final = """
INSERT INTO not_counted_example (day, at, reason, speaker, title, artist, service, listened)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)"""
DROP_LIKE: Final = """
DELETE FROM not_counted_example WHERE id IN (
    SELECT id FROM not_counted_example WHERE speaker = ? AND reason = ?
    ORDER BY id DESC LIMIT -1 OFFSET ?)"""
DROP_OLD: Final = """
DELETE FROM not_counted_example WHERE id <= (
    SELECT id FROM not_counted_example ORDER BY id DESC LIMIT 1 OFFSET ?)"""


def note(db: Connection, refusals: Iterable[NotCounted]) -> None:
    """Count listenings that were no plays, and remember the latest of them."""
    zone = zones.current(db)
    for refusal in refusals:
        listening, reason = refusal.listening, refusal.reason
        if not is_moment(listening.started_at):
            continue
        day = local_day(zone, listening.started_at)
        named = reason not in PRIVATE
        db.execute(COUNT, (day, reason.value, listening.speaker))
        db.execute(
            ADD_EXAMPLE,
            (
                day,
                listening.started_at,
                reason.value,
                listening.speaker,
                listening.title if named else None,
                listening.artist if named else None,
                listening.source.service if named else None,
                max(0.0, listening.listened),
            ),
        )
        db.execute(DROP_LIKE, (listening.speaker, reason.value, EXAMPLES))
        db.execute(DROP_OLD, (ALL_EXAMPLES,))
