"""Which genres a track has, by its own tags and by what is known of its names."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ..catalogue.genres import Share, weigh

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..catalogue.genres import Genre

MOST_REMEMBERED: Final = 4096
"""Different sets of tags that are weighed once: an album's tracks mostly have the same."""

type Weights = frozenset[tuple[str, float]]


def shares_of(tags: Mapping[str, float], told: Mapping[str, float]) -> tuple[Share, ...]:
    """Return the genres of a track with their shares, the largest first; empty when unknown.

    Its own tags count before what is told of it elsewhere. But where they name no more than a
    family ("Rock"), what is told says which part of the family it is.
    """
    return _shares(frozenset(tags.items()), frozenset(told.items()))


@lru_cache(maxsize=MOST_REMEMBERED)
def _shares(tags: Weights, told: Weights) -> tuple[Share, ...]:
    own, others = weigh(dict(tags)), weigh(dict(told))
    return _refined(own, others) if own else others


def _refined(own: tuple[Share, ...], told: tuple[Share, ...]) -> tuple[Share, ...]:
    weights: dict[Genre, float] = {}
    for genre, weight in own:
        below = [share for share in told if genre in share.genre.line and share.genre != genre]
        if genre.parents or not below:
            below = [Share(genre, 1.0)]
        whole = sum(share.weight for share in below)
        for share in below:
            weights[share.genre] = weights.get(share.genre, 0.0) + weight * share.weight / whole
    refined = (Share(genre, weight) for genre, weight in weights.items())
    return tuple(sorted(refined, key=lambda share: (-share.weight, share.genre.name)))
