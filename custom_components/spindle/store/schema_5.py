"""The fifth version of the database: a batch knows between which plays its own lie.

An index on the batch of each play was written with every play that is imported, and read
only when a batch is undone. Its plays lie close together, so that a range finds them too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sqlite3 import Connection

BATCHES: Final = (
    # The least and the highest id that a play of the batch may have.
    "ALTER TABLE batch ADD COLUMN first_id INTEGER",
    "ALTER TABLE batch ADD COLUMN last_id INTEGER",
    # While the index is still there: each is one look.
    """
UPDATE batch SET
    first_id = (SELECT min(play.id) FROM play WHERE play.batch_id = batch.id),
    last_id = (SELECT max(play.id) FROM play WHERE play.batch_id = batch.id)""",
    "DROP INDEX play_batch",
)

UPGRADE: Final = BATCHES


def upgrade(db: Connection) -> None:
    """Lead from version 4 to 5."""
    for statement in UPGRADE:
        db.execute(statement)
