"""How fast one account may be called: additive increase, multiplicative decrease.

Nobody publishes where the wall is, so it is learnt where it is met, from the calls that the
service's rolling window held by then. From there on the pace stays below it: it recovers
slowly up to a ceiling of four fifths of the wall, and the ceiling stands for days before it is
lifted a little.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from .saved import number
from .types import DAY, Window

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .types import Policy

BELOW_THE_WALL: Final = 0.8
GROWTH: Final = 0.05
"""Of the highest pace, or twice the present one, that is added in a minute of clean use."""
STANDS_FOR: Final = 3 * DAY
"""Seconds a ceiling stands before it is lifted a little, day by day."""
LIFT: Final = 1.25
"""What it is multiplied by for each day after those."""
MOST_HALVINGS: Final = 3
_LONGEST_GAP: Final = 10.0
"""Seconds between two answers that count as use: what rests proves nothing."""
_USED: Final = 0.5
"""Of what the pace lets through that must really be called for it to have been tried."""
_MARGIN: Final = 1.01
"""Of a window's seconds: calls do not arrive as evenly as they are sent."""
_OFTEN: Final = 500
"""Calls; fewer above a wall come of answers that take their time, not of bearing them."""
_LONGEST_HOLD: Final = 3_600.0
_LONGEST_ANSWER: Final = 60.0
"""Seconds that sent calls are remembered beyond the window: a refusal may be long in coming."""


class Pacer:
    """Says when the next call may be sent; all times are steady seconds."""

    def __init__(self, policy: Policy, now: float) -> None:
        """Begin at the policy's first pace."""
        self._policy = policy
        self._over = policy.window.seconds if policy.window else policy.measured_over
        self._pace = policy.fastest if policy.first is None else policy.first
        self._wall: float | None = None
        self._wall_at = now
        self._bursts_from = now
        self._due = now
        self._hold = now
        self._accepted_at = now
        self._sent: list[float] = []
        self._last: float | None = None
        self._borne: Counter[int] = Counter()
        """How often as many calls in a window were borne, since the last refusal."""

    def pace(self, now: float) -> float:
        """Calls a second that are let through in the long run."""
        return max(self._policy.slowest, min(self._pace, self._top(now)))

    def next_at(self, now: float) -> float:
        """Return when a call may be sent: ``now``, or later."""
        at = max(now, self._hold, self._due - self._burst(now) / self.pace(now))
        for window in self._windows(now):
            if len(self._sent) >= window.calls:
                at = max(at, self._sent[-window.calls] + window.seconds * _MARGIN)
        return at

    def sent(self, now: float) -> None:
        """Count a call."""
        self._due = max(self._due, now) + 1 / self.pace(now)
        if self._sent and self._sent[0] < now - 2 * (self._over + _LONGEST_ANSWER):
            del self._sent[: bisect_right(self._sent, now - self._over - _LONGEST_ANSWER)]
        self._sent.append(now)
        self._last = now

    def accepted(self, sent_at: float, now: float) -> None:
        """Grow a little: a call was answered, and use without refusal goes on."""
        self._borne[self._count(sent_at)] += 1
        used = min(max(0.0, now - self._accepted_at), _LONGEST_GAP)
        self._accepted_at = now
        if self._count(now) >= self.pace(now) * self._over * _USED:
            top = self._top(now)
            self._pace = min(top, self._pace + min(top, 2 * self._pace) * GROWTH * used / 60)

    def refused(self, sent_at: float, now: float, *, strikes: int, is_probe: bool = False) -> None:
        """Back off from a wall, the harder the more refusals followed each other.

        The calls in the window at ``sent_at`` are taken for the wall unless they cannot be
        it: more have been borne often, or the call was a probe.
        """
        held = self._count(sent_at) - 1
        pace = self.pace(now)
        often = sum(times for calls, times in self._borne.items() if calls > held)
        if not is_probe and held > 1 and often < _OFTEN:
            self._wall = held / self._over
            self._wall_at = now
            pace = min(pace, self._wall)
        self._pace = max(self._policy.slowest, pace * 0.5 ** min(max(strikes, 1), MOST_HALVINGS))
        self._borne.clear()
        self._accepted_at = now
        self._bursts_from = now + DAY

    def told(self, now: float, remaining: int, resets_in: float, in_flight: int) -> None:
        """Hold until the service's own window begins anew, when what it leaves is taken."""
        if remaining <= in_flight:
            self._hold = max(self._hold, now + min(max(resets_in, 0.0), _LONGEST_HOLD) * _MARGIN)

    def saved(self, shift: float) -> dict[str, Any]:
        """Return what is worth knowing after a restart, in wall time."""
        return {
            "pace": self._pace,
            "wall": self._wall,
            "wall_at": self._wall_at + shift,
            "sent_at": None if self._last is None else self._last + shift,
        }

    def restore(self, saved: Mapping[str, Any], shift: float, busy_until: float | None) -> None:
        """Go on from what was saved, when the service's window holds no call of ours any more.

        ``busy_until`` is when the last may have been sent; None when what was saved knows it.
        """
        pace = number(saved.get("pace"))
        if pace is not None:
            self._pace = min(max(pace, self._policy.slowest), self._policy.fastest)
        wall, wall_at = number(saved.get("wall")), number(saved.get("wall_at"))
        if wall and wall_at is not None:
            self._wall, self._wall_at = wall, wall_at + shift
            self._bursts_from = self._wall_at + DAY
        if (sent_at := number(saved.get("sent_at"))) is not None:
            self._last = sent_at + shift if busy_until is None else busy_until
            self._hold = self._last + self._over * _MARGIN

    def _top(self, now: float) -> float:
        """Highest pace in sight: the fastest there is, or the ceiling below the last wall."""
        return min(self._policy.fastest, self._ceiling(now))

    def _ceiling(self, now: float) -> float:
        """Four fifths of the last wall, and after some days a quarter more each day."""
        if self._wall is None:
            return self._policy.fastest
        days = max(0.0, now - self._wall_at - STANDS_FOR) / DAY
        return self._wall * BELOW_THE_WALL * float(LIFT ** min(days, 100.0))

    def _burst(self, now: float) -> int:
        """Calls that may come before their time; none for a day after a refusal.

        The service's window may be shorter than we think, and bear no burst at all.
        """
        return self._policy.burst - 1 if now >= self._bursts_from else 0

    def _windows(self, now: float) -> Iterator[Window]:
        """Yield the rolling windows that hold: the one that is known, the one that was learnt."""
        if self._policy.window:
            yield self._policy.window
        if (ceiling := self._ceiling(now)) < self._policy.fastest:
            yield Window(calls=max(1, int(ceiling * self._over)), seconds=self._over)

    def _count(self, at: float) -> int:
        """Count the calls that the service's window held at a moment."""
        return bisect_right(self._sent, at) - bisect_right(self._sent, at - self._over)
