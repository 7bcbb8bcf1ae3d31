"""Genres: how the listening divides among them, how that changed, and how varied it is.

An artist's plays go to the genres by weight, so that a play counts once altogether. They
come from the sums by artist, and no play is looked at for its genre.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
import json
import math
from typing import TYPE_CHECKING, Final

from .names import Figure, figure_of
from .parts import part
from .series import Step, step_named, windows
from .sums import artist_sums, totals
from .top import Movement

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from sqlite3 import Connection
    from zoneinfo import ZoneInfo

    from .scope import Scope
    from .sums import Sums

type Weights = dict[int, list[tuple[int, float]]]
"""Each artist's genres and their weights, which add up to 1."""
type Weighed = dict[int, tuple[float, float]]
"""Plays and seconds of each genre, by weight."""

MOST_GENRES: Final = 200
MOST_STEPS: Final = 400

EXACT: Final = 6
"""Decimals to which figures that are put together from weights are compared."""

NAMES: Final = "SELECT id, name FROM genre"
# One row of arrays: to hand over thousands of rows takes longer than to read them.
WEIGHTS: Final = """
SELECT json_group_array(artist_id), json_group_array(genre_id), json_group_array(weight)
FROM json_each(?) AS chosen CROSS JOIN artist_genre ON artist_id = chosen.value"""


class Reading(StrEnum):
    """In a word, what a diversity means."""

    UNKNOWN = "unknown"
    """No genre of anything played is known."""
    DEVOTED = "devoted"
    FOCUSED = "focused"
    VARIED = "varied"
    WIDE = "wide"


READINGS: Final = ((2.0, Reading.DEVOTED), (5.0, Reading.FOCUSED), (12.0, Reading.VARIED))
"""Effective numbers of genres below which each word holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Diversity:
    """How varied the plays of known genre are."""

    reading: Reading
    genres: int
    """How many there are at all."""
    effective: float
    """Shannon's: so many equally frequent genres would be as varied; 0 when none is known."""
    evenness: float
    """Near 0 when one genre has nearly all plays, 1 when all have as many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GenreShare:
    """What one genre has."""

    name: str
    plays: float
    """By weight, so with fractions; so are the seconds."""
    seconds: float
    of_plays: float
    """Part of the plays of known genre, 0 to 1."""
    movement: Movement | None
    """How it came to its rank, against the window before; None when there is none."""
    previous_rank: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Genres:
    """How the listening divides among genres, the most of the figure asked for first."""

    plays: int
    """All plays, of known genre or not."""
    unknown_time: float
    """Part of all plays whose time is not known, 0 to 1."""
    genres: tuple[GenreShare, ...]
    unknown: float
    """Part of all plays whose artist has no known genre, 0 to 1."""
    diversity: Diversity


@dataclass(frozen=True, slots=True, kw_only=True)
class GenreLine:
    """One genre over time."""

    name: str
    plays: tuple[float, ...]
    """By weight, in each step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GenreEvolution:
    """How the genres changed, step by step."""

    step: Step
    starts: tuple[int, ...]
    """Epoch seconds at which the steps begin."""
    genres: tuple[GenreLine, ...]
    """Those with the most plays in all, the most first."""
    others: tuple[float, ...]
    """Plays of all further genres in each step."""
    unknown: tuple[float, ...]
    """Part of each step's plays whose artist has no known genre, 0 to 1."""
    diversity: tuple[Diversity, ...]


def genres(
    db: Connection,
    scope: Scope,
    *,
    figure: str = "plays",
    limit: int = 20,
    zone: ZoneInfo,
    now: float,
) -> Genres:
    """Return how the plays divide among genres, and how these moved.

    ``figure``, by which they are ranked, is plays or seconds. Raises ValueError for another, and
    for a limit out of 1 to 200.
    """
    _refuse_limit(limit)
    by = figure_of(figure)
    sums = artist_sums(db, scope, zone)
    found = weigh(sums, weights_of(db, sums))
    names = names_of_genres(db)
    known = math.fsum(plays for plays, _ in found.values())
    plays = sum(plays for plays, _ in sums.values())
    before = ranks_before(db, scope, names, by, zone)
    return Genres(
        plays=plays,
        unknown_time=totals(db, scope, zone).unknown_time,
        genres=tuple(
            GenreShare(
                name=names[genre],
                plays=found[genre][0],
                seconds=found[genre][1],
                of_plays=part(found[genre][0], known),
                movement=movement(genre, rank, before),
                previous_rank=None if before is None else before.get(genre),
            )
            for rank, genre in enumerate(ranked(found, names, by)[:limit], 1)
        ),
        unknown=_unknown(plays, known),
        diversity=diversity([share for share, _ in found.values()]),
    )


def genre_evolution(
    db: Connection,
    scope: Scope,
    step: str = Step.MONTH,
    *,
    limit: int = 10,
    zone: ZoneInfo,
    now: float,
) -> GenreEvolution:
    """Return how the genres with the most plays changed over time.

    Raises ValueError for an unknown step or hours, more than 400 steps, and a limit out of
    1 to 200.
    """
    _refuse_limit(limit)
    chosen = step_named(step)
    if chosen is Step.HOUR:
        raise ValueError("Genres change by the day, week, month, quarter or year.")
    steps = windows(db, scope.window, chosen, zone)
    if len(steps) > MOST_STEPS:
        raise ValueError(
            f"That would be more than {MOST_STEPS} steps: ask for longer steps or less time."
        )
    sums = [artist_sums(db, scope.within(window), zone) for window in steps]
    weights = weights_of(db, set().union(*sums))
    found = [{genre: plays for genre, (plays, _) in weigh(each, weights).items()} for each in sums]
    names = names_of_genres(db)
    totals: dict[int, float] = {}
    for each in found:
        for genre, plays in each.items():
            totals[genre] = totals.get(genre, 0.0) + plays
    first = sorted(totals, key=lambda genre: (-totals[genre], names[genre]))[:limit]
    known = [math.fsum(each.values()) for each in found]
    played = [sum(plays for plays, _ in each.values()) for each in sums]
    return GenreEvolution(
        step=chosen,
        starts=tuple(int(window.start or 0) for window in steps),
        genres=tuple(
            GenreLine(name=names[genre], plays=tuple(each.get(genre, 0.0) for each in found))
            for genre in first
        ),
        others=tuple(
            max(0.0, all_known - math.fsum(each.get(genre, 0.0) for genre in first))
            for all_known, each in zip(known, found, strict=True)
        ),
        unknown=tuple(map(_unknown, played, known)),
        diversity=tuple(diversity(each.values()) for each in found),
    )


def diversity(figures: Collection[float]) -> Diversity:
    """Return how varied figures are that each belong to one genre."""
    present = [figure for figure in figures if figure > 0]
    total = math.fsum(present)
    if not present:
        return Diversity(reading=Reading.UNKNOWN, genres=0, effective=0.0, evenness=0.0)
    entropy = -math.fsum(figure / total * math.log(figure / total) for figure in present)
    effective = math.exp(entropy)
    most = math.log(len(present))
    return Diversity(
        reading=next((word for below, word in READINGS if effective < below), Reading.WIDE),
        genres=len(present),
        effective=effective,
        evenness=entropy / most if most else 1.0,
    )


def names_of_genres(db: Connection) -> dict[int, str]:
    """Return the name of every genre."""
    return dict(db.execute(NAMES).fetchall())


def ranked(found: Weighed, names: dict[int, str], by: Figure) -> list[int]:
    """Return genres in the order of a figure, equal ones in that of their names."""
    place = 0 if by is Figure.PLAYS else 1
    return sorted(found, key=lambda genre: (-round(found[genre][place], EXACT), names[genre]))


def ranks_before(
    db: Connection, scope: Scope, names: dict[int, str], by: Figure, zone: ZoneInfo
) -> dict[int, int] | None:
    """Return the rank of each genre in the window before; None when there is none."""
    previous = scope.window.previous()
    if previous is None:
        return None
    sums = artist_sums(db, scope.within(previous), zone)
    found = weigh(sums, weights_of(db, sums))
    return {genre: rank for rank, genre in enumerate(ranked(found, names, by), 1)}


def movement(genre: int, rank: int, before: dict[int, int] | None) -> Movement | None:
    """Tell how a genre came to its rank."""
    if before is None:
        return None
    was = before.get(genre)
    if was is None:
        return Movement.NEW
    return Movement.SAME if was == rank else Movement.UP if was > rank else Movement.DOWN


def weights_of(db: Connection, artists: Iterable[int]) -> Weights:
    """Return the genres of some artists."""
    weights: Weights = {}
    rows = db.execute(WEIGHTS, (json.dumps(list(artists)),)).fetchone()
    chosen, of_genres, shares = map(json.loads, rows)
    for artist, genre, weight in zip(chosen, of_genres, shares, strict=True):
        weights.setdefault(artist, []).append((genre, weight))
    return weights


def weigh(sums: Sums, weights: Weights) -> Weighed:
    """Return the plays and seconds of each genre."""
    plays_of: dict[int, float] = {}
    seconds_of: dict[int, float] = {}
    for artist, (plays, seconds) in sums.items():
        for genre, weight in weights.get(artist, ()):
            plays_of[genre] = plays_of.get(genre, 0.0) + plays * weight
            seconds_of[genre] = seconds_of.get(genre, 0.0) + seconds * weight
    return {genre: (plays, seconds_of[genre]) for genre, plays in plays_of.items()}


def _unknown(plays: int, known: float) -> float:
    """Return what part of the plays has no known genre; weights are not exact to the last bit."""
    return min(1.0, max(0.0, part(plays - known, plays)))


def _refuse_limit(limit: int) -> None:
    if not 1 <= limit <= MOST_GENRES:
        raise ValueError(f"The limit is between 1 and {MOST_GENRES}.")
