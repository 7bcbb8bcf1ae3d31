"""How much of the music each genre has, by the tags that many people gave it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

from .canonical import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .genre import Genre

FAINT: Final = 0.1
"""Part of the strongest genre's count below which a genre is somebody's slip."""
VAGUE: Final = 0.5
"""How much a vague genre counts beside one that is not."""
OWN_FAMILY: Final = 2 / 3
"""Part of a genre of several families that goes to its own; the others share the rest."""
MOST_GENRES: Final = 12
"""Genres that are kept of one artist or album."""
MOST_TAGS: Final = 200
"""Tags that are read at most, the strongest."""


class Share(NamedTuple):
    """A genre and its part of the whole, above 0 and at most 1."""

    genre: Genre
    weight: float


def weigh(tags: Mapping[str, float]) -> tuple[Share, ...]:
    """Return the genres of tags with their shares, which add up to 1, the largest first.

    ``tags`` maps each tag to its count, of any size: votes, listeners, per cent. What is no
    genre is dropped, spellings of one genre count once, and a broad genre keeps only what the
    narrower ones beside it do not explain: ``{"rock": 60, "grunge": 40}`` is 40 grunge and 20
    of other rock. Empty when no tag names a genre.
    """
    counts = _above_the_faint(_clear(_counts(tags)))
    own = [Share(genre, weight) for genre, weight in _unexplained(counts).items() if weight > 0]
    own.sort(key=lambda share: (-share.weight, share.genre.name))
    return _as_parts(own[:MOST_GENRES])


def by_family(shares: Iterable[Share]) -> tuple[Share, ...]:
    """Return what each family has of shares, the largest first.

    A genre that belongs to several families is divided among them, its own before the others.
    """
    sums: dict[Genre, float] = {}
    for genre, weight in shares:
        own, *others = genre.families
        part = OWN_FAMILY if others else 1.0
        sums[own] = sums.get(own, 0.0) + weight * part
        for family in others:
            sums[family] = sums.get(family, 0.0) + weight * (1 - part) / len(others)
    return tuple(
        sorted(
            (Share(family, weight) for family, weight in sums.items()),
            key=lambda share: (-share.weight, share.genre.name),
        )
    )


def _counts(tags: Mapping[str, float]) -> dict[Genre, float]:
    """Return the highest count by which any spelling names each genre."""
    usable = {tag: count for tag, count in tags.items() if math.isfinite(count) and count > 0}
    counts: dict[Genre, float] = {}
    for tag in sorted(usable, key=lambda tag: (-usable[tag], tag))[:MOST_TAGS]:
        genres = read(tag)
        for genre in genres:
            counts[genre] = max(counts.get(genre, 0.0), usable[tag] / len(genres))
    return counts


def _clear(counts: dict[Genre, float]) -> dict[Genre, float]:
    """Let the vague genres count less; alone they are as good as any."""
    return {genre: count * (VAGUE if genre.vague else 1) for genre, count in counts.items()}


def _above_the_faint(counts: dict[Genre, float]) -> dict[Genre, float]:
    least = max(counts.values(), default=0.0) * FAINT
    return {genre: count for genre, count in counts.items() if count >= least}


def _unexplained(counts: dict[Genre, float]) -> dict[Genre, float]:
    """Take from each genre's count what the narrower ones of its line have."""
    own = dict(counts)
    told: dict[Genre, float] = dict.fromkeys(counts, 0.0)
    for genre in sorted(counts, key=_depth, reverse=True):
        own[genre] = max(0.0, counts[genre] - told[genre])
        total = max(counts[genre], told[genre])
        broader = next((above for above in list(genre.line)[1:] if above in counts), None)
        if broader is not None:
            told[broader] += total
    return own


def _depth(genre: Genre) -> int:
    return sum(1 for _ in genre.line)


def _as_parts(shares: list[Share]) -> tuple[Share, ...]:
    whole = math.fsum(weight for _, weight in shares)
    return tuple(Share(genre, weight / whole) for genre, weight in shares)
