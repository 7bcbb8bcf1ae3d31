"""The tenth version of the database: what is not known of times, and what batches completed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from . import audit

if TYPE_CHECKING:
    from sqlite3 import Connection

UPGRADE: Final = (
    # A play that is told without a length counts as a play, and no seconds of it are known.
    *(f"ALTER TABLE {table} ADD COLUMN timed INTEGER NOT NULL DEFAULT 0" for table in audit.SCANS),
    # What a batch has completed in other plays: ``grown`` is JSON: the columns that
    # grew, each with what stood there before and after, and the rooms that joined.
    """
CREATE TABLE completed (
    batch_id INTEGER NOT NULL REFERENCES batch,
    play_id INTEGER NOT NULL REFERENCES play ON DELETE CASCADE,
    grown TEXT NOT NULL,
    PRIMARY KEY (batch_id, play_id)
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX completed_play ON completed (play_id)",
)


def upgrade(db: Connection) -> None:
    """Lead from version 9 to 10, by going through all plays."""
    for statement in UPGRADE:
        db.execute(statement)
    audit.rebuild_times(db)
