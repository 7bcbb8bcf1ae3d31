"""What goes wrong between a house and a service, besides limits."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from random import Random

BETWEEN_BYTES: Final = 5.0
"""Seconds between two bytes of a slow body: often enough that no socket seems dead."""
NEVER: Final = 3600.0
"""Seconds that nothing is said when nothing is said."""


class Fault(StrEnum):
    """What becomes of an answer, or of the call."""

    NO_ANSWER = "no answer"
    """The call is taken, and nothing is ever said."""
    RESET = "reset"
    """The connection breaks before anything is said."""
    ERROR = "500"
    UNAVAILABLE = "503"
    HTML = "HTML"
    """A page for people, with status 200."""
    TRUNCATED = "truncated body"
    SLOW_BODY = "slow body"
    """The status at once, the body a byte at a time, for ever."""
    HUGE = "huge body"
    WRONG_TYPE = "wrong type"
    """A string where an object is documented."""


BEFORE = frozenset({Fault.ERROR, Fault.UNAVAILABLE, Fault.HTML})
"""Those that strike before anything is done."""
MAYBE = frozenset({Fault.NO_ANSWER, Fault.RESET})
"""Those of which the caller cannot know whether they struck before or after it was done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outage:
    """A time in which the service is not there at all (epoch seconds)."""

    begin: float
    end: float


@dataclass(slots=True)
class Weather:
    """Draws what goes wrong."""

    random: Random
    share: float = 0.0
    """Of the calls, how many go wrong by themselves."""
    outages: tuple[Outage, ...] = ()
    kinds: tuple[Fault, ...] = tuple(Fault)

    def strikes(self, at: float) -> Fault | None:
        """Return what goes wrong with a call at a moment (epoch), if anything."""
        if any(outage.begin <= at < outage.end for outage in self.outages):
            return self.random.choice((Fault.RESET, Fault.UNAVAILABLE, Fault.NO_ANSWER))
        if self.random.random() < self.share:
            return self.random.choice(self.kinds)
        return None

    def latency(self) -> float:
        """Return the seconds that an answer takes: mostly a quarter, sometimes two."""
        return min(self.random.lognormvariate(-1.5, 0.6), 3.0)
