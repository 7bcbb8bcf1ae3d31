"""Say in plain sentences what a set of playlists is or will be, and why a run waits or failed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from homeassistant.core import callback

from .sentences import async_sentence, grouped, local_time

if TYPE_CHECKING:
    from collections.abc import Iterable

    from homeassistant.core import HomeAssistant

    from .playlists.types import Changes, Plan, Problem, RunEventType, RunReport, TargetKind

PREFIX: Final = "playlists"
"""Begins the keys of these sentences."""
MOST_PROBLEMS: Final = 5
"""Problems that are told in one sentence; the rest is counted."""


@callback
def async_what_is_planned(hass: HomeAssistant, plan: Plan, lists: int) -> str:
    """Say how many lists there are, what was folded, what is unknown, and what it takes."""
    told = async_sentence(
        hass,
        f"{PREFIX}_plan",
        lists=grouped(hass, lists),
        listed=grouped(hass, plan.listed),
        tracks=grouped(hass, plan.tracks),
        folded=grouped(hass, len(plan.folded)),
        too_small=grouped(hass, len(plan.too_small)),
        unknown=_percent(hass, plan.unknown_share),
    )
    changes = (_changes(hass, kind, one) for kind, one in plan.changes.items())
    return _joined(told, *changes, _days(hass, plan.days))


@callback
def async_problem(hass: HomeAssistant, problem: Problem) -> str:
    """Say what is in the way, or was left out, and what to do about it."""
    return async_sentence(
        hass,
        f"{PREFIX}_why_{problem.key}",
        detail=problem.detail or "-",
        count=grouped(hass, problem.count),
    )


@callback
def async_problems(hass: HomeAssistant, problems: Iterable[Problem]) -> str:
    """Say the first few of several problems, and how many more there are."""
    told = list(problems)
    first = (async_problem(hass, problem) for problem in told[:MOST_PROBLEMS])
    more = len(told) - MOST_PROBLEMS
    rest = async_sentence(hass, f"{PREFIX}_more_problems", count=str(more)) if more > 0 else ""
    return _joined(*first, rest)


@callback
def async_told(hass: HomeAssistant, kind: RunEventType, name: str, report: RunReport) -> str:
    """Say what has happened to the run of the recipe of that name."""
    plan = report.plan
    return async_sentence(
        hass,
        f"{PREFIX}_run_{kind.value}",
        name=name,
        until="?" if report.until is None else local_time(report.until),
        why=async_why(hass, report) or "-",
        plan=async_what_is_planned(hass, plan, len(report.lists)) if plan else "-",
    )


@callback
def async_why(hass: HomeAssistant, report: RunReport) -> str | None:
    """Say why a run is parked or failed; None while it is neither."""
    if report.reason is None:
        return None
    return _joined(async_reason(hass, report.reason), async_problems(hass, report.problems))


@callback
def async_reason(hass: HomeAssistant, reason: str) -> str:
    """Say the reason of a run that is parked or failed."""
    return async_sentence(hass, f"{PREFIX}_why_{reason}")


def _changes(hass: HomeAssistant, kind: TargetKind, changes: Changes) -> str:
    """Say what is written at one target, what is not, and how much of the music it knows."""
    told = async_sentence(
        hass,
        f"{PREFIX}_target_{kind.value}",
        created=grouped(hass, changes.created),
        changed=grouped(hass, changes.changed),
        removed=grouped(hass, changes.removed),
        unchanged=grouped(hass, changes.unchanged),
        missing=grouped(hass, changes.missing_tracks),
        calls=grouped(hass, changes.calls),
    )
    found = changes.identified
    if found is None:
        return told
    identified = async_sentence(
        hass,
        f"{PREFIX}_identified",
        matched=grouped(hass, found.matched),
        ambiguous=grouped(hass, found.ambiguous),
        unmatched=grouped(hass, found.unmatched),
        pending=grouped(hass, found.pending),
    )
    return _joined(told, identified)


def _days(hass: HomeAssistant, days: float) -> str:
    """Say how many days it takes, where it takes more than one."""
    return async_sentence(hass, f"{PREFIX}_days", days=f"{days:.1f}") if days > 1 else ""


def _percent(hass: HomeAssistant, share: float) -> str:
    percent = f"{100 * share:.1f}"
    return percent.replace(".", ",") if hass.config.language.startswith("de") else percent


def _joined(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)
