"""Many tags become shares of genres, and shares of families."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.spindle.catalogue.genres import (
    all_families,
    all_genres,
    by_family,
    canonical,
    read,
    weigh,
)
from custom_components.spindle.catalogue.genres.weights import FAINT, MOST_GENRES, VAGUE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from custom_components.spindle.catalogue.genres import Genre

NOISE = ("seen live", "80s", "german", "beautiful", "female vocalists", "albums i own", "zzxy")
COUNTS = st.floats(min_value=0.01, max_value=1e6)
TAGS = st.dictionaries(
    st.sampled_from([*(genre.name for genre in all_genres()), "rap", "german rock", *NOISE]),
    COUNTS,
    max_size=15,
)


def shares(tags: Mapping[str, float]) -> dict[str, Any]:
    return {share.genre.name: pytest.approx(share.weight) for share in weigh(tags)}


def slow(tags: Mapping[str, float]) -> dict[Genre, float]:
    """Weigh by the words of the rule, genre by genre."""
    counts: dict[Genre, float] = {}
    meant = {tag: read(tag) for tag in tags}
    for genre in {genre for genres in meant.values() for genre in genres}:
        told = [count for tag, count in tags.items() if genre in meant[tag]]
        counts[genre] = max(told) * (VAGUE if genre.vague else 1)
    counts = {one: count for one, count in counts.items() if count >= FAINT * max(counts.values())}

    def nearest(genre: Genre) -> Genre | None:
        return next((above for above in [*genre.line][1:] if above in counts), None)

    def narrower(genre: Genre) -> list[Genre]:
        return [other for other in counts if nearest(other) == genre]

    def whole(genre: Genre) -> float:
        return max(counts[genre], sum(map(whole, narrower(genre))))

    own = {one: whole(one) - sum(map(whole, narrower(one))) for one in counts}
    kept = sorted(
        ((one, part) for one, part in own.items() if part > 0),
        key=lambda each: (-each[1], each[0].name),
    )[:MOST_GENRES]
    total = sum(part for _, part in kept)
    return {one: part / total for one, part in kept}


def test_noise_and_spellings() -> None:
    tags = {"hip-hop": 100, "rap": 90, "hip hop": 60, "seen live": 300, "german": 80, "jazz": 25}
    assert shares(tags) == {"hip hop": 0.8, "jazz": 0.2}


def test_a_broad_genre_keeps_what_the_narrower_do_not_explain() -> None:
    assert shares({"rock": 60, "grunge": 40}) == {"grunge": 2 / 3, "rock": 1 / 3}
    assert shares({"rock": 60, "grunge": 100}) == {"grunge": 1.0}
    assert shares({"rock": 100, "alternative rock": 50, "grunge": 50}) == {
        "rock": 0.5,
        "grunge": 0.5,
    }


def test_what_hardly_anybody_said_is_left_out() -> None:
    assert shares({"jazz": 100, "polka": 9.9}) == {"jazz": 1.0}
    assert set(shares({"jazz": 100, "polka": 10.1})) == {"jazz", "polka"}


def test_a_vague_genre_counts_half_beside_another() -> None:
    assert shares({"singer-songwriter": 100, "jazz": 50}) == {"jazz": 0.5, "singer-songwriter": 0.5}
    assert shares({"singer-songwriter": 3}) == {"singer-songwriter": 1.0}


def test_a_tag_of_several_genres_is_divided() -> None:
    assert shares({"Soul & Funk": 2, "jazz": 1}) == {"soul": 1 / 3, "funk": 1 / 3, "jazz": 1 / 3}


def test_nothing_known_is_empty() -> None:
    assert weigh({}) == ()
    assert weigh(dict.fromkeys(NOISE, 5.0)) == ()
    assert by_family(()) == ()


@pytest.mark.parametrize("count", [0, -3, math.nan, math.inf, -math.inf])
def test_a_count_that_is_none_is_no_vote(count: float) -> None:
    assert shares({"jazz": count, "blues": 1}) == {"blues": 1.0}


def test_of_endless_tags_the_strongest_are_read() -> None:
    tags = {f"nothing {number}": 1.0 for number in range(100_000)} | {"jazz": 2.0}
    assert shares(tags) == {"jazz": 1.0}


def test_families_share_what_belongs_to_several() -> None:
    found = {share.genre.name: share.weight for share in by_family(weigh({"folk metal": 1}))}
    assert found == {"metal": pytest.approx(2 / 3), "folk": pytest.approx(1 / 3)}
    assert [share.genre.name for share in by_family(weigh({"house": 3, "jazz": 4}))] == [
        "jazz",
        "electronic",
    ]


@given(TAGS)
@settings(max_examples=200)
def test_shares_are_what_the_rule_says(tags: dict[str, float]) -> None:
    found = weigh(tags)
    expected = slow(tags)
    assert {share.genre: share.weight for share in found} == pytest.approx(expected, abs=1e-6)


@given(TAGS)
def test_shares_add_up(tags: dict[str, float]) -> None:
    found = weigh(tags)
    assert len(found) <= MOST_GENRES
    assert [share.weight for share in found] == sorted(
        (share.weight for share in found), reverse=True
    )
    assert bool(found) == any(map(read, tags))
    families = by_family(found)
    assert {share.genre for share in families} <= set(all_families())
    for each in filter(None, (found, families)):
        assert all(0 < share.weight <= 1 + 1e-9 for share in each)
        assert math.fsum(share.weight for share in each) == pytest.approx(1)


@given(TAGS, st.floats(min_value=0.1, max_value=1000), st.randoms(use_true_random=False))
def test_neither_order_nor_unit_nor_noise_changes_anything(
    tags: dict[str, float], unit: float, random: object
) -> None:
    known = {tag: count for tag, count in tags.items() if read(tag)}
    shuffled = dict(sorted(known.items(), key=lambda _: random.random()))  # type: ignore[attr-defined]
    loud = {tag: count * unit for tag, count in shuffled.items()} | dict.fromkeys(NOISE, 1e9)
    plain, disturbed = weigh(known), weigh(loud)
    assert {share.genre: share.weight for share in disturbed} == pytest.approx(
        {share.genre: share.weight for share in plain}, abs=1e-6
    )


def test_the_names_that_are_stored_are_read_back_as_themselves() -> None:
    for genre, _ in weigh({"Rap/Hip Hop": 3, "R'n'B": 2, "Hörspiel": 1}):
        assert canonical(genre.name) == genre
