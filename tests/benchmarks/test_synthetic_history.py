"""The synthetic history: the same again from a seed, and of the shape it promises."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice, pairwise
import sqlite3
from zoneinfo import ZoneInfo

import pytest

from custom_components.spindle.store import audit
from custom_components.spindle.store.local_time import utc_offset
from scripts.benchmarks.synthetic_history import FIRST_DAY, History, Play, end_of
from scripts.benchmarks.synthetic_store import MARK, Built, build

from .conftest import SMALL

OURS = """
SELECT timestamp, artist, title, album, music_service, player, duration, listened
FROM scrobbles"""
THEIRS = """
SELECT timestamp, artist, title, album, music_service, player, duration, listened
FROM scrobbles_flat"""


@pytest.fixture(scope="module")
def history() -> History:
    """A small history."""
    return History(SMALL)


@pytest.fixture(scope="module")
def plays(history: History) -> list[Play]:
    """Its plays."""
    return list(history.plays())


def test_a_seed_gives_the_same_again_and_another_something_else(plays: list[Play]) -> None:
    assert list(islice(History(SMALL).plays(), 200)) == plays[:200]
    assert list(islice(History(replace(SMALL, seed=8)).plays(), 200)) != plays[:200]


def test_there_are_exactly_as_many_plays_as_asked_for_in_order_of_time(plays: list[Play]) -> None:
    assert len(plays) == SMALL.plays
    assert all(a.played_at <= b.played_at for a, b in pairwise(plays))
    assert plays[-1].played_at < end_of(SMALL)
    began = datetime.fromtimestamp(plays[0].played_at, UTC).date()
    assert (began - FIRST_DAY).days <= 7


def test_nobody_plays_two_titles_in_one_room_at_once(plays: list[Play]) -> None:
    free: Counter[int] = Counter()
    for play in plays:
        assert play.played_at >= free[play.room]
        free[play.room] = play.played_at + play.listened


def test_what_counts_was_heard_past_its_half_and_not_past_its_end(
    history: History, plays: list[Play]
) -> None:
    tracks = history.catalogue.tracks
    assert all(
        tracks[play.track].seconds / 2 - 1 <= play.listened <= tracks[play.track].seconds
        for play in plays
    )


def test_evenings_are_louder_than_nights(plays: list[Play]) -> None:
    hours = Counter(
        datetime.fromtimestamp(play.played_at, ZoneInfo(SMALL.zone)).hour for play in plays
    )
    assert hours[19] + hours[20] > 5 * (hours[3] + hours[4])


def test_artists_are_discovered_all_along_and_tastes_drift(
    history: History, plays: list[Play]
) -> None:
    artists = [history.catalogue.artist_of(play.track) for play in plays]
    half = len(artists) // 2
    before, after = set(artists[:half]), set(artists[half:])
    assert len(after - before) > len(before | after) / 5
    favourites_then = {artist for artist, _ in Counter(artists[:half]).most_common(10)}
    favourites_now = {artist for artist, _ in Counter(artists[half:]).most_common(10)}
    assert favourites_then != favourites_now


def test_albums_are_played_through(history: History, plays: list[Play]) -> None:
    by_room: dict[int, list[int]] = {}
    for play in plays:
        by_room.setdefault(play.room, []).append(play.track)
    assert any(
        tracks[at : at + len(album.tracks)] == list(album.tracks)
        for album in history.catalogue.albums
        if len(album.tracks) > 5
        for tracks in by_room.values()
        for at in range(len(tracks))
        if tracks[at] == album.tracks[0]
    )


def test_the_database_is_as_spindle_would_have_left_it(built: Built) -> None:
    with closing(sqlite3.connect(built.spindle)) as db:
        assert audit.compare(db) == []
        assert db.execute("SELECT count(*) FROM play").fetchone() == (SMALL.plays,)
        assert db.execute("SELECT count(*) FROM artist").fetchone() == (built.artists,)
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        offsets = db.execute("SELECT played_at, utc_offset FROM play").fetchall()
        (unsummed,) = db.execute(
            "SELECT count(*) FROM (SELECT DISTINCT month FROM r_clock) AS played "
            "WHERE month NOT IN (SELECT month FROM r_month)"
        ).fetchone()
    assert unsummed == 0
    assert all(offset == utc_offset(built.zone, at) for at, offset in offsets)


def test_both_databases_hold_the_same_plays(built: Built) -> None:
    with (
        closing(sqlite3.connect(built.spindle)) as db,
        closing(sqlite3.connect(built.flat)) as flat,
    ):
        ours = db.execute(OURS).fetchall()
        theirs = flat.execute(THEIRS).fetchall()
    assert Counter(ours) == Counter(theirs)


def test_what_is_built_is_found_again(built: Built) -> None:
    mark = built.directory / MARK
    made_at = mark.stat().st_mtime_ns
    assert build(SMALL, built.directory.parent) == built
    assert mark.stat().st_mtime_ns == made_at
