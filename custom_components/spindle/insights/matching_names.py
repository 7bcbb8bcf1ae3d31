"""Which names of artists, albums and tracks have some words, the most played first.

A word that occurs in few names leads to them by way of the index of trigrams: to these names,
and to the albums and tracks of the artists among them. Where all words are common ones, the
best are among the most played, which are looked through first, unless two of the words lead to
little together; then comes what all of them lead to.
"""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from ..store import search_index
from ..store.search_index import TRIGRAM, NameKind
from .common_words import CommonWords
from .names import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from sqlite3 import Connection

type Row = tuple[int, int, int, int | None, int, str, str, str | None]
"""A found name: its id, plays, seconds, last play, tier, own name, key, and artist."""

MOST_WORDS: Final = 8
HEAD: Final = 4000
"""How many of the most played names of each kind are looked through, at most."""
RARE: Final = 400
"""In fewer names than these a word occurs that is looked up in the index at once."""
ANY_NUMBER: Final = -1
"""As a limit."""

INDEXED: Final = {Kind(kind.table): kind for kind in NameKind}
"""What the index calls each kind."""

COLUMNS: Final = {
    kind: f"""
{kind}.id, {kind}.plays, {kind}.seconds, {kind}.last_at, {kind}.plays_tier, \
{kind}.{"name" if kind is Kind.ARTIST else "title"} AS shown, {kind}.key"""
    for kind in Kind
}
ARTIST: Final = {kind: "NULL" if kind is Kind.ARTIST else "artist.name" for kind in Kind}
OWNER: Final = {
    kind: "" if kind is Kind.ARTIST else "CROSS JOIN artist ON artist.id = {named}.artist_id"
    for kind in Kind
}
MATCHES: Final = {
    (kind, words): " AND ".join(f"instr({kind}.key, :word{place}) > 0" for place in range(words))
    for kind in Kind
    for words in range(1, MOST_WORDS + 1)
}
# Whole tiers only, so that whatever is not among them has fewer plays. The tier is compared
# before the condition of the index: SQLite begins at the first bound that is written.
TIER: Final = {
    kind: f"""
SELECT plays_tier FROM {kind} WHERE plays_tier >= 8 ORDER BY plays_tier DESC LIMIT 1 OFFSET {HEAD}"""  # noqa: S608
    for kind in Kind
}
FIRST: Final = {
    (kind, words): f"""
SELECT {COLUMNS[kind]}, {ARTIST[kind]} FROM {kind} {OWNER[kind].format(named=kind)}
WHERE {kind}.plays_tier > :tier AND {kind}.plays_tier >= 8 AND {matches}
ORDER BY {kind}.plays_tier DESC"""  # noqa: S608
    for (kind, words), matches in MATCHES.items()
}
NAMED: Final = """
SELECT json_group_array(rowid) FROM (
    SELECT rowid FROM name_search WHERE name_search MATCH :query AND rowid < :end
    LIMIT :most)"""
# Of an artist perhaps only albums were heard, of which each track is another's.
WAS_HEARD: Final = " OR ".join(
    f"(SELECT plays FROM {kind.table} WHERE id = name_search.rowid - {kind.first_row}) > 0"  # noqa: S608
    for kind in NameKind
)
HAS_ALBUMS: Final = "EXISTS (SELECT 1 FROM album WHERE artist_id = name_search.rowid AND plays > 0)"
HEARD: Final = NAMED.replace("LIMIT", f"AND ({WAS_HEARD} OR {HAS_ALBUMS}) LIMIT")
HAS_LIBRARY: Final = "SELECT 1 FROM library_track WHERE track_id IS NOT NULL LIMIT 1"

ARTISTS_END: Final = NameKind.ALBUM.first_row
EVERYTHING_END: Final = (NameKind.TRACK + 1) << search_index.KIND_BITS
THEMSELVES: Final = {
    kind: f"""
SELECT value - {named.first_row} AS id FROM json_each(:names)
WHERE value >= {named.first_row} AND value < {named.first_row + ARTISTS_END}"""  # noqa: S608
    for kind, named in INDEXED.items()
}
CANDIDATES: Final = {Kind.ARTIST: THEMSELVES[Kind.ARTIST]} | {
    kind: f"""{THEMSELVES[kind]} UNION ALL
SELECT {kind}.id FROM ({THEMSELVES[Kind.ARTIST]}) AS owner
CROSS JOIN {kind} ON {kind}.artist_id = owner.id"""  # noqa: S608
    for kind in (Kind.ALBUM, Kind.TRACK)
}


def _best(kind: Kind, words: int, candidates: str) -> str:
    """Return the statement for the most played that match of some names.

    Twice as many are taken first: what has a word itself may be one of an artist who has it, too.
    """
    return f"""
SELECT DISTINCT named.id, named.plays, named.seconds, named.last_at, named.plays_tier,
    named.shown, named.key, {ARTIST[kind]}
FROM (
    SELECT {COLUMNS[kind]}{"" if kind is Kind.ARTIST else ", artist_id"}
    FROM ({candidates}) AS candidate CROSS JOIN {kind} ON {kind}.id = candidate.id
    WHERE {kind}.plays > 0 AND {MATCHES[kind, words]}
    ORDER BY 2 DESC, 6, 7 LIMIT 2 * :most) AS named {OWNER[kind].format(named="named")}
ORDER BY 2 DESC, 6, 7 LIMIT :most"""  # noqa: S608


OF_CANDIDATES: Final = {
    (kind, words): _best(kind, words, CANDIDATES[kind]) for kind, words in MATCHES
}
OF_IDS: Final = {
    (kind, words): _best(kind, words, "SELECT value AS id FROM json_each(:ids)")
    for kind, words in MATCHES
}
OF_ARTISTS: Final = {
    words: f"""
SELECT {COLUMNS[Kind.ARTIST]}, NULL FROM artist NOT INDEXED
WHERE artist.plays > 0 AND {MATCHES[Kind.ARTIST, words]}
ORDER BY 2 DESC, 6, 7"""  # noqa: S608
    for words in range(1, MOST_WORDS + 1)
}


class MatchingNames:
    """What leads to the names in which some words are."""

    def __init__(self, db: Connection, words: tuple[str, ...], most: int) -> None:
        """Look whether one of the words is rare; ``most`` is how many of a kind will be read."""
        self._db = db
        self._most = most
        self._count = len(words)
        self._indexed = [word for word in words if len(word) >= TRIGRAM]
        self._values = {f"word{place}": word for place, word in enumerate(words)}
        self._of_rare = self._rows_of_rare()
        self._common = CommonWords(db, self._indexed)
        self.is_complete = True
        """Whether no album or track is played more than what was read, and is not among it."""

    def rows(self, kind: Kind) -> Iterator[Row]:
        """Yield the names of a kind that match, the most played first."""
        candidates = self._of_rare
        if candidates is None and kind is Kind.ARTIST:
            candidates = self._rows_of_few_artists()
        if candidates is not None:
            yield from self._candidates(kind, candidates, self._most)
            return
        if kind is not Kind.ARTIST and self._knows_all and self._common.meet_in_few:
            yield from self._met(kind, self._most)
            return
        seen = set()
        for row in self._head(kind):
            seen.add(row[0])
            yield row
        others = self._others(kind, self._most + len(seen) if self._most > 0 else ANY_NUMBER)
        yield from (row for row in others if row[0] not in seen)

    def _head(self, kind: Kind) -> Iterator[Row]:
        """Yield what matches among the most played."""
        last = self._db.execute(TIER[kind]).fetchone()
        rows = self._ask(FIRST[kind, self._count], tier=0 if last is None else last[0])
        for _, same_tier in groupby(rows, key=itemgetter(4)):
            yield from sorted(same_tier, key=lambda row: (-row[1], row[5], row[6]))

    def _others(self, kind: Kind, most: int) -> Iterable[Row]:
        """Return what matches by its own name or its artist's, the most played of it."""
        if kind is not Kind.ARTIST:
            return self._of_common(kind, most)
        if self._indexed:
            return self._candidates(kind, self._rows_of_artists(), most)
        return self._ask(OF_ARTISTS[self._count])

    def _of_common(self, kind: Kind, most: int) -> Iterable[Row]:
        """Return the albums or tracks that match, unless that takes long."""
        if self._knows_all or (self._indexed and not self._common.are_in_many):
            return self._met(kind, most)
        self.is_complete = False
        return ()

    @property
    def _knows_all(self) -> bool:
        """Whether the index knows every word."""
        return len(self._indexed) == self._count

    def _met(self, kind: Kind, most: int) -> Iterable[Row]:
        """Return what matches among all that common words lead to, the most played of it."""
        return self._ask(OF_IDS[kind, self._count], ids=self._common.meet(kind), most=most)

    def _candidates(self, kind: Kind, rows: str, most: int) -> Iterable[Row]:
        """Return what matches among some names and what is theirs, the most played of it."""
        return self._ask(OF_CANDIDATES[kind, self._count], names=rows, most=most)

    def _rows_of_rare(self) -> str | None:
        """Return the rows of all names with the first rare word, as JSON; None if none is."""
        statements = [NAMED]
        # What was never heard is not looked for, and so makes no word a common one.
        if self._db.execute(HAS_LIBRARY).fetchone():
            statements.append(HEARD)
        for word in self._indexed:
            for statement in statements:
                if (rows := _few(self._find(statement, word, most=RARE))) is not None:
                    return rows
        return None

    def _rows_of_few_artists(self) -> str | None:
        """Return the rows of the artists who have all words, as JSON; None if these are many."""
        return _few(self._rows_of_artists(most=RARE)) if self._indexed else None

    def _rows_of_artists(self, *, most: int = ANY_NUMBER) -> str:
        """Return the rows of the artists who have all words that the index knows, as JSON."""
        return self._find(NAMED, *self._indexed, end=ARTISTS_END, most=most)

    def _find(
        self, statement: str, *words: str, end: int = EVERYTHING_END, most: int = ANY_NUMBER
    ) -> str:
        """Return the rows of the names that have some words, and perhaps of more, as JSON."""
        query = search_index.containing(*words)
        values = {"query": query, "end": end, "most": most}
        (rows,) = self._db.execute(statement, values).fetchone()
        return str(rows)

    def _ask(self, statement: str, **values: str | int) -> Iterable[Row]:
        return self._db.execute(statement, {**self._values, **values})


def _few(rows: str) -> str | None:
    """Return rows, as JSON, if these are fewer than many."""
    return rows if rows.count(",") < RARE - 1 else None
