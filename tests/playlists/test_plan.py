"""The rules hold for every library, and a plan changes no more than it must."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from hypothesis import given, settings
import pytest

from custom_components.spindle.catalogue.genres import canonical
from custom_components.spindle.playlists.plan import impossibilities, plan, title
from custom_components.spindle.playlists.pools import Focus
from custom_components.spindle.playlists.types import (
    LeftOut,
    Plan,
    Recipe,
    Rules,
    SourceKind,
    TargetKind,
)

from .libraries import a_track, libraries, rule_books

if TYPE_CHECKING:
    from collections.abc import Sequence

    from custom_components.spindle.playlists.pools import Candidate

RULES = Rules(minimum=5, maximum=10)


def check(tracks: Sequence[Candidate], rules: Rules, made: Plan) -> None:
    """Hold a plan against each rule, by the simplest words there are."""
    known = {track.key: track for track in tracks}
    assert len({one.key for one in made.lists}) == len(made.lists)
    for one in made.lists:
        assert rules.minimum <= len(one.tracks) <= rules.maximum
        assert len(set(one.tracks)) == len(one.tracks)
        rows = groupby(known[key].artist for key in one.tracks)
        assert all(len(list(row)) <= rules.in_a_row for _, row in rows)
        for key in one.tracks:
            _check_track(known[key], one.genre, rules)
    in_lists = Counter(key for one in made.lists for key in one.tracks)
    assert all(count <= rules.lists_per_track for count in in_lists.values())
    assert made.listed == len(in_lists)
    assert made.listed + sum(made.left_out.values()) == made.tracks == len(tracks)
    listed_genres = {one.genre for one in made.lists}
    homeless = [
        track
        for track in tracks
        if Focus(rules).refusal(track) is None
        and not any(
            above.name in listed_genres
            for genre in Focus(rules).genres(track)
            for above in Focus(rules).line(genre)
        )
    ]
    # Nobody is told that a genre is too small for whom there would have been a list.
    assert made.left_out.get(LeftOut.TOO_FEW, 0) == len(homeless)
    assert not listed_genres & made.folded.keys()
    assert set(made.folded.values()) <= listed_genres


def _check_track(track: Candidate, genre: str, rules: Rules) -> None:
    """A track is in a list of a genre that it has, or of one above, and nobody refused it."""
    counting = [
        share.genre
        for place, share in enumerate(track.shares)
        if place == 0 or share.weight >= rules.least_share
    ]
    assert genre in {above.name for each in counting for above in each.line}
    refused = {canonical(name) for name in rules.without_genres}
    assert not refused & {above for each in counting for above in each.line}
    if rules.genres:
        found = canonical(genre)
        assert found is not None
        assert {canonical(name) for name in rules.genres} & set(found.line)
    assert track.artist not in {name.casefold() for name in rules.without_artists}
    if rules.first_year is not None:
        assert track.year is not None
        assert track.year >= rules.first_year
    if rules.last_year is not None:
        assert track.year is not None
        assert track.year <= rules.last_year


@given(libraries(), rule_books())
@settings(max_examples=50, deadline=None)
def test_every_rule_holds_for_every_library(tracks: list[Candidate], rules: Rules) -> None:
    check(tracks, rules, plan(tracks, rules))


@given(libraries(), rule_books())
@settings(max_examples=30, deadline=None)
def test_planned_again_it_is_the_same_plan(tracks: list[Candidate], rules: Rules) -> None:
    made = plan(tracks, rules)
    assert plan(tracks[::-1], rules) == made
    assert plan(tracks, rules, made.lists) == made


@given(libraries(), libraries(), rule_books())
@settings(max_examples=30, deadline=None)
def test_whatever_was_there_before_the_rules_hold_and_the_plan_settles(
    tracks: list[Candidate], earlier: list[Candidate], rules: Rules
) -> None:
    made = plan(tracks, rules, plan(earlier, rules).lists)
    check(tracks, rules, made)
    assert plan(tracks, rules, made.lists) == made


@given(libraries(), rule_books())
@settings(max_examples=40, deadline=None)
def test_a_genre_that_can_fill_a_list_has_one(tracks: list[Candidate], rules: Rules) -> None:
    """Whatever else there is: by the tracks that have most of it, each artist once."""
    rules = replace(rules, lists_per_track=1)
    focus = Focus(rules)
    artists: dict[str, set[str]] = {}
    for track in tracks:
        if focus.refusal(track) is None:
            artists.setdefault(focus.genres(track)[0].name, set()).add(track.artist)
    lists = {one.genre for one in plan(tracks, rules).lists}
    assert {genre for genre, names in artists.items() if len(names) >= rules.minimum} <= lists


def test_a_small_genre_is_folded_into_the_one_above_it() -> None:
    tracks = [a_track(number, "rock") for number in range(4)]
    made = plan([*tracks, a_track(4, "grunge")], RULES)
    assert [one.name for one in made.lists] == ["Rock #1"]
    assert made.folded["grunge"] == "rock"


def test_a_family_that_is_too_small_has_no_list_and_says_so() -> None:
    made = plan([a_track(number, "bebop") for number in range(4)], RULES)
    assert made.lists == ()
    assert made.too_small == ("jazz",)
    assert made.left_out == {LeftOut.TOO_FEW: 4}


def test_what_is_too_small_in_one_family_goes_to_another_genre_of_the_track() -> None:
    tracks = [a_track(number, "grunge") for number in range(6)]
    both = a_track(6, jazz=3, grunge=2)
    made = plan([*tracks, both], RULES)
    assert both.key in made.lists[0].tracks


def test_a_large_genre_has_several_lists_none_of_which_is_small() -> None:
    made = plan([a_track(number, "trap") for number in range(21)], RULES)
    assert [one.name for one in made.lists] == ["Trap #1", "Trap #2", "Trap #3"]
    assert made.listed == 21
    assert min(len(one.tracks) for one in made.lists) >= 5


def test_an_artist_alone_makes_no_list() -> None:
    made = plan([a_track(number, "trap", artist="one") for number in range(30)], RULES)
    assert made.lists == ()


def test_an_artist_who_has_most_of_a_genre_does_not_drown_the_others() -> None:
    tracks = [a_track(number, "trap", artist="one") for number in range(30)]
    made = plan([*tracks, a_track(30, "trap"), a_track(31, "trap")], RULES)
    assert [len(one.tracks) for one in made.lists] == [8]
    assert made.left_out == {LeftOut.SURPLUS: 24}


def test_a_few_new_tracks_change_a_few_places() -> None:
    tracks = [a_track(number, "trap", artist=f"artist {number % 40}") for number in range(300)]
    rules = Rules(minimum=20, maximum=100)
    before = plan(tracks[:290], rules)
    after = plan(tracks, rules, before.lists)
    assert after.listed == 300
    for one, then in zip(before.lists, after.lists, strict=True):
        kept = [key for key in then.tracks if key in one.tracks]
        assert len(kept) >= 0.9 * len(one.tracks)
        moved = sum(key != other for key, other in zip(kept, one.tracks, strict=False))
        assert moved <= 0.1 * len(kept)


def test_a_track_that_is_gone_leaves_the_others_where_they_were() -> None:
    tracks = [a_track(number, "trap") for number in range(30)]
    before = plan(tracks, RULES)
    after = plan(tracks[1:], RULES, before.lists)
    gone = tracks[0].key
    kept = [tuple(key for key in one.tracks if key != gone) for one in before.lists]
    assert [one.tracks for one in after.lists] == kept


def test_another_seed_is_another_order() -> None:
    tracks = [a_track(number, "trap") for number in range(30)]
    one, other = (plan(tracks, replace(RULES, seed=seed)) for seed in (0, 1))
    assert one.lists != other.lists
    assert one.listed == other.listed


def test_what_nobody_knows_is_told() -> None:
    made = plan([a_track(0), *(a_track(number, "trap") for number in range(1, 8))], RULES)
    assert made.unknown_share == 1 / 8
    assert made.left_out == {LeftOut.UNKNOWN_GENRE: 1}


def test_an_empty_library_makes_an_empty_plan() -> None:
    made = plan([], RULES)
    assert (made.lists, made.tracks, made.unknown_share) == ((), 0, 0.0)


def a_recipe(rules: Rules = RULES, *, files: bool = True) -> Recipe:
    """Return a recipe that is possible, but for what is asked for."""
    return Recipe(
        id="recipe",
        name="Genres",
        sources=(SourceKind.FILES if files else SourceKind.HISTORY,),
        targets=(TargetKind.M3U8,),
        rules=rules,
    )


@pytest.mark.parametrize(
    ("rules", "key"),
    [
        (Rules(minimum=0), "minimum_too_small"),
        (Rules(minimum=20, maximum=39), "maximum_too_small"),
        (Rules(lists_per_track=0), "lists_per_track_too_small"),
        (Rules(in_a_row=0), "in_a_row_too_small"),
        (Rules(least_share=1.5), "least_share_out_of_range"),
        (Rules(first_year=2000, last_year=1999), "years_reversed"),
        (Rules(genres=("seen live",)), "unknown_genre"),
        (Rules(without_genres=("gibberish",)), "unknown_genre"),
    ],
    ids=lambda one: one if isinstance(one, str) else "rules",
)
def test_rules_that_nothing_satisfies_are_named(rules: Rules, key: str) -> None:
    assert [problem.key for problem in impossibilities(a_recipe(rules))] == [key]


def test_a_recipe_needs_something_to_take_from_and_somewhere_to_publish() -> None:
    nothing = Recipe(id="recipe", name="Genres", sources=(), targets=())
    assert {one.key for one in impossibilities(nothing)} == {"no_sources", "no_targets"}
    assert [one.key for one in impossibilities(a_recipe(files=False))] == ["no_files"]
    assert impossibilities(a_recipe()) == ()


@pytest.mark.parametrize(
    ("genre", "name"), [("hip hop", "Hip Hop"), ("contemporary r&b", "Contemporary R&B")]
)
def test_a_genre_is_titled_as_people_write_it(genre: str, name: str) -> None:
    assert title(genre) == name
