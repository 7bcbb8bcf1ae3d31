"""What the benchmarks hold against each other answers the same questions with the same figures."""

from __future__ import annotations

from contextlib import ExitStack, closing
from datetime import date
from typing import TYPE_CHECKING

import pytest

from custom_components.spindle.store.connection import open_reader
from scripts.benchmarks import answers
from scripts.benchmarks.flat import Flat, open_flat
from scripts.benchmarks.questions import ALL_TIME, KINDS, Ours, last_year

if TYPE_CHECKING:
    from collections.abc import Iterator

    from custom_components.spindle.insights.window import Window
    from scripts.benchmarks.synthetic_store import Built

EPOCH = date(1970, 1, 1).toordinal()
EVER = (0, 2**40)


@pytest.fixture(params=["plain", "forced"])
def flat(request: pytest.FixtureRequest, built_in_utc: Built) -> Iterator[Flat]:
    """The flat table, asked with and without the better indexes."""
    with open_flat(built_in_utc.flat) as db:
        yield Flat(db, request.param == "forced")


@pytest.fixture
def ours(built_in_utc: Built) -> Iterator[Ours]:
    """Spindle's database of the same plays."""
    with closing(open_reader(built_in_utc.spindle)) as db:
        yield Ours(db, built_in_utc.zone, built_in_utc.now)


@pytest.fixture
def year(ours: Ours) -> Window:
    """The last 365 days."""
    return last_year(ours.zone, ours.now)


def bounds(window: Window) -> tuple[int, int]:
    """Return a closed window as whole seconds."""
    assert window.start is not None
    assert window.end is not None
    return int(window.start), int(window.end)


def leaders(rows: list[tuple[str, int]]) -> tuple[list[int], set[tuple[str, int]]]:
    """Return the plays in their order, and who has more than the last: ties may differ."""
    least = rows[-1][1]
    return [plays for _, plays in rows], {row for row in rows if row[1] > least}


@pytest.mark.parametrize("kind", KINDS)
def test_top_lists_of_a_year(flat: Flat, ours: Ours, year: Window, kind: str) -> None:
    told = [(row.name, row.plays) for row in ours.top(kind, year).rows]
    assert len(told) == 10
    assert leaders(told) == leaders(flat.top(kind, *bounds(year)))


@pytest.mark.parametrize("kind", KINDS)
def test_top_lists_of_all_time(flat: Flat, ours: Ours, kind: str) -> None:
    told = [(row.name, row.plays) for row in ours.top(kind, ALL_TIME).rows]
    assert leaders(told) == leaders(flat.top_ever(kind)) == leaders(flat.top(kind, *EVER))


def test_heat_maps(flat: Flat, ours: Ours, year: Window) -> None:
    told = ours.heat_map(year)
    assert told.first is not None
    first = told.first.toordinal() - EPOCH
    days = {first + number: plays for number, plays in enumerate(told.plays) if plays}
    assert days == flat.heat_map(*bounds(year))


def test_clocks(flat: Flat, ours: Ours, year: Window) -> None:
    told = {slot: plays for slot, plays in enumerate(ours.clock(year).plays) if plays}
    assert told == flat.clock(*bounds(year))


def test_streaks(flat: Flat, ours: Ours) -> None:
    longest = ours.streaks().longest
    assert longest is not None
    assert longest.days == flat.longest_streak() > 1


def test_discovery(flat: Flat, ours: Ours, year: Window) -> None:
    assert sum(ours.discovery(year).artists) == flat.discovered(*bounds(year)) > 0


def test_totals(flat: Flat, ours: Ours, year: Window) -> None:
    told = ours.totals(year)
    assert (told.plays, told.seconds) == flat.totals(*bounds(year))


def test_the_latest_plays(flat: Flat, ours: Ours) -> None:
    told = [(play.played_at, play.title) for play in ours.recent().plays]
    assert told == [(row[0], row[2]) for row in flat.recent()]


def test_a_window_without_an_end_goes_on_to_the_last_play(flat: Flat, year: Window) -> None:
    start, end = bounds(year)
    assert flat.totals(start) == flat.totals(start, end)


def test_search(flat: Flat, ours: Ours) -> None:
    (title,) = ours.db.execute("SELECT title FROM track ORDER BY plays DESC LIMIT 1").fetchone()
    found = {(track.artist, track.name) for track in ours.search(title).tracks}
    assert {row[:2] for row in flat.search(title)} <= found


def test_every_question_of_a_run_is_asked(built: Built) -> None:
    told = answers.ask_ours(built, 2)
    assert len(told.tops.cpu) == 2 * 3 * 2
    assert len(told.parts) == 9
    with ExitStack() as stack:
        flat = Flat(stack.enter_context(open_flat(built.flat)), forced=True)
        assert flat.totals(*EVER)[0] == built.shape.plays
    assert answers.ask_flat(built, forced=True).overview.worst > 0
