"""What goes wrong between a client and Lidarr, besides what Lidarr itself says no to."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from random import Random

NEVER: Final = 3_600.0
"""Seconds that nothing is said when nothing is said."""


class Fault(StrEnum):
    """What becomes of a call, or of its answer."""

    ERROR = "500"
    """A database that is locked, before anything was done."""
    BAD_GATEWAY = "502"
    """A proxy that reaches nobody; a page for people."""
    LOGIN = "login page"
    """A proxy that wants a password: 200, and HTML."""
    RESET = "reset"
    """The connection breaks before anything is done."""
    DROPPED = "dropped after the work"
    """The connection breaks when everything is done and nothing is said."""
    SILENT = "silent after the work"
    """Everything is done, and nothing is ever said."""
    SLOW = "slow"
    """The answer takes 45 seconds more."""


BEFORE: Final = frozenset({Fault.ERROR, Fault.BAD_GATEWAY, Fault.LOGIN, Fault.RESET})
"""Those that strike before anything is done."""
SLOWNESS: Final = 45.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A time, in epoch seconds."""

    begin: float
    end: float

    def __contains__(self, at: float) -> bool:
        """Tell whether a moment is in it."""
        return self.begin <= at < self.end


@dataclass(slots=True)
class Weather:
    """Says what goes wrong."""

    random: Random | None = None
    share: float = 0.0
    """Of the calls, how many go wrong by themselves."""
    kinds: tuple[Fault, ...] = tuple(Fault)
    planned: deque[Fault | None] = field(default_factory=deque)
    """What becomes of the next calls, before chance is asked; None: nothing."""
    metadata_outages: tuple[Window, ...] = ()

    def strikes(self) -> Fault | None:
        """Return what goes wrong with the next call, if anything."""
        if self.planned:
            return self.planned.popleft()
        if self.random is not None and self.random.random() < self.share:
            return self.random.choice(self.kinds)
        return None

    def metadata_is_out(self, at: float) -> bool:
        """Tell whether the metadata server fails at a moment (epoch)."""
        return any(at in window for window in self.metadata_outages)
