"""Who may pass: a rolling window for all calls, a rolling day for each family, and penalties.

The two walls are Spotify's, as far as anybody knows them: a window of 30 seconds over all
calls, whose size is not told
(https://developer.spotify.com/documentation/web-api/concepts/rate-limits), and a quota of
the day for groups of endpoints, told apart by ``reason: QUOTA_EXCEEDED``
(https://developer.spotify.com/blog/2026-07-23-web-api-quota-updates).
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from enum import StrEnum
import math
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

WINDOW: Final = 30.0
DAY: Final = 86_400.0


class Refused(StrEnum):
    """Why a call is refused."""

    RATE = "rate"
    QUOTA = "quota"
    BAN = "ban"
    """A long penalty out of the blue."""
    PENALTY = "penalty"
    """It was made while an earlier refusal holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a service allows one account, and tells nobody."""

    calls: int
    """Calls in any 30 seconds."""
    quotas: Mapping[str, int] = field(default_factory=dict)
    """Calls in any 24 hours, by endpoint family; a family not named has no quota."""
    bucket_of: Mapping[str, str] = field(default_factory=dict)
    """Which quota a family counts in, where several share one."""
    rate_penalty: float = 20.0
    """Seconds that the first refusal for rate holds."""
    growth: float = 2.0
    """What each call within a penalty multiplies what is left of it by."""
    longest: float = DAY
    """Seconds that no penalty exceeds."""
    bans: tuple[float, ...] = ()
    """Moments (epoch) from which on the next call is answered with a penalty of a day."""


@dataclass(slots=True)
class Penalty:
    """A time in which every call is refused, and costs."""

    why: Refused
    until: float
    """Epoch seconds."""
    bucket: str | None
    """The quota it holds for; None when it holds for all calls."""
    met_by: set[str] = field(default_factory=set)
    """Families that have run into it."""
    told_at: dict[str | None, float] = field(default_factory=dict)
    """Family, None for all → when the caller learnt of it, epoch seconds."""

    def scope(self, family: str) -> str | None:
        """Return what a refusal of a family's call tells of: that family, or all."""
        return None if self.bucket is None else family


@dataclass(frozen=True, slots=True)
class Refusal:
    """A call that did not pass."""

    family: str
    why: Refused
    penalty: Penalty
    """What it has brought about, or ran into."""
    knew: bool = False
    """Whether the caller had been told of the penalty when the call was sent."""

    def tell(self, at: float) -> None:
        """Note that the caller learns of it."""
        self.penalty.told_at.setdefault(self.penalty.scope(self.family), at)


class Limiter:
    """Keeps the limits of one account."""

    def __init__(self, limits: Limits) -> None:
        """Begin with nothing counted."""
        self.limits = limits
        self._window: deque[float] = deque()
        self._days: dict[str, deque[float]] = {}
        self._penalties: dict[str | None, Penalty] = {}
        """By bucket; None is for all."""
        self._bans = deque(sorted(limits.bans))

    def admit(self, family: str, at: float, *, sent_at: float) -> Refusal | None:
        """Let a call of a family pass at a moment (epoch), or say why not.

        Whoever sent it before they were told that a penalty holds for the family is refused
        all the same, but not punished for it: nobody can know which families share a quota.
        """
        bucket = self.limits.bucket_of.get(family, family)
        if (penalty := self._holding(bucket, at)) is not None:
            return self._run_into(penalty, family, at, sent_at)
        if self._bans and self._bans[0] <= at:
            self._bans.popleft()
            return self._shut(family, Penalty(Refused.BAN, at + DAY, None))
        _forget(self._window, at - WINDOW)
        if len(self._window) >= self.limits.calls:
            until = at + self.limits.rate_penalty
            return self._shut(family, Penalty(Refused.RATE, until, None))
        day = self._days.setdefault(bucket, deque())
        _forget(day, at - DAY)
        if len(day) >= self.limits.quotas.get(bucket, math.inf):
            return self._shut(family, Penalty(Refused.QUOTA, day[0] + DAY, bucket))
        self._window.append(at)
        day.append(at)
        return None

    def _holding(self, bucket: str, at: float) -> Penalty | None:
        """Return the penalty that holds longest for a bucket, if one does."""
        found = (self._penalties.get(each) for each in (None, bucket))
        holding = [each for each in found if each is not None and each.until > at]
        return max(holding, key=lambda each: each.until, default=None)

    def _run_into(self, penalty: Penalty, family: str, at: float, sent_at: float) -> Refusal:
        knew = penalty.told_at.get(penalty.scope(family), math.inf) <= sent_at
        if knew:
            left = min((penalty.until - at) * self.limits.growth, self.limits.longest)
            penalty.until = max(penalty.until, at + left)
        is_first = penalty.bucket is not None and family not in penalty.met_by
        penalty.met_by.add(family)
        return Refusal(family, penalty.why if is_first else Refused.PENALTY, penalty, knew)

    def _shut(self, family: str, penalty: Penalty) -> Refusal:
        penalty.met_by.add(family)
        self._penalties[penalty.bucket] = penalty
        return Refusal(family, penalty.why, penalty)


def _forget(moments: deque[float], before: float) -> None:
    while moments and moments[0] <= before:
        moments.popleft()
