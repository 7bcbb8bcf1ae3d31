"""The tenth version of the database: the sums by time know of how many plays the time is known.

A play that is told without a length counts as a play, and no seconds of it are known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from . import audit

if TYPE_CHECKING:
    from sqlite3 import Connection

UPGRADE: Final = tuple(
    f"ALTER TABLE {table} ADD COLUMN timed INTEGER NOT NULL DEFAULT 0" for table in audit.SCANS
)


def upgrade(db: Connection) -> None:
    """Lead from version 9 to 10, by going through all plays."""
    for statement in UPGRADE:
        db.execute(statement)
    audit.rebuild_times(db)
