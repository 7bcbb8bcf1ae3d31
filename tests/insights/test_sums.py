"""Totals and sums of a scope equal a scan."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import assume, given, settings, strategies as st

from custom_components.spindle.insights import sums
from custom_components.spindle.insights.names import Kind
from custom_components.spindle.insights.span import (
    Span,
    divide,
    of_history,
    of_month,
    of_window,
    outside,
    summed_months,
)
from custom_components.spindle.store import zones

from .ranked import sums_of
from .scanned import PLAYS, SCOPES, WHOLE, ZONES, Drawn, History, history, scan

if TYPE_CHECKING:
    from custom_components.spindle.insights.scope import Scope


@given(drawn=PLAYS, scope=SCOPES, zone=st.sampled_from(ZONES), is_summed=st.booleans())
@settings(max_examples=100)
def test_they_equal_a_scan(
    drawn: list[Drawn],
    scope: Scope,
    zone: str,
    is_summed: bool,  # noqa: FBT001
) -> None:
    with history(drawn, zone, is_summed=is_summed) as given:
        of_scope = given.of(scope)
        assert sums.totals(given.db, scope, given.zone) == (
            len(of_scope),
            sum(play.seconds for play in of_scope),
            sum(play.listened is not None for play in of_scope),
        )
        for kind in Kind:
            expected = sums_of(given, scope, kind)
            assert sums.sums(given.db, kind, scope, given.zone) == expected
            assert sums.distinct(given.db, kind, scope, given.zone) == len(expected)
        assert sums.artist_sums(given.db, scope, given.zone) == sums_of(given, scope, Kind.ARTIST)


@given(drawn=PLAYS, scope=WHOLE, zone=st.sampled_from(ZONES), slices=st.integers(0, 3))
@settings(max_examples=40)
def test_they_stay_right_while_the_time_zone_changes(
    drawn: list[Drawn], scope: Scope, zone: str, slices: int
) -> None:
    with history(drawn, is_summed=True) as given:
        for _ in range(slices):
            zones.set_zone(given.db, zone, limit=5)
        moved = History(given.db, zones.current(given.db), scan(given.db))
        expected = sums_of(moved, scope, Kind.TRACK)
        assert sums.sums(moved.db, Kind.TRACK, scope, moved.zone) == expected
        assert sums.totals(moved.db, scope, moved.zone) == (
            len(moved.of(scope)),
            sum(play.seconds for play in moved.of(scope)),
            sum(play.listened is not None for play in moved.of(scope)),
        )


@given(drawn=PLAYS, scope=WHOLE, zone=st.sampled_from(ZONES), is_summed=st.booleans())
@settings(max_examples=60)
def test_a_division_holds_every_play_once(
    drawn: list[Drawn],
    scope: Scope,
    zone: str,
    is_summed: bool,  # noqa: FBT001
) -> None:
    with history(drawn, zone, is_summed=is_summed) as given:
        whole = of_history(given.db)
        span = of_window(scope.window, whole)
        assume(span)
        summed = summed_months(given.db, given.zone, whole)
        inside, around = divide(span, summed), outside(span, whole, summed)
    spans_of = dict(summed)
    pieces = [
        piece
        for division in (inside, around)
        for piece in (
            *(spans_of[month] for month in division.months),
            *(edge.part for edge in division.edges),
            *division.loose,
        )
    ]
    assert sum(piece.end - piece.first for piece in pieces) == whole.end - whole.first
    ends = sorted((piece for piece in pieces if piece), key=lambda piece: piece.first)
    assert all(before.end == after.first for before, after in pairwise(ends))
    assert len(inside.edges) <= 2
    assert all(span.clip(edge.part) == edge.part for edge in inside.edges)
    for edge in inside.edges:
        month = spans_of[edge.month]
        lies_within = month.first < edge.part.first and edge.part.end < month.end
        assert bool(edge.rest) is not lies_within
        assert lies_within or edge.part.length + edge.rest.length == month.length
        assert not edge.rest or month.clip(edge.rest) == edge.rest != edge.part


def test_a_month_is_a_span_of_local_time() -> None:
    with history([]) as given:
        march = of_month(2024 * 12 + 2, given.zone)
    assert march == Span(1_709_247_600_000, 1_711_922_400_000)
