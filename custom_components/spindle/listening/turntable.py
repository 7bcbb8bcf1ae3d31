"""What one listener hears, what it may go back to, and what time alone does to both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .aside import Aside, laid_aside
from .counting import close, counts_at, decide
from .session import Session, again
from .types import Instant, Outcome

if TYPE_CHECKING:
    from .rules import Rules

LOOP_PROOF: Final = 4.0
"""Seconds of playing on, after its end, that prove a repetition."""
MOST_LOOPS: Final = 50
"""Repetitions credited in one go; after that the clock has stood still, not the music."""


class Turntable:
    """Holds the session that is heard, and at most one that was laid aside."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        self.current: Session | None = None
        self.aside: Aside | None = None
        self.changed = False
        """A transition has happened since this was last set to False."""

    def advance(self, now: Instant, rules: Rules) -> list[Outcome]:
        """Let time alone decide what it can until ``now``."""
        outcomes: list[Outcome] = []
        if self.aside and now.monotonic >= self.aside.until:
            outcomes += self.close_aside(rules)
        outcomes += self._repeat(now, rules)
        return outcomes + self._decide(now, rules)

    def next_deadline(self, rules: Rules) -> float | None:
        """Return the monotonic time at which ``advance`` has something to do."""
        moments = [self.aside.until] if self.aside else []
        if session := self.current:
            moments += [at] if (at := counts_at(session, rules)) is not None else []
            if session.loops and (ends_at := session.clock.ends_at()) is not None:
                moments.append(ends_at + LOOP_PROOF)
        return min(moments, default=None)

    def lay_aside(
        self, now: Instant, rules: Rules, patience: float, *, blind: bool = False
    ) -> list[Outcome]:
        """Lay the current session aside for ``patience`` seconds, in place of the last."""
        if self.current is None:
            return []
        outcomes = self.close_aside(rules)
        self.aside = laid_aside(self.current, now, patience, blind=blind)
        self.current = None
        self.changed = True
        return outcomes

    def end_interruption(self, now: Instant, rules: Rules) -> list[Outcome]:
        """Close what only interrupted; what it interrupted goes on waiting."""
        if self.aside and self.current and self.current.passing:
            return self.close_current(now, rules)
        return []

    def settle(self, rules: Rules) -> list[Outcome]:
        """Close what was laid aside if another title has followed it."""
        return [] if self.current is None or self.current.passing else self.close_aside(rules)

    def close_current(self, now: Instant, rules: Rules) -> list[Outcome]:
        """Close what is heard: it is over."""
        session, self.current = self.current, None
        if session is None:
            return []
        self.changed = True
        return close(session, now.monotonic, rules)

    def close_aside(self, rules: Rules) -> list[Outcome]:
        """Close what was laid aside: it did not come back."""
        aside, self.aside = self.aside, None
        if aside is None:
            return []
        self.changed = True
        return close(aside.session, aside.since.monotonic, rules)

    def _repeat(self, now: Instant, rules: Rules) -> list[Outcome]:
        """Turn playing on beyond the end into the plays that it proves."""
        outcomes: list[Outcome] = []
        for _ in range(MOST_LOOPS):
            session = self.current
            end = session.clock.ends_at() if session and session.loops else None
            if session is None or end is None or now.monotonic < end + LOOP_PROOF:
                return outcomes
            outcomes += close(session, end, rules)
            self.current = again(session, Instant(now.epoch - (now.monotonic - end), end))
            self.changed = True
        if self.current:
            self.current = again(self.current, now)
        return outcomes

    def _decide(self, now: Instant, rules: Rules) -> list[Outcome]:
        """Count what is heard if it is time."""
        session = self.current
        if session is None:
            return []
        undecided = not (session.counted or session.refused)
        outcomes = decide(session, now.monotonic, rules)
        self.changed |= undecided and bool(session.counted or session.refused)
        return outcomes
