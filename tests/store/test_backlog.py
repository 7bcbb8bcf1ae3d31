"""Who is still to be asked about, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from custom_components.spindle.store import (
    audit,
    backlog,
    batches,
    due,
    fact_coverage,
    facts,
    hide_rules,
    hiding,
    plays,
    unplayed,
)
from custom_components.spindle.store.facts import Field
from custom_components.spindle.store.hide_rules import HideRule
from custom_components.spindle.store.search_index import NameKind
from custom_components.spindle.store.types import Origin, Slice

from .examples import NOON, a_play
from .test_facts import ALBUM, ARTIST, DAY, ISRC, MBID, TRACK, a_fact

if TYPE_CHECKING:
    from sqlite3 import Connection

NOW = NOON + 3600.0


def imported(db: Connection, *titles: str, at: int = NOON - 1_000_000) -> None:
    """Write plays of an import."""
    batch = batches.start(db, "import:lastfm", "", started_at=NOW)
    for number, title in enumerate(titles):
        play = a_play(
            played_at=at + number * 400,
            title=title,
            artist=f"Artist of {title}",
            album=None,
            player=None,
            origin="import:lastfm",
        )
        plays.record(db, play, batch=batch)


def heard(db: Connection, title: str, at: float = NOON) -> None:
    """Write a play of the kitchen."""
    plays.record(db, a_play(played_at=at, title=title))


def enter(db: Connection, now: float = NOW) -> int:
    """Take every new name in."""
    done, more = 0, True
    while more:
        taken = backlog.enter(db, now, limit=3)
        done, more = done + taken.done, taken.more
    return done


def order(db: Connection, now: float = NOW, limit: int = 100) -> list[str]:
    """Return the titles of the tracks that are to be asked about, the first first."""
    return [one.name for one in due.due(db, now, limit, kinds=[TRACK])]


def test_what_was_played_here_last_comes_first_and_what_was_imported_last(
    db: Connection,
) -> None:
    imported(db, "Old", "Less old")
    heard(db, "Then", at=NOON - 9 * DAY)
    heard(db, "Now")
    assert enter(db) == 4 + 3 + 1
    assert order(db) == ["Now", "Then", "Less old", "Old"]
    assert [one.is_live for one in due.due(db, NOW, 9, kinds=[TRACK])] == [True] + 3 * [False]
    assert [one.is_imported for one in due.due(db, NOW, 9, kinds=[TRACK])][2:] == [True, True]


def test_an_import_from_before_yesterday_ranks_behind_a_play_of_years_ago(db: Connection) -> None:
    heard(db, "Years ago", at=NOON - 900 * DAY)
    imported(db, "Yesterday", at=int(NOON - DAY))
    enter(db)
    assert order(db) == ["Years ago", "Yesterday"]


def test_what_was_imported_is_our_own_once_it_plays_here(db: Connection) -> None:
    imported(db, "Sinnerman", "Feeling Good")
    enter(db)
    play = a_play(title="Sinnerman", artist="Artist of Sinnerman", album=None)
    plays.record(db, play)
    assert enter(db) == 0
    first, second = due.due(db, NOW, 9, kinds=[TRACK])
    assert (first.name, first.is_live, first.is_imported) == ("Sinnerman", True, False)
    assert (second.name, second.is_imported) == ("Feeling Good", True)


def replayed(db: Connection, title: str, at: float) -> None:
    """Write a play of the kitchen that the recorder told of."""
    batch = batches.start(db, Origin.RECORDER, "", started_at=NOW)
    play = a_play(title=title, played_at=at, origin=Origin.RECORDER)
    plays.record(db, play, batch=batch)


def test_what_the_recorder_told_was_played_here(db: Connection) -> None:
    imported(db, "Imported", at=int(NOON - DAY))
    replayed(db, "Replayed", NOON - 9 * DAY)
    heard(db, "Between", at=NOON - 5 * DAY)
    enter(db)
    assert order(db) == ["Between", "Replayed", "Imported"]


def test_what_was_imported_is_our_own_once_the_recorder_tells_of_it(db: Connection) -> None:
    imported(db, "Imported", "Other")
    enter(db)
    batch = batches.start(db, Origin.RECORDER, "", started_at=NOW)
    play = a_play(title="Imported", artist="Artist of Imported", album=None, origin=Origin.RECORDER)
    plays.record(db, play, batch=batch)
    enter(db)
    assert order(db) == ["Imported", "Other"]
    assert [one.is_imported for one in due.due(db, NOW, 9, kinds=[TRACK])] == [False, True]


def test_lately_played_names_of_all_kinds_come_before_everything_else(db: Connection) -> None:
    heard(db, "Then", at=NOON - 9 * DAY)
    imported(db, "Old")
    plays.record(db, a_play(title="Now", artist="Nina", album="Wild"))
    enter(db)
    assert [(one.kind, one.name) for one in due.due(db, NOW, 9)] == [
        (ARTIST, "Nina"),
        (ALBUM, "Wild"),
        (TRACK, "Now"),
        (ARTIST, "Björk"),
        (ARTIST, "Artist of Old"),
        (ALBUM, "Post"),
        (TRACK, "Then"),
        (TRACK, "Old"),
    ]
    assert len(due.due(db, NOW, 1)) == 3


def test_entering_goes_in_slices_and_writes_nothing_where_nothing_is_new(db: Connection) -> None:
    for number in range(5):
        heard(db, f"Track {number}", at=NOON + number * 400)
    assert backlog.enter(db, NOW, limit=4) == Slice(done=4, more=True)
    assert backlog.enter(db, NOW, limit=4) == Slice(done=3, more=False)
    before = db.total_changes
    assert backlog.enter(db, NOW) == Slice(done=0, more=False)
    assert db.total_changes == before


def test_a_name_that_is_played_on_and_on_moves_once_a_day(db: Connection) -> None:
    heard(db, "Again", at=NOON - 9 * DAY)
    enter(db)
    heard(db, "Again")
    enter(db)
    before = db.total_changes
    heard(db, "Again", at=NOON + 400)
    after_play = db.total_changes
    enter(db)
    assert db.total_changes == after_play > before


def test_an_id_that_is_given_anew_is_a_new_name(db: Connection) -> None:
    heard(db, "First")
    heard(db, "Second", at=NOON + 400)
    enter(db)
    backlog.settle(db, TRACK, [1, 2], until=None)
    db.execute("DELETE FROM play WHERE track_id = 2")
    db.execute("UPDATE track SET plays = 0 WHERE id = 2")
    unplayed.drop(db, tracks=[2], albums=[], artists=[])
    heard(db, "Third", at=NOON + 800)
    assert enter(db) == 1
    assert order(db) == ["Third"]


def test_a_settled_name_rests_until_its_time(db: Connection) -> None:
    heard(db, "A")
    heard(db, "B", at=NOON + 400)
    heard(db, "C", at=NOON + 800)
    enter(db)
    backlog.settle(db, TRACK, [1], until=NOW + 2 * DAY)
    backlog.settle(db, TRACK, [2], until=NOW + DAY)
    assert order(db) == ["C"]
    assert backlog.next_due(db) == NOW + DAY
    assert backlog.waiting(db, NOW)[TRACK] == 1
    assert order(db, NOW + DAY) == ["C", "B"]
    assert order(db, NOW + 3 * DAY) == ["C", "B", "A"]
    assert order(db, NOW + 3 * DAY, limit=2) == ["C", "B"]
    assert backlog.waiting(db, NOW + 3 * DAY)[TRACK] == 3
    backlog.settle(db, TRACK, [1, 2, 3], until=None)
    assert order(db, NOW + 999 * DAY) == []
    backlog.reopen(db, TRACK, 2)
    assert order(db) == ["B"]


def test_with_somebody_else_to_ask_it_begins_again(db: Connection) -> None:
    imported(db, "Old")
    heard(db, "Now")
    enter(db)
    backlog.settle(db, TRACK, [1, 2], until=None)
    backlog.begin_again(db)
    assert order(db) == []
    assert enter(db) == 5
    assert order(db) == ["Now", "Old"]
    assert audit.compare(db) == []


def test_of_what_is_hidden_nobody_is_told(db: Connection) -> None:
    heard(db, "Shown")
    plays.record(db, a_play(title="Peppa Pig", artist="Peppa", album=None, player="NURSERY"))
    enter(db)
    hide_rules.add(db, HideRule(speaker="NURSERY"), made_at=NOW)
    while hiding.rejudge(db).more:
        pass
    assert [(one.kind, one.name) for one in due.due(db, NOW, 1)] == [
        (ARTIST, "Björk"),
        (ALBUM, "Post"),
        (TRACK, "Shown"),
    ]
    assert order(db) == ["Shown"]
    assert {one.of_names for one in fact_coverage.coverage(db)} == {1}


def test_a_gap_is_found(db: Connection) -> None:
    heard(db, "A")
    heard(db, "B", at=NOON + 400)
    enter(db)
    assert audit.compare(db) == []
    db.execute("DELETE FROM track_backlog WHERE track_id = 1")
    assert audit.compare(db) == ["track_backlog: 1 names are left out"]


def test_what_services_may_know_a_name_by(db: Connection) -> None:
    plays.record(db, a_play(item_id="spotify:track:1", isrc=ISRC, album_mbid=MBID))
    plays.record(db, a_play(played_at=NOON + 900, item_id="7", service="deezer", duration=200))
    enter(db)
    facts.learn(
        db,
        [
            a_fact(field=Field.RECORDING_MBID, value=MBID),
            a_fact(field=Field.LINKS, value=None),
            a_fact(field=Field.LINKS, value=None, provider="odesli", ttl=None),
        ],
    )
    artist, album, track = due.due(db, NOW, 9)
    assert (track.artist, track.name, track.album, track.duration) == (
        "Björk",
        "Hyperballad",
        "Post",
        200,
    )
    assert (track.artist_id, track.album_id) == (artist.id, album.id)
    (recording,) = track.tracks
    assert recording.items == {"spotify": ("spotify:track:1",), "deezer": ("7",)}
    assert (recording.isrc, recording.mbid) == (ISRC, MBID)
    assert {of: (one.value, one.provider) for of, one in track.known.items()} == {
        Field.ISRC: (ISRC, "told"),
        Field.RECORDING_MBID: (MBID, "deezer"),
    }
    assert track.missing == (Field.RELEASE_YEAR, Field.GENRES, Field.LINKS)
    assert track.asked == {
        Field.RECORDING_MBID: {"deezer": NOON + DAY},
        Field.LINKS: {"deezer": NOON + DAY, "odesli": float("inf")},
    }
    assert artist.tracks == album.tracks == track.tracks
    assert (album.artist, album.release_mbid) == ("Björk", MBID)
    assert album.known == {}


def test_a_name_is_described_when_somebody_asks_for_it(db: Connection) -> None:
    heard(db, "A", at=NOON - 99 * DAY)
    enter(db)
    backlog.settle(db, TRACK, [1], until=None)
    (found,) = due.described(db, TRACK, [1, 99], NOW)
    assert (found.name, found.is_live, found.is_imported) == ("A", True, False)


COVERED = {
    (ARTIST, Field.ARTIST_MBID): (1, 3),
    (ARTIST, Field.GENRES): (1, 3),
    (ARTIST, Field.LINKS): (0, 0),
    (ALBUM, Field.RELEASE_GROUP_MBID): (0, 0),
    (ALBUM, Field.RELEASE_YEAR): (1, 3),
    (ALBUM, Field.GENRES): (0, 0),
    (ALBUM, Field.LINKS): (0, 0),
    (TRACK, Field.ISRC): (1, 2),
    (TRACK, Field.RECORDING_MBID): (0, 0),
    (TRACK, Field.RELEASE_YEAR): (0, 0),
    (TRACK, Field.GENRES): (1, 2),
    (TRACK, Field.LINKS): (0, 0),
}
"""Names and plays of which each field is known in the example below."""


def test_coverage_counts_names_and_their_plays(db: Connection) -> None:
    heard(db, "A")
    heard(db, "A", at=NOON + 900)
    heard(db, "B", at=NOON + 400)
    imported(db, "Old")
    facts.learn(
        db,
        [
            a_fact(),
            a_fact(field=Field.GENRES, value={"pop": 1}),
            a_fact(field=Field.LINKS, value=None),
            a_fact(kind=ARTIST, field=Field.ARTIST_MBID, value=MBID),
            a_fact(kind=ALBUM, field=Field.RELEASE_YEAR, value=1995),
        ],
    )
    found = fact_coverage.coverage(db)
    assert {(one.kind, one.field): (one.names, one.plays) for one in found} == COVERED
    assert {one.kind: (one.of_names, one.of_plays) for one in found} == {
        ARTIST: (2, 4),
        ALBUM: (1, 3),
        TRACK: (3, 4),
    }


@pytest.mark.parametrize("kind", NameKind)
def test_nothing_is_due_where_nothing_was_played(db: Connection, kind: NameKind) -> None:
    assert enter(db) == 0
    assert due.due(db, NOW, 9, kinds=[kind]) == ()
    assert backlog.next_due(db) is None
    assert backlog.waiting(db, NOW)[kind] == 0
    assert {one.of_names for one in fact_coverage.coverage(db)} == {0}
