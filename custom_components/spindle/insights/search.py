"""Search as you type: artists, albums and tracks by parts of their names."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from ..catalogue.folding import fold
from . import span as spans
from .chosen import FILTERS, choose
from .covers import covers_of
from .lidarr import statuses_of
from .matching_names import ANY_NUMBER, MOST_WORDS, MatchingNames
from .names import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from sqlite3 import Connection
    from zoneinfo import ZoneInfo

    from ..store.lidarr_types import WantedStatus
    from .matching_names import Row
    from .scope import Scope

type Counted = tuple[Row, tuple[int, int, int | None]]
"""A found name; plays, seconds and last play of what is asked for."""

LONGEST: Final = 200
"""Characters of a query that are read."""
MOST_HITS: Final = 50

# Only of names that are to be shown, to those who may not see every play.
COUNT: Final = {
    kind: f"""
SELECT count(*), ifnull(sum(listened), 0), max(id) / 1000 FROM play INDEXED BY play_{kind}
WHERE {kind}_id = :entity AND hidden = 0 AND id >= :first AND id < :end{FILTERS}"""  # noqa: S608
    for kind in Kind
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A name that was found."""

    id: int
    name: str
    """The artist's name, or the title."""
    artist: str | None
    """Whose album or track it is; None for artists."""
    plays: int
    seconds: int
    last_at: int | None
    """Epoch second of its last play."""
    lidarr: WantedStatus | None = None
    """How far the album has come in Lidarr, or the one the track is on; None: not asked for."""
    cover: str | None = None
    """Release group by which the cover of that album is found; None: nobody knows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The most played names that have every word of a query, of each kind."""

    artists: tuple[Hit, ...] = ()
    albums: tuple[Hit, ...] = ()
    tracks: tuple[Hit, ...] = ()
    complete: bool = True
    """Whether no other album or track that matches is played more than these.

    False only where a word of one or two letters stands alone or beside very common ones.
    """


def search(
    db: Connection, scope: Scope, text: str, *, limit: int = 10, zone: ZoneInfo, now: float
) -> Found:
    """Return the artists, albums and tracks in whose names every word of a text occurs.

    Albums and tracks are found by their artists, too. Spelling counts as little as in
    ``fold``. Raises ValueError for a limit below 1 or above 50.
    """
    if not 1 <= limit <= MOST_HITS:
        raise ValueError(f"The limit is between 1 and {MOST_HITS}.")
    words = words_of(text)
    if not words:
        return Found()
    is_everything = scope.is_whole and scope.window.is_all_time
    names = MatchingNames(db, words, limit if is_everything else ANY_NUMBER)
    shown = _all_of if is_everything else _counted(db, scope)
    artists, albums, tracks = (
        _hits(db, kind, list(islice(shown(kind, names.rows(kind)), limit))) for kind in Kind
    )
    return Found(artists=artists, albums=albums, tracks=tracks, complete=names.is_complete)


def words_of(text: str) -> tuple[str, ...]:
    """Return the folded words of a text, the longest first; none that is part of another."""
    words: list[str] = []
    for word in sorted(set(fold(text[:LONGEST]).split()), key=lambda word: (-len(word), word)):
        if not any(word in longer for longer in words):
            words.append(word)
    return tuple(words[:MOST_WORDS])


def _all_of(_: Kind, rows: Iterable[Row]) -> Iterator[Counted]:
    """Return found rows with all that is counted of them, for those who may see every play."""
    return ((row, (row[1], row[2], row[3])) for row in rows)


def _counted(db: Connection, scope: Scope) -> Callable[[Kind, Iterable[Row]], Iterator[Counted]]:
    """Return how found rows are counted within a scope; those of which it has nothing fall out."""
    values = choose(db, scope).of(spans.of_window(scope.window, spans.of_history(db)))

    def counted(kind: Kind, rows: Iterable[Row]) -> Iterator[Counted]:
        for row in rows:
            figures = db.execute(COUNT[kind], {**values, "entity": row[0]}).fetchone()
            if figures[0]:
                yield row, figures

    return counted


def _hits(db: Connection, kind: Kind, found: Sequence[Counted]) -> tuple[Hit, ...]:
    """Return what was found, with how far it is in Lidarr, and by what covers are found."""
    ids = [row[0] for row, _ in found]
    statuses, covers = statuses_of(db, kind, ids), covers_of(db, kind, ids)
    return tuple(
        Hit(
            id=row[0],
            name=row[5],
            artist=row[7],
            plays=plays,
            seconds=seconds,
            last_at=last_at,
            lidarr=statuses.get(row[0]),
            cover=covers.get(row[0]),
        )
        for row, (plays, seconds, last_at) in found
    )
