"""Who was heard for the first time."""

from __future__ import annotations

from dataclasses import dataclass
import heapq
import json
from typing import TYPE_CHECKING, Final

from . import span as spans
from .names import Kind
from .plays import ask, over
from .shown import names_of
from .span import PLACES
from .top import MOST_ROWS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from sqlite3 import Connection
    from zoneinfo import ZoneInfo

    from .scope import Scope
    from .span import Span

# Where an artist's first play is hidden, ``first_at`` is that of the first that is not.
LATEST: Final = """
SELECT id, first_at FROM artist INDEXED BY artist_first_at
WHERE first_at >= ? AND first_at < ? ORDER BY first_at DESC, id LIMIT ?"""
PLAYED: Final = """
SELECT chosen.value, (
    SELECT count(*) FROM play INDEXED BY play_artist
    WHERE artist_id = chosen.value AND hidden = 0 AND id >= ? AND id < ?
) FROM json_each(?) AS chosen"""
AMONG_CHOSEN: Final = over(
    """artist_id, (SELECT first_at FROM artist WHERE artist.id = artist_id),
    min(id) / 1000, count(*)""",
    "GROUP BY +artist_id",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer:
    """An artist whom the household had never heard before."""

    id: int
    name: str
    first_at: int
    """Epoch seconds of the first play that the scope has."""
    plays: int
    """In the scope."""


def newcomers(
    db: Connection, scope: Scope, *, limit: int = 20, zone: ZoneInfo, now: float
) -> tuple[Newcomer, ...]:
    """Return the artists first heard in a window, in whatever room; the latest first.

    Raises ValueError for a limit above 1000.
    """
    if not 1 <= limit <= MOST_ROWS:
        raise ValueError(f"The limit must be from 1 to {MOST_ROWS}.")
    span = spans.of_window(scope.window, spans.of_history(db))
    found = _of_all(db, span, limit) if scope.is_whole else _chosen(db, scope, span)
    latest = heapq.nsmallest(limit, found, key=lambda one: (-one[1], one[0]))
    names = names_of(db, Kind.ARTIST, [artist for artist, *_ in latest])
    return tuple(
        Newcomer(id=artist, name=names[artist].name, first_at=first_at, plays=plays)
        for artist, first_at, plays in latest
    )


def _of_all(db: Connection, span: Span, limit: int) -> list[tuple[int, int, int]]:
    """Return the latest artists of a span: id, first play, plays."""
    first, end = span.first // PLACES, -(-span.end // PLACES)
    firsts: dict[int, int] = dict(db.execute(LATEST, (first, end, limit)).fetchall())
    played = db.execute(PLAYED, (*span, json.dumps(list(firsts))))
    return [(artist, firsts[artist], plays) for artist, plays in played]


def _chosen(db: Connection, scope: Scope, span: Span) -> Iterator[tuple[int, int, int]]:
    for artist, ever, first_at, plays in ask(db, scope, AMONG_CHOSEN):
        if ever * PLACES + PLACES > span.first:
            yield artist, first_at, plays
