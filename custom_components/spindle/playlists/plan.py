"""The whole set of lists that a library makes by the rules: pure, and the same every time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..catalogue.genres import canonical
from .ordering import ordered, rank
from .pools import divide
from .splitting import split
from .types import LeftOut, Plan, PlannedList, Problem, SourceKind, TargetKind

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from ..catalogue.genres import Genre
    from .pools import Candidate
    from .types import Recipe, Rules

ABBREVIATIONS: Final = frozenset({"asmr", "ebm", "edm", "idm", "mpb", "r&b", "uk", "us", "aor"})
"""Words of genres that are written in capitals."""


def plan(tracks: Collection[Candidate], rules: Rules, before: Sequence[PlannedList] = ()) -> Plan:
    """Return the lists of a library, with ``before`` changed as little as the rules allow.

    The keys of the tracks must differ. Planned again from its own lists it is the same plan.
    """
    pools = divide(tracks, rules)
    earlier: dict[str, list[PlannedList]] = {}
    for one in before:
        earlier.setdefault(one.genre, []).append(one)
    lists = [
        planned
        for genre, pool in pools.tracks.items()
        for planned in _lists_of(genre, pool, rules, earlier.get(genre.name, ()))
    ]
    listed = {key for planned in lists for key in planned.tracks}
    left_out = dict(pools.left_out)
    if surplus := len(tracks) - len(listed) - sum(left_out.values()):
        left_out[LeftOut.SURPLUS] = surplus
    unknown = sum(not track.shares for track in tracks)
    return Plan(
        lists=tuple(lists),
        folded={genre.name: above.name for genre, above in pools.folded.items()},
        too_small=tuple(sorted(genre.name for genre in pools.too_small)),
        tracks=len(tracks),
        listed=len(listed),
        left_out=left_out,
        unknown_share=unknown / len(tracks) if tracks else 0.0,
    )


def impossibilities(recipe: Recipe) -> tuple[Problem, ...]:
    """Tell why no library at all could be made into the lists of a recipe."""
    rules = recipe.rules
    first, last = rules.first_year, rules.last_year
    broken = {
        "no_sources": not recipe.sources,
        "no_targets": not recipe.targets,
        "no_files": TargetKind.M3U8 in recipe.targets and SourceKind.FILES not in recipe.sources,
        "minimum_too_small": rules.minimum < 1,
        "maximum_too_small": rules.maximum < 2 * rules.minimum,
        "lists_per_track_too_small": rules.lists_per_track < 1,
        "in_a_row_too_small": rules.in_a_row < 1,
        "least_share_out_of_range": not 0 <= rules.least_share <= 1,
        "years_reversed": first is not None and last is not None and first > last,
    }
    named = dict.fromkeys((*rules.genres, *rules.without_genres))
    return (
        *(Problem(key=key) for key, is_broken in broken.items() if is_broken),
        *(Problem(key="unknown_genre", detail=name) for name in named if canonical(name) is None),
    )


def title(genre: str) -> str:
    """Return a genre's name as the title of a list begins: "Hip Hop", "Contemporary R&B"."""
    return " ".join(
        word.upper() if word in ABBREVIATIONS else word[:1].upper() + word[1:]
        for word in genre.split(" ")
    )


def _lists_of(
    genre: Genre, pool: Sequence[Candidate], rules: Rules, before: Sequence[PlannedList]
) -> list[PlannedList]:
    ranks = {track.key: rank(rules.seed, genre.name, track.key) for track in pool}
    earlier: Mapping[int, PlannedList] = {_number(one.key): one for one in before}
    place_of = {key: number - 1 for number, one in earlier.items() for key in one.tracks}
    divided = split(pool, rules, place_of, ranks)
    lists: list[PlannedList] = []
    for number, tracks in enumerate(divided, 1):
        keys = earlier[number].tracks if number in earlier else ()
        in_order = ordered(tracks, keys, ranks, rules.in_a_row)
        lists.append(
            PlannedList(
                key=f"{genre.name}#{number}",
                name=f"{title(genre.name)} #{number}",
                genre=genre.name,
                tracks=tuple(track.key for track in in_order),
            )
        )
    return lists


def _number(key: str) -> int:
    return int(key.rpartition("#")[2])
