"""Answers about albums and tracks say how far they have come in Lidarr."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from custom_components.spindle.insights.evolution import evolution
from custom_components.spindle.insights.forgotten import forgotten
from custom_components.spindle.insights.memories import on_this_day
from custom_components.spindle.insights.pages import page
from custom_components.spindle.insights.recent import recent
from custom_components.spindle.insights.scope import Scope
from custom_components.spindle.insights.search import search
from custom_components.spindle.insights.top import top
from custom_components.spindle.insights.window import of_year
from custom_components.spindle.store import lidarr_queue, merging, names, plays
from custom_components.spindle.store.lidarr_types import WantedReason, WantedStatus
from custom_components.spindle.store.search_index import NameKind
from tests.store.conftest import create
from tests.store.examples import NOON, a_play
from tests.store.wanted import an_album, item, mbid

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from sqlite3 import Connection
    from zoneinfo import ZoneInfo

DAY = 86_400
YEAR = 365 * DAY
QUEUED = WantedStatus.QUEUED
ALWAYS = Scope()


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Connection]:
    """A history with nine plays of Post, which waits for Lidarr, and one of Debut."""
    db = create(tmp_path / "spindle.db")
    for number in range(9):
        plays.record(db, a_play(played_at=NOON + number * 400, title="Hyperballad"))
    plays.record(db, a_play(played_at=NOON + 9000, title="Human Behaviour", album="Debut"))
    lidarr_queue.put(db, (an_album(artist="Björk", album="Post", album_id=post(db)),), now=NOON)
    yield db
    db.close()


def post(db: Connection) -> int:
    """Return the id of the album that is wanted."""
    found = names.find_album(db, "Björk", "Post")
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("artists", {"Björk": None}),
        ("albums", {"Post": QUEUED, "Debut": None}),
        ("tracks", {"Hyperballad": QUEUED, "Human Behaviour": None}),
    ],
)
def test_charts(
    db: Connection, utc: ZoneInfo, kind: str, expected: dict[str, WantedStatus | None]
) -> None:
    now = NOON + DAY
    chart = top(db, ALWAYS, kind, zone=utc, now=now)
    assert {row.name: row.lidarr for row in chart.rows} == expected
    lines = evolution(db, Scope(window=of_year(2023, utc)), kind, zone=utc, now=now).lines
    assert {line.name: line.lidarr for line in lines} == expected
    silent = forgotten(db, ALWAYS, kind, zone=utc, now=NOON + YEAR)
    assert {one.name: one.lidarr for one in silent} == {
        name: status for name, status in expected.items() if name != "Debut" and "Human" not in name
    }


def test_plays_searches_and_memories(db: Connection, utc: ZoneInfo) -> None:
    latest = recent(db, ALWAYS, zone=utc, now=NOON).plays
    assert [play.lidarr for play in latest[:2]] == [None, QUEUED]
    found = search(db, ALWAYS, "björk", zone=utc, now=NOON)
    assert {hit.name: hit.lidarr for hit in (*found.artists, *found.albums)} == {
        "Björk": None,
        "Post": QUEUED,
        "Debut": None,
    }
    (memory,) = on_this_day(db, ALWAYS, zone=utc, now=NOON + YEAR + DAY)
    assert {track.name: track.lidarr for track in memory.tracks}["Hyperballad"] is QUEUED


def test_pages_tell_more(db: Connection, utc: ZoneInfo) -> None:
    (claim,) = lidarr_queue.claim_adds(db, NOON + 10, 1)
    unreachable = WantedReason.UNREACHABLE
    lidarr_queue.tried(db, claim, unreachable, "down", None, now=NOON + 20)
    state = page(db, ALWAYS, "albums", post(db), zone=utc, now=NOON).lidarr
    assert state is not None
    assert (state.status, state.reason, state.changed_at, state.item_id) == (
        WantedStatus.FAILED,
        unreachable,
        NOON + 20,
        item(db).id,
    )
    track = names.find_track(db, "Björk", "Hyperballad")
    assert track is not None
    assert page(db, ALWAYS, "tracks", track, zone=utc, now=NOON).lidarr == state
    artist = names.find_artist(db, "Björk")
    assert artist is not None
    told = page(db, ALWAYS, "artists", artist, zone=utc, now=NOON)
    assert told.lidarr is None
    assert {part.name: part.lidarr for part in told.albums} == {
        "Post": WantedStatus.FAILED,
        "Debut": None,
    }


def test_another_edition_is_the_same_album(db: Connection, utc: ZoneInfo) -> None:
    plays.record(db, a_play(played_at=NOON + 20_000, title="Isobel", album="Post (Deluxe)"))
    db.execute("UPDATE album SET release_group_mbid = ? WHERE title = 'Post (Deluxe)'", (mbid(1),))
    chart = top(db, ALWAYS, "albums", zone=utc, now=NOON + DAY)
    assert {row.name: row.lidarr for row in chart.rows}["Post (Deluxe)"] is QUEUED


def test_what_has_left_the_queue_stays_available(db: Connection, utc: ZoneInfo) -> None:
    available = WantedStatus.AVAILABLE
    lidarr_queue.found(db, item(db).id, available, keeps_place=False, now=NOON)
    assert lidarr_queue.prune(db, NOON + 8 * DAY) == 1
    state = page(db, ALWAYS, "albums", post(db), zone=utc, now=NOON).lidarr
    assert state is not None
    assert (state.status, state.item_id, state.changed_at) == (available, None, NOON)


def test_albums_that_become_one_take_their_state_along(db: Connection, utc: ZoneInfo) -> None:
    debut = names.find_album(db, "Björk", "Debut")
    assert debut is not None
    merging.begin(db, NameKind.ALBUM, post(db), debut)
    while merging.proceed(db).more:
        pass
    assert page(db, ALWAYS, "albums", debut, zone=utc, now=NOON).lidarr is not None
