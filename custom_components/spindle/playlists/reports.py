"""How the report of a run is kept: as JSON."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any, Final

from .types import (
    Changes,
    Identification,
    LeftOut,
    Phase,
    Plan,
    Problem,
    RunReport,
    RunState,
    TargetKind,
    Unclear,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MOST_PROBLEMS: Final = 50
"""Problems that are kept of one run."""


def summed_up(report: RunReport, plan: Plan) -> RunReport:
    """Return a report with what was planned."""
    lists = {one.name: len(one.tracks) for one in plan.lists}
    return replace(report, plan=replace(plan, lists=()), lists=lists)


def written(report: RunReport) -> dict[str, object]:
    """Return a report as it is kept."""
    return {
        "recipe": report.recipe,
        "state": report.state,
        "asked_at": report.asked_at,
        "finished_at": report.finished_at,
        "phase": report.phase,
        "until": report.until,
        "reason": report.reason,
        "problems": _written_problems(report.problems),
        "plan": None if report.plan is None else _written_plan(report.plan),
        "lists": dict(report.lists),
        "done": _written_changes(report.done),
    }


def read(kept: Mapping[str, Any]) -> RunReport:
    """Return the report that was kept."""
    phase, plan = kept["phase"], kept["plan"]
    return RunReport(
        recipe=kept["recipe"],
        state=RunState(kept["state"]),
        asked_at=kept["asked_at"],
        finished_at=kept["finished_at"],
        phase=None if phase is None else Phase(phase),
        until=kept["until"],
        reason=kept["reason"],
        problems=_problems(kept["problems"]),
        plan=None if plan is None else _plan(plan),
        lists=kept["lists"],
        done=_read_changes(kept.get("done", {})),
    )


def _written_plan(plan: Plan) -> dict[str, object]:
    return {
        "folded": dict(plan.folded),
        "too_small": plan.too_small,
        "tracks": plan.tracks,
        "listed": plan.listed,
        "left_out": dict(plan.left_out),
        "unknown_share": plan.unknown_share,
        "changes": _written_changes(plan.changes),
        "problems": _written_problems(plan.problems),
    }


def _plan(kept: Mapping[str, Any]) -> Plan:
    return Plan(
        lists=(),
        folded=kept["folded"],
        too_small=tuple(kept["too_small"]),
        tracks=kept["tracks"],
        listed=kept["listed"],
        left_out={LeftOut(why): count for why, count in kept["left_out"].items()},
        unknown_share=kept["unknown_share"],
        changes=_read_changes(kept["changes"]),
        problems=_problems(kept["problems"]),
    )


def _written_changes(changes: Mapping[TargetKind, Changes]) -> dict[str, object]:
    return {
        kind: {**asdict(one), "problems": _written_problems(one.problems)}
        for kind, one in changes.items()
    }


def _read_changes(kept: Mapping[str, Mapping[str, Any]]) -> dict[TargetKind, Changes]:
    return {
        TargetKind(kind): Changes(
            **{
                **changes,
                "problems": _problems(changes["problems"]),
                "identified": _identified(changes.get("identified")),
            }
        )
        for kind, changes in kept.items()
    }


def _identified(kept: Mapping[str, Any] | None) -> Identification | None:
    if kept is None:
        return None
    examples = (
        Unclear(**{**one, "candidates": tuple(one["candidates"])}) for one in kept["examples"]
    )
    return Identification(**{**kept, "examples": tuple(examples)})


def _written_problems(problems: Iterable[Problem]) -> list[dict[str, object]]:
    return [asdict(problem) for problem in tuple(problems)[:MOST_PROBLEMS]]


def _problems(kept: Iterable[Mapping[str, Any]]) -> tuple[Problem, ...]:
    return tuple(Problem(**problem) for problem in kept)
