"""When all that was played will be completed, as far as anybody can tell.

A track costs each service so many calls; a service makes so many a second, and so many a
day. The slowest service decides, unless the house itself has been slower than that.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ..upstream.types import DAY
from .ways import usual_way

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from .types import Lookup

LOOKED_BACK: Final = 3_600.0
"""Seconds of the past by which the own speed is measured."""
LEAST_MEASURED: Final = 300.0
_MOST_MARKS: Final = 128


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """How a service stands for one family of calls."""

    opens_at: float
    """Epoch seconds from which it may be called."""
    budget: int | None
    """Calls in 24 hours; None where no limit is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far the completing is."""

    tracks: int
    albums: int
    artists: int
    """Names about which something may still be asked."""
    of_tracks: int
    """All tracks that were played."""
    eta: float | None
    """When nothing will be left (epoch); None when nobody can be asked, or nothing is left."""


class Speed:
    """Measures how long a track really takes."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._marks: deque[tuple[float, int]] = deque(maxlen=_MOST_MARKS)

    def note(self, now: float, finished: int) -> None:
        """Note that so many tracks were finished since the last time; ``now`` only passes."""
        total = self._marks[-1][1] if self._marks else 0
        self._marks.append((now, total + finished))
        while now - self._marks[0][0] > LOOKED_BACK:
            self._marks.popleft()

    def seconds_each(self) -> float | None:
        """Return the seconds that a track has taken lately; None before that can be said."""
        if not self._marks:
            return None
        (began, before), (now, total) = self._marks[0], self._marks[-1]
        if now - began < LEAST_MEASURED or total == before:
            return None
        return (now - began) / (total - before)


def finished_at(
    tracks: int,
    lookups: Iterable[Lookup],
    service: Callable[[Lookup], Service],
    now: float,
    *,
    seconds_each: float | None = None,
) -> float | None:
    """Return when so many tracks will be completed (epoch), or None.

    ``service`` tells how the service of a lookup stands, ``seconds_each`` how long a track
    has really taken lately.
    """
    way = usual_way(lookups)
    if not tracks or not way:
        return None
    work: dict[str, float] = {}
    ends = now + tracks * (seconds_each or 0.0)
    for lookup in way:
        stands = service(lookup)
        calls = tracks / lookup.batch
        paced = calls * lookup.cost
        by_the_day = calls / stands.budget * DAY if stands.budget else 0.0
        work[lookup.service] = work.get(lookup.service, 0.0) + max(paced, by_the_day)
        ends = max(ends, max(now, stands.opens_at) + work[lookup.service])
    return ends
