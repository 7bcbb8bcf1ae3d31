"""How often long work pauses for the other threads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custom_components.spindle.store import giving_way
from custom_components.spindle.store.giving_way import EVERY, PAUSE, give_way

if TYPE_CHECKING:
    import pytest


def test_work_pauses_as_time_goes_by_however_often_it_could(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Rows that alternate between two ways come by at each change: thousands of times a slice."""
    clock = Clock()
    monkeypatch.setattr(giving_way, "time", clock)
    monkeypatch.setattr(giving_way, "_paused", giving_way._Paused())
    for _ in range(1000):
        give_way()
        clock.now += EVERY / 100
    assert clock.slept == [PAUSE] * 10


class Clock:
    """Time that stands still but for sleep."""

    def __init__(self) -> None:
        """Begin."""
        self.now = 1.0
        self.slept: list[float] = []

    def monotonic(self) -> float:
        """Return the time."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Sleep, and note how long."""
        self.slept.append(seconds)
