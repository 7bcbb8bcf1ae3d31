"""The plans of what calendars, shares, genres and searches ask."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from custom_components.spindle.insights import (
    clock,
    coverage,
    days,
    era,
    genres,
    hours,
    search,
    sessions,
    shares,
)
from custom_components.spindle.insights.names import Kind
from custom_components.spindle.store import search_index
from tests.plans import both, plan, skewed_history

if TYPE_CHECKING:
    from sqlite3 import Connection

BY_TIME = "SEARCH play USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"
BY_ROOM = "SEARCH play USING INDEX play_player (player_id=? AND hidden=? AND rowid>? AND rowid<?)"
BY_SERVICE = "SEARCH play USING INDEX play_service (service_id=? AND played_at>? AND played_at<?)"
OF_NAME = "SEARCH play USING INDEX play_{kind} ({kind}_id=? AND hidden=? AND rowid>? AND rowid<?)"
LED_BY = {"time": BY_TIME, "speakers": BY_ROOM, "services": BY_SERVICE}

ABOUT_PLAYS = [
    (statements[source], step)
    for statements in (
        days.COUNT_DAYS,
        hours.COUNT_HOURS,
        sessions.STRETCHES,
        shares.COUNT,
        coverage.OF_PLAYS,
    )
    for source, step in LED_BY.items()
]
PINNED = [
    *ABOUT_PLAYS,
    # Of a handful of days SQLite looks at one end of the range alone.
    (days.DAYS, "SEARCH r_day USING INTEGER PRIMARY KEY (rowid>?"),
    (days.NUMBERS, "SEARCH r_day USING INTEGER PRIMARY KEY (rowid>?"),
    (hours.HOURS, "SEARCH r_hour USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"),
    (clock.MONTHS, "SEARCH r_clock USING PRIMARY KEY (slot=? AND month>? AND month<?)"),
    (clock.ALWAYS, "SCAN r_clock"),
    (genres.WEIGHTS, "SEARCH artist_genre USING PRIMARY KEY (artist_id=?)"),
    *(
        (statement, f"SEARCH {kind} USING INDEX {kind}_plays (plays_tier>?)")
        for statements in (search.FIRST, search.TIER)
        for kind, statement in statements.items()
    ),
    *(
        (statement, f"SEARCH {kind} USING INTEGER PRIMARY KEY (rowid=?)")
        for kind, statement in search.OF_CANDIDATES.items()
    ),
    (
        search.OF_CANDIDATES[Kind.TRACK],
        "SEARCH track USING INDEX track_artist (artist_id=?)",
    ),
    (
        search.OF_CANDIDATES[Kind.ALBUM],
        "SEARCH album USING INDEX album_artist (artist_id=?)",
    ),
    *(
        (
            statement,
            OF_NAME.format(kind=kind),
        )
        for kind, statement in search.COUNT.items()
    ),
]
"""Statements, and how a step begins that must be in their plans."""

NAMES_READ_THROUGH = sorted(
    {search.OF_ARTISTS, era.OF_ALL_TIME, era.RELEASED}
    | {statement for kind, statement in coverage.OF_NAMES.values()}
)
"""Statements that read all names of one kind, and are meant to."""


plain, analysed, db = both(skewed_history)


@pytest.mark.parametrize("number", range(len(PINNED)))
def test_pinned_plans(db: Connection, number: int) -> None:
    statement, expected = PINNED[number]
    steps = plan(db, statement)
    assert any(step.startswith(expected) for step in steps), steps
    scanned = {step for step in steps if step.startswith("SCAN") and "VIRTUAL TABLE" not in step}
    # Subqueries, and the sums by the hour of the week.
    assert scanned <= {"SCAN r_clock", "SCAN slots", "SCAN CONSTANT ROW", "SCAN candidate"}


@pytest.mark.parametrize("statement", NAMES_READ_THROUGH)
def test_reading_all_names_reads_no_plays(db: Connection, statement: str) -> None:
    assert not any(re.search(r"\bplay\b", step) for step in plan(db, statement))


def test_the_most_played_are_read_as_they_lie(db: Connection) -> None:
    for statement in search.FIRST.values():
        assert not any("TEMP B-TREE" in step for step in plan(db, statement))


@pytest.mark.parametrize("statement", [search.SOME, search.ALL])
def test_the_index_is_asked_by_its_words(db: Connection, statement: str) -> None:
    assert any(
        re.match(r"SCAN name_search VIRTUAL TABLE INDEX \d+:M", step)
        for step in plan(db, statement)
    )


def test_the_kinds_stand_in_the_index_as_they_are_asked_for() -> None:
    assert {kind.name: number for kind, number in search.NUMBERS.items()} == {
        kind.name: kind.value for kind in search_index.NameKind
    }
