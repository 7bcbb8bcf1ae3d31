"""Which entries to take out of a list, and which to put in, so that it becomes another."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Edits:
    """What to do to a list, first the one and then the other."""

    taken_out: tuple[int, ...]
    """Places in the list as it is, from 0."""
    kept: tuple[str, ...]
    """What is left then."""
    after: tuple[str, ...]
    """What the list is to be; what is not among ``kept`` is put in from left to right."""

    @property
    def put_in(self) -> int:
        """How many entries are put in."""
        return len(self.after) - len(self.kept)


def edits(present: Sequence[str], wanted: Sequence[str], ours: Collection[str]) -> Edits:
    """Find few edits that lead from one list to the other, of entries that are there once each.

    What is not ``ours`` is never taken out, for it could not be put back: it keeps its order,
    and ours move around it.
    """
    theirs = [entry for entry in dict.fromkeys(present) if entry not in ours]
    places = iter(theirs)
    after = [entry if entry in ours else next(places) for entry in wanted]
    kept: list[str] = []
    taken_out: list[int] = []
    start = 0
    for before, between in zip(_parts(present, theirs), _parts(after, theirs), strict=True):
        matcher = SequenceMatcher(None, before, between, autojunk=False)
        stays = {
            block.a + step for block in matcher.get_matching_blocks() for step in range(block.size)
        }
        taken_out += (start + place for place in range(len(before)) if place not in stays)
        kept += (entry for place, entry in enumerate(before) if place in stays)
        start += len(before) + 1
        kept += theirs[:1]
        del theirs[:1]
    return Edits(tuple(taken_out), tuple(kept), tuple(after))


def _parts(entries: Sequence[str], theirs: Sequence[str]) -> Iterator[list[str]]:
    """Part a list at the first of each entry that is not ours."""
    waiting = list(theirs)
    part: list[str] = []
    for entry in entries:
        if waiting and entry == waiting[0]:
            del waiting[0]
            yield part
            part = []
        else:
            part.append(entry)
    yield part
