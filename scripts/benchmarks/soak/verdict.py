"""What a world proves: each rule that a polite client keeps, counted where it was broken."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.simulators.limited_server.limiter import DAY, Refused

from .work import LISTS, ON_A_LIST, name_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.simulators.limited_server.server import Call

    from .house import Lived


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One world, judged; all but the last few are zero for a polite client."""

    seed: int
    unfinished: int
    """Pieces of work that were not done in the time allowed."""
    inside: int
    """Calls within a penalty that the caller had been told of."""
    walls_again: int
    """Walls met by a family that had met the same within 24 hours."""
    asked_again: int
    """Calls for an answer that was committed already."""
    lost: int
    """Jobs that are gone without being done."""
    made_twice: int
    """Playlists that are there twice, or hold what they should not."""
    calls: int
    minimum: int
    walls: int
    bans: int
    faults: Counter[str]
    restarts: int
    waited: float
    """Seconds that a person waited for an answer or a no, at most."""
    hours: float | None
    """Virtual hours until all was done."""

    @property
    def ratio(self) -> float:
        """Calls for each one that was needed."""
        return self.calls / self.minimum

    @property
    def is_polite(self) -> bool:
        """Tell whether every rule was kept."""
        return not any(
            (
                self.unfinished,
                self.inside,
                self.walls_again,
                self.asked_again,
                self.lost,
                self.made_twice,
            )
        )


def judge(lived: Lived) -> Verdict:
    """Judge a world by the service's log and the rows of the jobs."""
    calls, work = lived.server.calls, lived.work
    walls = [call for call in calls if _why(call) in (Refused.RATE, Refused.QUOTA)]
    return Verdict(
        seed=lived.drawn.seed,
        unfinished=work.minimum - work.done,
        inside=sum(call.refusal is not None and call.refusal.knew for call in calls),
        walls_again=_again(walls),
        asked_again=sum(_is_committed(call, work.committed) for call in calls),
        lost=work.lost(),
        made_twice=_made_wrong(lived),
        calls=len(calls),
        minimum=work.minimum,
        walls=len(walls),
        bans=sum(_why(call) is Refused.BAN for call in calls),
        faults=Counter(call.fault.value for call in calls if call.fault is not None),
        restarts=lived.restarts,
        waited=max(lived.waits, default=0.0),
        hours=None if lived.finished_at is None else lived.finished_at / 3600,
    )


def tell(lived: Lived) -> Iterable[str]:
    """Say, call by call, where walls were met and rules broken, in seconds since the first."""
    met: dict[tuple[str, Refused], float] = {}
    began = lived.server.calls[0].sent_at if lived.server.calls else 0.0
    for call in lived.server.calls:
        at = call.sent_at - began
        why = _why(call)
        if why in (Refused.RATE, Refused.QUOTA, Refused.BAN):
            assert call.refusal is not None
            before = met.get((call.family, why))
            again = before is not None and at - before < DAY
            met[call.family, why] = at
            length = call.refusal.penalty.until - call.arrived_at
            yield f"{at:10.1f} {why} {call.family} for {length:.0f} s{' AGAIN' if again else ''}"
        if call.refusal is not None and call.refusal.knew:
            left = call.refusal.penalty.until - call.arrived_at
            yield f"{at:10.1f} INSIDE {call.key}: {left:.0f} s are left of {why}"
        if _is_committed(call, lived.work.committed):
            yield f"{at:10.1f} ASKED AGAIN {call.key}"


def _why(call: Call) -> Refused | None:
    return None if call.refusal is None else call.refusal.why


def _again(walls: list[Call]) -> int:
    """Count the walls that the same family met within 24 hours of the one before."""
    before: dict[tuple[str, Refused | None], float] = {}
    again = 0
    for call in walls:
        wall = (call.family, _why(call))
        again += call.arrived_at - before.get(wall, -DAY) < DAY
        before[wall] = call.arrived_at
    return again


def _is_committed(call: Call, committed: dict[str, float]) -> bool:
    at = committed.get(call.key)
    return at is not None and call.sent_at > at


def _made_wrong(lived: Lived) -> int:
    """Count the playlists too many, and those that do not hold what they should."""
    lists = lived.server.routes.playlists
    names = Counter(each.name for each in lists)
    doubled = sum(count - 1 for count in names.values())
    if lived.finished_at is None:
        return doubled
    missing = sum(name_of(number) not in names for number in range(LISTS))
    return doubled + missing + sum(len(each.uris) != ON_A_LIST for each in lists)
