"""The latest plays, beside a scan of all of them, page by page."""

from __future__ import annotations

from collections import defaultdict
from contextlib import closing
from typing import TYPE_CHECKING

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.spindle.insights.clock import clock
from custom_components.spindle.insights.recent import LATEST, ROWS, Play, recent
from custom_components.spindle.insights.scope import Scope
from tests.plans import plan, skewed_history

from .scanned import NOW, PLAYS, SCOPES, ZONES, Drawn, history

if TYPE_CHECKING:
    from pathlib import Path

    from .scanned import Heard, History


def pages(given: History, scope: Scope, limit: int, week_hour: int | None = None) -> list[Play]:
    """Turn all pages, one after another."""
    found: list[Play] = []
    before: int | None = None
    while True:
        page = recent(
            given.db,
            scope,
            before=before,
            limit=limit,
            week_hour=week_hour,
            zone=given.zone,
            now=NOW,
        )
        assert len(page.plays) <= limit
        found += page.plays
        before = page.before
        if before is None:
            return found
        assert len(page.plays) == limit


def shown(play: Play) -> tuple[object, ...]:
    return (
        play.played_at,
        play.title,
        play.artist,
        play.album,
        play.speaker,
        play.service,
        play.source,
        play.listened,
    )


def heard(play: Heard) -> tuple[object, ...]:
    return (
        play.at,
        play.title,
        play.artist,
        play.album,
        play.room,
        play.service,
        play.origin,
        play.listened,
    )


@given(drawn=PLAYS, scope=SCOPES, limit=st.integers(1, 10))
@settings(max_examples=60)
def test_the_pages_are_all_plays_of_a_scope(drawn: list[Drawn], scope: Scope, limit: int) -> None:
    with history(drawn) as given:
        found = pages(given, scope, limit)
        expected = given.of(scope)
    assert [play.id for play in found] == sorted((play.id for play in found), reverse=True)
    assert sorted(map(shown, found), key=repr) == sorted(map(heard, expected), key=repr)


@given(drawn=PLAYS, scope=SCOPES, zone=st.sampled_from(ZONES), limit=st.integers(1, 5))
@settings(max_examples=40)
def test_the_pages_of_an_hour_of_the_week_are_what_the_clock_counts(
    drawn: list[Drawn], scope: Scope, zone: str, limit: int
) -> None:
    with history(drawn, zone) as given:
        expected: dict[int, list[Heard]] = defaultdict(list)
        for play in given.of(scope):
            local = given.local(play)
            expected[local.weekday() * 24 + local.hour].append(play)
        counted = clock(given.db, scope, zone=given.zone, now=NOW).plays
        for hour in {0, 167, *expected}:
            found = pages(given, scope, limit, hour)
            assert len(found) == counted[hour]
            assert sorted(map(shown, found), key=repr) == sorted(
                map(heard, expected[hour]), key=repr
            )


@pytest.mark.parametrize("limit", [0, 101])
def test_a_page_has_its_bounds(limit: int) -> None:
    with history([]) as given, pytest.raises(ValueError, match="between 1 and 100"):
        recent(given.db, Scope(), limit=limit, zone=given.zone, now=NOW)


def test_a_page_is_read_from_its_end(tmp_path: Path) -> None:
    with closing(skewed_history(tmp_path / "spindle.db")) as db:
        for _ in range(2):
            steps = plan(db, LATEST["time"])
            assert steps[0] == "SEARCH play USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"
            assert not any("TEMP B-TREE" in step for step in steps)
            first, second, *_ = plan(db, ROWS)
            assert first.startswith("SCAN chosen")
            assert second == "SEARCH play USING INTEGER PRIMARY KEY (rowid=?)"
            db.execute("ANALYZE")
