"""CSV files of unknown makers."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from hypothesis import given, strategies as st
import pytest

from custom_components.spindle.catalogue.folding import fold
from custom_components.spindle.history.plain_csv import HEADINGS, recognise
from custom_components.spindle.history.text import Text
from custom_components.spindle.history.types import No, Options, Problem, UnreadableFile
from custom_components.spindle.store.types import NewPlay

from .samples import NEW_YEAR, PLAIN_CSV, TRACK_ID, Told

if TYPE_CHECKING:
    from collections.abc import Callable

HYPERBALLAD = NewPlay(
    played_at=NEW_YEAR,
    title="Hyperballad",
    artist="Björk",
    album="Post",
    origin="import:csv",
)


def test_headings_are_written_as_they_are_looked_up() -> None:
    names = [name for field in HEADINGS.values() for name in field]
    assert [name for name in names if fold(name) != name] == []
    assert len(set(names)) == len(names)


def test_another_language_and_delimiter(told: Callable[..., Told]) -> None:
    read = told(PLAIN_CSV)
    assert read.formats == ("csv",)
    assert read.plays == [
        HYPERBALLAD._replace(duration=321.0),
        HYPERBALLAD._replace(title="B", artist="A", album=None),
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_writings(told: Callable[..., Told], encoding: str) -> None:
    read = told(PLAIN_CSV.encode(encoding))
    assert read.plays[0].artist == "Björk"
    assert ("windows-1252" in read.report.encodings) is (encoding == "cp1252")


def test_times_without_a_zone_are_those_of_its_owner(told: Callable[..., Told]) -> None:
    (play, _) = told(PLAIN_CSV, Options(zone=ZoneInfo("Europe/Berlin"))).plays
    assert play.played_at == NEW_YEAR - 3600


def test_month_first_is_found_out(told: Callable[..., Told]) -> None:
    american = "date,artist,title\n1/2/2015 10:00,A,B\n12/31/2015 23:59,A,B\n"
    assert [play.played_at for play in told(american).plays] == [1420192800, NEW_YEAR]
    assert told(american.replace("12/31", "31/12")).plays[0].played_at == 1422784800


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_everything_that_a_column_can_tell(told: Callable[..., Told], delimiter: str) -> None:
    heading = (
        "Timestamp,Track,Artist,Album Artist,Duration (ms),ms_played,Service,ISRC,Recording MBID"
    )
    row = f"2016-01-01T00:59:00+01:00,T,A,B,100000,40000,Apple Music,GBAAN9500012,{TRACK_ID}"
    (play,) = told(f"{heading}\n{row}\n".replace(",", delimiter)).plays
    assert play == NewPlay(
        played_at=NEW_YEAR,
        title="T",
        artist="A",
        album_artist="B",
        duration=100.0,
        listened=40.0,
        service="apple_music",
        isrc="GBAAN9500012",
        track_mbid=TRACK_ID,
        origin="import:csv",
    )


def test_what_is_stamped_at_its_end_begins_before(told: Callable[..., Told]) -> None:
    read = told("endTime,artistName,trackName,msPlayed\n2016-01-01 00:00,A,B,60000\n")
    assert read.plays[0].played_at == NEW_YEAR


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ("1451606340,,T,60", "no_artist"),
        ("1451606340,A, ,60", "no_title"),
        ("soon,A,T,60", "bad_time"),
        (",A,T,60", "bad_time"),
        ("0,A,T,60", "bad_time"),
        ("1451606340,A,T,29", "too_short"),
        ("1451606340,A,T,0", "zero_length"),
        ("1451606340", "no_title"),
    ],
)
def test_refusals(told: Callable[..., Told], cells: str, reason: str) -> None:
    assert told(f"played_at,artist,title,listened\n{cells}\n").reasons == {reason: 1}


def rows(lines: list[str]) -> list[NewPlay | No]:
    """Return the rows of a file with these lines below its heading."""
    heading = "played_at,album,artist,title,mbid,length,service,ended_at"
    shape = recognise(",", [heading.split(",")])
    assert shape is not None
    return list(shape.rows(["\n".join((heading, *lines, "")).encode()], Text(), Options()))


USUAL = (
    "1451606340,Post,Björk,Hyperballad",
    "1451606341,,A,B,mbid",
    "31 Dec 2015 23:59,,C,D,,,,,more",
)
ODD = (
    *("", "1451606340,,A", ",,A,B", "x,,A,B", "1451606340,, ,B", "1451606340,,A,"),
    *("1451606340,,A,B,,61", "1451606340,,A,B,,,spotify", ",,A,B,,61,,1451606340", 'open,"'),
)


def whole(line: str) -> str:
    """Return a line with as many cells as the longest has."""
    return f"{line}{',' * (9 - line.count(','))}"


@given(
    st.lists(st.sampled_from(USUAL).map(whole), max_size=4),
    st.lists(st.sampled_from((*ODD, *map(whole, ODD))), max_size=1),
)
def test_many_records_are_read_as_each_alone(usual: list[str], odd: list[str]) -> None:
    lines = usual + odd
    assert rows(lines) == [row for line in lines for row in rows([line])]


def test_a_broken_line_costs_itself_alone(told: Callable[..., Told]) -> None:
    lines = ["played_at,artist,title", '"open,A,B', "x" * 70_000, "1451606340,A,B", ""]
    read = told("\n".join(lines))
    assert [play.title for play in read.plays] == ["B"]
    assert read.reasons == {"not_understood": 1, "too_large": 1}


@pytest.mark.parametrize(
    ("told_length", "seconds"),
    [("61", 61), ("1:01", 61), ("1:00:01", 3601), ("1:1:1:1", None), ("x", None), ("1:x", None)],
)
def test_lengths(told: Callable[..., Told], told_length: str, seconds: float | None) -> None:
    read = told(f"played_at,artist,title,length\n1451606340,A,B,{told_length}\n")
    assert [play.duration for play in read.plays] == [seconds]


def test_a_map_of_headings_wins(told: Callable[..., Told]) -> None:
    foreign = "Milloin,Kuka,Mitä,Title\n1451606340,Björk,Hyperballad,wrong\n"
    read = told(
        foreign, Options(columns={"played_at": "milloin", "artist": "KUKA", "title": "mita"})
    )
    assert read.plays == [HYPERBALLAD._replace(album=None)]


def test_a_map_of_numbers_needs_no_headings(told: Callable[..., Told]) -> None:
    read = told(
        "Hyperballad,x,Björk,1451606340\n",
        Options(columns={"played_at": "4", "artist": "3", "title": "1"}),
    )
    assert read.plays == [HYPERBALLAD._replace(album=None)]


@pytest.mark.parametrize(
    "columns",
    [
        {"played_at": "when", "artist": "artist", "title": "nowhere"},
        {"played_at": "when", "artist": "artist"},
        {"played_at": "when", "artist": "artist", "title": "4"},
        {"played_at": "when", "artist": "artist", "title": "0"},
    ],
)
def test_a_map_that_does_not_fit_is_refused(
    told: Callable[..., Told], columns: dict[str, str]
) -> None:
    with pytest.raises(UnreadableFile) as refused:
        told("when,artist,title\n1451606340,A,B\n", Options(columns=columns))
    assert refused.value.problem is Problem.COLUMNS
