"""The leaders over time equal a count of every play, step by step."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.spindle.insights.evolution import evolution
from custom_components.spindle.insights.names import Kind
from custom_components.spindle.insights.scope import Scope
from custom_components.spindle.insights.series import Step, start_of_step
from custom_components.spindle.insights.window import of_year

from .ranked import ids_of, key_of, ranked, sums_of
from .scanned import (
    DAY,
    NOW,
    PLAYS,
    SCOPES,
    ZONES,
    Drawn,
    history,
    unknown_time,
)

if TYPE_CHECKING:
    from custom_components.spindle.insights.names import Figure

STEPS = [step for step in Step if step is not Step.HOUR]


@given(
    drawn=PLAYS,
    scope=SCOPES,
    zone=st.sampled_from(ZONES),
    is_summed=st.booleans(),
    kind=st.sampled_from(Kind),
    step=st.sampled_from(STEPS),
    figure=st.sampled_from(("plays", "seconds")),
)
@settings(max_examples=120)
def test_it_equals_a_scan(
    *,
    drawn: list[Drawn],
    scope: Scope,
    zone: str,
    is_summed: bool,
    kind: Kind,
    step: Step,
    figure: Figure,
) -> None:
    with history(drawn, zone, is_summed=is_summed) as given:
        found = evolution(
            given.db, scope, f"{kind}s", step=step, figure=figure, limit=2, zone=given.zone, now=NOW
        )
        leaders = ranked(sums_of(given, scope, kind), figure)[:2]
        assert [line.id for line in found.lines] == leaders
        ids = ids_of(given.db, kind)
        starts = [datetime.fromtimestamp(start, given.zone).date() for start in found.starts]
        lines = {leader: [0] * len(starts) for leader in leaders}
        others = [0] * len(starts)
        heard = given.of(scope)
        for play in heard:
            number = starts.index(start_of_step(given.local(play).date(), step))
            worth = 1 if figure == "plays" else play.seconds
            key = key_of(play, kind)
            line = None if key is None else lines.get(ids[key])
            (others if line is None else line)[number] += worth
    assert [list(line.figures) for line in found.lines] == list(lines.values())
    assert list(found.others) == others
    assert found.unknown_time == unknown_time(heard)


def plays_over(days: int) -> list[Drawn]:
    return [
        Drawn(NOW - DAY * number, 0, 0, None, "kitchen", "spotify", "sonos", 100, is_hidden=False)
        for number in (0, days)
    ]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"step": "hour"}, "The step must be one of day, week, month, quarter, year."),
        ({"step": "age"}, "The step must be one of"),
        ({"kind": "moods"}, "The kind must be one of artists, albums, tracks."),
        ({"figure": "charm"}, "The figure must be plays or seconds."),
        ({"limit": 51}, "The limit must be from 1 to 50."),
        ({"step": "day"}, "more than 400 steps: ask for longer steps or less time."),
    ],
)
def test_what_cannot_be_answered_is_refused(wrong: dict[str, str], sentence: str) -> None:
    with history(plays_over(500)) as given, pytest.raises(ValueError, match=sentence):
        evolution(given.db, Scope(), zone=given.zone, now=NOW, **wrong)  # type: ignore[arg-type]  # Wrong on purpose.


def test_steps_without_plays_are_told_too() -> None:
    with history(plays_over(90), is_summed=True) as given:
        year = Scope(window=of_year(2024, given.zone))
        found = evolution(given.db, year, zone=given.zone, now=NOW)
    (line,) = found.lines
    assert line.name == "Artist 0"
    assert line.figures == (1, 0, 0, 1)
    assert found.others == (0, 0, 0, 0)


def test_an_empty_history_has_no_steps() -> None:
    with history([]) as given:
        found = evolution(given.db, Scope(), zone=given.zone, now=NOW)
    assert (found.starts, found.lines, found.others) == ((), (), ())
