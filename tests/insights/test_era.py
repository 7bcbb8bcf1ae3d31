"""Eras: release years of the albums played, and how many plays have none."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.spindle.insights.era import era
from custom_components.spindle.insights.scope import Scope

from .known import FACTS, Facts, learn
from .scanned import NOW, PLAYS, SCOPES, ZONES, Drawn, history


@given(
    drawn=PLAYS,
    facts=FACTS,
    scope=SCOPES,
    zone=st.sampled_from(ZONES),
    by=st.sampled_from(("year", "decade")),
    is_summed=st.booleans(),
)
@settings(max_examples=80)
def test_they_equal_a_scan(
    drawn: list[Drawn], facts: Facts, scope: Scope, zone: str, by: str, *, is_summed: bool
) -> None:
    with history(drawn, zone, is_summed=is_summed) as given:
        learn(given.db, facts)
        heard = given.of(scope)
        found = era(given.db, scope, by, zone=given.zone, now=NOW)
    years = [facts.released[play.album] for play in heard if play.album in facts.released]
    expected = Counter(year if by == "year" else year - year % 10 for year in years)
    assert [(one.first_year, one.plays) for one in found.eras] == sorted(expected.items())
    seconds = sum(play.seconds for play in heard if play.album in facts.released)
    assert sum(one.seconds for one in found.eras) == seconds
    assert found.plays == len(heard)
    assert found.unknown == pytest.approx(1 - len(years) / len(heard) if heard else 0)
    assert sum(one.of_plays for one in found.eras) == pytest.approx(1 if years else 0)
    if years:
        assert found.middle == sorted(years)[(len(years) - 1) // 2]
    else:
        assert found.middle is None


def test_other_lengths_are_refused() -> None:
    with history([]) as given, pytest.raises(ValueError, match="by year or by decade"):
        era(given.db, Scope(), "century", zone=given.zone, now=NOW)
