"""A session that may go on: its title gave way, fell silent or went out of sight."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from .bridge import Bridge, bridge
from .session import FRESH_START

if TYPE_CHECKING:
    from .session import Session
    from .types import Instant, Snapshot

PROOF: Final = 10.0
"""Seconds after which the next title, or silence, has proved itself."""
PATIENCE: Final = 120.0
"""Seconds a title waits while an announcement, a jingle or a pause of a stream lasts."""
BLINDNESS: Final = 1800.0
"""Seconds a title waits for a speaker that has been lost from sight."""

AT_START: Final = 2.0
"""A position up to here is the very beginning."""


@dataclass(slots=True, kw_only=True)
class Aside:
    """A session laid aside, its clock standing still. ``until`` is monotonic."""

    session: Session
    since: Instant
    until: float
    blind: bool = False
    """The speaker was out of sight: what it played meanwhile may be proved later."""
    playing: bool = False
    """It played when it was laid aside."""

    def wait_for_interruption(self) -> None:
        """Wait for something that only interrupts to end; in sight, it is silent meanwhile."""
        self.until = max(self.until, self.since.monotonic + PATIENCE)
        self.playing = self.playing and self.blind

    def wait_at_most(self, seconds: float, now: Instant) -> None:
        """Wait no longer than ``seconds`` from ``now`` on."""
        self.until = min(self.until, now.monotonic + seconds)

    def lose_sight(self, now: Instant) -> None:
        """Wait until its speaker, which did not play it, is seen again."""
        self.blind, self.playing = True, False
        self.until = now.monotonic + BLINDNESS

    def was_restarted(self, snapshot: Snapshot, now: Instant) -> bool:
        """Tell whether its title comes back not from where it was, but from long before."""
        position = self.session.told_position(snapshot, now)
        if position is None:
            return False
        back = self.session.clock.position - position
        return back > FRESH_START or (position <= AT_START < back)

    def bridge(self, snapshot: Snapshot, now: Instant) -> Bridge:
        """Decide over the time it was aside from what the speaker shows at ``now``."""
        gap = max(0.0, now.monotonic - self.since.monotonic)
        return bridge(self.session, snapshot, now, gap=gap, played=self.playing)


def laid_aside(session: Session, now: Instant, patience: float, *, blind: bool = False) -> Aside:
    """Return ``session``, stopped at ``now`` and laid aside for ``patience`` seconds."""
    playing = session.clock.running
    session.clock.stop(now.monotonic)
    until = now.monotonic + patience
    return Aside(session=session, since=now, until=until, blind=blind, playing=playing)
