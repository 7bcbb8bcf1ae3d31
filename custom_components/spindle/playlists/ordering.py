"""In which order the tracks of a list follow each other."""

from __future__ import annotations

from collections import Counter
from hashlib import blake2b
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .pools import Candidate


def rank(seed: int, genre: str, key: str) -> float:
    """Return a lasting random place for a track, from 0 to below 1: the same in every run."""
    digest = blake2b(f"{seed}\n{genre}\n{key}".encode(), digest_size=8).digest()
    return int.from_bytes(digest) / 2**64


def ordered(
    tracks: Sequence[Candidate],
    before: Sequence[str],
    ranks: Mapping[str, float],
    in_a_row: int,
) -> list[Candidate]:
    """Return the tracks in an order in which no artist has more than so many in a row.

    Those of the keys ``before`` keep their order as far as that allows; new ones go where
    their rank says. There must be such an order (``pools.usable``).
    """
    wanted = _wanted(tracks, before, ranks)
    return wanted if is_mixed(wanted, in_a_row) else _mixed(wanted, in_a_row)


def is_mixed(tracks: Sequence[Candidate], in_a_row: int) -> bool:
    """Tell whether no artist has more than so many tracks in a row."""
    row = 1
    for one, next_one in pairwise(tracks):
        row = row + 1 if one.artist == next_one.artist else 1
        if row > in_a_row:
            return False
    return True


def _wanted(
    tracks: Sequence[Candidate], before: Sequence[str], ranks: Mapping[str, float]
) -> list[Candidate]:
    """Return the tracks as they would stand if no artist had too many in a row."""
    places = {key: place for place, key in enumerate(before)}
    kept = sorted((one for one in tracks if one.key in places), key=lambda one: places[one.key])
    new = sorted((one for one in tracks if one.key not in places), key=lambda one: ranks[one.key])
    wanted: list[Candidate] = []
    left = iter(new)
    coming = next(left, None)
    for place, one in enumerate(kept):
        while coming is not None and ranks[coming.key] * len(kept) < place:
            wanted.append(coming)
            coming = next(left, None)
        wanted.append(one)
    if coming is not None:
        wanted += [coming, *left]
    return wanted


def _mixed(wanted: Sequence[Candidate], in_a_row: int) -> list[Candidate]:
    """Take at each place the first track after which the rest can still be ordered."""
    left = list(wanted)
    counts = Counter(one.artist for one in left)
    mixed: list[Candidate] = []
    last, row = "", 0
    while left:
        most = max(counts.values())
        pressing = [artist for artist, count in counts.items() if count == most]
        one = next(
            one
            for one in left
            if _leaves_a_way(
                one.artist, row + 1 if one.artist == last else 1, counts, pressing, in_a_row
            )
        )
        left.remove(one)
        counts[one.artist] -= 1
        last, row = one.artist, row + 1 if one.artist == last else 1
        mixed.append(one)
    return mixed


def _leaves_a_way(
    chosen: str, row: int, counts: Mapping[str, int], pressing: Sequence[str], in_a_row: int
) -> bool:
    """Tell whether the rest can be ordered once a track of the chosen artist has been taken.

    ``row`` is how many of that artist it makes in a row. Only those with the most tracks left, and the chosen artist, can have too many.
    """
    if row > in_a_row:
        return False
    left = sum(counts.values()) - 1
    for artist in {chosen, *pressing[:2]}:
        count = counts[artist] - (artist == chosen)
        others = left - count
        first_row = in_a_row - row if artist == chosen else in_a_row
        if count > first_row + in_a_row * others:
            return False
    return True
