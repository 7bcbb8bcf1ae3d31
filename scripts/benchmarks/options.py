"""What a benchmark may be told on the command line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

PEERS: Final = ("maloja",)
"""Other programs that a benchmark may be held against."""
SIZES: Final = {"10k": 10_000, "100k": 100_000, "1m": 1_000_000, "10m": 10_000_000}
"""Histories that a benchmark may be asked to go up to, by their plays."""
USUAL: Final = "1m"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What was asked for; a benchmark heeds what concerns it."""

    seeds: int | None = None
    """How many random draws to make."""
    peer: str | None = None
    """One of ``PEERS``, to be measured beside."""
    plays: int = SIZES[USUAL]
    """The largest history."""
