"""The listening history as a source of music."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custom_components.spindle.catalogue.identity import track_key
from custom_components.spindle.listening.types import Kind
from custom_components.spindle.playlists.sources import history
from custom_components.spindle.playlists.sources.history import EMPTY, HistorySource
from custom_components.spindle.store import plays
from custom_components.spindle.store.connection import transaction
from tests.store.examples import a_play

if TYPE_CHECKING:
    import pytest

    from custom_components.spindle.store.playlist_types import LibraryTrack

    from .stores import DirectStore


async def scan(reader: HistorySource) -> list[LibraryTrack]:
    """Scan everything."""
    return [track async for tracks in reader.scan() for track in tracks]


async def test_an_empty_history_is_no_source(store: DirectStore) -> None:
    reader = HistorySource(store)
    assert [problem.key for problem in await reader.check()] == [EMPTY]
    assert await scan(reader) == []
    assert reader.is_whole


async def test_what_was_heard_is_told_once_each(
    store: DirectStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "SLICE", 2)
    with transaction(store.db):
        for number in range(5):
            for again in range(2):
                play = a_play(
                    played_at=1_700_000_000 + number * 1000 + again * 500,
                    artist="Air",
                    title=f"Title {number}",
                    album="Talkie Walkie",
                )
                plays.record(store.db, play, batch=None)
        spoken = a_play(played_at=1_700_009_000, artist="A", title="Podcast", kind=Kind.PODCAST)
        plays.record(store.db, spoken, batch=None)
        store.db.execute("UPDATE album SET released = 2004")
    reader = HistorySource(store)
    assert await reader.check() == ()
    tracks = await scan(reader)
    assert [track.title for track in tracks] == [f"Title {number}" for number in range(5)]
    first = tracks[0]
    assert first.key == track_key("Air", "Title 0")
    assert (first.album, first.year, first.path) == ("Talkie Walkie", 2004, None)
    assert first.added_at == 1_700_000_000
    assert reader.is_whole


async def test_what_is_hidden_is_not_told(store: DirectStore) -> None:
    with transaction(store.db):
        plays.record(store.db, a_play(title="Hidden"), batch=None)
        store.db.execute("UPDATE play SET hidden = 1")
        store.db.execute("UPDATE track SET plays = 0")
    assert await scan(HistorySource(store)) == []


async def test_what_only_discreet_rooms_heard_is_not_told(store: DirectStore) -> None:
    with transaction(store.db):
        for number, (title, speaker) in enumerate(
            [("Secret", "RINCON_1"), ("Shared", "RINCON_1"), ("Shared", "RINCON_2"), ("Old", None)]
        ):
            play = a_play(played_at=1_700_000_000 + number * 1000, title=title, player=speaker)
            plays.record(store.db, play, batch=None)
    reader = HistorySource(store, without_speakers={"RINCON_1"})
    assert [track.title for track in await scan(reader)] == ["Shared", "Old"]
    assert len(await scan(HistorySource(store))) == 3
