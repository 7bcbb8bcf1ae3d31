"""The plans of all statements that questions ask."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from custom_components.spindle import insights as insights_room
from custom_components.spindle.insights import (
    chosen,
    counting,
    courses,
    discovery,
    forgotten,
    heads,
    holdings,
    newcomers,
    pages,
    shown,
    standings,
    sums,
)
from custom_components.spindle.insights.names import Figure, Kind
from tests.every_plan import statements, summed_history
from tests.plans import both, plan

if TYPE_CHECKING:
    from sqlite3 import Connection

NAMES = {
    *sums.COUNTERS.values(),
    *pages.RANK_OF_FEW.values(),
}
"""Statements that read all artists, albums or tracks, and are meant to."""

FIRST_ROWS = {holdings.ENDS}
"""Statements that go through the plays in their order and stop at the first that fits."""

BY_TIME = "SEARCH play USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"
BY_ROOM = "SEARCH play USING INDEX play_player (player_id=? AND hidden=? AND rowid>? AND rowid<?)"
BY_SERVICE = "SEARCH play USING INDEX play_service (service_id=? AND played_at>? AND played_at<?)"
LED_BY = {"time": BY_TIME, "speakers": BY_ROOM, "services": BY_SERVICE}


def of_name(kind: Kind) -> str:
    return f"SEARCH play USING INDEX play_{kind} ({kind}_id=? AND hidden=? AND rowid>? AND rowid<?)"


def of_month(kind: Kind) -> str:
    return f"SEARCH summed USING PRIMARY KEY (month=? AND {kind}_id=?)"


PINNED: list[tuple[str, list[str]]] = [
    *((statement, [LED_BY[source]]) for source, statement in sums.TOTALS.items()),
    *((statement, [LED_BY[source]]) for (_, source), statement in sums.GROUPS.items()),
    *((statement, [LED_BY[source]]) for source, statement in discovery.AMONG_CHOSEN.items()),
    *((statement, [LED_BY[source]]) for source, statement in newcomers.AMONG_CHOSEN.items()),
    *(
        (statement, [LED_BY[source]])
        for statements in forgotten.AMONG_CHOSEN.values()
        for source, statement in statements.items()
    ),
    *(
        (statement, [f"SEARCH r_{kind}_month USING PRIMARY KEY (month=?)"])
        for kind, statement in sums.MONTHS.items()
    ),
    *(
        (
            heads.HEADS[kind, figure],
            [f"SEARCH r_{kind}_month USING INDEX r_{kind}_month_{figure} (month=? AND {figure}>?)"],
        )
        for kind in Kind
        for figure in Figure
    ),
    *(
        (
            standings.ORDERED[kind, figure],
            [f"SEARCH {kind} USING INDEX {kind}_{tiers} ({tiers}_tier>?)"],
        )
        for kind in Kind
        for figure, tiers in standings.TIERS.items()
    ),
    *(
        (statement, [f"SEARCH {kind} USING INDEX {kind}_plays (plays_tier>?)"])
        for kind, statement in forgotten.ORDERED.items()
    ),
    *(
        (
            statement,
            [
                f"SEARCH {kind} USING INDEX {kind}_plays (plays_tier>?)",
                f"SEARCH {kind} USING INDEX {kind}_plays (plays_tier=?)",
            ],
        )
        for kind, statement in pages.RANK.items()
    ),
    *(
        (statement, [of_month(kind), of_name(kind), of_name(kind)])
        for (kind, _), statement in counting.IN_DIVISION.items()
    ),
    *((statement, [of_month(kind)]) for (kind, _), statement in courses.IN_MONTHS.items()),
    *((statement, [of_name(kind)]) for (kind, _), statement in courses.IN_PIECES.items()),
    *((statement, [of_name(kind)]) for kind, statement in pages.PLAYS.items()),
    *(
        (statement, [f"SEARCH {kind} USING INTEGER PRIMARY KEY (rowid=?)"])
        for statements in (counting.COUNTERS,)
        for (kind, _), statement in statements.items()
    ),
    *(
        (statement, [f"SEARCH {kind} USING INTEGER PRIMARY KEY (rowid=?)"])
        for kind, statement in shown.NAMES.items()
    ),
    (newcomers.PLAYED, [of_name(Kind.ARTIST)]),
    (sums.HOURS, ["SEARCH r_hour USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"]),
    *(
        (
            statement,
            ["SEARCH artist USING INDEX artist_first_at (first_at>? AND first_at<?)", *then],
        )
        for statement, then in (
            (discovery.FIRST_HEARD, []),
            (discovery.IN_MONTHS, [of_month(Kind.ARTIST)]),
            (discovery.IN_SPANS, [of_name(Kind.ARTIST)]),
            (newcomers.LATEST, []),
        )
    ),
    (
        chosen.LISTED["speakers"],
        ["SEARCH player USING INDEX sqlite_autoindex_player_1 (speaker=?)"],
    ),
]
"""Statements, and the steps that must be in their plans, in this order."""


plain, analysed, db = both(summed_history)


def test_no_statement_reads_all_plays(db: Connection) -> None:
    found = set(statements(insights_room).values())
    assert found >= {statement for statement, _ in PINNED}, "the search for statements is blind"
    reading = [
        statement
        for statement in found - FIRST_ROWS
        if any(
            re.match(r"SCAN (play|scrobbles|summed|r_\w+_month)\b", step)
            for step in plan(db, statement)
        )
    ]
    assert reading == []
    assert any(re.match("SCAN r_day", step) for step in plan(db, sums.ALL_TIME))


def test_no_statement_of_charts_reads_all_names_unasked(db: Connection) -> None:
    pinned = {statement for statement, _ in PINNED}
    reading = {
        statement
        for statement in pinned | NAMES
        if any(re.match(r"SCAN (artist|album|track)\b", step) for step in plan(db, statement))
    }
    assert reading == NAMES


@pytest.mark.parametrize("number", range(len(PINNED)))
def test_pinned_plans(db: Connection, number: int) -> None:
    statement, expected = PINNED[number]
    steps = [step for step in plan(db, statement) if step in expected]
    assert steps == expected, statement


def test_days_are_found_by_their_number(plain: Connection) -> None:
    """The five days of this history are not worth it, as ANALYZE tells."""
    assert plan(plain, sums.DAYS) == [
        "SEARCH r_day USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"
    ]


@pytest.mark.parametrize("statement", [*heads.HEADS.values(), *standings.ORDERED.values()])
def test_orders_are_read_as_they_lie(db: Connection, statement: str) -> None:
    assert not any("TEMP B-TREE" in step for step in plan(db, statement))
