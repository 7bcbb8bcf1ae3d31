"""Runs of playlists as answers tell them: plain values, moments as epochs."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from .insight_json import Moments, as_plain
from .playlist_words import async_problem, async_what_is_planned, async_why

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from homeassistant.core import HomeAssistant

    from .playlist_coordinator import PlaylistCoordinator
    from .playlists.types import Changes, Plan, Problem, RunReport


def standings_json(coordinator: PlaylistCoordinator) -> list[dict[str, Any]]:
    """Tell briefly how the making of every recipe stands, and how far it is.

    When it ended belongs to it: between two looks a run may have been asked for and be over.
    """
    told = []
    for recipe in coordinator.recipes:
        report, progress = coordinator.report(recipe), coordinator.progress(recipe)
        told.append(
            {
                "id": recipe,
                "state": report and report.state.value,
                "until": report and report.until,
                "finished_at": report and report.finished_at,
                "progress": progress and as_plain(progress, Moments.EPOCH),
            }
        )
    return told


def report_json(hass: HomeAssistant, report: RunReport) -> dict[str, Any]:
    """Tell how a run stands, and what was planned; the lists themselves are only counted."""
    return {
        "state": report.state.value,
        "phase": report.phase and report.phase.value,
        "asked_at": report.asked_at,
        "finished_at": report.finished_at,
        "until": report.until,
        "reason": report.reason,
        "message": async_why(hass, report),
        "problems": problems_json(hass, report.problems),
        "plan": report.plan and plan_json(hass, report.plan, len(report.lists)),
        "done": {kind.value: _changes(hass, one) for kind, one in report.done.items()},
    }


def plan_json(hass: HomeAssistant, plan: Plan, lists: int) -> dict[str, Any]:
    """Tell a plan of so many lists."""
    return {
        "message": async_what_is_planned(hass, plan, lists),
        "lists": lists,
        "tracks": plan.tracks,
        "listed": plan.listed,
        "left_out": {reason.value: count for reason, count in plan.left_out.items()},
        "unknown_percent": round(100 * plan.unknown_share, 1),
        "folded": dict(plan.folded),
        "too_small": list(plan.too_small),
        "calls": {kind.value: calls for kind, calls in plan.calls.items()},
        "days": round(plan.days, 1),
        "changes": {kind.value: _changes(hass, one) for kind, one in plan.changes.items()},
        "problems": problems_json(hass, plan.problems),
    }


def lists_json(lists: Mapping[str, int]) -> list[dict[str, Any]]:
    """Tell lists by name, each with the number of its tracks."""
    return [{"name": name, "tracks": tracks} for name, tracks in lists.items()]


def problems_json(hass: HomeAssistant, problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """Tell problems, each with a sentence."""
    return [
        {
            "key": problem.key,
            "detail": problem.detail,
            "count": problem.count,
            "message": async_problem(hass, problem),
        }
        for problem in problems
    ]


def _changes(hass: HomeAssistant, changes: Changes) -> dict[str, Any]:
    """Tell what is written at one target."""
    return {
        "created": changes.created,
        "changed": changes.changed,
        "unchanged": changes.unchanged,
        "removed": changes.removed,
        "added_tracks": changes.added_tracks,
        "removed_tracks": changes.removed_tracks,
        "missing_tracks": changes.missing_tracks,
        "deleted_by_person": changes.deleted_by_person,
        "calls": changes.calls,
        "days": round(changes.days, 1),
        "problems": problems_json(hass, changes.problems),
        "identified": changes.identified and asdict(changes.identified),
    }
