"""Genres by weight: a play counts once altogether, and what is unknown is told."""

from __future__ import annotations

from collections import defaultdict
import math
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.spindle.insights.genre import genre as page_of
from custom_components.spindle.insights.genres import (
    Reading,
    diversity,
    genre_evolution,
    genres,
)
from custom_components.spindle.insights.scope import Scope
from custom_components.spindle.insights.top import Movement

from .known import FACTS, Facts, learn
from .scanned import NOW, PLAYS, SCOPES, ZONES, Drawn, history, unknown_time
from .test_series import DAYS_AND_MORE, begin

if TYPE_CHECKING:
    from custom_components.spindle.insights.series import Step

    from .scanned import Heard


def a_play(at: int, artist: int = 0) -> Drawn:
    return Drawn(at, artist, at % 6, None, "kitchen", "spotify", "sonos", 100, is_hidden=False)


def weighed(heard: list[Heard], facts: Facts) -> tuple[dict[str, float], dict[str, float], int]:
    """Return plays and seconds of each genre, and the plays of none."""
    plays: dict[str, float] = defaultdict(float)
    seconds: dict[str, float] = defaultdict(float)
    unknown = 0
    for play in heard:
        weights = facts.genres.get(play.artist, {})
        unknown += not weights
        for genre, weight in weights.items():
            plays[genre] += weight
            seconds[genre] += weight * play.seconds
    return plays, seconds, unknown


@given(drawn=PLAYS, facts=FACTS, scope=SCOPES, zone=st.sampled_from(ZONES), is_summed=st.booleans())
@settings(max_examples=80)
def test_they_equal_a_scan(
    drawn: list[Drawn], facts: Facts, scope: Scope, zone: str, *, is_summed: bool
) -> None:
    with history(drawn, zone, is_summed=is_summed) as given:
        learn(given.db, facts)
        heard = given.of(scope)
        found = genres(given.db, scope, zone=given.zone, now=NOW)
    plays, seconds, unknown = weighed(heard, facts)
    assert found.plays == len(heard)
    assert found.unknown_time == unknown_time(heard)
    assert {share.name: share.plays for share in found.genres} == pytest.approx(plays)
    assert {share.name: share.seconds for share in found.genres} == pytest.approx(seconds)
    assert found.unknown == pytest.approx(unknown / len(heard) if heard else 0)
    assert sum(share.of_plays for share in found.genres) == pytest.approx(1 if plays else 0)
    assert found.diversity.genres == len(plays)
    assert sum(share.plays for share in found.genres) + unknown == pytest.approx(len(heard))
    ranked = [share.plays for share in found.genres]
    assert ranked == sorted(ranked, reverse=True)


@given(
    drawn=PLAYS,
    facts=FACTS,
    scope=SCOPES,
    zone=st.sampled_from(ZONES),
    figure=st.sampled_from(["plays", "seconds"]),
)
@settings(max_examples=80)
def test_they_move_as_a_scan_of_the_time_before_says(
    drawn: list[Drawn], facts: Facts, scope: Scope, zone: str, figure: str
) -> None:
    previous = scope.window.previous()
    with history(drawn, zone) as given:
        learn(given.db, facts)
        found = genres(given.db, scope, figure=figure, zone=given.zone, now=NOW)
        heard = given.of(scope.within(previous)) if previous else []
    plays, seconds, _ = weighed(heard, facts)
    had = plays if figure == "plays" else seconds
    before = sorted(plays, key=lambda name: (-round(had[name], 6), name))
    figures = [round(getattr(share, figure), 6) for share in found.genres]
    assert figures == sorted(figures, reverse=True)
    for rank, share in enumerate(found.genres, 1):
        was = before.index(share.name) + 1 if share.name in before else None
        assert share.previous_rank == was
        if previous is None:
            assert share.movement is None
        elif was is None:
            assert share.movement is Movement.NEW
        else:
            assert share.movement is (
                Movement.UP if was > rank else Movement.DOWN if was < rank else Movement.SAME
            )


@given(drawn=PLAYS, facts=FACTS, scope=SCOPES, zone=st.sampled_from(ZONES))
@settings(max_examples=80)
def test_a_genre_is_its_share_and_whose_it_is(
    drawn: list[Drawn], facts: Facts, scope: Scope, zone: str
) -> None:
    with history(drawn, zone) as given:
        learn(given.db, facts)
        shares = genres(given.db, scope, zone=given.zone, now=NOW).genres
        heard = given.of(scope)
        pages = [page_of(given.db, scope, one.name, zone=given.zone, now=NOW) for one in shares]
    for rank, (share, page) in enumerate(zip(shares, pages, strict=True), 1):
        assert (page.name, page.rank) == (share.name, rank)
        assert (page.movement, page.previous_rank) == (share.movement, share.previous_rank)
        assert (page.plays, page.of_plays) == pytest.approx((share.plays, share.of_plays))
        by = {
            artist: (
                sum(play.artist == artist for play in heard) * weights[share.name],
                sum(play.seconds for play in heard if play.artist == artist) * weights[share.name],
            )
            for artist, weights in facts.genres.items()
            if share.name in weights and any(play.artist == artist for play in heard)
        }
        assert page.artists == len(by)
        told = {one.name: (one.plays, one.seconds) for one in page.leaders}
        assert told.keys() == by.keys()
        for artist, figures in by.items():
            assert told[artist] == pytest.approx(figures)
        ranked = [one.plays for one in page.leaders]
        assert ranked == sorted(ranked, reverse=True)


def test_a_genre_that_nobody_may_see_is_as_one_that_nobody_knows() -> None:
    facts = Facts({"Artist 0": {"jazz": 1.0}}, {}, frozenset(), frozenset())
    with history([a_play(NOW)]) as given:
        learn(given.db, facts)

        def asked(scope: Scope, name: str) -> float:
            return page_of(given.db, scope, name, zone=given.zone, now=NOW).plays

        assert asked(Scope(), " Jazz") == 1
        assert asked(Scope(speakers=frozenset({"bath"})), "jazz") == 0
        for scope, name in (
            (Scope(), "polka"),
            (Scope(without_speakers=frozenset({"kitchen"})), "jazz"),
        ):
            found = page_of(given.db, scope, name, zone=given.zone, now=NOW)
            assert (found.name, found.plays, found.rank, found.leaders) == (name, 0, None, ())
        with pytest.raises(ValueError, match="between 1 and 50"):
            page_of(given.db, Scope(), "jazz", limit=0, zone=given.zone, now=NOW)


@given(
    drawn=PLAYS,
    facts=FACTS,
    scope=SCOPES,
    zone=st.sampled_from(ZONES),
    step=st.sampled_from(DAYS_AND_MORE),
    limit=st.integers(1, 3),
    is_summed=st.booleans(),
)
@settings(max_examples=50)
def test_their_evolution_equals_a_scan(
    drawn: list[Drawn],
    facts: Facts,
    scope: Scope,
    zone: str,
    step: Step,
    limit: int,
    *,
    is_summed: bool,
) -> None:
    with history(drawn, zone, is_summed=is_summed) as given:
        learn(given.db, facts)
        heard = given.of(scope)
        found = genre_evolution(given.db, scope, step, limit=limit, zone=given.zone, now=NOW)
        steps = [begin(given.local(play), step) for play in heard]
    told = {line.name: line.plays for line in found.genres}
    everything, _, _ = weighed(heard, facts)
    assert len(told) == min(limit, len(everything))
    assert sum(map(sum, told.values())) + sum(found.others) == pytest.approx(
        sum(everything.values())
    )
    shown = [place for place, plays in enumerate(zip(*told.values(), strict=True)) if any(plays)]
    by_step = [
        weighed([play for play, of in zip(heard, steps, strict=True) if of == one], facts)
        for one in sorted(set(steps))
    ]
    expected = [plays for plays, _, _ in by_step if any(plays.get(name) for name in told)]
    assert len(shown) == len(expected)
    for place, plays in zip(shown, expected, strict=True):
        assert {name: line[place] for name, line in told.items()} == pytest.approx(
            {name: plays.get(name, 0) for name in told}
        )
        assert found.others[place] == pytest.approx(
            sum(plays.values()) - sum(plays.get(name, 0) for name in told)
        )
        assert found.diversity[place].genres == len(plays)
    assert len(found.starts) == len(found.unknown) == len(found.others) == len(found.diversity)


@pytest.mark.parametrize(
    ("figures", "effective", "evenness", "reading"),
    [
        ([], 0, 0, Reading.UNKNOWN),
        ([0.0], 0, 0, Reading.UNKNOWN),
        ([7], 1, 1, Reading.DEVOTED),
        ([1, 1], 2, 1, Reading.FOCUSED),
        ([1] * 8, 8, 1, Reading.VARIED),
        ([0.5] * 20, 20, 1, Reading.WIDE),
        ([98, 1, 1], 1.118, 0.102, Reading.DEVOTED),
    ],
)
def test_diversity_is_as_many_equal_genres(
    figures: list[float], effective: float, evenness: float, reading: Reading
) -> None:
    found = diversity(figures)
    assert found.effective == pytest.approx(effective, abs=0.001)
    assert found.evenness == pytest.approx(evenness, abs=0.001)
    assert found.reading is reading


@given(figures=st.lists(st.floats(0.01, 1000), min_size=1, max_size=30))
@settings(max_examples=50)
def test_diversity_is_between_one_and_all(figures: list[float]) -> None:
    found = diversity(figures)
    assert 1 - 1e-9 <= found.effective <= len(figures) + 1e-9
    doubled = diversity([figure * 2 for figure in figures])
    assert math.isclose(doubled.effective, found.effective)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"step": "hour"}, "by the day, week, month, quarter or year"),
        ({"step": "age"}, "one of hour, day"),
        ({"step": "month", "limit": 0}, "between 1 and 200"),
        ({"step": "day"}, "more than 400 steps"),
    ],
)
def test_unknown_arguments_are_refused(arguments: dict[str, Any], words: str) -> None:
    drawn = [a_play(NOW - 500 * 86_400), a_play(NOW)]
    with history(drawn) as given, pytest.raises(ValueError, match=words):
        genre_evolution(given.db, Scope(), **arguments, zone=given.zone, now=NOW)


def test_a_limit_is_refused_that_is_none() -> None:
    with history([]) as given, pytest.raises(ValueError, match="between 1 and 200"):
        genres(given.db, Scope(), limit=201, zone=given.zone, now=NOW)
