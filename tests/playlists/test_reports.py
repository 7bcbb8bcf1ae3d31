"""A report comes back from the store as it was."""

from __future__ import annotations

import json

from custom_components.spindle.playlists.reports import MOST_PROBLEMS, read, summed_up, written
from custom_components.spindle.playlists.types import (
    Changes,
    LeftOut,
    Phase,
    Plan,
    PlannedList,
    Problem,
    RunReport,
    RunState,
    TargetKind,
)

PLAN = Plan(
    lists=(PlannedList(key="trap#1", name="Trap #1", genre="trap", tracks=("a", "b")),),
    folded={"grunge": "rock"},
    too_small=("jazz",),
    tracks=5,
    listed=2,
    left_out={LeftOut.TOO_FEW: 3},
    unknown_share=0.25,
    changes={TargetKind.M3U8: Changes(created=1, problems=(Problem(key="long", detail="x"),))},
    problems=(Problem(key="file_broken", count=3),),
)


def test_a_report_comes_back_as_it_was_but_for_the_tracks() -> None:
    report = summed_up(
        RunReport(
            recipe="recipe",
            state=RunState.PARKED,
            asked_at=1.5,
            phase=Phase.PUBLISH,
            until=9.0,
            reason="speakers_silent",
        ),
        PLAN,
    )
    assert report.lists == {"Trap #1": 2}
    assert read(json.loads(json.dumps(written(report)))) == report


def test_a_report_of_nothing_yet_comes_back() -> None:
    report = RunReport(recipe="recipe", state=RunState.WAITING, asked_at=1.5)
    assert read(json.loads(json.dumps(written(report)))) == report


def test_problems_without_end_are_cut() -> None:
    problems = tuple(Problem(key="file_broken", detail=str(number)) for number in range(99))
    report = RunReport(recipe="recipe", state=RunState.FAILED, asked_at=0, problems=problems)
    assert read(written(report)).problems == problems[:MOST_PROBLEMS]
