"""The music of recipes: kept once, written only when it is other, forgotten when it is gone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from custom_components.spindle.catalogue.identity import track_key
from custom_components.spindle.store import playlist_facts, playlist_library, playlist_runs
from custom_components.spindle.store.fact_values import Field
from custom_components.spindle.store.facts import Fact, learn
from custom_components.spindle.store.genre_tags import set_genres
from custom_components.spindle.store.playlist_facts import Met
from custom_components.spindle.store.playlist_types import LibraryTrack
from custom_components.spindle.store.plays import record
from custom_components.spindle.store.renaming import rename
from custom_components.spindle.store.search_index import NameKind

from .examples import a_play

if TYPE_CHECKING:
    from sqlite3 import Connection

    from custom_components.spindle.store.fact_values import Value


def a_track(item: str, title: str = "Song", **extras: object) -> LibraryTrack:
    return replace(
        LibraryTrack(item=item, key=track_key("Band", title), title=title, artist="Band"),
        **extras,  # type: ignore[arg-type]
    )


def keep(db: Connection, *tracks: LibraryTrack, source: str = "files") -> tuple[int, ...]:
    return playlist_library.keep(db, "recipe", source, tracks)


def test_what_is_kept_comes_back_as_it_was(db: Connection) -> None:
    track = a_track(
        "/media/a.flac",
        stamp="12:3",
        album="Record",
        year=1999,
        seconds=200,
        isrc="GBAYE9400012",
        tags={"Grunge": 1.0, "Żouk": 2.0},
        path="/media/a.flac",
        added_at=12.5,
    )
    keep(db, track)
    assert playlist_library.known(db, "recipe", "files", ["/media/a.flac", "/media/b.flac"]) == {
        "/media/a.flac": track
    }
    assert playlist_library.known(db, "other", "files", ["/media/a.flac"]) == {}


def test_what_has_not_changed_is_not_written(db: Connection) -> None:
    tracks = [a_track(str(number), f"Song {number}") for number in range(10)]
    ids = keep(db, *tracks)
    before = db.total_changes
    assert keep(db, *tracks) == ids
    assert db.total_changes == before
    assert keep(db, *tracks[:3], replace(tracks[3], year=2000)) == ids[:4]
    assert db.total_changes > before


def test_what_a_whole_scan_has_not_seen_is_forgotten(db: Connection) -> None:
    ids = keep(db, *(a_track(f"{number:05}", f"Song {number}") for number in range(1200)))
    others = keep(db, a_track("1"), source="history")
    cursor: list[str] = []
    slices = []
    while True:
        slices.append(playlist_library.forget_unseen(db, "recipe", "files", set(ids[::2]), cursor))
        if not slices[-1].more:
            break
    assert [one.done for one in slices] == [100] * 6 + [0]
    assert [row.id for row in playlist_library.after(db, "recipe", 0, 2000)] == [
        *ids[::2],
        *others,
    ]


def test_of_music_that_two_sources_have_the_file_is_taken(db: Connection) -> None:
    keep(db, a_track("7"), source="history")
    keep(db, a_track("/media/b.flac", path="/media/b.flac"))
    keep(db, a_track("/media/a.flac", path="/media/a.flac"))
    key = track_key("Band", "Song")
    found = playlist_library.by_keys(db, "recipe", [key, track_key("Band", "Other")])
    assert {key: track.path for key, track in found.items()} == {key: "/media/a.flac"}
    assert playlist_library.by_keys(db, "other", [key]) == {}


def test_the_music_of_a_source_that_is_left_is_forgotten_in_steps(db: Connection) -> None:
    keep(db, *(a_track(str(number), f"Song {number}") for number in range(700)))
    keep(db, a_track("1"), source="history")
    steps = []
    while (one := playlist_runs.forget_music(db, "recipe", ("history",))).more:
        steps.append(one.done)
    assert steps == [200, 200, 200, 100, 0]
    assert playlist_library.count(db, "recipe") == 1


def learn_of(db: Connection, kind: NameKind, entity: int, field: Field, value: Value) -> None:
    learn(
        db,
        [
            Fact(
                kind=kind,
                entity=entity,
                field=field,
                value=value,
                provider="musicbrainz",
                confidence=0.9,
                answered_at=0,
                ttl=None,
            )
        ],
    )


def heard(db: Connection) -> Met:
    """Let the history know the song, and return as whom it then meets it."""
    record(db, a_play(artist="Band", title="Song", album="Record", album_artist="Band"))
    return playlist_facts.meet(db, a_track("/media/a.flac", album="Record"))


def test_a_track_is_met_by_its_names(db: Connection) -> None:
    nobody = playlist_facts.meet(db, a_track("/media/a.flac", album="Record"))
    assert nobody == Met(None, None, None, None)
    met = heard(db)
    assert None not in met[:3]
    other = playlist_facts.meet(db, a_track("/media/b.flac", "Another song"))
    assert other == Met(None, None, met.artist, None)


def test_a_track_is_met_by_an_older_spelling_of_its_artist(db: Connection) -> None:
    met = heard(db)
    assert met.artist is not None
    rename(db, NameKind.ARTIST, met.artist, "The Band of Old")
    found = playlist_facts.meet(db, a_track("/media/a.flac", album="Record"))
    assert (found.track, found.artist) == (met.track, met.artist)


def test_the_tracks_own_year_counts_before_its_albums(db: Connection) -> None:
    met = heard(db)
    assert met.album is not None
    assert met.track is not None
    learn_of(db, NameKind.ALBUM, met.album, Field.RELEASE_YEAR, 2005)
    assert heard(db).year == 2005
    learn_of(db, NameKind.TRACK, met.track, Field.RELEASE_YEAR, 1999)
    assert heard(db).year == 1999


def test_the_nearest_word_on_genres_counts(db: Connection) -> None:
    met = heard(db)
    assert met.artist is not None
    assert met.album is not None
    assert met.track is not None
    stranger = Met(None, None, None, None)
    assert playlist_facts.genres_of(db, [met, stranger]) == ({}, {})
    set_genres(db, met.artist, {"rock": 1})
    assert playlist_facts.genres_of(db, [met, stranger]) == ({"rock": 1.0}, {})
    learn_of(db, NameKind.ALBUM, met.album, Field.GENRES, {"grunge": 1})
    assert playlist_facts.genres_of(db, [met]) == ({"grunge": 1.0},)
    learn_of(db, NameKind.TRACK, met.track, Field.GENRES, {"noise rock": 1})
    assert playlist_facts.genres_of(db, [met]) == ({"noise rock": 1.0},)


def test_found_tracks_come_in_slices_with_whom_they_are(db: Connection) -> None:
    met = heard(db)
    keep(
        db, a_track("/media/a.flac", album="Record"), a_track("/media/b.flac", "Unheard", artist="")
    )
    first = playlist_facts.found_after(db, "recipe", 0, 1)
    second = playlist_facts.found_after(db, "recipe", first[-1].row, 5)
    assert [one.met.track for one in (*first, *second)] == [met.track, None]
    assert playlist_facts.found_after(db, "recipe", second[-1].row, 5) == ()
