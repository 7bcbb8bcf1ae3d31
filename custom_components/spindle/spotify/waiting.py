"""What a call that came to nothing means for work that can wait: until when, and why."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from ..upstream.errors import BadAnswer, NotFound, Overdue, Rejected, Unreachable
from ..upstream.types import Priority, Why
from .errors import NotAllowListed, NotPremium, ScopeMissing, TokenRefused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

BACKGROUND: Final = Priority.BACKFILL
"""Of calls that nobody waits for."""

REFUSALS: Final = (NotFound, Rejected)
"""What ``patiently`` lets pass: of one thing Spotify knows nothing, or does not let it be done."""

MOMENT: Final = 60.0
"""Seconds after which something that is about to change may have."""
SILENCE: Final = 900.0
"""Seconds after which a service that does not answer is asked again."""
PERSON: Final = 6 * 3_600.0
"""Seconds after which it is looked whether a person has put something right."""

REASONS: Final = {Why.BUDGET: "spotify_budget", Why.QUOTA: "spotify_quota"}
OVERDUE: Final = "spotify_overdue"
UNREACHABLE: Final = "spotify_unreachable"


class Wait(Exception):
    """Spotify cannot be asked just now; whatever is known by then stays good."""

    def __init__(self, at: float, reason: str) -> None:
        """Tell until when (epoch), and why: a key that names the sentence for people."""
        super().__init__(f"{reason} until {at:.0f}")
        self.at = at
        self.reason = reason


@contextmanager
def patiently(now: Callable[[], float]) -> Iterator[None]:
    """Raise ``Wait`` for what time, or a person, will put right; other errors pass.

    ``now`` is the wall clock (epoch seconds).
    """
    try:
        yield
    except Overdue as error:
        at = max(error.at, now() + MOMENT)
        raise Wait(at, REASONS.get(error.why, OVERDUE)) from error
    except (Unreachable, BadAnswer) as error:
        raise Wait(now() + SILENCE, UNREACHABLE) from error
    except (NotPremium, NotAllowListed, ScopeMissing, TokenRefused) as error:
        raise Wait(now() + PERSON, error.key) from error
