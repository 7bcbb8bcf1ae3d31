"""What is found of a world: how it ended, how full Lidarr became, and how long it took."""

from __future__ import annotations

from dataclasses import dataclass
import math
from typing import TYPE_CHECKING, Final

from tests.simulators.lidarr.history import Event
from tests.simulators.virtual_time import EPOCH

from .drawn import ALBUMS
from .knowing import Knowing, obtainable

if TYPE_CHECKING:
    from collections import Counter

    from .house import Lived

SHARE: Final = 0.95
"""Of what can be had, by which the pace is measured: the rest waits for people and pauses."""
ENDED: Final = frozenset({"available", "failed", "not_eligible", "cancelled"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """About one world."""

    seed: int
    cap: int
    redownloads: bool
    asks: int
    calls: int
    over: int
    """Searches asked for at or over the cap."""
    caused: int
    """The most rows that were our doing."""
    most: int
    """The longest that the queue was, whoever filled it."""
    redownloaded: int
    again: int
    """Things submitted twice."""
    open: int
    """Things that came to no end, or to one without a reason."""
    breaches: int
    """Calls that Lidarr does not know, and calls and answers against the contract."""
    asleep_calls: int
    seconds: float
    """Until the share was there …"""
    best: float
    """… and until it can have been."""
    ends: Counter[tuple[str, str, str]]

    @property
    def pace(self) -> float:
        """Share of the pace that is possible."""
        return self.best / self.seconds if self.seconds else 1.0

    @property
    def broken(self) -> tuple[str, ...]:
        """Names of the promises that were not kept.

        Above the cap Lidarr may come by searching again by itself, which nobody can know before.
        """
        kept = {
            "over the cap": not self.over,
            "rows above the cap": self.redownloads or not self.excess,
            "without an end": not self.open,
            "submitted twice": not self.again,
            "against the contract": not self.breaches,
            "not asleep": not self.asleep_calls,
        }
        return tuple(name for name, is_kept in kept.items() if not is_kept)

    @property
    def excess(self) -> int:
        """Rows of our own doing above the cap."""
        return max(0, self.caused - self.cap)


def judge(lived: Lived) -> Verdict:
    """Judge a world that has been lived through."""
    watch = lived.server.machine.watch
    knowing = Knowing(lived.drawn)
    had = obtainable(lived.drawn, knowing.machine)
    return Verdict(
        seed=lived.drawn.seed,
        cap=lived.drawn.cap,
        redownloads=lived.drawn.redownloads,
        asks=len(watch.asks),
        calls=lived.server.total,
        over=len(watch.over),
        caused=watch.most_caused,
        most=watch.most,
        redownloaded=watch.redownloaded,
        again=len(watch.again) + sum(count - 1 for count in watch.adds.values()),
        open=_open(lived),
        breaches=len(lived.server.breaches) + len(lived.server.strays),
        asleep_calls=lived.asleep_calls,
        seconds=_seconds(lived, set(had)),
        best=knowing.drain(SHARE),
        ends=lived.ends,
    )


def _open(lived: Lived) -> int:
    """Count what has no end, or one that no reason is given for, or is nowhere to be found."""
    open_ = sum(
        count
        for (_, status, reason), count in lived.ends.items()
        if status not in ENDED or (status != "available" and not reason)
    )
    kept = sum(count for (kind, _, _), count in lived.ends.items() if kind == "album")
    complete = sum(
        album.is_complete
        for album in lived.server.machine.library.albums.values()
        if album.artist.performer.name < f"Artist {lived.drawn.artists:03}"
    )
    # What is done is pruned after a week: it must be in the library.
    pruned = lived.drawn.artists * ALBUMS - kept
    return open_ + max(0, pruned - complete) + (0 if lived.is_done else 1)


def _seconds(lived: Lived, had: set[str]) -> float:
    """Return the seconds until the share of what can be had was there."""
    imports = [
        entry.at
        for entry in lived.server.machine.history.entries
        if entry.event is Event.DOWNLOAD_IMPORTED and entry.album.group.mbid in had
    ]
    enough = math.ceil(SHARE * len(had))
    return sorted(imports)[enough - 1] - EPOCH if len(imports) >= enough else math.inf
