"""Count what publishing does, list by list."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ..types import Changes, Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator


class Tally:
    """What was done so far, or would be."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._lists: Counter[str] = Counter()
        self._problems: dict[str, Problem] = {}
        self.added = 0
        self.removed = 0
        self.missing = 0
        self.calls = 0

    def take(self, outcome: str, before: Collection[str] = (), after: Collection[str] = ()) -> None:
        """Count a list: what became of it is named as in ``Changes``."""
        self._lists[outcome] += 1
        self.added += len(frozenset(after).difference(before))
        self.removed += len(frozenset(before).difference(after))

    def trouble(self, key: str, detail: str) -> None:
        """Count something that cannot be done."""
        known = self._problems.get(key)
        count = known.count + 1 if known else 1
        detail = known.detail if known else detail
        self._problems[key] = Problem(key=key, detail=detail, count=count)

    @contextmanager
    def letting_fail(
        self, name: str, key: str, refusals: type[Exception] | tuple[type[Exception], ...]
    ) -> Iterator[None]:
        """Let the list of that name fail without the others: ``refusals`` are counted by ``key``."""
        try:
            yield
        except refusals as error:
            self.trouble(key, f"{name} ({error})")

    def changes(self) -> Changes:
        """Tell it all."""
        return Changes(
            created=self._lists["created"],
            changed=self._lists["changed"],
            unchanged=self._lists["unchanged"],
            removed=self._lists["removed"],
            deleted_by_person=self._lists["deleted_by_person"],
            added_tracks=self.added,
            removed_tracks=self.removed,
            missing_tracks=self.missing,
            calls=self.calls,
            problems=tuple(self._problems.values()),
        )
