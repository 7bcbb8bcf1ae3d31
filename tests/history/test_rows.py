"""Out of the store, through every writer, and back in again."""

from __future__ import annotations

from contextlib import closing
import csv
from typing import TYPE_CHECKING, Any

from hypothesis import given, strategies as st
import pytest

from custom_components.spindle.history import rows
from custom_components.spindle.history.rows import Exported
from custom_components.spindle.history.types import Problem, UnreadableFile
from custom_components.spindle.history.writers import Writing, beginning, text_of, write
from custom_components.spindle.listening.types import Kind
from custom_components.spindle.store import names, plays
from custom_components.spindle.store.connection import transaction
from custom_components.spindle.store.types import NewPlay
from tests.plans import plan, skewed_history

from ..store.conftest import create
from ..store.examples import NOON, a_play
from .samples import ALBUM_ID, ARTIST_ID, NEW_YEAR, SPINDLE_JSONL, TRACK_ID, Told, read_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from sqlite3 import Connection

FULL = NewPlay(
    played_at=NOON,
    title='Hyper"ballad, or; not',
    artist="Björk",
    album="Post",
    album_artist="Björk & Friends",
    service="spotify",
    item_id="0123456789abcdefABCDEF",
    kind=Kind.RADIO,
    player="RINCON_KITCHEN",
    rooms=("RINCON_KITCHEN", "RINCON_BATH", "RINCON_HALL"),
    station="FM4",
    duration=321,
    listened=161,
    origin="sonos",
    isrc="GBAAN9500012",
)
LEAST = NewPlay(played_at=NOON, title="=1+1", artist="فيروز", origin="import:lastfm")


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Connection]:
    """A database with two plays in one second."""
    with closing(create(tmp_path / "spindle.db")) as connection:
        with transaction(connection):
            plays.record(connection, FULL)
            plays.record(connection, LEAST)
            names.name_players(connection, {"RINCON_KITCHEN": "Kitchen"})
            for table, mbid in (("artist", ARTIST_ID), ("album", ALBUM_ID), ("track", TRACK_ID)):
                connection.execute(f"UPDATE {table} SET mbid = ? WHERE id = 1", (mbid,))  # noqa: S608
        yield connection


def without_mbids(play: NewPlay) -> NewPlay:
    """Return a play that MusicBrainz does not know."""
    return play._replace(artist_mbid=None, album_mbid=None, track_mbid=None)


def everything(db: Connection, size: int = rows.PAGE_ROWS) -> list[Exported]:
    """Return all plays, page by page."""
    found: list[Exported] = []
    while page := rows.page(db, found[-1].id if found else 0, size):
        assert len(page) <= size
        found += page
    return found


def test_a_page_tells_all_of_a_play(db: Connection) -> None:
    full, least = everything(db)
    assert full.player_name == "Kitchen"
    assert full.play == FULL._replace(
        rooms=("RINCON_BATH", "RINCON_HALL"),
        artist_mbid=full.play.artist_mbid,
        album_mbid=ALBUM_ID,
        track_mbid=TRACK_ID,
    )
    assert least.play == LEAST._replace(artist_mbid=least.play.artist_mbid)
    assert ARTIST_ID in (full.play.artist_mbid, least.play.artist_mbid)


@pytest.mark.parametrize("size", [1, 7, 5000])
def test_pages_leave_nothing_out(tmp_path: Path, size: int) -> None:
    with closing(create(tmp_path / "spindle.db")) as db:
        with transaction(db):
            for number in range(30):
                plays.record(db, a_play(played_at=NOON + number // 3, title=f"T{number}"))
            db.execute("UPDATE play SET hidden = 1 WHERE id % 7 = 0")
        found: list[Exported] = []
        while page := rows.page(db, found[-1].id if found else 0, size):
            found += page
        assert sorted(row.play.title for row in found) == sorted(f"T{n}" for n in range(30))
        assert [row.id for row in found] == sorted(row.id for row in found)
        some = rows.page(db, start=NOON + 2, end=NOON + 4)
        assert {row.play.played_at for row in some} == {NOON + 2, NOON + 3}
        assert len(some) == 6
        assert rows.count(db) == 30


@pytest.mark.parametrize("analysed", [False, True])
def test_a_page_goes_by_the_plays_own_key(tmp_path: Path, *, analysed: bool) -> None:
    with closing(skewed_history(tmp_path / "spindle.db")) as db:
        if analysed:
            db.execute("ANALYZE")
        steps = plan(db, rows.PAGE)
        assert "SEARCH play USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)" in steps
        assert not [step for step in steps if step.startswith("SCAN play")]
        assert (
            "SEARCH track_item USING INDEX track_item_track (track_id=? AND service_id=?)" in steps
        )


@pytest.mark.parametrize("writing", [Writing.JSONL, Writing.CSV])
def test_what_is_written_is_read_the_same(
    db: Connection, file: Callable[[str], Path], writing: Writing
) -> None:
    stored = everything(db)
    read = read_all(file("".join(write([stored[:1], stored[1:]], writing))))
    assert read.formats == ("spindle",)
    assert read.plays == [row.play for row in stored]
    assert read.refused == []


@pytest.mark.parametrize("writing", [Writing.JSONL, Writing.CSV])
def test_another_store_becomes_the_same(
    db: Connection, tmp_path: Path, file: Callable[[str], Path], writing: Writing
) -> None:
    read = read_all(file("".join(write([everything(db)], writing))))
    with closing(create(tmp_path / "other.db")) as other:
        with transaction(other):
            for play in read.plays * 2:
                plays.record(other, play)
        # Only the import learns these, not what records a single play.
        assert [without_mbids(row.play) for row in everything(other)] == [
            without_mbids(row.play) for row in everything(db)
        ]


def test_the_csv_of_last_fm(db: Connection, file: Callable[[str], Path]) -> None:
    text = "".join(write([everything(db)], Writing.LASTFM))
    heading, full, _ = csv.reader(text.splitlines())
    assert ",".join(heading) == "uts,utc_time,artist,artist_mbid,album,album_mbid,track,track_mbid"
    assert full[:3] == [str(NOON), "14 Nov 2023, 22:13", "Björk"]
    read = read_all(file(text))
    assert read.formats == ("lastfm",)
    assert [(play.played_at, play.title) for play in read.plays] == [
        (NOON, FULL.title),
        (NOON, LEAST.title),
    ]


@pytest.mark.parametrize("writing", Writing)
def test_an_empty_history_is_an_export_too(file: Callable[[str], Path], writing: Writing) -> None:
    assert text_of([], writing) == ""
    read = read_all(file(beginning(writing)))
    assert read.formats == ("lastfm" if writing is Writing.LASTFM else "spindle",)
    assert read.report.rows == 0
    assert writing.suffix in (".jsonl", ".csv")


def test_lines_alone_are_known_too(told: Callable[..., Told]) -> None:
    whole, alone = told(SPINDLE_JSONL), told(SPINDLE_JSONL.partition("\n")[2])
    assert whole.plays == alone.plays
    (play,) = whole.plays
    assert (play.player, play.rooms, play.station) == ("RINCON_1", ("RINCON_2",), "FM4")
    assert (play.kind, play.origin, play.played_at) == (Kind.RADIO, "sonos", NEW_YEAR)


def test_two_exports_in_one_file(told: Callable[..., Told]) -> None:
    assert len(told(SPINDLE_JSONL * 2).plays) == 2


def test_a_kind_that_is_none_is_not_guessed(told: Callable[..., Told]) -> None:
    assert told(SPINDLE_JSONL.replace('"radio"', '"opera"')).reasons == {"not_understood": 1}


def test_what_a_newer_spindle_wrote_is_refused(told: Callable[..., Told]) -> None:
    with pytest.raises(UnreadableFile) as refused:
        told(SPINDLE_JSONL.replace('{"spindle":1}', '{"spindle":2}'))
    assert refused.value.problem is Problem.NEWER


names_of_all_kinds = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from('",;={}[]\\'),
    min_size=1,
    max_size=12,
).filter(lambda name: not name.isspace())
perhaps = st.none() | names_of_all_kinds
lengths = st.none() | st.integers(0, 100_000)


@given(
    stored=st.lists(
        st.builds(
            NewPlay,
            played_at=st.integers(86_400, 4_000_000_000),
            title=names_of_all_kinds,
            artist=names_of_all_kinds,
            album=perhaps,
            album_artist=perhaps,
            service=names_of_all_kinds,
            item_id=perhaps,
            kind=st.sampled_from(Kind),
            player=perhaps,
            rooms=st.lists(st.from_regex(r"RINCON_[0-9A-F]{4}", fullmatch=True), max_size=3).map(
                tuple
            ),
            station=perhaps,
            duration=lengths,
            listened=lengths,
            origin=names_of_all_kinds,
            isrc=perhaps,
            artist_mbid=perhaps,
            album_mbid=perhaps,
            track_mbid=perhaps,
        ),
        max_size=4,
    ),
    writing=st.sampled_from([Writing.JSONL, Writing.CSV]),
    player_name=perhaps,
)
def test_any_play_comes_back(
    tmp_path_factory: Any, stored: list[NewPlay], writing: Writing, player_name: str | None
) -> None:
    path: Path = tmp_path_factory.mktemp("export") / "upload"
    page = [Exported(number, play, player_name) for number, play in enumerate(stored)]
    path.write_bytes("".join(write([page], writing)).encode())
    assert read_all(path).plays == stored
