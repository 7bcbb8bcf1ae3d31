"""Favourites of once that have not been heard for long."""

from __future__ import annotations

from dataclasses import dataclass
import heapq
from typing import TYPE_CHECKING, Final, NamedTuple

from ..store.local_time import DAY
from .names import Kind, kind_of
from .plays import ask, over
from .scope import ALWAYS
from .shown import names_of
from .top import MOST_ROWS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from sqlite3 import Connection
    from zoneinfo import ZoneInfo

    from ..store.lidarr_types import WantedStatus
    from .scope import Scope

LEAST_PLAYS: Final = 8
"""Fewer make no favourite; no order of all time is kept of them either."""

ORDERED: Final = {
    kind: f"""
SELECT id, plays, seconds, first_at, last_at, plays_tier FROM {kind} INDEXED BY {kind}_plays
WHERE plays_tier >= 8 ORDER BY plays_tier DESC"""  # noqa: S608  # The kinds are constants.
    for kind in Kind
}
AMONG_CHOSEN: Final = {
    kind: over(
        f"{kind}_id, count(*), ifnull(sum(listened), 0), min(id) / 1000, max(id) / 1000",
        f"AND {kind}_id IS NOT NULL GROUP BY +{kind}_id HAVING count(*) >= 8",
    )
    for kind in Kind
}


class _Heard(NamedTuple):
    """What is known of a name."""

    id: int
    plays: int
    seconds: int
    first_at: int
    last_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """A name that was played much, and is not any more."""

    id: int
    name: str
    artist: str | None
    """Of an album or track."""
    artist_id: int | None
    plays: int
    seconds: int
    first_at: int
    """Epoch seconds of the first play …"""
    last_at: int
    """… and of the last."""
    days_silent: int
    """Whole days since then."""
    lidarr: WantedStatus | None
    """How far the album has come in Lidarr, or the one the track is on; None: not asked for."""


def forgotten(
    db: Connection,
    scope: Scope,
    kind: str = "artists",
    *,
    silent_days: int = 180,
    least_plays: int = LEAST_PLAYS,
    limit: int = 20,
    zone: ZoneInfo,
    now: float,
) -> tuple[Forgotten, ...]:
    """Return the most played names that have not been heard for some days.

    Plays of all time are looked at, whatever the scope's window. ``kind`` is artists, albums or
    tracks. Raises ValueError for others, for less than 8 plays, and for a limit above 1000.
    """
    asked = kind_of(kind)
    if not 1 <= limit <= MOST_ROWS:
        raise ValueError(f"The limit must be from 1 to {MOST_ROWS}.")
    if least_plays < LEAST_PLAYS:
        raise ValueError(f"A favourite has at least {LEAST_PLAYS} plays.")
    if silent_days < 1:
        raise ValueError("A favourite is forgotten after one day at least.")
    before = now - silent_days * DAY
    found = _of_all(db, asked, before, limit) if scope.is_whole else _chosen(db, scope, asked)
    favourites = heapq.nsmallest(
        limit,
        (one for one in found if one.last_at < before and one.plays >= least_plays),
        key=lambda one: (-one.plays, one.id),
    )
    names = names_of(db, asked, [one.id for one in favourites])
    return tuple(
        Forgotten(
            id=one.id,
            name=names[one.id].name,
            artist=names[one.id].artist,
            artist_id=names[one.id].artist_id,
            plays=one.plays,
            seconds=one.seconds,
            first_at=one.first_at,
            last_at=one.last_at,
            days_silent=int(now - one.last_at) // DAY,
            lidarr=names[one.id].lidarr,
        )
        for one in favourites
    )


def _of_all(db: Connection, kind: Kind, before: float, limit: int) -> Iterator[_Heard]:
    """Yield silent names from the most played on: whole tiers, until they hold enough."""
    reached = found = 0
    for *heard, tier in db.execute(ORDERED[kind]):
        if tier != reached and found >= limit:
            return
        reached = tier
        one = _Heard(*heard)
        if one.last_at < before:
            found += 1
            yield one


def _chosen(db: Connection, scope: Scope, kind: Kind) -> Iterable[_Heard]:
    return (_Heard(*row) for row in ask(db, scope.within(ALWAYS), AMONG_CHOSEN[kind]))
