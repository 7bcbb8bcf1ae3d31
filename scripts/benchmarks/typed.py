"""What people type by hand: against the view of ours, and against the flat table."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from functools import partial
import random
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from custom_components.spindle.store.connection import open_reader

from .figures import Took, timed
from .flat import BY_NAME, BY_TIME, open_flat

if TYPE_CHECKING:
    from sqlite3 import Connection

    from .synthetic_store import Built

DRAWN: Final = 24
"""Periods, and tracks, that are asked for."""
DAYS: Final = 30
DAY: Final = 86_400

VIEW: Final = "scrobbles"
FLAT: Final = "scrobbles_flat"
BY_SERVICE: Final = "INDEXED BY idx_scrobbles_music_service_timestamp"

SERVICE: Final = """
SELECT music_service FROM scrobbles_flat GROUP BY music_service ORDER BY count(*) DESC LIMIT 1"""
ENDS: Final = "SELECT min(timestamp), max(timestamp) FROM scrobbles_flat"
A_PLAY: Final = "SELECT artist, title FROM scrobbles_flat WHERE timestamp >= ? LIMIT 1"


class Typed(NamedTuple):
    """What is wanted, which index of the flat table serves it best, and what it says."""

    what: str
    better: str
    where: str


QUERIES: Final = (
    Typed("plays of a period", BY_TIME, "timestamp >= :start AND timestamp < :end"),
    Typed(
        "plays of a service in a period",
        BY_SERVICE,
        "music_service = :service AND timestamp >= :start AND timestamp < :end",
    ),
    Typed("plays of an artist and title", BY_NAME, "artist = :artist AND title = :title"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """How long one of them took, of ours and of the flat table."""

    what: str
    rows: int
    """That all answers together had."""
    ours: Took
    flat: Took
    forced: Took

    def __str__(self) -> str:
        return (
            f"typed, {self.what}, {self.rows:,} rows of {len(self.ours.cpu)}: "
            f"{self.ours.median:.2f} ms, worst {self.ours.worst:.1f}; flat {self.flat.median:.2f}, "
            f"worst {self.flat.worst:.1f}; forced {self.forced.median:.2f}, "
            f"worst {self.forced.worst:.1f}"
        )


def ask(built: Built) -> tuple[Timed, ...]:
    """Ask all of both, about periods and tracks that are drawn as they are played."""
    with closing(open_reader(built.spindle)) as db, open_flat(built.flat) as flat:
        drawn = draw(flat)
        return tuple(
            Timed(
                what=query.what,
                rows=sum(len(rows(db, VIEW, "", query, each)) for each in drawn),
                ours=_time(db, VIEW, "", query, drawn),
                flat=_time(flat, FLAT, "", query, drawn),
                forced=_time(flat, FLAT, query.better, query, drawn),
            )
            for query in QUERIES
        )


def draw(flat: Connection) -> list[dict[str, Any]]:
    """Draw what is asked about."""
    dice = random.Random(1)
    (service,) = flat.execute(SERVICE).fetchone()
    first, last = flat.execute(ENDS).fetchone()
    drawn = []
    for _ in range(DRAWN):
        start = dice.randrange(first, max(first + 1, last - DAYS * DAY))
        artist, title = flat.execute(A_PLAY, (start,)).fetchone()
        drawn.append(
            {
                "start": start,
                "end": start + DAYS * DAY,
                "service": service,
                "artist": artist,
                "title": title,
            }
        )
    return drawn


def rows(
    db: Connection, table: str, index: str, query: Typed, values: dict[str, Any]
) -> list[tuple[Any, ...]]:
    """Run one of them as it is typed: every column."""
    statement = f"SELECT * FROM {table} {index} WHERE {query.where}"  # noqa: S608
    return db.execute(statement, values).fetchall()


def _time(
    db: Connection, table: str, index: str, query: Typed, drawn: list[dict[str, Any]]
) -> Took:
    for values in drawn:
        rows(db, table, index, query, values)
    return timed(partial(rows, db, table, index, query, values) for values in drawn)
