"""How long a thing waits after something came to nothing, and how often it is tried."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..store.lidarr_types import WantedReason

if TYPE_CHECKING:
    from random import Random

MOST_ATTEMPTS: Final = 10
MOST_SEARCHES: Final = 3
"""Searches that may come to nothing before a person is asked."""
FIRST: Final = 60.0
LONGEST: Final = 3_600.0
UNDER_WAY: Final = 300.0
"""Seconds for which Lidarr may still be about something whose answer was not waited for."""
JITTER: Final = 0.5
"""Share by which a pause is drawn out at most, so that rows do not come in step."""
NOTHING_FOUND: Final = (3_600.0, 6 * 3_600.0)
"""Seconds after the first and the second search that found nothing."""
DOWNLOAD_FAILED: Final = (900.0, 3_600.0)
_MOST_DOUBLINGS: Final = 12


def after_failure(attempts: int, now: float, random: Random) -> float | None:
    """Return when (epoch) to try again after so many attempts; None when they were enough."""
    if attempts >= MOST_ATTEMPTS:
        return None
    pause = FIRST * 2.0 ** min(attempts - 1, _MOST_DOUBLINGS) * random.uniform(1.0, 1.0 + JITTER)
    return now + min(LONGEST, pause)


def after_search(reason: WantedReason, searches: int, now: float, random: Random) -> float | None:
    """Return when (epoch) to search again after so many that came to nothing, or None."""
    if reason is WantedReason.UNREACHABLE:  # The search was never done to its end.
        return after_failure(searches, now, random)
    if searches >= MOST_SEARCHES:
        return None
    pauses = NOTHING_FOUND if reason is WantedReason.NOTHING_FOUND else DOWNLOAD_FAILED
    return now + pauses[max(0, searches - 1)] * random.uniform(1.0, 1.0 + JITTER)
