"""Another name for an artist, an album, a track; the old one still leads there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from custom_components.spindle.store import audit, names, plays, readers, removal, renaming
from custom_components.spindle.store.errors import NameTakenError, UnknownNameError
from custom_components.spindle.store.search_index import NameKind, containing
from custom_components.spindle.store.types import Selection

from .examples import NOON, a_play

if TYPE_CHECKING:
    from sqlite3 import Connection

ARTIST, ALBUM, TRACK = NameKind.ARTIST, NameKind.ALBUM, NameKind.TRACK


@pytest.fixture
def history(db: Connection) -> Connection:
    """Two plays of Björk, and one of somebody else."""
    plays.record(db, a_play())
    plays.record(db, a_play(played_at=NOON + 400, title="Army of Me"))
    plays.record(db, a_play(played_at=NOON + 800, artist="Low", title="Lullaby", album="Hey"))
    return db


def artist_of(db: Connection, name: str) -> int:
    found = names.find_artist(db, name)
    assert found is not None
    return found


def shown(db: Connection) -> set[tuple[str, str, str | None]]:
    return {(play.artist, play.title, play.album) for play in readers.recent(db, 10)}


def searched(db: Connection, text: str) -> list[int]:
    rows = db.execute(
        "SELECT rowid FROM name_search WHERE name_search MATCH ?",
        (containing(text),),
    )
    return [row[0] for row in rows]


def test_an_artist_is_shown_by_its_new_name_and_found_by_both(history: Connection) -> None:
    entity = artist_of(history, "Björk")
    renamed = renaming.rename(history, ARTIST, entity, "Björk Guðmundsdóttir")
    assert (renamed.old, renamed.new, renamed.plays) == ("Björk", "Björk Guðmundsdóttir", 2)
    assert ("Björk Guðmundsdóttir", "Army of Me", "Post") in shown(history)
    assert artist_of(history, "BJORK") == artist_of(history, "bjork gudmundsdottir") == entity
    assert searched(history, "gudmund") == [ARTIST.first_row + entity]
    assert searched(history, "bjork") == [ARTIST.first_row + entity]
    assert audit.compare(history) == []


def test_plays_told_by_the_old_name_go_to_the_same_tracks(history: Connection) -> None:
    renaming.rename(history, ARTIST, artist_of(history, "Björk"), "Guðmundsdóttir")
    counts = "SELECT (SELECT count(*) FROM artist), (SELECT count(*) FROM track)"
    before = history.execute(counts).fetchone()
    plays.record(history, a_play(played_at=NOON + 5000))
    plays.record(history, a_play(played_at=NOON + 6000, artist="Gudmundsdottir"))
    assert history.execute(counts).fetchone() == before
    plays.record(history, a_play(played_at=NOON + 7000, title="Isobel", album=None))
    assert ("Guðmundsdóttir", "Isobel", None) in shown(history)
    assert searched(history, "bjork") == []
    assert audit.compare(history) == []


def test_another_spelling_of_the_same_key_only_changes_what_is_shown(history: Connection) -> None:
    renaming.rename(history, ARTIST, artist_of(history, "Björk"), "BJÖRK!")
    assert ("BJÖRK!", "Hyperballad", "Post") in shown(history)
    assert history.execute("SELECT count(*) FROM alias").fetchone() == (0,)
    assert audit.compare(history) == []


def test_there_and_back_again(history: Connection) -> None:
    entity = artist_of(history, "Björk")
    for name in ("Guðmundsdóttir", "Björk", "Guðmundsdóttir", "Björk"):
        renaming.rename(history, ARTIST, entity, name)
        assert artist_of(history, "björk") == artist_of(history, "gudmundsdottir") == entity
        assert audit.compare(history) == []
    assert history.execute("SELECT key FROM alias").fetchall() == [("gudmundsdottir",)]


@pytest.mark.parametrize("name", ["Low", "LOW!", "Lowly"])
def test_a_name_that_another_has_or_had_is_refused(history: Connection, name: str) -> None:
    renaming.rename(history, ARTIST, artist_of(history, "Low"), "Lowly")
    renaming.rename(history, ARTIST, artist_of(history, "Lowly"), "Low")
    with pytest.raises(NameTakenError, match="Low"):
        renaming.rename(history, ARTIST, artist_of(history, "Björk"), name)
    assert ("Björk", "Hyperballad", "Post") in shown(history)


def test_a_track_and_an_album(history: Connection) -> None:
    track = names.find_track(history, "Björk", "Hyperballad")
    album = names.find_album(history, "Björk", "Post")
    assert track is not None
    assert album is not None
    renaming.rename(history, TRACK, track, "Hyper-Ballad (Remix)")
    renaming.rename(history, ALBUM, album, "Póst 2")
    assert ("Björk", "Hyper-Ballad (Remix)", "Póst 2") in shown(history)
    for title in ("hyperballad", "HYPER BALLAD REMIX"):
        assert names.find_track(history, "björk", title) == track
    assert names.find_album(history, "Björk", "post") == album
    with pytest.raises(NameTakenError, match="Army of Me"):
        renaming.rename(history, TRACK, track, "army of me")
    renaming.rename(history, ARTIST, artist_of(history, "Björk"), "Guðmundsdóttir")
    for artist in ("Björk", "Guðmundsdóttir"):
        assert names.find_track(history, artist, "Hyperballad") == track
        assert names.find_album(history, artist, "Post") == album
    assert audit.compare(history) == []


def test_a_rehearsal_changes_nothing(history: Connection) -> None:
    before = list(history.iterdump())
    entity = artist_of(history, "Björk")
    rehearsed = renaming.rename(history, ARTIST, entity, "Guðmundsdóttir", dry_run=True)
    assert rehearsed.plays == 2
    with pytest.raises(NameTakenError):
        renaming.rename(history, ARTIST, entity, "Low", dry_run=True)
    assert list(history.iterdump()) == before


def test_what_cannot_be_is_refused(history: Connection) -> None:
    with pytest.raises(UnknownNameError):
        renaming.rename(history, ARTIST, 99, "Nobody")
    with pytest.raises(ValueError, match="empty"):
        renaming.rename(history, ARTIST, artist_of(history, "Low"), " \x00 ")


def test_spellings_go_with_the_name(history: Connection) -> None:
    renaming.rename(history, ARTIST, artist_of(history, "Low"), "Löw & Co")
    spellings = "SELECT count(*) FROM alias"
    assert history.execute(spellings).fetchone() == (1,)
    removal.delete(history, Selection(artist="low"))
    assert history.execute(spellings).fetchone() == (0,)
    assert names.find_artist(history, "Low") is None
