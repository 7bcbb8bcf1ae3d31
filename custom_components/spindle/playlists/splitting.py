"""How the tracks of one genre are divided among its lists.

What was in a list stays in it; what is new goes where its artist has fewest; only what the
rules demand is moved. So the next run of an unchanged library changes nothing.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from .pools import Candidate
    from .types import Rules


class Bin:
    """The tracks of one list while it is made, in no order yet."""

    def __init__(self, rules: Rules) -> None:
        """Begin with nothing in it."""
        self._rules = rules
        self._artists: Counter[str] = Counter()
        self.tracks: dict[str, Candidate] = {}

    def admits(self, track: Candidate) -> bool:
        """Tell whether a track can be put in without breaking a rule."""
        count = self._artists[track.artist]
        others = len(self.tracks) - count
        return len(self.tracks) < self._rules.maximum and count < self._rules.in_a_row * (
            others + 1
        )

    def spares(self, track: Candidate) -> bool:
        """Tell whether a track of it can be taken out without breaking a rule."""
        self.drop(track)
        keeps = len(self.tracks) >= self._rules.minimum and not self.surplus()
        self.put(track)
        return keeps

    def surplus(self) -> int:
        """Return how many tracks its foremost artist has too many."""
        most = max(self._artists.values(), default=0)
        return max(0, most - self._rules.in_a_row * (len(self.tracks) - most + 1))

    def foremost(self) -> str:
        """Return the artist with the most tracks."""
        return max(self._artists, key=lambda artist: (self._artists[artist], artist))

    def crowding(self, track: Candidate) -> tuple[int, int]:
        """Return by what a new track chooses its list, the least being the best."""
        return self._artists[track.artist], len(self.tracks)

    def put(self, track: Candidate) -> None:
        """Put a track in."""
        self.tracks[track.key] = track
        self._artists[track.artist] += 1

    def drop(self, track: Candidate) -> None:
        """Take a track out."""
        del self.tracks[track.key]
        self._artists[track.artist] -= 1


def split(
    pool: Sequence[Candidate],
    rules: Rules,
    before: Mapping[str, int],
    ranks: Mapping[str, float],
) -> list[list[Candidate]]:
    """Return the lists of a genre; ``before`` says in which (from 0) a track was.

    Each satisfies the rules. As few lists as hold the tracks, unless there were more before
    that can still be filled. Tracks for which the rules leave no place are in none.
    """
    artists = Counter(track.artist for track in pool)
    for count in _counts(artists, rules, max(before.values(), default=-1) + 1):
        # Whether so many lists are possible must not depend on what was there before: a next
        # run would decide otherwise.
        fresh = _deal(pool, count, rules, {}, ranks)
        if fresh is None:
            continue
        kept = _deal(pool, count, rules, before, ranks) if before else None
        return [list(one.tracks.values()) for one in kept or fresh]
    return []


def _counts(artists: Mapping[str, int], rules: Rules, before: int) -> Iterator[int]:
    """Return the numbers of lists to be tried, the best first; the last is one.

    Few are tried: a genre of thousands of tracks must not take minutes.
    """
    most_of_one = max(artists.values(), default=0)
    others = sum(artists.values()) - most_of_one
    placed = [
        others + min(most_of_one, rules.in_a_row * (others + count))
        for count in range(sum(artists.values()) // rules.minimum + 2)
    ]
    counts = range(1, len(placed))
    most = max((count for count in counts if placed[count] >= count * rules.minimum), default=1)
    fewest = next((count for count in counts if placed[count] <= count * rules.maximum), most)
    best = min(max(before, fewest), most)
    yield best
    left = best - 1
    while left > 0:
        yield left
        left = min(left - 1, left * 3 // 4)


def _deal(
    pool: Sequence[Candidate],
    count: int,
    rules: Rules,
    before: Mapping[str, int],
    ranks: Mapping[str, float],
) -> list[Bin] | None:
    """Divide a pool into so many lists; None when one of them would be too small."""
    bins = [Bin(rules) for _ in range(count)]
    by_rank = sorted(pool, key=lambda track: ranks[track.key])
    homeless: list[Candidate] = []
    for track in by_rank:
        place = before.get(track.key, count)
        if place < count and len(bins[place].tracks) < rules.maximum:
            bins[place].put(track)
        else:
            homeless.append(track)
    for one in bins:
        homeless += _trimmed(one)
    homeless.sort(key=lambda track: ranks[track.key])
    homeless = _place(homeless, bins)
    for one in bins:
        if len(one.tracks) < rules.minimum and not _fill(one, bins, rules, by_rank):
            return None
    _place(homeless, bins)
    return bins


def _trimmed(one: Bin) -> list[Candidate]:
    """Take out what an artist has too many, the last of them first."""
    out: list[Candidate] = []
    if surplus := one.surplus():
        foremost = one.foremost()
        theirs = [track for track in one.tracks.values() if track.artist == foremost]
        out = theirs[-surplus:]
        for track in out:
            one.drop(track)
    return out


def _place(homeless: Iterable[Candidate], bins: Sequence[Bin]) -> list[Candidate]:
    """Put tracks where there is a place for them, and return those for which there is none."""
    left = list(homeless)
    while left:
        remaining = [track for track in left if not _placed(track, bins)]
        if len(remaining) == len(left):
            break
        left = remaining
    return left


def _placed(track: Candidate, bins: Sequence[Bin]) -> bool:
    admitting = [one for one in bins if one.admits(track)]
    if admitting:
        min(admitting, key=_crowding_of(track)).put(track)
    return bool(admitting)


def _crowding_of(track: Candidate) -> Callable[[Bin], tuple[int, int]]:
    return lambda one: one.crowding(track)


def _fill(short: Bin, bins: Sequence[Bin], rules: Rules, by_rank: Sequence[Candidate]) -> bool:
    """Move tracks into a list that is too small from the largest others; False if that fails."""
    while len(short.tracks) < rules.minimum:
        donors = sorted(bins, key=lambda one: -len(one.tracks))
        move = next(
            (
                (donor, track)
                for donor in donors
                if donor is not short and len(donor.tracks) > rules.minimum
                for track in reversed(by_rank)
                if track.key in donor.tracks and short.admits(track) and donor.spares(track)
            ),
            None,
        )
        if move is None:
            return False
        donor, track = move
        donor.drop(track)
        short.put(track)
    return True
