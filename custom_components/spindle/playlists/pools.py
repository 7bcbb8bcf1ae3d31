"""Which tracks make the lists of which genre.

Every track goes to the genres it has most of. A genre too small for a list is folded into the
one above it, the deepest first, so that nobody gets a list of three tracks; a family that is
too small even then has no list.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from ..catalogue.folding import fold
from ..catalogue.genres import all_genres, canonical
from .types import LeftOut

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..catalogue.genres import Genre, Share
    from .types import Rules

ALL: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What the rules have to know of a track."""

    key: str
    artist: str
    """Folded name."""
    year: int | None
    shares: tuple[Share, ...]
    """Its genres, the largest first; empty when nobody knows any."""


@dataclass(slots=True, kw_only=True)
class Pools:
    """The tracks of every genre that has lists, and what became of all others."""

    tracks: dict[Genre, list[Candidate]] = field(default_factory=dict)
    """In the order of the tree."""
    folded: dict[Genre, Genre] = field(default_factory=dict)
    """Genre too small → the one that has its tracks."""
    too_small: list[Genre] = field(default_factory=list)
    """At the top, and too small for a list."""
    left_out: Counter[LeftOut] = field(default_factory=Counter)


class Focus:
    """The rules' names of genres and artists, read once."""

    def __init__(self, rules: Rules) -> None:
        """Read the rules; names that are no genres say nothing here."""
        self._rules = rules
        self._chosen = _genres(rules.genres)
        self._refused = _genres(rules.without_genres)
        self._artists = frozenset(map(fold, rules.without_artists))

    def refusal(self, track: Candidate) -> LeftOut | None:
        """Tell why a track is in no list, whatever other tracks there are; None when it may be."""
        if track.artist in self._artists:
            return LeftOut.EXCLUDED
        first, last = self._rules.first_year, self._rules.last_year
        if first is not None or last is not None:
            if track.year is None:
                return LeftOut.UNKNOWN_YEAR
            if not (first or track.year) <= track.year <= (last or track.year):
                return LeftOut.YEAR
        if not track.shares:
            return LeftOut.UNKNOWN_GENRE
        genres = self._counting(track)
        if any(above in self._refused for genre in genres for above in genre.line):
            return LeftOut.EXCLUDED
        return None if self.genres(track) else LeftOut.OUT_OF_FOCUS

    def genres(self, track: Candidate) -> tuple[Genre, ...]:
        """Return the genres of a track that count, and were chosen; the largest first."""
        return tuple(genre for genre in self._counting(track) if self.line(genre))

    def line(self, genre: Genre) -> tuple[Genre, ...]:
        """Return a genre and those above it up to the family, or up to the highest chosen one.

        Empty for a genre that is below none of the chosen.
        """
        line = tuple(genre.line)
        if not self._chosen:
            return line
        chosen = [place for place, above in enumerate(line) if above in self._chosen]
        return line[: chosen[-1] + 1] if chosen else ()

    def _counting(self, track: Candidate) -> tuple[Genre, ...]:
        """Return the genres that have a part in a track worth speaking of: one at least."""
        least = self._rules.least_share
        return tuple(
            share.genre
            for place, share in enumerate(track.shares)
            if place == 0 or share.weight >= least
        )


def divide(tracks: Iterable[Candidate], rules: Rules) -> Pools:
    """Give every track its genres by the rules; a track is in ``lists_per_track`` at most."""
    focus = Focus(rules)
    pools = Pools()
    taken: list[Candidate] = []
    for track in tracks:
        refusal = focus.refusal(track)
        if refusal is None:
            taken.append(track)
        else:
            pools.left_out[refusal] += 1
    homes = _fold(taken, focus, rules, pools)
    found: dict[Genre, list[Candidate]] = {}
    for track in taken:
        genres = _homes(track, focus, homes)[: rules.lists_per_track]
        if not genres:
            pools.left_out[LeftOut.TOO_FEW] += 1
        for genre in genres:
            found.setdefault(genre, []).append(track)
    pools.tracks = {genre: found[genre] for genre in all_genres() if genre in found}
    return pools


def usable(artists: Mapping[str, int], in_a_row: int) -> int:
    """Return how many tracks of so many by each artist make one list by the rule of rows.

    At most one artist can have too many: ``in_a_row`` between any two tracks of others.
    """
    most = max(artists.values(), default=0)
    others = sum(artists.values()) - most
    return others + min(most, in_a_row * (others + 1))


def _genres(names: Sequence[str]) -> frozenset[Genre]:
    found = (canonical(name) for name in names)
    return frozenset(genre for genre in found if genre is not None)


def _fold(
    tracks: Sequence[Candidate], focus: Focus, rules: Rules, pools: Pools
) -> dict[Genre, Genre]:
    """Fold what is too small, and return where the tracks of each genre are at home."""
    direct: dict[Genre, dict[str, str]] = {}
    for track in tracks:
        for genre in focus.genres(track)[: rules.lists_per_track]:
            direct.setdefault(genre, {})[track.key] = track.artist
    lines = {above: focus.line(above) for genre in direct for above in focus.line(genre)}
    living: dict[Genre, Genre] = {}
    above_of: dict[Genre, Genre] = {}
    for genre in sorted(lines, key=lambda genre: (-len(lines[genre]), genre.name)):
        pool = direct.get(genre, {})
        if usable(Counter(pool.values()), rules.in_a_row) >= rules.minimum:
            living[genre] = genre
        elif len(lines[genre]) > 1:
            above_of[genre] = lines[genre][1]
            direct.setdefault(lines[genre][1], {}).update(pool)
        elif pool:
            pools.too_small.append(genre)
    for genre in sorted(above_of, key=lambda genre: (len(lines[genre]), genre.name)):
        if above_of[genre] in living:
            living[genre] = living[above_of[genre]]
            if genre in direct:
                pools.folded[genre] = living[genre]
    return living


def _homes(track: Candidate, focus: Focus, homes: Mapping[Genre, Genre]) -> list[Genre]:
    """Return the genres with lists that a track may be in: its own first, then the broader."""
    genres = focus.genres(track)
    own = [homes[genre] for genre in genres if genre in homes]
    broader = [
        above for genre in genres for above in focus.line(genre) if homes.get(above) is above
    ]
    return list(dict.fromkeys(own + broader))
