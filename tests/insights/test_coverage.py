"""Coverage: what is known of plays and of names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.spindle.insights.coverage import coverage

from .known import FACTS, Facts, learn
from .scanned import NOW, PLAYS, SCOPES, Drawn, history

if TYPE_CHECKING:
    from custom_components.spindle.insights.scope import Scope


@given(drawn=PLAYS, facts=FACTS, scope=SCOPES, is_summed=st.booleans())
@settings(max_examples=80)
def test_it_equals_a_scan(
    drawn: list[Drawn], facts: Facts, scope: Scope, *, is_summed: bool
) -> None:
    with history(drawn, is_summed=is_summed) as given:
        learn(given.db, facts)
        heard = given.of(scope)
        found = coverage(given.db, scope, zone=given.zone, now=NOW)
    assert found.plays == len(heard)
    # An album is told apart by its artist: whose it is, is its track's here.
    with_each = {
        "album": ([play for play in heard if play.album], None, None),
        "length": ([play for play in heard if play.duration is not None], None, None),
        "listened": ([play for play in heard if play.listened is not None], None, None),
        "isrc": ([play for play in heard if play.title in facts.isrcs], "track", "title"),
        "mbid": ([play for play in heard if play.title in facts.recordings], "track", "title"),
        "release_year": (
            [play for play in heard if play.album in facts.released],
            "album",
            "album",
        ),
        "artist_mbid": ([play for play in heard if play.artist in facts.mbids], "artist", "artist"),
        "genre": ([play for play in heard if play.artist in facts.genres], "artist", "artist"),
    }
    assert {known.what for known in found.known} == set(with_each)
    for known in found.known:
        plays, kind, column = with_each[known.what]
        assert known.plays == len(plays), known.what
        assert known.of_plays == pytest.approx(len(plays) / len(heard) if heard else 0)
        assert known.kind == kind
        if column is None:
            assert known.names is known.of_names is None
        else:
            every = {(play.artist, getattr(play, column)) for play in heard}
            every = {name for name in every if name[1] is not None}
            names = {(play.artist, getattr(play, column)) for play in plays}
            assert known.names == len(names), known.what
            assert known.of_names == pytest.approx(len(names) / len(every) if every else 0)
