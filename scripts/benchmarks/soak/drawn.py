"""What a seed stands for: limits that nobody is told, and everything that goes wrong."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
import math
from random import Random
import time
from typing import Final

from tests.simulators.limited_server.faults import Outage
from tests.simulators.limited_server.limiter import DAY, Limits
from tests.simulators.virtual_time import EPOCH

HOUR: Final = 3600.0
HOURS: Final = 5.0
"""Of a run in which limits allow it."""
SCARCE: Final = "artists"
"""The family that has a quota where the clock is real."""
SPARE_DAYS: Final = 3
LONGEST_STALL: Final = 30.0
FIRST_PACES: Final = (None, 1.0, 0.5)
FIRST_BUDGETS: Final = (None, None, None, 1_500, 4_000)
"""What the client's policy allows itself in a day before it has met a quota."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stall:
    """A time in which the disk takes nothing (epoch seconds)."""

    begin: float
    end: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Restart:
    """A moment (epoch) at which the process ends, and for how long it is away."""

    at: float
    away: float
    is_kill: bool
    """Whether nothing is said goodbye to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """One world."""

    seed: int
    limits: Limits
    first: float | None
    """Calls a second that the client's policy begins with."""
    budget: int | None
    """Of each family in the client's policy."""
    searched: float
    """Share of the tracks that have to be searched for by their ISRC."""
    faulty: float
    """Share of the calls that go wrong by themselves."""
    outages: tuple[Outage, ...]
    stalls: tuple[Stall, ...]
    restarts: tuple[Restart, ...]
    restarts_after_a_refusal: float
    """How often a refusal is followed by a restart within seconds."""
    steps: tuple[tuple[float, float], ...]
    """When the house's wall clock is set, and by how many seconds."""
    polled_every: float | None = None
    """Seconds between two calls of another program on the same account, if there is one."""


def draw(seed: int) -> Drawn:
    """Draw the world of a seed."""
    random = Random(seed)
    return Drawn(
        seed=seed,
        limits=_limits(random),
        first=random.choice(FIRST_PACES),
        budget=random.choice(FIRST_BUDGETS),
        searched=random.uniform(0, 0.3),
        faulty=random.uniform(0.005, 0.04),
        outages=tuple(
            Outage(begin=at, end=at + random.uniform(30, 1800))
            for at in _moments(random, random.randint(0, 3))
        ),
        stalls=tuple(
            Stall(begin=at, end=at + random.uniform(1, LONGEST_STALL))
            for at in _moments(random, random.randint(2, 12))
        ),
        restarts=tuple(
            Restart(at=at, away=random.uniform(2, 120), is_kill=_happens(random, 0.6))
            for at in _moments(random, random.randint(2, 6))
        ),
        restarts_after_a_refusal=random.uniform(0, 0.7),
        steps=tuple(
            (at, random.choice((-1, 1)) * random.choice((2, 90, HOUR, 2 * HOUR)))
            for at in _moments(random, random.randint(0, 4))
        ),
        polled_every=random.choice((15.0, 30.0)) if _happens(random, 0.3) else None,
    )


def draw_real(seconds: float) -> Drawn:
    """Draw a world for so many seconds of the real clock, from now on.

    Nobody waits for a ban of a day here: penalties are short, and one family of little work
    has a quota.
    """
    random = Random()
    now = time.time()
    outages = sorted(now + random.uniform(0.1, 0.9) * seconds for _ in range(2))
    return Drawn(
        seed=0,
        limits=Limits(
            calls=random.randint(30, 60),
            quotas={SCARCE: random.randint(50, 120)},
            rate_penalty=random.choice((10, 30, 51, 120)),
        ),
        first=1.0,
        budget=None,
        searched=0.0,
        faulty=0.02,
        outages=tuple(
            Outage(begin=at, end=at + random.uniform(0.005, 0.02) * seconds) for at in outages
        ),
        stalls=(),
        restarts=(),
        restarts_after_a_refusal=0.0,
        steps=(),
    )


def _limits(random: Random) -> Limits:
    """Draw the walls; in half of the worlds quotas are too small for one day."""
    is_tight = _happens(random, 0.5)
    quotas = {
        family: int(_between(random, 500, 4_000))
        for family in ("tracks", "search", "albums", "artists", "saved")
        if _happens(random, 0.7 if is_tight else 0)
    }
    return Limits(
        calls=int(_between(random, 14, 75)),
        quotas=quotas,
        bucket_of={"search": "tracks"} if _happens(random, 0.2) else {},
        rate_penalty=random.choice((1, 10, 30, 51, 300, 2_484, 19_056)),
        growth=random.uniform(1, 2),
        bans=tuple(_moments(random, 1)) if _happens(random, 0.3) else (),
    )


def _happens(random: Random, share: float) -> bool:
    """Draw whether something is so, as it is in a share of the worlds."""
    return random.random() < share


def _between(random: Random, least: float, most: float) -> float:
    """Draw on a logarithmic scale."""
    return float(least * (most / least) ** random.random())


def _moments(random: Random, count: int) -> list[float]:
    """Draw moments within the hours in which most is done."""
    return sorted(EPOCH + random.uniform(60, HOURS * HOUR) for _ in range(count))


def allowance(drawn: Drawn, calls: dict[str, int]) -> float:
    """Return the seconds that a polite run of so many calls by family may take at most.

    Half of the pace that the window bears, three fifths of each quota a day (four fifths once
    it is known, and four fifths of those for what can wait), a day for each ban, and some days
    for long penalties.
    """
    others = 30 / drawn.polled_every if drawn.polled_every else 0
    pace = (drawn.limits.calls - others) / 30 * 0.5
    shared: Counter[str] = Counter()
    for family, count in calls.items():
        shared[drawn.limits.bucket_of.get(family, family)] += count
    budget = drawn.budget or math.inf
    days = max(
        count / (0.6 * min(drawn.limits.quotas.get(bucket, math.inf), budget))
        for bucket, count in shared.items()
    )
    spare = SPARE_DAYS + len(drawn.limits.bans)
    return sum(calls.values()) / pace + (days + spare) * DAY
