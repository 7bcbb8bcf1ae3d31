"""A play is written once, and grows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hypothesis import given, strategies as st
import pytest

from custom_components.spindle.listening.types import Kind
from custom_components.spindle.store import audit, batches, plays, readers
from custom_components.spindle.store.types import NewPlay, PlayRow, Recorded, Written

from .conftest import create
from .examples import NOON, a_play

if TYPE_CHECKING:
    from pathlib import Path
    from sqlite3 import Connection


def rows(db: Connection) -> tuple[PlayRow, ...]:
    """Return all plays, the newest first."""
    return readers.recent(db, 100)


def count(db: Connection, table: str) -> int:
    """Return how many rows a table has."""
    number: int = db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
    return number


def test_play_is_what_the_view_shows(db: Connection) -> None:
    recorded = plays.record(db, a_play(rooms=("RINCON_KITCHEN", "RINCON_BATH"), album_artist="B"))
    assert recorded == Recorded(NOON * 1000, Written.ADDED)
    cursor = db.execute("SELECT * FROM scrobbles")
    assert dict(
        zip([column[0] for column in cursor.description], cursor.fetchone(), strict=True)
    ) == {
        "id": NOON * 1000,
        "played_at": NOON,
        "timestamp": NOON,
        "artist": "Björk",
        "title": "Hyperballad",
        "album": "Post",
        "album_artist": "B",
        "music_service": "spotify",
        "player": "RINCON_KITCHEN",
        "duration": 321,
        "listened": 161,
        "source": "sonos",
        "isrc": None,
    }
    assert rows(db)[0].rooms == ("RINCON_KITCHEN", "RINCON_BATH")


def test_told_again_it_is_a_duplicate(db: Connection) -> None:
    first = plays.record(db, a_play())
    before = db.total_changes
    again = plays.record(db, a_play(title="HYPERBALLAD", artist="Bjork", played_at=NOON + 0.9))
    assert again == Recorded(first.play_id, Written.DUPLICATE)
    assert db.total_changes == before, "nothing is written for it"


def test_told_again_it_grows_and_never_shrinks(db: Connection) -> None:
    plays.record(db, a_play(listened=40, album=None, duration=None))
    assert plays.record(db, a_play(listened=300)).written is Written.UPDATED
    assert plays.record(db, a_play(listened=200)).written is Written.DUPLICATE
    (row,) = rows(db)
    assert (row.listened, row.album, row.duration) == (300, "Post", 321)
    assert audit.compare(db) == []


def test_two_plays_in_one_second_stay_two(db: Connection) -> None:
    ids = [
        plays.record(db, a_play()).play_id,
        plays.record(db, a_play(title="Isobel")).play_id,
        plays.record(db, a_play(player="RINCON_BATH")).play_id,
    ]
    assert ids == [NOON * 1000, NOON * 1000 + 1, NOON * 1000 + 2]
    assert count(db, "play") == 3


def test_a_second_holds_a_thousand_plays(db: Connection) -> None:
    for number in range(1000):
        plays.record(db, a_play(title=f"{number}"))
    assert plays.record(db, a_play(title="one more")).written is Written.REFUSED
    assert plays.record(db, a_play(title="next", played_at=NOON + 1)).written is Written.ADDED


def test_two_rooms_playing_the_same_track_are_two_plays(db: Connection) -> None:
    plays.record(db, a_play())
    plays.record(db, a_play(player="RINCON_BATH", played_at=NOON + 2, origin="recorder"))
    assert count(db, "play") == 2


def test_room_that_joins_is_added(db: Connection) -> None:
    plays.record(db, a_play(rooms=("RINCON_KITCHEN",)))
    grown = plays.record(db, a_play(rooms=("RINCON_KITCHEN", "RINCON_BATH")))
    assert grown.written is Written.UPDATED
    assert rows(db)[0].rooms == ("RINCON_KITCHEN", "RINCON_BATH")


def test_the_services_own_history_completes_the_speakers_play(db: Connection) -> None:
    plays.record(db, a_play(album=None, listened=200))
    told = plays.record(
        db,
        a_play(
            played_at=NOON - 59, player=None, listened=321, origin="spotify", isrc="GBAYE9500081"
        ),
    )
    assert told == Recorded(NOON * 1000, Written.UPDATED)
    (row,) = rows(db)
    assert (row.album, row.listened, row.isrc, row.source) == ("Post", 321, "GBAYE9500081", "sonos")
    assert audit.compare(db) == []


def test_the_speaker_completes_the_services_own_history(db: Connection) -> None:
    imported = plays.record(
        db, a_play(player=None, service="unknown", origin="import:spotify", listened=300)
    )
    live = a_play(played_at=NOON + 20, listened=100)
    assert plays.record(db, live) == Recorded(imported.play_id, Written.UPDATED)
    (row,) = rows(db)
    assert (row.player, row.music_service, row.listened) == ("RINCON_KITCHEN", "spotify", 300)
    assert plays.record(db, a_play(played_at=NOON + 20, listened=310)).play_id == imported.play_id
    assert rows(db)[0].listened == 310
    assert audit.compare(db) == []


def test_completing_never_makes_an_exact_duplicate(db: Connection) -> None:
    plays.record(db, a_play(player=None, origin="spotify"))
    kitchen = plays.record(db, a_play(origin="import:a", played_at=NOON + 1000))
    db.execute("UPDATE play SET id = ? WHERE id = ?", (NOON * 1000 + 5, kitchen.play_id))
    plays.record(db, a_play(played_at=NOON + 3, origin="recorder"))
    assert count(db, "play") == 2


def test_replay_of_the_recorder_beside_live_plays_adds_only_what_was_missed(
    db: Connection,
) -> None:
    batch = batches.start(db, "recorder", "first look", started_at=NOON)
    plays.record(db, a_play())
    heard = a_play(played_at=NOON + 4, origin="recorder", listened=155)
    missed = a_play(played_at=NOON + 400, origin="recorder")
    assert plays.record(db, heard, batch=batch).written is Written.DUPLICATE
    assert plays.record(db, missed, batch=batch).written is Written.ADDED
    found = batches.find(db, batch)
    assert found is not None
    assert found.plays == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"title": ""},
        {"title": "\x00\u200b"},
        {"artist": " \n"},
        {"played_at": float("nan")},
        {"played_at": float("inf")},
        {"played_at": -1.0},
        {"played_at": 0.0},
        {"played_at": 7_258_118_400.0},
    ],
)
def test_what_cannot_be_a_play_is_refused(db: Connection, changes: dict[str, Any]) -> None:
    assert plays.record(db, a_play(**changes)) == Recorded(0, Written.REFUSED)
    assert count(db, "play") == count(db, "artist") == 0


@pytest.mark.parametrize("length", [float("nan"), float("inf"), -1.0, 1e9])
def test_nonsensical_lengths_are_unknown(db: Connection, length: float) -> None:
    plays.record(db, a_play(duration=length, listened=length))
    assert (rows(db)[0].duration, rows(db)[0].listened) == (None, None)
    assert audit.compare(db) == []


def test_hostile_text_is_kept_harmless(db: Connection) -> None:
    plays.record(db, a_play(title="'); DROP TABLE play; --\ud800", artist="<b>\x00" + "x" * 10**6))
    (row,) = rows(db)
    assert row.title == "'); DROP TABLE play; --"
    assert len(row.artist) <= 512


def test_service_and_items_of_a_track_are_remembered(db: Connection) -> None:
    plays.record(db, a_play(item_id="abc"))
    plays.record(db, a_play(item_id="abc", played_at=NOON + 1000))
    plays.record(db, a_play(item_id="def", service="deezer", played_at=NOON + 2000))
    assert count(db, "track_item") == 2


def test_kind_and_station_are_kept(db: Connection) -> None:
    plays.record(db, a_play(kind=Kind.RADIO, station="FM4"))
    assert db.execute(
        "SELECT kind, name FROM play JOIN station ON station.id = station_id"
    ).fetchall() == [("radio", "FM4")]


texts = st.text(max_size=20)
numbers = st.floats() | st.integers(-(10**12), 10**12)


@given(
    play=st.builds(
        NewPlay,
        played_at=numbers | st.integers(NOON, NOON + 100),
        title=texts,
        artist=texts,
        album=st.none() | texts,
        album_artist=st.none() | texts,
        service=texts,
        item_id=st.none() | texts,
        kind=st.sampled_from(Kind),
        player=st.none() | texts,
        rooms=st.lists(texts, max_size=2).map(tuple),
        station=st.none() | texts,
        duration=st.none() | numbers,
        listened=st.none() | numbers,
        origin=texts,
        isrc=st.none() | texts,
    )
)
def test_any_play_is_written_or_refused(play: NewPlay, tmp_path_factory: Any) -> None:
    path: Path = tmp_path_factory.mktemp("any") / "spindle.db"
    db = create(path)
    first, again = plays.record(db, play), plays.record(db, play)
    assert (first.written is Written.REFUSED) == (again.written is Written.REFUSED)
    if first.play_id:
        assert again == Recorded(first.play_id, Written.DUPLICATE)
        json.dumps([row.title for row in rows(db)])
    assert audit.compare(db) == []
    db.close()
