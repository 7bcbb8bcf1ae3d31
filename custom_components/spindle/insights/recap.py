"""A month or a year looked back on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from .clock import clock
from .compared import Compared, compared
from .days import by_day, day_numbered
from .discovery import discovery
from .genres import Diversity, GenreShare, genres
from .series import Step
from .sessions import Session, sessions
from .shares import Share, shares
from .streaks import Streak, streaks
from .top import TopRow, top
from .window import Window, of_month, of_year

if TYPE_CHECKING:
    from datetime import date
    from sqlite3 import Connection
    from zoneinfo import ZoneInfo

    from .scope import Scope

FIRST_FEW: Final = 5
"""Names of each kind that are told."""
YEARS: Final = range(1970, 2201)
"""In which something can have been played."""
HOURS: Final = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class BiggestDay:
    """The day with the most plays."""

    day: date
    plays: int
    seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Recap:
    """What a month or a year was like."""

    window: Window
    totals: Compared
    days: int
    """With plays."""
    artists: tuple[TopRow, ...]
    albums: tuple[TopRow, ...]
    tracks: tuple[TopRow, ...]
    biggest_day: BiggestDay | None
    """The earliest of equals; None when nothing was played, as are all below."""
    hour: int | None
    """Hour of the day, 0 to 23 local time, with the most plays; the earliest of equals."""
    new_artists: int
    """Heard for the first time."""
    longest_streak: Streak | None
    longest_session: Session | None
    genres: tuple[GenreShare, ...]
    diversity: Diversity
    unknown_genre: float
    """Part of the plays whose artist has no known genre, 0 to 1."""
    services: tuple[Share, ...]
    unknown_service: float
    """Part of the plays of which no service is known, 0 to 1."""


def recap(
    db: Connection,
    scope: Scope,
    year: int | None = None,
    month: int | None = None,
    *,
    zone: ZoneInfo,
    now: float,
) -> Recap:
    """Look back on a year or one month of it, or on the scope's own window.

    Raises ValueError for a year before 1970 or after 2200, for a month that is none, for a
    month without a year, and for a year beside a window.
    """
    chosen = scope.within(_window(scope, year, month, zone))
    days = by_day(db, chosen, zone)
    longest = sessions(db, chosen, limit=1, zone=zone, now=now).longest
    by_genre = genres(db, chosen, limit=FIRST_FEW, zone=zone, now=now)
    divided = shares(db, chosen, zone=zone, now=now)
    artists, albums, tracks = (
        top(db, chosen, kind, limit=FIRST_FEW, zone=zone, now=now).rows
        for kind in ("artists", "albums", "tracks")
    )
    return Recap(
        window=chosen.window,
        totals=compared(db, chosen, zone=zone, now=now),
        days=len(days),
        artists=artists,
        albums=albums,
        tracks=tracks,
        biggest_day=max(
            (
                BiggestDay(day=day_numbered(day), plays=plays, seconds=seconds)
                for day, (plays, seconds) in sorted(days.items())
            ),
            key=lambda day: day.plays,
            default=None,
        ),
        hour=_hour(clock(db, chosen, zone=zone, now=now).plays),
        new_artists=sum(discovery(db, chosen, Step.YEAR, zone=zone, now=now).artists),
        longest_streak=streaks(db, chosen, zone=zone, now=now).longest,
        longest_session=longest[0] if longest else None,
        genres=by_genre.genres,
        diversity=by_genre.diversity,
        unknown_genre=by_genre.unknown,
        services=divided.services,
        unknown_service=divided.unknown_service,
    )


def _window(scope: Scope, year: int | None, month: int | None, zone: ZoneInfo) -> Window:
    if year is None:
        if month is not None:
            raise ValueError("A month needs its year.")
        return scope.window
    if not scope.window.is_all_time:
        raise ValueError("Give either a year or a period.")
    if year not in YEARS:
        raise ValueError(f"The year is between {YEARS[0]} and {YEARS[-1]}.")
    if month is None:
        return of_year(year, zone)
    if not 1 <= month <= 12:  # noqa: PLR2004  # A year has as many.
        raise ValueError("The month is a number from 1 to 12.")
    return of_month(year, month, zone)


def _hour(plays: tuple[int, ...]) -> int | None:
    """Return the hour of the day with the most plays, all weekdays together."""
    hours = [sum(plays[hour::HOURS]) for hour in range(HOURS)]
    return hours.index(max(hours)) if any(hours) else None
