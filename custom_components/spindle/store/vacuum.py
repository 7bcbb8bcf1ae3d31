"""Give back the room that deleted plays have left in the file, when it is worth it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from .copies import PAGE_COUNT, PAGE_SIZE
from .types import Slice

if TYPE_CHECKING:
    from sqlite3 import Connection

QUEUE: Final = "tidying"
"""Queue of the one job that asks for it, again and again."""
SHARE: Final = 0.2
"""Of the file, that must be free, …"""
BYTES: Final = 8 * 1024 * 1024
"""… and how much that must be at the least."""
QUIET: Final = 3600.0
"""Seconds for which nothing must have begun to play."""
PAGES: Final = 200
"""Pages that one transaction gives back."""

FREE_PAGES: Final = "PRAGMA freelist_count"
MODE: Final = "PRAGMA auto_vacuum"
INCREMENTAL: Final = 2
LAST_PLAY: Final = "SELECT max(id) / 1000 FROM play"
GIVE_BACK: Final = f"PRAGMA incremental_vacuum({PAGES})"
# What is copied meanwhile would not fit the memory of a small machine.
RENEW: Final = (
    "PRAGMA temp_store = FILE",
    "PRAGMA auto_vacuum = INCREMENTAL",
    "VACUUM",
)
IN_MEMORY_AGAIN: Final = "PRAGMA temp_store = MEMORY"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waste:
    """How much of the file is free, and whether now is the time to give it back."""

    size: int
    """Bytes of the whole file."""
    free: int
    """Bytes of it that hold nothing."""
    in_slices: bool
    """Whether it can be given back a little at a time; else the file is written anew."""
    last_play: int | None
    """Epoch second at which the last play began."""

    @property
    def is_worth_it(self) -> bool:
        """Tell whether giving back is worth what it writes."""
        return self.free > BYTES and self.free > self.size * SHARE

    def is_quiet(self, now: float) -> bool:
        """Tell whether nothing has begun to play for a while."""
        return self.last_play is None or now - self.last_play > QUIET


def look(db: Connection) -> Waste:
    """Look how much of the file is free."""
    page: int = db.execute(PAGE_SIZE).fetchone()[0]
    return Waste(
        size=db.execute(PAGE_COUNT).fetchone()[0] * page,
        free=db.execute(FREE_PAGES).fetchone()[0] * page,
        in_slices=db.execute(MODE).fetchone()[0] == INCREMENTAL,
        last_play=db.execute(LAST_PLAY).fetchone()[0],
    )


def give_back(db: Connection) -> Slice:
    """Give back the next pages; the figure is how many."""
    before: int = db.execute(FREE_PAGES).fetchone()[0]
    # It gives back a page with each step, so all steps must be taken.
    db.execute(GIVE_BACK).fetchall()
    after: int = db.execute(FREE_PAGES).fetchone()[0]
    return Slice(done=before - after, more=0 < after < before)


def renew(db: Connection) -> None:
    """Write the whole file anew, outside any transaction, so that it can give back in slices."""
    try:
        for statement in RENEW:
            db.execute(statement)
    finally:
        db.execute(IN_MEMORY_AGAIN)
