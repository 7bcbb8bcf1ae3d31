"""Leaders found by the heads of the months are those that a count of everybody finds."""

from __future__ import annotations

from contextlib import closing
import random
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest

from custom_components.spindle.insights import charts, heads, most_played, span as spans, sums
from custom_components.spindle.insights.charts import chart
from custom_components.spindle.insights.chosen import EVERYTHING
from custom_components.spindle.insights.names import Figure, Kind
from custom_components.spindle.insights.scope import Scope
from custom_components.spindle.insights.standings import AllTime, Counted
from custom_components.spindle.insights.window import Window, of_year
from custom_components.spindle.store import audit, months
from custom_components.spindle.store.connection import transaction
from custom_components.spindle.store.local_time import zone_named

from .scanned import DAY, empty

if TYPE_CHECKING:
    from collections.abc import Iterator
    from sqlite3 import Connection

FIRST = 1_600_000_000
PLAYS = 12_000
BETWEEN = 6_000
"""Seconds between two plays: they are a bit more than two years."""
NOW = FIRST + PLAYS * BETWEEN
ZONE = "UTC"
TASTES = ("steady", "drifting", "even")


def drifting(taste: str) -> Connection:
    """Return a history in which few names have most, and those may change with the time."""
    draw = random.Random(taste)  # noqa: S311  # Repeatable, not secret.
    db = empty(ZONE)
    names = range(1, 601)
    with transaction(db):
        db.executemany(
            "INSERT INTO artist (id, key, name) VALUES (?1, ?1, ?1)", [(n,) for n in names]
        )
        for statement in (
            "INSERT INTO album (id, artist_id, key, title) VALUES (?1, ?1, ?1, ?1)",
            "INSERT INTO track (id, artist_id, key, title) VALUES (?1, ?1, ?1, ?1)",
        ):
            db.executemany(statement, [(n,) for n in names])
        db.execute("INSERT INTO service (id, slug) VALUES (1, 'spotify')")
        db.execute("INSERT INTO origin (id, name) VALUES (1, 'sonos')")
        for number in range(PLAYS):
            rank = (
                draw.randrange(600) if taste == "even" else min(int(draw.paretovariate(0.8)), 600)
            )
            name = (rank + (number // 2000 * 40 if taste == "drifting" else 0)) % 600 + 1
            db.execute(
                """
INSERT INTO play (id, artist_id, track_id, album_id, service_id, origin_id, kind, utc_offset,
    listened) VALUES (?, ?, ?, ?, 1, 1, 'music', 0, ?)""",
                ((FIRST + number * BETWEEN) * 1000, name, name, name, draw.randrange(30, 400)),
            )
        audit.rebuild(db)
        while months.sum_up(db, NOW - 10 * DAY).more:
            pass
    return db


@pytest.fixture(scope="module", params=TASTES)
def taste(request: pytest.FixtureRequest) -> str:
    """How the names of a history are played."""
    name: str = request.param
    return name


@pytest.fixture(scope="module")
def db(taste: str) -> Iterator[Connection]:
    """A history of some taste."""
    with closing(drifting(taste)) as connection:
        yield connection


def windows() -> list[Window]:
    draw = random.Random(7)  # noqa: S311
    found = [of_year(2021, zone_named(ZONE)), Window(start=NOW - 40 * DAY, end=NOW)]
    for length in (20, 45, 100, 300, 600, 800):
        start = FIRST + draw.random() * (PLAYS * BETWEEN - length * DAY)
        found.append(Window(start=start, end=start + length * DAY))
    return found


@pytest.mark.parametrize("figure", Figure)
@pytest.mark.parametrize("kind", Kind)
def test_they_are_found(db: Connection, taste: str, kind: Kind, figure: Figure) -> None:
    history = spans.of_history(db)
    found = []
    for window in windows():
        for count in (1, 5, 30, 700):
            with patch.object(charts, "FEW_PLAYS", 100), patch.object(heads, "LONG", 9):
                asked = chart(db, kind, figure, Scope(window=window), zone_named(ZONE))
                leaders = asked.leaders(count)
            counted = sums.scan(db, kind, EVERYTHING, [spans.of_window(window, history)])
            assert leaders == Counted(counted, figure).leaders(count)
            assert isinstance(asked, heads.Led)
            found.append(asked._candidates(count) is not None)
            some = [1, 2, 77, *[one.id for one in leaders]]
            assert asked.sums_of(some) == Counted(counted, figure).sums_of(some)
    assert not all(found), "there was always somebody to find"
    assert any(found) or taste == "even", "nobody was ever found by the heads"


def test_few_names_are_counted_for_few_leaders() -> None:
    """That is the point of it."""
    with closing(drifting("steady")) as db:
        window = of_year(2021, zone_named(ZONE))
        asked = chart(db, Kind.TRACK, Figure.PLAYS, Scope(window=window), zone_named(ZONE))
        assert isinstance(asked, heads.Led)
        counted = asked._candidates(5)
    assert counted is not None
    assert 5 <= len(counted) < 40


@pytest.mark.parametrize(("tastes", "most"), [("steady", 20), ("drifting", None), ("even", None)])
def test_those_who_lead_of_all_time_are_enough_where_they_always_led(
    tastes: str, most: int | None
) -> None:
    with closing(drifting(tastes)) as db:
        window = Window(start=FIRST + 300 * DAY, end=FIRST + 700 * DAY)
        asked = chart(db, Kind.TRACK, Figure.PLAYS, Scope(window=window), zone_named(ZONE))
        assert isinstance(asked, heads.Led)
        found = most_played.candidates(
            db, Kind.TRACK, Figure.PLAYS, count=5, counting=asked._counting
        )
        assert (most is None) == (found is None)
        if found is not None:
            assert most is not None
            assert 5 <= len(found) <= most
            leaders = [one.plays for one in asked.leaders(5)]
            assert sorted(found.values(), reverse=True)[:5] == leaders


def test_all_time_is_answered_by_the_tiers(db: Connection) -> None:
    for kind in Kind:
        for figure in Figure:
            asked = chart(db, kind, figure, Scope(), zone_named(ZONE))
            assert isinstance(asked, AllTime)
            counted = sums.scan(db, kind, EVERYTHING, [spans.of_history(db)])
            for count in (1, 10, 100, 1000):
                assert asked.leaders(count) == Counted(counted, figure).leaders(count)
            assert asked.sums_of([1, 2, 3]) == Counted(counted, figure).sums_of([1, 2, 3])


def test_a_window_that_holds_all_is_all_time(db: Connection) -> None:
    window = Window(start=0.0, end=NOW + 1.0)
    asked = chart(db, Kind.ARTIST, Figure.PLAYS, Scope(window=window), zone_named(ZONE))
    assert isinstance(asked, AllTime)
