"""How much of the listening goes to artists who are heard for the first time."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
import json
from typing import TYPE_CHECKING, Final

from . import span as spans
from .plays import ask, over
from .series import Step, series, step_named
from .span import PLACES, Span
from .steps import spans_of

if TYPE_CHECKING:
    from sqlite3 import Connection
    from zoneinfo import ZoneInfo

    from .scope import Scope

ALL_NEW: Final = 0.2
"""Share of the plays that goes to new artists at which the score is full."""
SCORE: Final = 100

# A step is the ids at which it begins and ends, and its month where it is a whole one.
BEGUN: Final = """
first_at >= json_extract(step.value, '$[0]') / 1000
    AND first_at < (json_extract(step.value, '$[1]') + 999) / 1000"""
FIRST_HEARD: Final = f"""
SELECT step.key, (SELECT count(*) FROM artist INDEXED BY artist_first_at WHERE {BEGUN})
FROM json_each(?) AS step"""  # noqa: S608  # All parts are constants.
IN_MONTHS: Final = f"""
SELECT step.key, (
    SELECT sum(summed.plays) FROM artist INDEXED BY artist_first_at
    CROSS JOIN r_artist_month AS summed
        ON summed.month = json_extract(step.value, '$[2]') AND summed.artist_id = artist.id
    WHERE {BEGUN}
) FROM json_each(?) AS step"""  # noqa: S608
IN_SPANS: Final = f"""
SELECT step.key, (
    SELECT sum((
        SELECT count(*) FROM play INDEXED BY play_artist
        WHERE artist_id = artist.id AND hidden = 0
            AND id >= json_extract(step.value, '$[0]') AND id < json_extract(step.value, '$[1]')
    )) FROM artist INDEXED BY artist_first_at WHERE {BEGUN}
) FROM json_each(?) AS step"""  # noqa: S608
"""The plays of a step that went to the artists first heard in it."""
AMONG_CHOSEN: Final = over(
    "artist_id, (SELECT first_at FROM artist WHERE artist.id = artist_id), id / 1000"
)


class Reading(StrEnum):
    """What a discovery score says; the key of a sentence."""

    UNKNOWN = "unknown"
    """There is nothing before it to compare with."""
    AT_HOME = "at_home"
    """Almost only what is known already: a score below 10."""
    STEADY = "steady"
    """Now and then somebody new: below 30."""
    CURIOUS = "curious"
    """Somebody new all the time: below 60."""
    EXPLORER = "explorer"


READINGS: Final = ((10, Reading.AT_HOME), (30, Reading.STEADY), (60, Reading.CURIOUS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovery:
    """What was discovered, step by step."""

    step: Step
    starts: tuple[int, ...]
    """Epoch seconds at which the steps begin, local time."""
    artists: tuple[int, ...]
    """How many were heard for the first time in each step."""
    new_plays: tuple[int, ...]
    """Plays of each step that went to the artists first heard in it."""
    known_plays: tuple[int, ...]
    """All others of the step."""
    new_share: float | None
    """Of all plays; the step in which the history begins is left out, as all in it is new."""
    score: int | None
    """0 to 100, which stands for a fifth of the plays; None when there is nothing to judge."""
    reading: Reading


def discovery(
    db: Connection, scope: Scope, step: str = "month", *, zone: ZoneInfo, now: float
) -> Discovery:
    """Return how many artists were heard for the first time, and what went to them.

    An artist is new in the step in which the household first heard it, in whatever room.
    ``step`` is day, week, month, quarter or year; raises ValueError for others, and for more
    than 10,000 steps.
    """
    length = step_named(step)
    if length is Step.HOUR:
        raise ValueError("The step must be one of day, week, month, quarter, year.")
    told = series(db, scope, step, zone=zone, now=now)
    history = spans.of_history(db)
    inside = spans.of_window(scope.window, history)
    steps = [span.clip(inside) for span in spans_of(told.starts, length, zone)]
    if scope.is_whole:
        artists = _first_heard(db, steps)
        new = _new_plays(db, steps, spans.summed_months(db, zone, history))
    else:
        artists, new = _among_chosen(db, scope, steps)
    judged = [
        number for number, span in enumerate(steps) if not span.first <= history.first < span.end
    ]
    plays = sum(told.plays[number] for number in judged)
    share = sum(new[number] for number in judged) / plays if plays else None
    score = None if share is None else round(SCORE * min(1.0, share / ALL_NEW))
    return Discovery(
        step=length,
        starts=told.starts,
        artists=artists,
        new_plays=new,
        known_plays=tuple(
            all_of_it - to_new for all_of_it, to_new in zip(told.plays, new, strict=True)
        ),
        new_share=share,
        score=score,
        reading=_reading(score),
    )


def _first_heard(db: Connection, steps: list[Span]) -> tuple[int, ...]:
    return tuple(count for _, count in db.execute(FIRST_HEARD, (json.dumps(steps),)))


def _new_plays(
    db: Connection, steps: list[Span], summed: tuple[spans.Summed, ...]
) -> tuple[int, ...]:
    """Return the plays of new artists: of whole months from their sums, of others counted."""
    months: dict[int, tuple[int, int, int]] = {}
    others: dict[int, Span] = {}
    for number, span in enumerate(steps):
        division = spans.divide(span, summed)
        if len(division.months) == 1 and not division.edges and not division.loose:
            months[number] = (*span, division.months[0])
        else:
            others[number] = span
    found: dict[int, int] = {}
    for statement, asked in ((IN_MONTHS, months), (IN_SPANS, others)):
        numbers = list(asked)
        rows = db.execute(statement, (json.dumps(list(asked.values())),))
        found |= {numbers[key]: plays or 0 for key, plays in rows}
    return tuple(found.get(number, 0) for number in range(len(steps)))


def _among_chosen(
    db: Connection, scope: Scope, steps: list[Span]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return new artists and plays among those that a scope chooses."""
    artists: dict[int, set[int]] = defaultdict(set)
    plays: dict[int, int] = defaultdict(int)
    at = 0
    for artist, first_at, played_at in sorted(ask(db, scope, AMONG_CHOSEN), key=_played_at):
        while played_at * PLACES >= steps[at].end:
            at += 1
        if first_at * PLACES >= steps[at].first:
            artists[at].add(artist)
            plays[at] += 1
    numbers = range(len(steps))
    return tuple(len(artists[at]) for at in numbers), tuple(plays[at] for at in numbers)


def _played_at(row: tuple[int, int, int]) -> int:
    return row[2]


def _reading(score: int | None) -> Reading:
    if score is None:
        return Reading.UNKNOWN
    return next((reading for below, reading in READINGS if score < below), Reading.EXPLORER)
