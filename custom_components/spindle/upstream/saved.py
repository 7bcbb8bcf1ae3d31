"""Values out of a saved state, which may be of another release, or damaged."""

from __future__ import annotations

from collections.abc import Mapping
import math
from typing import Any


def number(value: object) -> float | None:
    """Return a finite number that is not negative, or None."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if math.isfinite(value) and value >= 0 else None


def mapping(value: object) -> Mapping[str, Any]:
    """Return a JSON object, empty if it is none."""
    return value if isinstance(value, Mapping) else {}


def items(value: object) -> list[Any]:
    """Return a JSON array, empty if it is none."""
    return value if isinstance(value, list) else []
