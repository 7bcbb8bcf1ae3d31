"""Search as you type: artists, albums and tracks by parts of their names.

A word that occurs in few names leads to the hits by way of the index of trigrams: to these
names, and to the albums and tracks of the artists among them. Where all words are common
ones, the best hits are among the most played, which are looked through first; then come the
names that have all words themselves, and the albums and tracks of the artists among them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from ..catalogue.folding import fold
from ..store.search_index import KINDS
from . import span as spans
from .chosen import FILTERS, choose
from .covers import covers_of
from .lidarr import statuses_of
from .names import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from sqlite3 import Connection
    from zoneinfo import ZoneInfo

    from ..store.lidarr_types import WantedStatus
    from .scope import Scope

type Row = tuple[int, int, int, int | None, int, str, str | None]
"""A found name: its id, plays, seconds, last play, tier, own name, and artist."""

LONGEST: Final = 200
"""Characters of a query that are read."""
MOST_WORDS: Final = 8
MOST_HITS: Final = 50
INDEXED: Final = 3
"""Letters that a word has at least to have a trigram."""
HEAD: Final = 4000
"""How many of the most played names of each kind are looked through, at most."""
RARE: Final = 400
"""In how many names a word occurs at most to be looked up in the index at once."""

NUMBERS: Final = {kind: number for number, kind in enumerate(Kind)}
"""Each kind's place in the rows of the index."""

# A word that is not given is empty, and part of every name.
HAS_ALL: Final = " AND ".join(f"instr({{key}}, :word{place}) > 0" for place in range(MOST_WORDS))
COLUMNS: Final = {
    Kind.ARTIST: "artist.id, artist.plays, artist.seconds, artist.last_at, artist.plays_tier, artist.name, NULL",
    Kind.ALBUM: "album.id, album.plays, album.seconds, album.last_at, album.plays_tier, album.title, artist.name",
    Kind.TRACK: "track.id, track.plays, track.seconds, track.last_at, track.plays_tier, track.title, artist.name",
}
OWNER: Final = {
    kind: "" if kind is Kind.ARTIST else f"CROSS JOIN artist ON artist.id = {kind}.artist_id"
    for kind in Kind
}
MATCHES: Final = {kind: HAS_ALL.format(key=f"{kind}.key") for kind in Kind}
# Whole tiers only, so that whatever is not among them has fewer plays. The tier is compared
# before the condition of the index: SQLite begins at the first bound that is written.
TIER: Final = {
    kind: f"""
SELECT plays_tier FROM {kind} WHERE plays_tier >= 8 ORDER BY plays_tier DESC LIMIT 1 OFFSET {HEAD}"""  # noqa: S608
    for kind in Kind
}
FIRST: Final = {
    kind: f"""
SELECT {COLUMNS[kind]} FROM {kind} {OWNER[kind]}
WHERE {kind}.plays_tier > :tier AND {kind}.plays_tier >= 8 AND {MATCHES[kind]}
ORDER BY {kind}.plays_tier DESC"""  # noqa: S608
    for kind in Kind
}
ANY_NUMBER: Final = -1
"""As a limit."""
# What was never heard is not looked for, and so makes no word a common one. Of an artist
# perhaps only albums were heard, of which each track is another's.
WAS_HEARD: Final = " ".join(
    f"""
            WHEN {number} THEN (SELECT plays FROM {kind} WHERE id = name_search.rowid / {KINDS}) > 0"""  # noqa: S608
    for kind, number in NUMBERS.items()
)
HAS_ALBUMS: Final = f"""
            rowid % {KINDS} = {NUMBERS[Kind.ARTIST]} AND EXISTS (
                SELECT 1 FROM album WHERE artist_id = name_search.rowid / {KINDS} AND plays > 0)"""  # noqa: S608
SOME: Final = f"""
SELECT json_group_array(rowid) FROM (
    SELECT rowid FROM name_search WHERE name_search MATCH :phrase
        AND (CASE rowid % {KINDS} {WAS_HEARD} END OR {HAS_ALBUMS}) LIMIT :most)"""  # noqa: S608
ALL: Final = "SELECT json_group_array(rowid) FROM name_search WHERE name_search MATCH :phrase"
NAMED: Final = {
    kind: f"""
SELECT value / {KINDS} AS id FROM json_each(:names) WHERE value % {KINDS} = {number}"""  # noqa: S608
    for kind, number in NUMBERS.items()
}
CANDIDATES: Final = {Kind.ARTIST: NAMED[Kind.ARTIST]} | {
    kind: f"""
{NAMED[kind]} UNION
SELECT {kind}.id FROM ({NAMED[Kind.ARTIST]}) AS owner
CROSS JOIN {kind} ON {kind}.artist_id = owner.id"""  # noqa: S608
    for kind in (Kind.ALBUM, Kind.TRACK)
}
OF_CANDIDATES: Final = {
    kind: f"""
SELECT {COLUMNS[kind]} FROM ({CANDIDATES[kind]}) AS candidate
CROSS JOIN {kind} ON {kind}.id = candidate.id {OWNER[kind]}
WHERE {kind}.plays > 0 AND {MATCHES[kind]}
ORDER BY 2 DESC, 6, 7 LIMIT :most"""  # noqa: S608
    for kind in Kind
}
OF_ARTISTS: Final = f"""
SELECT {COLUMNS[Kind.ARTIST]} FROM artist NOT INDEXED
WHERE artist.plays > 0 AND {MATCHES[Kind.ARTIST]}
ORDER BY 2 DESC, 6"""  # noqa: S608
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
    """Whether no other album or track that matches is played more than these."""


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
    search = _Search(db, words, limit if is_everything else ANY_NUMBER)
    shown = _all_of if is_everything else _counted(db, scope)
    artists, albums, tracks = (
        _completed(db, kind, tuple(islice(shown(kind, search.rows(kind)), limit))) for kind in Kind
    )
    return Found(artists=artists, albums=albums, tracks=tracks, complete=search.is_complete)


def words_of(text: str) -> tuple[str, ...]:
    """Return the folded words of a text, the longest first; none that is part of another."""
    words: list[str] = []
    for word in sorted(set(fold(text[:LONGEST]).split()), key=lambda word: (-len(word), word)):
        if not any(word in longer for longer in words):
            words.append(word)
    return tuple(words[:MOST_WORDS])


class _Search:
    """What leads to the names with some words."""

    def __init__(self, db: Connection, words: tuple[str, ...], most: int) -> None:
        """Look whether one of the words is rare; ``most`` is how many of a kind will be read."""
        self._db = db
        self._most = most
        indexed = [word for word in words if len(word) >= INDEXED]
        self._phrases = [_phrase(word) for word in indexed]
        self._trigrams = sorted({_phrase(part) for word in indexed for part in _trigrams(word)})
        self._knows_all = len(self._phrases) == len(words)
        given = (*words, *("",) * MOST_WORDS)[:MOST_WORDS]
        self._values = {f"word{place}": word for place, word in enumerate(given)}
        self._of_rare = self._names_of_rare()
        self._finds_all = self._of_rare is not None or (self._knows_all and len(words) == 1)
        self._has_others = False

    @property
    def is_complete(self) -> bool:
        """Whether nothing is played more than what was read, and is not among it."""
        return self._finds_all or not self._has_others

    def rows(self, kind: Kind) -> Iterator[Row]:
        """Yield the names of a kind that match, the most played first."""
        if self._of_rare is not None:
            yield from self._candidates(kind, self._of_rare, self._most)
            return
        seen = set()
        for row in self._head(kind):
            seen.add(row[0])
            yield row
        self._has_others |= kind is not Kind.ARTIST
        others = self._others(kind, self._most + len(seen) if self._most > 0 else ANY_NUMBER)
        yield from (row for row in others if row[0] not in seen)

    def _head(self, kind: Kind) -> Iterator[Row]:
        """Yield what matches among the most played."""
        last = self._db.execute(TIER[kind]).fetchone()
        rows = self._ask(FIRST[kind], tier=0 if last is None else last[0])
        for _, same_tier in groupby(rows, key=itemgetter(4)):
            yield from sorted(same_tier, key=lambda row: (-row[1], row[5], row[6] or ""))

    def _others(self, kind: Kind, most: int) -> Iterable[Row]:
        """Return what matches by its own name or its artist's, the most played of it."""
        if self._knows_all:
            return self._candidates(kind, self._names_of_all, most)
        return self._ask(OF_ARTISTS) if kind is Kind.ARTIST else ()

    def _candidates(self, kind: Kind, names: str, most: int) -> Iterable[Row]:
        """Return what matches among some names and what is theirs, the most played of it."""
        return self._ask(OF_CANDIDATES[kind], names=names, most=most)

    def _names_of_rare(self) -> str | None:
        """Return the rows of all names with the first rare word, as JSON; None if none is."""
        for phrase in self._phrases:
            names = self._occurs(SOME, phrase, RARE)
            if names.count(",") < RARE - 1:
                return names
        return None

    @cached_property
    def _names_of_all(self) -> str:
        """The rows of the names that have all words themselves, and of some more, as JSON."""
        return self._occurs(ALL, " ".join(self._trigrams))

    def _occurs(self, statement: str, phrase: str, most: int = ANY_NUMBER) -> str:
        (names,) = self._db.execute(statement, {"phrase": phrase, "most": most}).fetchone()
        return str(names)

    def _ask(self, statement: str, **values: str | int) -> Iterable[Row]:
        return self._db.execute(statement, {**self._values, **values})


def _trigrams(word: str) -> Iterator[str]:
    """Yield as few trigrams as hold every letter of a word: each costs a list to be read."""
    for start in range(0, len(word) - INDEXED, INDEXED):
        yield word[start : start + INDEXED]
    yield word[-INDEXED:]


def _phrase(word: str) -> str:
    """Return a word as the index is asked for it: letter by letter, whatever it is made of."""
    quoted = word.replace('"', '""')
    return f'"{quoted}"'


def _all_of(_: Kind, rows: Iterable[Row]) -> Iterator[Hit]:
    """Return found rows as hits, for those who may see every play."""
    return (_hit(row, *row[1:4]) for row in rows)


def _counted(db: Connection, scope: Scope) -> Callable[[Kind, Iterable[Row]], Iterator[Hit]]:
    """Return how found rows become hits with what a scope holds of them, if anything."""
    values = choose(db, scope).of(spans.of_window(scope.window, spans.of_history(db)))

    def counted(kind: Kind, rows: Iterable[Row]) -> Iterator[Hit]:
        for row in rows:
            figures = db.execute(COUNT[kind], {**values, "entity": row[0]}).fetchone()
            if figures[0]:
                yield _hit(row, *figures)

    return counted


def _completed(db: Connection, kind: Kind, hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """Tell of hits how far they are in Lidarr, and by what their covers are found."""
    ids = [hit.id for hit in hits]
    statuses, covers = statuses_of(db, kind, ids), covers_of(db, kind, ids)
    return tuple(
        replace(hit, lidarr=statuses.get(hit.id), cover=covers.get(hit.id)) for hit in hits
    )


def _hit(row: Row, plays: int, seconds: int, last_at: int | None) -> Hit:
    return Hit(id=row[0], name=row[5], artist=row[6], plays=plays, seconds=seconds, last_at=last_at)
