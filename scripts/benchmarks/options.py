"""What a benchmark may be told on the command line."""

from __future__ import annotations

from dataclasses import dataclass
import re
from typing import Final

PEERS: Final = ("maloja",)
"""Other programs that a benchmark may be held against."""
SIZES: Final = {"10k": 10_000, "100k": 100_000, "1m": 1_000_000, "10m": 10_000_000}
"""Histories that a benchmark may be asked to go up to, by their plays."""
USUAL: Final = "1m"

UNITS: Final = {"s": 1, "m": 60, "h": 3600}
"""Seconds in each unit of a duration."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What was asked for; a benchmark heeds what concerns it."""

    seeds: int | None = None
    """How many random draws to make."""
    peer: str | None = None
    """One of ``PEERS``, to be measured beside."""
    plays: int = SIZES[USUAL]
    """The largest history."""
    real: float | None = None
    """Seconds of the real clock to work for, instead of virtual hours."""


def seconds(said: str) -> float:
    """Read a duration such as ``90s``, ``15m`` or ``1h``; raises ValueError for anything else."""
    found = re.fullmatch(r"(\d+)([smh])", said)
    if found is None:
        raise ValueError(f"{said!r} is no duration")
    return float(found[1]) * UNITS[found[2]]
