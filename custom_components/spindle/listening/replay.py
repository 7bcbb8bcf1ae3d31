"""Judge a past that was recorded elsewhere, by the same rules as the present."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .household import Household
from .types import Counted, Instant, Outcome, Snapshot

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .rules import Rules


def replay(events: Iterable[tuple[str, Snapshot, Instant]], rules: Rules) -> Iterator[Outcome]:
    """Yield what came of every listening in ``events``, in the order in which it ended.

    ``events`` are (speaker id, what it said, when) in order of time; their instants need
    only agree with one another, so the epoch may serve as the monotonic time. A play is
    yielded once, as ``Finished``. What is still going on at the last event ends there.
    """
    household = Household(rules)
    speakers: dict[str, None] = {}
    now: Instant | None = None
    for speaker, snapshot, now in events:
        speakers[speaker] = None
        yield from _ended(household.observe(speaker, snapshot, now).outcomes)
    if now is None:
        return
    for speaker in speakers:
        yield from _ended(household.forget(speaker, now).outcomes)


def _ended(outcomes: tuple[Outcome, ...]) -> Iterator[Outcome]:
    """Yield the outcomes that are the last word on a listening."""
    return (one for one in outcomes if not isinstance(one, Counted))
