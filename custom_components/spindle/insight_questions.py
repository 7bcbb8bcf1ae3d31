"""Every question by its name: which function answers it, and what it may be asked with.

How an answer is written is the same for all: ``insight_json``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from homeassistant.helpers import config_validation as cv
import voluptuous as vol

from .insights.calendar import heat_map
from .insights.clock import SLOTS, clock
from .insights.coverage import coverage
from .insights.discovery import discovery
from .insights.era import LENGTHS, era
from .insights.evolution import MOST_LINES, evolution
from .insights.forgotten import LEAST_PLAYS, forgotten
from .insights.genre import MOST_ARTISTS, genre
from .insights.genres import MOST_GENRES, genre_evolution, genres
from .insights.holdings import holdings
from .insights.memories import on_this_day
from .insights.names import Figure
from .insights.newcomers import newcomers
from .insights.overview import MOST_NAMES as MOST_SHOWN, overview
from .insights.pages import page
from .insights.recap import recap
from .insights.recent import MOST_PLAYS, recent
from .insights.search import LONGEST, MOST_HITS, search
from .insights.series import Step, series
from .insights.sessions import LONGEST_GAP, MOST_SESSIONS, SHORTEST_GAP, SIDES, sessions
from .insights.shares import shares
from .insights.streaks import streaks
from .insights.top import FARTHEST_OFFSET, top

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .compat import Schema


@dataclass(frozen=True, slots=True)
class Question:
    """The function that answers, and what each of its own arguments may be."""

    function: Callable[..., object]
    arguments: Mapping[Any, Any] = field(default_factory=dict)
    ignores: frozenset[str] = frozenset()
    """What it does not look at of what every question may be about."""

    @property
    def schema(self) -> Schema:
        """Make the schema of its arguments."""
        return vol.Schema(dict(self.arguments))

    @property
    def takes(self) -> str:
        """Name its arguments, for a person."""
        return ", ".join(sorted(map(str, self.arguments)))


def whole(least: int, most: int) -> Any:
    """Take a whole number between two."""
    return vol.All(vol.Coerce(int), vol.Range(min=least, max=most))


ID: Final = whole(0, 2**63 - 1)
KIND: Final = vol.In(["artists", "albums", "tracks"])
FIGURE: Final = vol.In([figure.value for figure in Figure])
STEP: Final = vol.In([step.value for step in Step])
TEXT: Final = vol.All(str, vol.Length(max=LONGEST))
PERIOD: Final = frozenset({"period", "day", "start", "end"})
CHOICE: Final = frozenset({"room", "service", "source"})
MOST_NAMES: Final = 200
"""Names of one answer, so that it stays small."""
LONGEST_SILENCE: Final = 36_500
"""Days."""

QUESTIONS: Final[dict[str, Question]] = {
    "clock": Question(clock),
    "coverage": Question(coverage),
    "discovery": Question(discovery, {vol.Optional("step"): STEP}),
    "era": Question(era, {vol.Optional("by"): vol.In(list(LENGTHS))}),
    "evolution": Question(
        evolution,
        {
            vol.Optional("kind"): KIND,
            vol.Optional("step"): STEP,
            vol.Optional("figure"): FIGURE,
            vol.Optional("limit"): whole(1, MOST_LINES),
        },
    ),
    "forgotten": Question(
        forgotten,
        {
            vol.Optional("kind"): KIND,
            vol.Optional("silent_days"): whole(1, LONGEST_SILENCE),
            vol.Optional("least_plays"): whole(LEAST_PLAYS, 1_000_000),
            vol.Optional("limit"): whole(1, MOST_NAMES),
        },
        ignores=PERIOD,
    ),
    "genre": Question(
        genre, {vol.Required("genre"): TEXT, vol.Optional("limit"): whole(1, MOST_ARTISTS)}
    ),
    "genre_evolution": Question(
        genre_evolution,
        {vol.Optional("step"): STEP, vol.Optional("limit"): whole(1, MOST_GENRES)},
    ),
    "genres": Question(
        genres, {vol.Optional("figure"): FIGURE, vol.Optional("limit"): whole(1, MOST_GENRES)}
    ),
    "heat_map": Question(heat_map),
    "holdings": Question(holdings, ignores=PERIOD | CHOICE),
    "newcomers": Question(newcomers, {vol.Optional("limit"): whole(1, MOST_NAMES)}),
    "on_this_day": Question(
        on_this_day,
        {vol.Optional("day"): cv.date, vol.Optional("limit"): whole(1, MOST_NAMES)},
        ignores=PERIOD,
    ),
    "overview": Question(
        overview,
        {
            vol.Optional("figure"): FIGURE,
            vol.Optional("limit"): whole(1, MOST_SHOWN),
            vol.Optional("recent_limit"): whole(1, MOST_SHOWN),
        },
    ),
    "page": Question(page, {vol.Required("kind"): KIND, vol.Required("name"): ID}),
    "recap": Question(
        recap, {vol.Optional("year"): whole(1970, 2200), vol.Optional("month"): whole(1, 12)}
    ),
    "recent": Question(
        recent,
        {
            vol.Optional("before"): ID,
            vol.Optional("limit"): whole(1, MOST_PLAYS),
            vol.Optional("week_hour"): whole(0, SLOTS - 1),
        },
    ),
    "search": Question(
        search, {vol.Required("text"): TEXT, vol.Optional("limit"): whole(1, MOST_HITS)}
    ),
    "series": Question(series, {vol.Required("step"): STEP}),
    "sessions": Question(
        sessions,
        {
            vol.Optional("by"): vol.In(SIDES),
            vol.Optional("gap"): whole(SHORTEST_GAP, LONGEST_GAP),
            vol.Optional("limit"): whole(1, MOST_SESSIONS),
        },
    ),
    "shares": Question(shares),
    "streaks": Question(streaks),
    "top": Question(
        top,
        {
            vol.Optional("kind"): KIND,
            vol.Optional("figure"): FIGURE,
            vol.Optional("limit"): whole(1, MOST_NAMES),
            vol.Optional("offset"): whole(0, FARTHEST_OFFSET),
        },
    ),
}
