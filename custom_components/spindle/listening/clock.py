"""How long a title was really played, and where in it the speaker must be by now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

SLACK: Final = 2.0
"""Seconds that whole-second positions and lengths may be off by."""


@dataclass(slots=True, kw_only=True)
class PlayClock:
    """Counts seconds of playing on the monotonic clock; pauses do not count.

    The position runs along, and is set right whenever the speaker says where it is. No
    time is credited beyond the title's known length: a speaker that still claims to play
    what must be over proves nothing.
    """

    heard: float = 0.0
    """Seconds played up to ``since``."""
    position: float = 0.0
    """Seconds into the title at ``since``, or where it stands still."""
    since: float | None = None
    """Monotonic time it has been running from; None while it stands still."""
    length: float | None = None
    """Seconds the title lasts, if known."""

    @property
    def running(self) -> bool:
        """Tell whether time is being counted."""
        return self.since is not None

    def start(self, now: float) -> None:
        """Run from ``now`` (monotonic) on, if it does not run already."""
        if self.since is None:
            self.since = now

    def stop(self, now: float) -> None:
        """Stand still from ``now`` (monotonic) on."""
        self.heard, self.position, self.since = self.heard_at(now), self.position_at(now), None

    def move_to(self, position: float, now: float) -> None:
        """Set the position right at ``now`` (monotonic); what was heard stays heard."""
        self.heard = self.heard_at(now)
        self.position = position
        if self.running:
            self.since = now

    def credit(self, seconds: float) -> None:
        """Add playing that was not seen but is proved; the position moves along."""
        self.heard += seconds
        self.position += seconds

    def heard_at(self, now: float) -> float:
        """Seconds played until ``now`` (monotonic)."""
        if self.since is None:
            return self.heard
        elapsed = max(0.0, now - self.since)
        if self.length is not None:
            elapsed = min(elapsed, max(0.0, self.length + SLACK - self.position))
        return self.heard + elapsed

    def position_at(self, now: float) -> float:
        """Seconds into the title at ``now`` (monotonic), were it endless."""
        return self.position + (0.0 if self.since is None else max(0.0, now - self.since))

    def ends_at(self) -> float | None:
        """Monotonic time at which the title is over; None while that is not to be known."""
        if self.since is None or self.length is None:
            return None
        return self.since + max(0.0, self.length - self.position)

    def reaches(self, seconds: float) -> float | None:
        """Monotonic time at which ``seconds`` will have been heard, or None if never."""
        if self.since is None:
            return None
        moment = self.since + max(0.0, seconds - self.heard)
        return moment if self.heard_at(moment) >= seconds - 1e-6 else None
