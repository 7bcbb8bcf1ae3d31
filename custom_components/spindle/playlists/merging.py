"""What a list should hold where a person may have changed it, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def merged(planned: Sequence[str], written: Sequence[str], present: Sequence[str]) -> list[str]:
    """Return the entries that a list is to have, each once.

    ``written`` is what was planned the last time it was written, ``present`` what is there
    now. What a person has added stays behind the entry that it stands behind; what a person has
    taken out is not put back; all others are as planned.
    """
    ours, there = frozenset(written), frozenset(present)
    taken_out = ours - there
    wanted = [entry for entry in dict.fromkeys(planned) if entry not in taken_out]
    kept = frozenset(wanted)
    added: dict[str | None, list[str]] = {}
    behind: str | None = None
    for entry in dict.fromkeys(present):
        if entry in kept:
            behind = entry
        elif entry not in ours:
            added.setdefault(behind, []).append(entry)
    entries = added.get(None, [])
    for entry in wanted:
        entries += [entry, *added.get(entry, ())]
    return entries
