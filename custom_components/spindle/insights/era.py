"""Eras: from which years the albums are that were played."""

from __future__ import annotations

from dataclasses import dataclass
import json
from typing import TYPE_CHECKING, Final

from .days import NOTHING, plus
from .names import Kind
from .parts import part
from .sums import sums, totals

if TYPE_CHECKING:
    from sqlite3 import Connection
    from zoneinfo import ZoneInfo

    from .days import Figures
    from .scope import Scope

LENGTHS: Final = {"year": 1, "decade": 10}
"""Years of an era, by its name."""

OF_ALL_TIME: Final = """
SELECT released, sum(plays), sum(seconds) FROM album
WHERE released IS NOT NULL AND plays > 0 GROUP BY released"""
# One row of arrays: to hand over thousands of rows takes longer than to read them.
RELEASED: Final = """
SELECT json_group_array(id), json_group_array(released) FROM album WHERE released IS NOT NULL"""


@dataclass(frozen=True, slots=True, kw_only=True)
class EraShare:
    """What was played of the albums of one year or decade."""

    first_year: int
    plays: int
    seconds: int
    of_plays: float
    """Part of the plays whose year is known, 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Era:
    """How the listening divides by the year in which albums came out, the earliest first."""

    by: str
    """``year`` or ``decade``."""
    eras: tuple[EraShare, ...]
    middle: int | None
    """As many plays are of albums of this year or before it as of this year or after it."""
    plays: int
    """All plays, also those whose year is not known."""
    unknown: float
    """Part of the plays that have no album, or one of no known year; 0 to 1."""


def era(db: Connection, scope: Scope, by: str = "decade", *, zone: ZoneInfo, now: float) -> Era:
    """Return the plays by release year or decade; raise ValueError for anything else."""
    if by not in LENGTHS:
        raise ValueError(f"Eras are by {' or by '.join(LENGTHS)}.")
    years = _years(db, scope, zone)
    eras: dict[int, Figures] = {}
    for year, figures in years.items():
        first = year // LENGTHS[by] * LENGTHS[by]
        eras[first] = plus(eras.get(first, NOTHING), figures)
    known = sum(plays for plays, _ in years.values())
    plays = totals(db, scope, zone).plays
    return Era(
        by=by,
        eras=tuple(
            EraShare(first_year=first, plays=played, seconds=seconds, of_plays=part(played, known))
            for first, (played, seconds) in sorted(eras.items())
        ),
        middle=_middle(years, known),
        plays=plays,
        unknown=part(plays - known, plays),
    )


def _years(db: Connection, scope: Scope, zone: ZoneInfo) -> dict[int, Figures]:
    """Return what was played of each release year."""
    if scope.is_whole and scope.window.is_all_time:
        return {year: (plays, seconds) for year, plays, seconds in db.execute(OF_ALL_TIME)}
    albums, released = map(json.loads, db.execute(RELEASED).fetchone())
    year_of = dict(zip(albums, released, strict=True))
    years: dict[int, Figures] = {}
    for album, figures in sums(db, Kind.ALBUM, scope, zone).items():
        if (year := year_of.get(album)) is not None:
            years[year] = plus(years.get(year, NOTHING), figures)
    return years


def _middle(years: dict[int, Figures], known: int) -> int | None:
    passed = 0
    for year, (plays, _) in sorted(years.items()):
        passed += plays
        if 2 * passed >= known:
            return year
    return None
