"""When two tellings of one track are one play. Pure.

One listener's history reaches us by several ways: from the speaker itself, from Home
Assistant's recorder, from a service's own history, whose stamps may be a minute off.
One way never tells a play twice; two ways do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

SLACK: Final = 60.0
"""Seconds by which two ways' stamps of one play may differ: some know only the minute."""
TURN: Final = 10.0
"""Seconds before its end in which a play no longer covers the next one's beginning."""
REACH: Final = 3600
"""Seconds around a play in which its other tellings are looked for."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One way's word on a play of a track that both have in common."""

    started_at: float
    length: float | None
    """Seconds heard, or else the track's own; None when unknown."""
    origin: str
    rooms: frozenset[str]
    """Speakers that played it; empty when the way does not know."""


def is_same_play(one: Telling, other: Telling) -> bool:
    """Tell whether two tellings of the same track are of the same play."""
    if one.origin == other.origin:
        return False
    if one.rooms and other.rooms and not one.rooms & other.rooms:
        return False
    earlier, later = sorted((one, other), key=lambda telling: telling.started_at)
    apart = later.started_at - earlier.started_at
    lengths = [telling.length for telling in (one, other) if telling.length is not None]
    # A short track on repeat begins again within the slack.
    slack = min(SLACK, min(lengths) / 2) if lengths else SLACK
    return apart <= slack or (earlier.length is not None and apart < earlier.length - TURN)


def under_way(moment: float, origin: str, known: Iterable[tuple[int, Telling]]) -> float | None:
    """Return when the play began that was under way at a moment, or had just ended or begun.

    For a way that names one moment of a play and does not say which: of those told by others
    the one whose end is closest.
    """
    found = [
        (abs(moment - telling.started_at - (telling.length or 0.0)), telling.started_at)
        for _, telling in known
        if telling.origin != origin
        and -SLACK <= moment - telling.started_at <= (telling.length or 0.0) + SLACK
    ]
    return min(found)[1] if found else None


def nearest(told: Telling, known: Iterable[tuple[int, Telling]]) -> int | None:
    """Return the id of the known play that ``told`` is about, the closest in time."""
    matches = [
        (abs(told.started_at - telling.started_at), play_id)
        for play_id, telling in known
        if is_same_play(told, telling)
    ]
    return min(matches)[1] if matches else None
