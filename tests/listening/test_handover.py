"""A coordinator leaves mid-track: core's entities tell of it in several steps, in any order."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import permutations

import pytest

from custom_components.spindle.listening.household import Household
from custom_components.spindle.listening.rules import Rules
from custom_components.spindle.listening.snapshot import read_state
from custom_components.spindle.listening.source import ServiceBook
from custom_components.spindle.listening.types import (
    Finished,
    Instant,
    NotCounted,
    Outcome,
    Snapshot,
)

EPOCH = 1_790_000_000.0
KITCHEN, LIVING = "RINCON_KITCHEN", "RINCON_LIVING"
GROUP = (KITCHEN, LIVING)
LENGTH = 36
URI = "x-sonos-spotify:spotify%3atrack%3a01Bz4Mijhe7m7qRvq2Ujpn?sid=9"


def said(
    state: str, *, position: tuple[int, float] | None = None, group: tuple[str, ...] = ()
) -> Snapshot:
    """Read what an entity says; ``position`` is where it was, and when (seconds)."""
    attributes: dict[str, object] = {}
    if position is not None:
        attributes = {
            "media_title": "Bad Kingdom",
            "media_artist": "Moderat",
            "media_content_id": URI,
            "media_duration": LENGTH,
            "media_position": position[0],
            "media_position_updated_at": datetime.fromtimestamp(EPOCH + position[1], UTC),
        }
    return read_state(state, attributes, book=ServiceBook(), group=group)[0]


class Evening:
    """A household whose clock is moved by hand, with what came of it."""

    def __init__(self) -> None:
        """Begin silent."""
        self.household = Household(Rules())
        self.outcomes: list[Outcome] = []

    def tell(self, speaker: str, snapshot: Snapshot, at: float) -> None:
        """Let time pass until ``at`` seconds, then let a speaker say something."""
        deadline = self.household.next_deadline()
        while deadline is not None and deadline <= at:
            passed = Instant(EPOCH + deadline, deadline)
            self.outcomes += self.household.advance(passed).outcomes
            deadline = self.household.next_deadline()
        now = Instant(EPOCH + at, at)
        self.outcomes += self.household.observe(speaker, snapshot, now).outcomes


@pytest.mark.parametrize("left_at", [12.9, 17.5, 18.9])
@pytest.mark.parametrize("steps", list(permutations(("emptied", "alone", "silent"))))
def test_the_play_goes_on_in_the_room_that_stays(left_at: float, steps: tuple[str, ...]) -> None:
    evening = Evening()
    for speaker in GROUP:
        evening.tell(speaker, said("playing", position=(0, 1.0), group=GROUP), 1.0)
    told = {
        "emptied": (LIVING, said("idle")),
        # For a moment the one that left still shows what the group plays.
        "alone": (KITCHEN, said("playing", position=(0, 1.0))),
        "silent": (KITCHEN, said("idle")),
    }
    for number, step in enumerate(steps):
        if step == "alone" and "silent" in steps[:number]:
            continue
        evening.tell(*told[step], left_at + number / 1000)
    evening.tell(LIVING, said("playing", position=(int(left_at) - 1, left_at)), left_at + 0.01)
    evening.tell(LIVING, said("idle"), 1.0 + LENGTH)
    evening.tell(LIVING, said("idle"), 200.0)
    (finished,) = [one for one in evening.outcomes if isinstance(one, Finished)]
    assert finished.listening.rooms == GROUP
    assert finished.listening.started_at == pytest.approx(EPOCH + 1.0)
    assert finished.listening.listened == pytest.approx(LENGTH, abs=2.0)
    assert not [one for one in evening.outcomes if isinstance(one, NotCounted)]
