"""How long the questions about one history take: Spindle's, and the flat table's."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from functools import partial
import random
from typing import TYPE_CHECKING, Final

from custom_components.spindle.insights.window import day_of
from custom_components.spindle.store.connection import open_reader

from .figures import Took, chill, read_from_disk, timed
from .flat import Flat, open_flat
from .questions import (
    ALL_TIME,
    FIGURES,
    KINDS,
    ROWS,
    Ours,
    draw_texts,
    draw_windows,
    draw_years,
    last_year,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from custom_components.spindle.insights.window import Window

    from .synthetic_store import Built

AGAIN: Final = 15
"""Times that the same question is asked."""
IN_A_ROW: Final = 3
"""Times that each of many questions is asked; the first time its pages may be read."""
AGAIN_OF_THE_FLAT: Final = 3
"""The same, where an answer takes seconds."""
YEARS: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """How long each of Spindle's answers took, in milliseconds."""

    overview: Took
    """Nine questions about the last 365 days."""
    parts: dict[str, Took]
    """Each of the nine by itself."""
    tops: Took
    """Top lists of drawn windows."""
    slowest_top: str
    """Which of them took longest."""
    tops_ever: Took
    tops_of_a_year: dict[str, Took]
    """By kind, of drawn years, each asked ``IN_A_ROW`` times."""
    heat_map: Took
    clock: Took
    streaks: Took
    discovery: Took
    search: Took
    slowest_search: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FlatAnswers:
    """How long the flat table's took."""

    overview: Took
    """As an application asks that knows no end of "the last 365 days"."""
    overview_bounded: Took
    """The same with an end, which lets SQLite choose better."""
    tops_ever: Took
    heat_map: Took
    clock: Took
    streaks: Took
    discovery: Took
    search: Took


def ask_ours(built: Built, windows: int) -> Answers:
    """Ask Spindle's database everything, on one reading connection."""
    with closing(open_reader(built.spindle)) as db:
        ours = Ours(db, built.zone, built.now)
        draw = random.Random(windows)
        year = last_year(built.zone, built.now)
        years = draw_years(draw, built.zone, YEARS)
        parts = _parts(ours, year)
        for ask in parts.values():
            ask()
        tops, slowest_top = _ask_tops(ours, draw_windows(draw, built.zone, windows))
        search, slowest_search = _search(ours, draw_texts(draw, db, 2 * windows))
        return Answers(
            overview=timed([partial(ours.overview, year)] * AGAIN),
            parts={what: timed([ask] * AGAIN) for what, ask in parts.items()},
            tops=tops,
            slowest_top=slowest_top,
            tops_ever=timed(
                partial(ours.top, kind, ALL_TIME, figure)
                for _ in range(AGAIN)
                for kind in KINDS
                for figure in FIGURES
            ),
            tops_of_a_year={
                kind: timed(
                    partial(ours.top, kind, year) for year in years for _ in range(IN_A_ROW)
                )
                for kind in KINDS
            },
            heat_map=timed(partial(ours.heat_map, window) for window in years),
            clock=timed(partial(ours.clock, window) for window in (*years, ALL_TIME)),
            streaks=timed([ours.streaks] * AGAIN),
            discovery=timed(partial(ours.discovery, window) for window in (*years, ALL_TIME)),
            search=search,
            slowest_search=slowest_search,
        )


def ask_flat(built: Built, *, forced: bool) -> FlatAnswers:
    """Ask the flat table the same; ``forced`` with the better index for each question."""
    with open_flat(built.flat) as db:
        flat = Flat(db, forced)
        start = int(last_year(built.zone, built.now).start or 0)
        ever = (0, built.now)
        flat.recent(ROWS)

        def ask(*questions: Callable[[], object]) -> Took:
            return timed(question for question in questions for _ in range(AGAIN_OF_THE_FLAT))

        return FlatAnswers(
            overview=ask(partial(flat.overview, start)),
            overview_bounded=ask(partial(flat.overview, start, built.now)),
            tops_ever=ask(*(partial(flat.top_ever, kind, ROWS) for kind in KINDS)),
            heat_map=ask(partial(flat.heat_map, start)),
            clock=ask(partial(flat.clock, *ever)),
            streaks=ask(flat.longest_streak),
            discovery=ask(partial(flat.discovered, *ever)),
            search=ask(partial(flat.search, "ghost", ROWS)),
        )


def read_cold(built: Built) -> tuple[int | None, int | None]:
    """Return the bytes fetched from the disk for one overview: by Spindle, by the flat table.

    Nothing of either file is in memory before. None where the system does not count.
    """
    year = last_year(built.zone, built.now)
    chill(built.spindle)
    before = read_from_disk()
    with closing(open_reader(built.spindle)) as db:
        Ours(db, built.zone, built.now).overview(year)
    ours = _more(before)
    chill(built.flat)
    before = read_from_disk()
    with open_flat(built.flat) as db:
        Flat(db, forced=True).overview(int(year.start or 0))
    return ours, _more(before)


def _more(before: int | None) -> int | None:
    after = read_from_disk()
    return None if before is None or after is None else after - before


def _parts(ours: Ours, window: Window) -> dict[str, Callable[[], object]]:
    """Name the questions of an overview, each by itself."""
    return {
        "totals": partial(ours.totals, window),
        **{f"top {kind}s": partial(ours.top, kind, window) for kind in KINDS},
        "heat map": partial(ours.heat_map, window),
        "clock": partial(ours.clock, window),
        "streaks": ours.streaks,
        "discovery": partial(ours.discovery, window),
        "recent": ours.recent,
    }


def _ask_tops(ours: Ours, windows: list[Window]) -> tuple[Took, str]:
    """Ask for every top list of some windows; say which took longest."""
    asked = [(kind, window, figure) for window in windows for kind in KINDS for figure in FIGURES]
    took = timed(partial(ours.top, *each) for each in asked)
    kind, window, figure = asked[took.cpu.index(took.worst)]
    first, last = (day_of(moment or 0, ours.zone) for moment in (window.start, window.end))
    return took, f"{kind}s by {figure} from {first} to {last}"


def _search(ours: Ours, texts: list[str]) -> tuple[Took, str]:
    """Search for some texts; say which took longest."""
    took = timed(partial(ours.search, text) for text in texts)
    return took, texts[took.cpu.index(took.worst)]
