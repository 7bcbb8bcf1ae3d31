"""Two names become one: at once for new plays, in slices for old ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from custom_components.spindle.store import (
    audit,
    batches,
    genre_tags,
    hide_rules,
    hiding,
    merging,
    names,
    plays,
    readers,
    removal,
    renaming,
)
from custom_components.spindle.store.errors import MergingError, UnknownNameError
from custom_components.spindle.store.hide_rules import HideRule
from custom_components.spindle.store.opening import Opener
from custom_components.spindle.store.search_index import NameKind
from custom_components.spindle.store.types import Selection, Written

from .conftest import ZONE
from .examples import NOON, a_play

if TYPE_CHECKING:
    from pathlib import Path
    from sqlite3 import Connection

ARTIST, ALBUM, TRACK = NameKind.ARTIST, NameKind.ALBUM, NameKind.TRACK
WRONG, RIGHT = "Beatles", "The Beatles"


def artist(db: Connection, name: str) -> int:
    found = names.find_artist(db, name)
    assert found is not None
    return found


def track(db: Connection, artist_name: str, title: str) -> int:
    found = names.find_track(db, artist_name, title)
    assert found is not None
    return found


def finish(db: Connection, limit: int = 3) -> int:
    """Move everything, with a look at all sums after each slice."""
    done = 0
    while (one := merging.proceed(db, limit=limit)).more:
        done += one.done
        assert audit.compare(db) == []
    assert audit.compare(db) == []
    return done


@pytest.fixture
def history(db: Connection) -> Connection:
    """Twelve plays of the wrong name and four of the right one; they share a track and an album."""
    for number in range(12):
        play = a_play(
            played_at=NOON + number * 500,
            artist=WRONG,
            title=("Something", "Help!", "Girl")[number % 3],
            album=("Abbey Road", "Help!", None)[number % 3],
            isrc="GBAYE0601690" if number % 3 == 0 else None,
            item_id=f"item{number % 3}",
        )
        plays.record(db, play)
    for number in range(4):
        play = a_play(
            played_at=NOON + 9000 + number * 500,
            artist=RIGHT,
            title=("Something", "Yesterday")[number % 2],
            album=("Abbey Road", "Help!")[number % 2],
        )
        plays.record(db, play)
    return db


def test_everything_of_an_artist_moves(history: Connection) -> None:
    merging.begin(history, ARTIST, artist(history, WRONG), artist(history, RIGHT))
    assert finish(history) >= 12
    assert history.execute("SELECT name, plays FROM artist").fetchall() == [(RIGHT, 16)]
    titles = "SELECT title, plays FROM {} ORDER BY title"
    assert history.execute(titles.format("track")).fetchall() == [
        ("Girl", 4),
        ("Help!", 4),
        ("Something", 6),
        ("Yesterday", 2),
    ]
    assert history.execute(titles.format("album")).fetchall() == [("Abbey Road", 6), ("Help!", 6)]
    assert history.execute("SELECT isrc FROM track WHERE title = 'Something'").fetchone() == (
        "GBAYE0601690",
    )
    assert history.execute("SELECT count(DISTINCT track_id) FROM track_item").fetchone()[0] >= 3
    assert history.execute("SELECT count(*) FROM merging").fetchone() == (0,)


def test_new_plays_go_there_at_once(history: Connection) -> None:
    merging.begin(history, ARTIST, artist(history, WRONG), artist(history, RIGHT))
    told = a_play(played_at=NOON + 50_000, artist=WRONG, title="Girl")
    recorded = plays.record(history, told)
    (play,) = readers.plays(history, [recorded.play_id])
    assert (play.artist, play.title) == (RIGHT, "Girl")
    assert audit.compare(history) == []
    finish(history)
    assert plays.record(history, told).written is Written.DUPLICATE
    assert history.execute("SELECT count(*) FROM track").fetchone() == (4,)


def test_what_still_plays_grows_where_it_went(history: Connection) -> None:
    merging.begin(history, ARTIST, artist(history, WRONG), artist(history, RIGHT))
    merging.proceed(history, limit=4)
    last = a_play(played_at=NOON + 11 * 500, artist=WRONG, title="Girl", album=None, listened=300)
    assert plays.grow(history, last).written is Written.UPDATED
    finish(history)


def test_an_interrupted_merge_goes_on_at_the_next_opening(history: Connection, path: Path) -> None:
    merging.begin(history, ARTIST, artist(history, WRONG), artist(history, RIGHT))
    merging.proceed(history, limit=2)
    opened = Opener(path, zone=ZONE).open(check=False, watcher=lambda: False)
    try:
        (go_on,) = opened.upkeep
        while go_on(opened.db).more:
            assert audit.compare(opened.db) == []
        assert opened.db.execute("SELECT name, plays FROM artist").fetchall() == [(RIGHT, 16)]
    finally:
        opened.db.close()


def test_one_merge_at_a_time(history: Connection) -> None:
    plays.record(history, a_play())
    merging.begin(history, ARTIST, artist(history, WRONG), artist(history, RIGHT))
    with pytest.raises(MergingError, match="try again"):
        merging.begin(history, ARTIST, artist(history, "Björk"), artist(history, RIGHT))
    finish(history)
    merging.begin(history, ARTIST, artist(history, "Björk"), artist(history, RIGHT))
    finish(history)
    assert names.find_track(history, "Björk", "Hyperballad") == track(history, RIGHT, "Hyperballad")


def test_what_cannot_be_is_refused(history: Connection) -> None:
    both = artist(history, RIGHT)
    with pytest.raises(ValueError, match="itself"):
        merging.begin(history, ARTIST, both, both)
    with pytest.raises(UnknownNameError):
        merging.begin(history, ARTIST, both, 99)
    assert not merging.is_unfinished(history)


def test_two_plays_of_one_moment_become_the_one_that_was_heard_longer(db: Connection) -> None:
    batch = batches.start(db, "import:x", "", started_at=NOON)
    other = batches.start(db, "import:y", "", started_at=NOON)
    for title, listened, brought in (("Help", 100, batch), ("Help (Remastered)", 150, other)):
        plays.record(
            db,
            a_play(
                artist=RIGHT,
                title=title,
                listened=listened,
                album=None if listened == 100 else "Help!",
                rooms=("RINCON_BATH",) if listened == 150 else (),
                service="unknown" if listened == 100 else "spotify",
            ),
            batch=brought,
        )
    merging.begin(db, TRACK, track(db, RIGHT, "Help (Remastered)"), track(db, RIGHT, "Help"))
    finish(db)
    (play,) = readers.recent(db, 5)
    assert (play.title, play.listened, play.album) == ("Help", 150, "Help!")
    assert play.music_service == "spotify"
    assert play.rooms == ("RINCON_KITCHEN", "RINCON_BATH")
    assert not batches.undo(db, batch).more
    assert len(readers.recent(db, 5)) == 1, "the other import has told of it too"
    assert not batches.undo(db, other).more
    assert readers.recent(db, 5) == ()
    assert audit.compare(db) == []


def test_an_album_goes_with_the_last_play_that_was_told_of_it(db: Connection) -> None:
    for title, album in (("Help", "Help!"), ("Help 2", "Help! (Remastered)")):
        plays.record(db, a_play(title=title, album=album, album_artist=WRONG))
    merging.begin(db, TRACK, track(db, "Björk", "Help 2"), track(db, "Björk", "Help"))
    finish(db)
    assert db.execute("SELECT title FROM album").fetchall() == [("Help!",)]


@pytest.mark.parametrize("limit", [1, 3])
def test_an_artists_album_is_not_carried_over_without_a_play(db: Connection, limit: int) -> None:
    for name, album in ((RIGHT, "Help!"), (WRONG, "Help! (Remastered)")):
        plays.record(db, a_play(artist=name, album=album))
    merging.begin(db, ARTIST, artist(db, WRONG), artist(db, RIGHT))
    finish(db, limit)
    assert db.execute("SELECT title, plays FROM album").fetchall() == [("Help!", 1)]
    assert len(readers.recent(db, 5)) == 1


def test_a_play_told_by_hand_as_well_is_no_imports_any_more(db: Connection) -> None:
    batch = batches.start(db, "import:x", "", started_at=NOON)
    plays.record(db, a_play(title="Help"), batch=batch)
    plays.record(db, a_play(title="Help 2"))
    merging.begin(db, TRACK, track(db, "Björk", "Help 2"), track(db, "Björk", "Help"))
    finish(db)
    batches.undo(db, batch)
    assert len(readers.recent(db, 5)) == 1
    assert audit.compare(db) == []


def test_a_track_may_go_to_another_artist(history: Connection) -> None:
    merging.begin(history, TRACK, track(history, WRONG, "Girl"), track(history, RIGHT, "Yesterday"))
    finish(history)
    assert track(history, WRONG, "Girl") == track(history, RIGHT, "Yesterday")
    recorded = plays.record(history, a_play(played_at=NOON + 99_000, artist=WRONG, title="Girl"))
    (play,) = readers.plays(history, [recorded.play_id])
    assert (play.artist, play.title) == (RIGHT, "Yesterday")
    assert audit.compare(history) == []


def test_albums(history: Connection) -> None:
    source, target = (names.find_album(history, name, "Help!") for name in (WRONG, RIGHT))
    assert source is not None
    assert target is not None
    history.execute("UPDATE album SET released = 1965 WHERE id = ?", (source,))
    merging.begin(history, ALBUM, source, target)
    finish(history)
    assert names.find_album(history, WRONG, "help") == target
    assert history.execute(
        "SELECT plays, released FROM album WHERE id = ?", (target,)
    ).fetchone() == (6, 1965)


def test_genres_are_inherited_only_by_whom_none_are_known_of(history: Connection) -> None:
    wrong, right = artist(history, WRONG), artist(history, RIGHT)
    genre_tags.set_genres(history, wrong, {"beat": 1})
    merging.begin(history, ARTIST, wrong, right)
    finish(history)
    assert history.execute("SELECT artist_id, weight FROM artist_genre").fetchall() == [(right, 1)]
    plays.record(history, a_play())
    genre_tags.set_genres(history, artist(history, "Björk"), {"art pop": 1})
    merging.begin(history, ARTIST, artist(history, "Björk"), right)
    finish(history)
    names_of = "SELECT name FROM artist_genre JOIN genre ON genre.id = genre_id"
    assert history.execute(names_of).fetchall() == [("beat",)]


def test_a_rule_goes_with_its_artist(history: Connection) -> None:
    hide_rules.add(history, HideRule(artist=WRONG), made_at=NOON)
    while hiding.rejudge(history).more:
        pass
    merging.begin(history, ARTIST, artist(history, WRONG), artist(history, RIGHT))
    finish(history)
    while hiding.rejudge(history, look=3, limit=2).more:
        assert audit.compare(history) == []
    assert history.execute("SELECT plays FROM artist").fetchall() == [(0,)]
    assert [stored.rule.artist for stored in hide_rules.stored(history)] == [RIGHT]
    assert audit.compare(history) == []


def test_everything_may_be_deleted_while_it_moves(history: Connection) -> None:
    merging.begin(history, ARTIST, artist(history, WRONG), artist(history, RIGHT))
    merging.proceed(history, limit=2)
    removal.delete(history, Selection(start=NOON))
    assert names.find_artist(history, WRONG) is not None, "the target is needed still"
    finish(history)
    assert history.execute("SELECT count(*) FROM artist").fetchone() == (0,)
    assert history.execute("SELECT count(*) FROM alias").fetchone() == (0,)


def test_spellings_that_lead_crosswise_end_somewhere(db: Connection) -> None:
    for number, (name, title) in enumerate(
        [(WRONG, "One"), (WRONG, "Two"), (RIGHT, "One"), (RIGHT, "Two")]
    ):
        plays.record(db, a_play(played_at=NOON + number * 900, artist=name, title=title))
    merging.begin(db, TRACK, track(db, RIGHT, "One"), track(db, WRONG, "Two"))
    finish(db)
    merging.begin(db, TRACK, track(db, RIGHT, "Two"), track(db, WRONG, "One"))
    finish(db)
    plays.record(db, a_play(played_at=NOON + 8000, artist=RIGHT, title="Three"))
    merging.begin(db, ARTIST, artist(db, WRONG), artist(db, RIGHT))
    finish(db)
    rows = "SELECT title, plays FROM track ORDER BY title"
    assert db.execute(rows).fetchall() == [("One", 2), ("Three", 1), ("Two", 2)]


def test_a_renamed_target_takes_the_rest(history: Connection) -> None:
    merging.begin(history, ARTIST, artist(history, WRONG), artist(history, RIGHT))
    merging.proceed(history, limit=5)
    renaming.rename(history, ARTIST, artist(history, RIGHT), "Fab Four")
    finish(history)
    assert history.execute("SELECT name, plays FROM artist").fetchall() == [("Fab Four", 16)]
    assert artist(history, WRONG) == artist(history, RIGHT) == artist(history, "fab four")
