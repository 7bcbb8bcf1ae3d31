"""What a service has forbidden, and until when: penalties, the rest after them, the probe.

A penalty over all calls (a wall of rate) or over one endpoint family (a quota) shuts until its
deadline. After a long one nothing is asked for a while more, as the first call right after a
ban has been seen to bring the next one (https://github.com/Nezreka/SoulSync/issues/376).
Then one call goes alone; only its answer lifts the penalty.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from .retry_after import LONGEST
from .saved import mapping, number
from .types import DAY, Wall

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from random import Random

    from .types import Policy

ALL: Final = ""
"""Scope of a penalty that holds for every family."""
LONG: Final = 60.0
"""Seconds of a penalty from which a cool-down follows it."""
LONGEST_COOL_DOWN: Final = 1_800.0
COOL_DOWN_SHARE: Final = 0.5
"""Of the penalty's own length."""
REMEMBERED: Final = {Wall.RATE: 3_600.0, Wall.QUOTA: DAY}
"""Seconds after a penalty was lifted in which the next one is taken for the same trouble."""
GRACE: Final = 1.0
LONGEST_JITTER: Final = 300.0
_JITTER: Final = 0.1
_LONGEST_UNTOLD: Final = {Wall.RATE: 3_600.0, Wall.QUOTA: DAY}
_MOST_STRIKES: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Penalty:
    """One refusal and what follows from it; steady seconds."""

    wall: Wall
    since: float
    ends: float
    """When the service may be called again, by its own word."""
    opens: float
    """When it is: the cool-down is over, too."""
    strikes: int
    """Refusals that followed each other, this one included."""
    lifted_at: float | None = None
    """When a call proved that it is over."""

    def shuts(self, now: float) -> bool:
        """Tell whether no call may be made."""
        return self.lifted_at is None and now < self.opens

    def wants_probe(self, now: float) -> bool:
        """Tell whether it is over in time, but not proved to be."""
        return self.lifted_at is None and now >= self.opens

    def follows_up(self, now: float) -> bool:
        """Tell whether a refusal now would be taken for the same trouble."""
        return self.lifted_at is None or now - self.lifted_at < REMEMBERED[self.wall]


class Penalties:
    """What is forbidden, by scope: all calls, or one endpoint family's."""

    def __init__(self, policy: Policy, random: Random) -> None:
        """Forbid nothing."""
        self._policy = policy
        self._random = random
        self._by_scope: dict[str, Penalty] = {}

    def impose(
        self, scope: str, wall: Wall, told: float | None, *, sent_at: float, now: float
    ) -> Penalty | None:
        """Take a refusal, of a call sent at ``sent_at``; ``told`` seconds are what it asks for.

        A deadline is never brought forward. Returns None when the refusal tells nothing new:
        its call was under way when the penalty began, and it does not ask for more.
        """
        before = self._by_scope.get(scope)
        is_same = before is not None and before.lifted_at is None and sent_at <= before.since
        strikes = _strikes_after(before, now) if not (before and is_same) else before.strikes
        length = self._length(wall, told, strikes)
        if before and is_same and now + length <= before.ends:
            return None
        ends = now + length + GRACE + self._jitter(length)
        opens = ends + _cool_down(length)
        if before and before.lifted_at is None:
            ends, opens = max(ends, before.ends), max(opens, before.opens)
        penalty = Penalty(wall=wall, since=now, ends=ends, opens=opens, strikes=strikes)
        self._by_scope[scope] = penalty
        return penalty

    def shut(self, family: str, now: float) -> Penalty | None:
        """Return the penalty that keeps a family's calls away the longest, if one does."""
        shutting = [one for _, one in self._over(family) if one.shuts(now)]
        return max(shutting, key=lambda one: one.opens, default=None)

    def to_probe(self, family: str, now: float) -> tuple[str, ...]:
        """Return the scopes that a call of a family would be the probe of."""
        return tuple(scope for scope, one in self._over(family) if one.wants_probe(now))

    def lift(self, scope: str, now: float) -> Penalty | None:
        """Let calls through again: the probe was answered. Returns what was lifted."""
        penalty = self._by_scope.get(scope)
        if penalty is None or not penalty.wants_probe(now):
            return None
        self._by_scope[scope] = replace(penalty, lifted_at=now)
        return penalty

    def standing(self) -> dict[str, Penalty]:
        """Return what is not lifted, by scope."""
        return {scope: one for scope, one in self._by_scope.items() if one.lifted_at is None}

    def saved(self, now: float, shift: float) -> dict[str, Any]:
        """Return what stands or is remembered as a JSON object, in wall time."""
        return {
            scope: {
                "wall": one.wall.value,
                "since": one.since + shift,
                "until": one.ends + shift,
                "opens": one.opens + shift,
                "strikes": one.strikes,
                "lifted_at": None if one.lifted_at is None else one.lifted_at + shift,
            }
            for scope, one in self._by_scope.items()
            if one.follows_up(now)
        }

    def restore(self, saved: Mapping[str, Any], now: float, shift: float) -> None:
        """Go on from what was saved; what cannot be read forbids nothing."""
        for scope, said in saved.items():
            if (penalty := _read(mapping(said), now, shift)) is not None:
                self._by_scope[scope] = penalty

    def _over(self, family: str) -> Iterator[tuple[str, Penalty]]:
        """Yield the penalties that a family's calls are under."""
        for scope in (ALL, family):
            if (one := self._by_scope.get(scope)) is not None:
                yield scope, one

    def _length(self, wall: Wall, told: float | None, strikes: int) -> float:
        """Seconds to stay away: what was asked for, or more the oftener it was needed."""
        first = self._policy.rate_penalty if wall is Wall.RATE else self._policy.quota_penalty
        doubled = min(first * 2.0 ** (strikes - 1), max(first, _LONGEST_UNTOLD[wall]))
        if not told:
            return doubled
        if wall is Wall.QUOTA:
            return max(told, first)
        return told if strikes == 1 else max(told, doubled / 2)

    def _jitter(self, length: float) -> float:
        """Seconds to come later than asked, so that not all who were refused come at once."""
        return self._random.uniform(0.0, min(length * _JITTER, LONGEST_JITTER))


def _strikes_after(before: Penalty | None, now: float) -> int:
    if before is None or not before.follows_up(now):
        return 1
    return min(before.strikes + 1, _MOST_STRIKES)


def _cool_down(length: float) -> float:
    return 0.0 if length <= LONG else min(length * COOL_DOWN_SHARE, LONGEST_COOL_DOWN)


def _read(said: Mapping[str, Any], now: float, shift: float) -> Penalty | None:
    """Return a saved penalty, its deadline no further away than any can be."""
    since, ends, opens = (number(said.get(name)) for name in ("since", "until", "opens"))
    if since is None or ends is None or said.get("wall") not in tuple(Wall):
        return None
    furthest = now + LONGEST + LONGEST_JITTER + LONGEST_COOL_DOWN + GRACE
    lifted_at = number(said.get("lifted_at"))
    return Penalty(
        wall=Wall(said["wall"]),
        since=min(since + shift, now),
        ends=min(ends + shift, furthest),
        opens=min(max(ends, opens or 0.0) + shift, furthest),
        strikes=min(max(1, int(number(said.get("strikes")) or 1)), _MOST_STRIKES),
        lifted_at=None if lifted_at is None else lifted_at + shift,
    )
