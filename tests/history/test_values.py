"""What makes a play of a row, of one and of many."""

from __future__ import annotations

from math import nan

from hypothesis import example, given, strategies as st

from custom_components.spindle.history.values import are_plays, refusal

TEXTS = st.sampled_from(("Help!", "", " ", "\t", "\x1c", " a "))
MOMENTS = st.sampled_from((1_450_000_000.0, 0.0, -1.0, 9e12, nan))


@given(rows=st.lists(st.tuples(MOMENTS, TEXTS, TEXTS), max_size=3))
@example(rows=[(1_450_000_000.0, "Help!", " a "), (1_450_000_000.0, " a ", "Help!")])
@example(rows=[(1_450_000_000.0, " ", "Help!")])
@example(rows=[(1_450_000_000.0, "Help!", "")])
@example(rows=[(nan, "Help!", "Help!")])
@example(rows=[(-1.0, "Help!", "Help!")])
def test_many_are_plays_where_each_alone_is(rows: list[tuple[float, str, str]]) -> None:
    moments, titles, artists = zip(*rows, strict=True) if rows else ((), (), ())
    assert are_plays(moments, titles, artists) == (not any(refusal(*row) for row in rows))
