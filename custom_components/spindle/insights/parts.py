"""Parts of a whole, and how much of it is not known."""

from __future__ import annotations


def part(some: float, of_all: float) -> float:
    """Return a part of a whole, 0 to 1; of nothing it is 0."""
    return some / of_all if of_all else 0.0
