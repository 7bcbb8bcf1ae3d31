"""Say in plain sentences which rows of a history were left out, and why."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from homeassistant.core import callback

from .sentences import async_sentence, grouped

if TYPE_CHECKING:
    from homeassistant.core import HomeAssistant

    from .history import Report

PREFIX: Final = "import_refused"
"""Begins the keys of these sentences; those of ``history.types.Refusal`` follow."""
NOT_STORED: Final = "not_stored"
"""Ends the key of what the store refused."""
MARKUP: Final = re.compile(r"([\\`*_\[\]<>#!|~&:.])")


@callback
def async_left_out(hass: HomeAssistant, report: Report) -> str:
    """Say how many rows were left out, then each reason with its first rows, as Markdown."""
    counts = [*report.refused.most_common()]
    if report.not_stored:
        counts.append((NOT_STORED, report.not_stored))
    total = grouped(hass, sum(count for _, count in counts))
    lines = (f"- {_reason(hass, report, reason, count)}" for reason, count in counts)
    return "\n".join((total, *lines))


def _reason(hass: HomeAssistant, report: Report, reason: str, count: int) -> str:
    told = async_sentence(hass, f"{PREFIX}_{reason}", count=grouped(hass, count))
    rows = report.examples.get(reason)
    if not rows:
        return told
    shown = "; ".join(as_text(row) for row in rows)
    return async_sentence(hass, f"{PREFIX}_examples", told=told, rows=shown)


def as_text(words: str) -> str:
    """Return words of a stranger so that Markdown shows them and does nothing else with them."""
    return MARKUP.sub(r"\\\1", words)
