"""What was played on this day in earlier years."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from . import span as spans
from .names import Kind
from .plays import ask, over
from .shown import names_of
from .span import PLACES
from .window import day_of, of_days

if TYPE_CHECKING:
    from collections.abc import Iterator
    from sqlite3 import Connection
    from zoneinfo import ZoneInfo

    from ..store.lidarr_types import WantedStatus
    from .scope import Scope

MOST_NAMES: Final = 50
PLAYED: Final = over("artist_id, track_id, listened")


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """What was played most on a day."""

    id: int
    name: str
    artist: str | None
    """Of a track."""
    plays: int
    lidarr: WantedStatus | None
    """How far the album that a track is on has come in Lidarr; None: not asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """One day of an earlier year."""

    day: date
    years_ago: int
    plays: int
    seconds: int
    artists: tuple[Remembered, ...]
    tracks: tuple[Remembered, ...]


def on_this_day(
    db: Connection,
    scope: Scope,
    *,
    day: date | None = None,
    limit: int = 5,
    zone: ZoneInfo,
    now: float,
) -> tuple[Memory, ...]:
    """Return what was played on a local date in each earlier year, the latest year first.

    ``day`` is today unless given; years without plays on it are left out, as are years that
    have no 29 February. Of a day's artists and tracks the ``limit`` most played are told.
    Raises ValueError for a limit above 50. The scope's window is not looked at.
    """
    if not 1 <= limit <= MOST_NAMES:
        raise ValueError(f"The limit must be from 1 to {MOST_NAMES}.")
    today = day_of(now, zone) if day is None else day
    return tuple(memories(db, scope, today, limit=limit, zone=zone))


def memories(
    db: Connection, scope: Scope, today: date, *, limit: int, zone: ZoneInfo
) -> Iterator[Memory]:
    """Yield what was played on a day of each earlier year, the latest year first."""
    history = spans.of_history(db)
    if not history:
        return
    earliest = day_of(history.first / PLACES, zone).year
    for year in range(today.year - 1, earliest - 1, -1):
        day = _in_year(today, year)
        if day and (memory := _memory(db, scope, day, today.year - year, limit, zone)):
            yield memory


def _in_year(day: date, year: int) -> date | None:
    try:
        return day.replace(year=year)
    except ValueError:
        return None


def _memory(
    db: Connection, scope: Scope, day: date, years_ago: int, limit: int, zone: ZoneInfo
) -> Memory | None:
    window = of_days(day, date.fromordinal(day.toordinal() + 1), zone)
    played = ask(db, scope.within(window), PLAYED).fetchall()
    if not played:
        return None
    artists = Counter(artist for artist, _, _ in played)
    tracks = Counter(track for _, track, _ in played)
    return Memory(
        day=day,
        years_ago=years_ago,
        plays=len(played),
        seconds=sum(listened or 0 for _, _, listened in played),
        artists=_most(db, Kind.ARTIST, artists, limit),
        tracks=_most(db, Kind.TRACK, tracks, limit),
    )


def _most(db: Connection, kind: Kind, counted: Counter[int], limit: int) -> tuple[Remembered, ...]:
    first = sorted(counted, key=lambda one: (-counted[one], one))[:limit]
    names = names_of(db, kind, first)
    return tuple(
        Remembered(
            id=one,
            name=names[one].name,
            artist=names[one].artist,
            plays=counted[one],
            lidarr=names[one].lidarr,
        )
        for one in first
    )
