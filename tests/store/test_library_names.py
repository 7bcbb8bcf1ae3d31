"""What somebody has bears names of the history, is completed as that is, and counted nowhere."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from custom_components.spindle.catalogue.identity import track_key
from custom_components.spindle.store import (
    audit,
    backlog,
    batches,
    due,
    hide_rules,
    hiding,
    library_names,
    lidarr_library,
    lidarr_queue,
    lidarr_reads,
    merging,
    migrations,
    names,
    playlist_facts,
    playlist_library,
    playlist_runs,
    plays,
    removal,
    renaming,
)
from custom_components.spindle.store.connection import open_writer
from custom_components.spindle.store.genre_tags import set_genres
from custom_components.spindle.store.hide_rules import HideRule
from custom_components.spindle.store.lidarr_types import Wanted, WantedKind, WantedOrigin
from custom_components.spindle.store.playlist_types import LibraryTrack
from custom_components.spindle.store.search_index import NameKind
from custom_components.spindle.store.types import Selection

from .examples import NOON, a_play

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from sqlite3 import Connection

    from custom_components.spindle.store.lidarr_candidates import Candidate

RECIPE, SAVED, FILES = "recipe", "spotify_saved", "files"
ID = "4iV5W9uYEdYUVa79Axb7Rh"
NOW = NOON + 3600.0


def saved(title: str = "Sinnerman", artist: str = "Nina Simone", **given: object) -> LibraryTrack:
    track = LibraryTrack(
        item=f"spotify:track:{artist}{title}",
        key=track_key(artist, title),
        title=title,
        artist=artist,
        album="Pastel Blues",
        seconds=622,
        spotify_uri=f"spotify:track:{artist}{title}",
    )
    return replace(track, **given)  # type: ignore[arg-type]


def a_file(track: LibraryTrack) -> LibraryTrack:
    return replace(track, item="/media/a.flac", path="/media/a.flac", spotify_uri=None)


def keep(
    db: Connection, *tracks: LibraryTrack, recipe: str = RECIPE, source: str = SAVED
) -> tuple[int, ...]:
    return playlist_library.keep(db, recipe, source, tracks)


def forget(db: Connection, *, seen: Iterable[int] = (), recipe: str = RECIPE) -> None:
    cursor: list[str] = []
    while playlist_library.forget_unseen(db, recipe, SAVED, {*seen}, cursor).more:
        pass


def remembered(db: Connection) -> list[tuple[str, str, int]]:
    """Return all names that there are, with their plays."""
    return [
        (table, name, count)
        for table, column in (("artist", "name"), ("album", "title"), ("track", "title"))
        for name, count in db.execute(f"SELECT {column}, plays FROM {table} ORDER BY {column}")  # noqa: S608
    ]


def had(db: Connection, kind: NameKind = NameKind.ALBUM) -> tuple[Candidate, ...]:
    return lidarr_library.in_order(db, kind, limit=100)


def asked_about(db: Connection, kind: NameKind = NameKind.TRACK) -> list[str]:
    while backlog.enter(db, NOW).more:
        pass
    return [one.name for one in due.due(db, NOW, 100, kinds=[kind])]


NAMED = [("artist", "Nina Simone", 0), ("album", "Pastel Blues", 0), ("track", "Sinnerman", 0)]


def test_names_come_with_the_first_who_has_them_and_go_with_the_last(db: Connection) -> None:
    keep(db, saved())
    keep(db, saved(), recipe="other")
    assert remembered(db) == NAMED
    forget(db)
    assert remembered(db) == NAMED
    while playlist_runs.forget_music(db, "other", ()).more:
        pass
    assert remembered(db) == []
    assert audit.compare(db) == []


def test_what_was_heard_stays_without_a_library_and_the_other_way_round(db: Connection) -> None:
    keep(db, saved())
    plays.record(db, a_play(artist="Nina Simone", title="Sinnerman", album="Pastel Blues"))
    removal.delete(db, Selection(artist="Nina Simone"))
    assert remembered(db) == NAMED
    plays.record(db, a_play(artist="Nina Simone", title="Sinnerman", album="Pastel Blues"))
    forget(db)
    assert [count for *_, count in remembered(db)] == [1, 1, 1]
    removal.delete(db, Selection(artist="Nina Simone"))
    assert remembered(db) == []
    assert audit.compare(db) == []


def test_the_history_itself_holds_no_name(db: Connection) -> None:
    plays.record(db, a_play(artist="Nina Simone", title="Sinnerman", album="Pastel Blues"))
    track = saved(item="1", spotify_uri=None)
    playlist_library.keep(db, RECIPE, "history", [track], is_heard=True)
    before = db.total_changes
    playlist_library.keep(db, RECIPE, "history", [track], is_heard=True)
    assert db.total_changes == before
    removal.delete(db, Selection(artist="Nina Simone"))
    assert remembered(db) == []


def test_a_playlist_that_changed_leaves_its_names_as_they_are(db: Connection) -> None:
    keep(db, saved(stamp="one 1"))
    row, *_ = playlist_library.after(db, RECIPE, 0, 9)
    keep(db, saved(stamp="two 1"))
    again, *_ = playlist_library.after(db, RECIPE, 0, 9)
    assert (again.links, again.track.stamp) == (row.links, "two 1")
    assert None not in row.links


def test_a_file_that_is_tagged_anew_has_other_names(db: Connection) -> None:
    keep(db, a_file(saved()), source=FILES)
    tagged = replace(a_file(saved("Feeling Good", album=None)), stamp="2")
    keep(db, tagged, source=FILES)
    assert remembered(db) == [("artist", "Nina Simone", 0), ("track", "Feeling Good", 0)]


def test_a_record_of_many_artists_is_one(db: Connection) -> None:
    hits = {"album": "Hits", "album_artist": "Various Artists"}
    keep(db, saved("One", "Anna", **hits), saved("Two", "Bert", **hits))
    albums = db.execute("SELECT name, title FROM album JOIN artist ON artist.id = artist_id")
    assert albums.fetchall() == [("Various Artists", "Hits")]
    found = playlist_facts.found_after(db, RECIPE, 0, 9)
    assert len({one.met.album for one in found} - {None}) == 1
    forget(db)
    assert remembered(db) == []


@pytest.mark.parametrize("track", [saved(artist=" "), saved(title="")])
def test_what_has_no_name_is_kept_without_any(db: Connection, track: LibraryTrack) -> None:
    keep(db, track)
    assert remembered(db) == []
    forget(db)


def test_a_library_from_before_gets_its_names_at_the_next_scan(path: Path) -> None:
    with closing(open_writer(path)) as db:
        migrations.migrate(db, path, migrations=migrations.MIGRATIONS[:7])
        library = "INSERT INTO library (id, recipe, source) VALUES (1, ?, ?)"
        db.execute(library, (RECIPE, SAVED))
        track = saved()
        db.execute(
            """
INSERT INTO library_track (library_id, item, stamp, key, title, artist, album, seconds, spotify_uri)
VALUES (1, ?, '', ?, ?, ?, ?, ?, ?)""",
            (
                track.item,
                track.key,
                track.title,
                track.artist,
                track.album,
                track.seconds,
                track.spotify_uri,
            ),
        )
        migrations.migrate(db, path)
        (row,) = playlist_library.after(db, RECIPE, 0, 9)
        assert (row.track, row.links) == (track, library_names.NOBODY)
        assert remembered(db) == []
        assert keep(db, track) == (row.id,)
        assert remembered(db) == NAMED


def test_services_know_it_by_what_the_library_knows(db: Connection) -> None:
    keep(db, saved(spotify_uri=f"spotify:track:{ID}", isrc="USPR36500004"))
    keep(db, a_file(saved("Feeling Good", isrc="USPR36500005")), source=FILES)
    assert asked_about(db) == ["Sinnerman", "Feeling Good"]
    one, other = due.due(db, NOW, 9, kinds=[NameKind.TRACK])
    assert (one.album, one.duration, one.is_imported, one.is_live) == (
        "Pastel Blues",
        622,
        True,
        False,
    )
    assert one.tracks[0].items == {"spotify": (ID,)}
    assert [each.tracks[0].isrc for each in (one, other)] == ["USPR36500004", "USPR36500005"]
    for kind in (NameKind.ARTIST, NameKind.ALBUM):
        (name,) = due.due(db, NOW, 9, kinds=[kind])
        assert [each.title for each in name.tracks] == ["Sinnerman", "Feeling Good"]


def test_it_is_asked_about_after_all_that_was_heard(db: Connection) -> None:
    keep(db, saved("Had"))
    batch = batches.start(db, "import:lastfm", "", started_at=NOW)
    plays.record(db, a_play(title="Brought", played_at=NOON - 9e6, player=None), batch=batch)
    plays.record(db, a_play(title="Heard", played_at=NOON - 9e5))
    assert asked_about(db) == ["Heard", "Brought", "Had"]
    plays.record(db, a_play(artist="Nina Simone", title="Had", played_at=NOON))
    assert asked_about(db)[0] == "Had"


def test_nobody_is_told_of_what_is_hidden(db: Connection) -> None:
    night = a_play(artist="Nina Simone", title="Sinnerman", album="Pastel Blues")
    plays.record(db, night)
    hide_rules.add(db, HideRule(speaker=night.player), made_at=NOON)
    while hiding.rejudge(db).more:
        pass
    keep(db, saved(), saved("Feeling Good", album="I Put a Spell on You"))
    assert asked_about(db) == ["Feeling Good"]
    assert asked_about(db, NameKind.ALBUM) == ["I Put a Spell on You"]
    assert asked_about(db, NameKind.ARTIST) == []
    assert [one.album for one in had(db)] == ["I Put a Spell on You"]


@pytest.mark.parametrize("rule", [HideRule(artist="Nina Simone"), HideRule(genre="jazz")])
def test_what_a_rule_would_hide_is_left_alone(db: Connection, rule: HideRule) -> None:
    keep(db, saved(), saved("Song", "Somebody", album="Record"))
    nina = names.find_artist(db, "Nina Simone")
    assert nina is not None
    set_genres(db, nina, {"jazz": 1.0})
    hide_rules.add(db, rule, made_at=NOON)
    assert asked_about(db) == ["Song"]
    assert asked_about(db, NameKind.ALBUM) == ["Record"]
    assert asked_about(db, NameKind.ARTIST) == ["Somebody"]
    assert [one.album for one in had(db)] == ["Record"]


def test_other_spellings_lead_to_the_same_names(db: Connection) -> None:
    keep(db, saved())
    plays.record(db, a_play(artist="Dr. Simone", title="Sinnerman", album=None))
    source, target = names.find_artist(db, "Nina Simone"), names.find_artist(db, "Dr. Simone")
    assert source is not None
    assert target is not None
    merging.begin(db, NameKind.ARTIST, source, target)
    while merging.proceed(db, limit=1).more:
        assert audit.compare(db) == []
    renaming.rename(db, NameKind.ARTIST, target, "Eunice")
    (found,) = playlist_facts.found_after(db, RECIPE, 0, 9)
    assert found.met.artist == target
    assert found.met.track == names.find_track(db, "Eunice", "Sinnerman")
    assert keep(db, saved(stamp="2"))
    (again,) = playlist_facts.found_after(db, RECIPE, 0, 9)
    assert again.met == found.met
    removal.delete(db, Selection(artist="Eunice"))
    assert remembered(db) == [
        ("artist", "Eunice", 0),
        ("album", "Pastel Blues", 0),
        ("track", "Sinnerman", 0),
    ]
    forget(db)
    assert remembered(db) == []
    assert audit.compare(db) == []


def test_lidarr_might_be_asked_for_what_is_at_spotify_only(db: Connection) -> None:
    keep(db, saved(), saved("Song", "Anna", album="Record"), saved("Other", "Anna", album=None))
    keep(db, a_file(saved("Tune", "Bert", album="File")), source=FILES)
    keep(db, saved(), recipe="other")
    assert [(one.artist, one.album) for one in had(db)] == [
        ("Nina Simone", "Pastel Blues"),
        ("Anna", "Record"),
    ]
    assert [one.artist for one in had(db, NameKind.ARTIST)] == ["Nina Simone", "Anna"]
    first, *_ = had(db)
    assert (first.evidence, first.is_radio_only, first.status) == (None, False, None)
    assert [one.album for one in lidarr_library.in_order(db, NameKind.ALBUM, limit=1)] == [
        "Pastel Blues"
    ]
    assert first.album_id is not None
    rest = lidarr_library.in_order(db, NameKind.ALBUM, limit=9, after=first.album_id)
    assert [one.album for one in rest] == ["Record"]


def test_lidarr_is_not_asked_again_for_what_was_decided(db: Connection) -> None:
    keep(db, saved())
    (album,) = had(db)
    wanted = Wanted(
        kind=WantedKind.ALBUM,
        mbid="3bd76d40-7f0e-36b7-9348-91a33afee20e",
        artist="Nina Simone",
        album="Pastel Blues",
        album_id=album.album_id,
        origin=WantedOrigin.RULE,
    )
    lidarr_queue.put(db, [wanted], now=NOW)
    assert had(db) == ()
    forget(db)
    assert remembered(db) == []
    assert lidarr_reads.counted(db)
