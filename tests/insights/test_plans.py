"""The plans of what calendars, shares, genres and searches ask."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from custom_components.spindle.insights import (
    clock,
    common_words,
    coverage,
    days,
    era,
    genres,
    hours,
    matching_names,
    search,
    sessions,
    shares,
)
from custom_components.spindle.insights.names import Kind
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
        for kind, statement in matching_names.TIER.items()
    ),
    *(
        (statement, f"SEARCH {kind} USING INDEX {kind}_plays (plays_tier>?)")
        for (kind, _), statement in matching_names.FIRST.items()
    ),
    *(
        (statement, f"SEARCH {kind} USING INTEGER PRIMARY KEY (rowid=?)")
        for statements in (matching_names.OF_CANDIDATES, matching_names.OF_IDS)
        for (kind, _), statement in statements.items()
    ),
    *(
        (statement, f"SEARCH {kind} USING INDEX {kind}_artist (artist_id=?)")
        for (kind, _), statement in matching_names.OF_CANDIDATES.items()
        if kind is not Kind.ARTIST
    ),
    *(
        (statement, f"SEARCH {kind} USING INDEX {kind}_artist (artist_id=?)")
        for kind, statement in common_words.THEIRS.items()
    ),
    (matching_names.HAS_LIBRARY, "SEARCH library_track USING INDEX library_track_track"),
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
    {*matching_names.OF_ARTISTS.values(), era.OF_ALL_TIME, era.RELEASED}
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
    assert scanned <= {
        "SCAN r_clock",
        "SCAN slots",
        "SCAN CONSTANT ROW",
        "SCAN candidate",
        "SCAN named",
    }


@pytest.mark.parametrize("statement", NAMES_READ_THROUGH)
def test_reading_all_names_reads_no_plays(db: Connection, statement: str) -> None:
    assert not any(re.search(r"\bplay\b", step) for step in plan(db, statement))


def test_the_most_played_are_read_as_they_lie(db: Connection) -> None:
    for statement in matching_names.FIRST.values():
        assert not any("TEMP B-TREE" in step for step in plan(db, statement))


@pytest.mark.parametrize(
    "statement", [matching_names.NAMED, matching_names.HEARD, common_words.NAMED]
)
def test_the_index_is_asked_by_its_words(db: Connection, statement: str) -> None:
    steps = plan(db, statement)
    assert any(re.match(r"SCAN name_search VIRTUAL TABLE INDEX \d+:M", step) for step in steps)
    assert not any("TEMP B-TREE" in step for step in steps)
