"""How far a run has come, as people see it: it never goes back, and ends at a hundred."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .types import Phase, Progress

if TYPE_CHECKING:
    from collections.abc import Callable

WEIGHTS: Final = {
    Phase.SCAN: 40.0,
    Phase.IDENTIFY: 15.0,
    Phase.GENRES: 15.0,
    Phase.POOLS: 5.0,
    Phase.PUBLISH: 25.0,
}
"""Per cent of a run that each phase mostly takes."""
UNKNOWN_SIZE: Final = 5_000
"""Tracks that are expected where nothing was ever scanned."""
GUESS_FROM: Final = 10.0
"""Per cent from which on one can say when it will be done."""
ROUNDED: Final = 30.0
"""Seconds to which that time is rounded up: it is no more exact than that."""


class Course:
    """The progress of one run."""

    def __init__(self, *, now: Callable[[], float], told: Callable[[], None]) -> None:
        """Begin; ``told`` is called with each change, and may raise to end the run."""
        self._now = now
        self._told = told
        self._began_at = now()
        self._done_before = 0.0
        self._of = 0
        self._counts: dict[str, int] = {}
        self._is_guessable = True
        self.progress = Progress(phase=Phase.SCAN, percent=0.0, counts={})

    def enter(self, phase: Phase, of: int | None) -> None:
        """Begin a phase, of so many steps; None: nobody knows how many."""
        before = tuple(WEIGHTS)[: tuple(WEIGHTS).index(phase)]
        self._done_before = sum(WEIGHTS[one] for one in before)
        self._is_guessable = of is not None
        self._of = UNKNOWN_SIZE if of is None else of
        self._tell(phase, 0.0)

    def count(self, name: str, done: int, *, after: int = 0) -> None:
        """Say how many steps of the phase are done, and of what, after so many of another kind."""
        self._counts[name] = done
        part = (after + done) / self._of if self._of else 1.0
        # Where there is more than was expected, what is left gets ever shorter.
        part = part if self._is_guessable and part <= 1 else part / (part + 1)
        self._tell(self.progress.phase, part)

    def note(self, **counts: int) -> None:
        """Say what was counted besides."""
        self._counts |= counts

    def _tell(self, phase: Phase, part: float) -> None:
        percent = max(self.progress.percent, self._done_before + WEIGHTS[phase] * part)
        self.progress = Progress(
            phase=phase, percent=percent, counts=dict(self._counts), done_at=self._done_at(percent)
        )
        self._told()

    def _done_at(self, percent: float) -> float | None:
        if percent < GUESS_FROM or not self._is_guessable:
            return None
        now = self._now()
        done_at = now + (now - self._began_at) * (100 - percent) / percent
        return -(-done_at // ROUNDED) * ROUNDED
