"""What a speaker played while nobody looked: after a restart, or out of sight."""

from __future__ import annotations

from dataclasses import dataclass
from math import remainder
from typing import Final

from .session import Session, position_now
from .types import Instant, Playback, Snapshot

FITS: Final = 10.0
"""Seconds a position may differ from where an unbroken play would be."""
LONGEST_STREAM: Final = 3600.0
"""Seconds out of sight for which a stream's unchanged title is believed to have stood."""
LONGEST_WAIT: Final = 1800.0
"""Seconds after the end of a title for which its speaker's return is still its own."""


@dataclass(frozen=True, slots=True)
class Bridge:
    """Whether the session goes on, and the unseen seconds it is credited with."""

    goes_on: bool
    credit: float = 0.0


def bridge(
    session: Session, snapshot: Snapshot, now: Instant, *, gap: float, played: bool
) -> Bridge:
    """Decide over ``gap`` unseen seconds from what the speaker shows at ``now``.

    ``played`` tells whether it played when it was last seen; the session's clock stands
    where it stood then. Only what the positions prove is credited.
    """
    if session.is_of(snapshot):
        return _same_title(session, snapshot, now, gap=gap, played=played)
    return Bridge(goes_on=False, credit=_played_on(session, snapshot, now, gap) if played else 0)


def _same_title(
    session: Session, snapshot: Snapshot, now: Instant, *, gap: float, played: bool
) -> Bridge:
    """Decide when the title that is heard now was heard before the gap."""
    position = position_now(snapshot, now)
    left = _left(session)
    is_playing = snapshot.playback is Playback.PLAYING
    if position is None:
        longest = LONGEST_STREAM if left is None else left
        return Bridge(goes_on=gap <= longest, credit=gap if played and gap <= longest else 0)
    moved = position - session.clock.position
    if not played and abs(moved) <= FITS:
        return Bridge(goes_on=True, credit=_between(moved, gap) if is_playing else 0)
    if played and left is not None and _ran_out(session, position, gap=gap, left=left):
        return Bridge(goes_on=False, credit=left)
    if moved < -FITS or gap > (left or 0.0) + LONGEST_WAIT:
        return Bridge(goes_on=False)
    return Bridge(goes_on=True, credit=_between(moved, gap) if played or is_playing else 0)


def _ran_out(session: Session, position: float, *, gap: float, left: float) -> bool:
    """Tell whether it ended within the gap and, as the position fits, began again at once."""
    over = gap - left - position
    if session.loops and session.duration and over > 0:
        over = remainder(over, session.duration)
    return gap > left and abs(over) <= FITS


def _played_on(session: Session, snapshot: Snapshot, now: Instant, gap: float) -> float:
    """Return the seconds it must have played on, for the next title began right after."""
    position = position_now(snapshot, now)
    left = _left(session)
    if position is None or left is None or snapshot.playback is not Playback.PLAYING:
        return 0.0
    before_next = gap - position
    return _between(before_next, left) if before_next <= left + FITS else 0.0


def _between(seconds: float, most: float) -> float:
    """Return ``seconds``, at least nothing and at most ``most``."""
    return max(0.0, min(seconds, most))


def _left(session: Session) -> float | None:
    """Return the seconds that were left of the title, if its length is known."""
    if session.duration is None or session.source.live:
        return None
    return max(0.0, session.duration - session.clock.position)
