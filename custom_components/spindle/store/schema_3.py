"""The third version of the database: what outside services said, and may still be asked.

What is learnt of a name stands beside it, not in its plays: a play writes nothing here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .search_index import NameKind

if TYPE_CHECKING:
    from sqlite3 import Connection

# One answer of one provider to one field of a name. ``value`` is JSON, and NULL where the
# provider knows none; the answer is asked for again from ``expires_at`` on, if ever.
FACTS: Final = tuple(
    f"""
CREATE TABLE {kind.table}_fact (
    {kind.table}_id INTEGER NOT NULL REFERENCES {kind.table} ON DELETE CASCADE,
    field TEXT NOT NULL,
    provider TEXT NOT NULL,
    value TEXT,
    confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    answered_at INTEGER NOT NULL,
    expires_at INTEGER,
    PRIMARY KEY ({kind.table}_id, field, provider)
) STRICT, WITHOUT ROWID"""
    for kind in NameKind
)

# Of a release the column ``mbid`` tells one edition; this is the album behind all of them.
RELEASE_GROUP: Final = ("ALTER TABLE album ADD COLUMN release_group_mbid TEXT",)

# Names about which something may still be asked: at once with ``due_at`` 0, later from then
# on, and not at all with NULL. Names enter in the order of their ids, without a gap, so that
# the highest one says where to go on.
BACKLOG: Final = tuple(
    statement
    for kind in NameKind
    for statement in (
        f"""
CREATE TABLE {kind.table}_backlog (
    {kind.table}_id INTEGER PRIMARY KEY REFERENCES {kind.table} ON DELETE CASCADE,
    due_at INTEGER,
    is_imported INTEGER NOT NULL CHECK (is_imported IN (0, 1)),
    played_at INTEGER NOT NULL
) STRICT""",
        f"""
CREATE INDEX {kind.table}_backlog_open ON {kind.table}_backlog (is_imported, played_at DESC)
WHERE due_at = 0""",
        f"""
CREATE INDEX {kind.table}_backlog_later ON {kind.table}_backlog (due_at) WHERE due_at > 0""",
    )
)

GATES: Final = (
    # What the gate of a service's account must know after a restart; ``state`` is JSON.
    """
CREATE TABLE gate_state (
    account TEXT PRIMARY KEY,
    state TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
    # Answers kept for a while; ``body`` is JSON, compressed by zlib. What a service does not
    # know is an answer with the status 404.
    """
CREATE TABLE cached_answer (
    id INTEGER PRIMARY KEY,
    service TEXT NOT NULL,
    key TEXT NOT NULL,
    status INTEGER NOT NULL,
    body BLOB NOT NULL,
    answered_at REAL NOT NULL,
    fresh_until REAL NOT NULL,
    etag TEXT,
    snapshot_id TEXT,
    size INTEGER NOT NULL,
    used_at INTEGER NOT NULL,
    UNIQUE (service, key)
) STRICT""",
    # The oldest used go first; their sizes are added up from here.
    "CREATE INDEX cached_answer_used ON cached_answer (used_at, size)",
)

UPGRADE: Final = FACTS + RELEASE_GROUP + BACKLOG + GATES


def upgrade(db: Connection) -> None:
    """Lead from version 2 to 3; the backlog is filled later, in slices."""
    for statement in UPGRADE:
        db.execute(statement)
