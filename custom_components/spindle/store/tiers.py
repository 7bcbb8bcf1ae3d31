"""Figures in tiers, so that an order of all time is kept without being written at every play.

An index on a counter would move one of its entries whenever the counter counts. A tier
holds the figures that share their three leading binary digits, so that a name changes its
tier four times while its figure doubles. What has the most is in the highest tiers; names
with less than eight are in none.
"""

from __future__ import annotations

from typing import Final

DIGITS: Final = 3
LEAST: Final = 1 << DIGITS
"""The lowest tier, and the least figure in it."""
MINUTE: Final = 60


def tier(figure: int) -> int:
    """Return the tier of a figure, or 0; the greater figure is never in the lower tier."""
    if figure < LEAST:
        return 0
    shift = figure.bit_length() - DIGITS
    return (LEAST // 2) * shift + (figure >> shift)


def tiers(plays: int, seconds: int) -> tuple[int, int]:
    """Return a name's tiers: that of its plays and that of its minutes."""
    return tier(plays), tier(seconds // MINUTE)


def most_plays(of_tier: int) -> int:
    """Return the greatest number of plays that is in a tier."""
    if of_tier < LEAST:
        return LEAST - 1
    shift, digits = divmod(of_tier, LEAST // 2)
    return ((digits + LEAST // 2 + 1) << (shift - 1)) - 1


def most_seconds(of_tier: int) -> int:
    """Return the greatest number of seconds whose minutes are in a tier."""
    return (most_plays(of_tier) + 1) * MINUTE - 1
