"""Where words meet of which each is in many names.

A word leads to the names that it is in, and to the albums and tracks of the artists whose names
it is in. All this is read from indexes alone, whose pages are few; looked at is only what two
of the words, the longest, both lead to.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from itertools import islice
import json
from typing import TYPE_CHECKING, Final

from ..store import search_index
from ..store.search_index import NameKind
from .names import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from sqlite3 import Connection

FEW: Final = 2500
"""In fewer names than these a word is of which all names are looked at, if need be."""
MANY: Final = 8000
"""In so many names a word is that is rather looked for in what the others lead to."""
ENOUGH: Final = 2
"""Words whose names are met: of the few that are left each is looked at for the others."""
GROWTH: Final = 4
"""By how many times more names are read where all words are in many."""

NAMED: Final = """
SELECT json_group_array(rowid) FROM (
    SELECT rowid FROM name_search WHERE name_search MATCH ? ORDER BY rowid LIMIT ?)"""
THEIRS: Final = {
    kind: f"""
SELECT json_group_array({kind}.id) FROM json_each(?) AS owner
CROSS JOIN {kind} INDEXED BY {kind}_artist ON {kind}.artist_id = owner.value"""  # noqa: S608
    for kind in (Kind.ALBUM, Kind.TRACK)
}


class CommonWords:
    """What leads to the albums and tracks in whose names, or in whose artists', words are."""

    def __init__(self, db: Connection, words: Sequence[str]) -> None:
        """Take words that the index knows, at least one; the longest, mostly the rarest, first."""
        self._db = db
        self._words = words

    @property
    def are_in_many(self) -> bool:
        """Whether every word is in so many names that looking at them all takes long."""
        return all(len(self._find(word, most=FEW)) == FEW for word in self._words)

    @property
    def meet_in_few(self) -> bool:
        """Whether several words are read, which as a rule lead to little together."""
        return len(self._words) >= ENOUGH and len(self._rows) == ENOUGH

    def meet(self, kind: Kind) -> str:
        """Return ids, as JSON: all albums or tracks with every word, and some without."""
        met = set.intersection(*(self._led(kind, rows) for rows in self._rows))
        return json.dumps(sorted(met))

    @cached_property
    def _rows(self) -> list[list[int]]:
        """The rows in which the first words are that are in no more names than can be read."""
        most = MANY
        while True:
            found = (self._find(word, most=most) for word in self._words)
            if whole := list(islice((rows for rows in found if len(rows) < most), ENOUGH)):
                return whole
            most *= GROWTH

    def _find(self, word: str, *, most: int) -> list[int]:
        """Return the rows of the names that have a word, and perhaps of more, in order."""
        (rows,) = self._db.execute(NAMED, (search_index.containing(word), most)).fetchone()
        found: list[int] = json.loads(rows)
        return found

    def _led(self, kind: Kind, rows: list[int]) -> set[int]:
        """Return the ids of the albums or tracks to which a word leads."""
        first, artists_end = NameKind[kind.name].first_row, NameKind.ALBUM.first_row
        begin, end = bisect_left(rows, first), bisect_left(rows, first + artists_end)
        artists = json.dumps(rows[: bisect_left(rows, artists_end)])
        (theirs,) = self._db.execute(THEIRS[kind], (artists,)).fetchone()
        return {row - first for row in rows[begin:end]}.union(json.loads(theirs))
