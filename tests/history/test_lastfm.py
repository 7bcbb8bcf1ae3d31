"""Exports of Last.fm, by whoever made them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from custom_components.spindle.store.types import NewPlay

from .samples import ALBUM_ID, ARTIST_ID, BENBEN_CSV, GHAN_CSV, GHAN_JSON, NEW_YEAR, TRACK_ID

if TYPE_CHECKING:
    from collections.abc import Callable

    from .samples import Told

HYPERBALLAD = NewPlay(
    played_at=NEW_YEAR,
    title="Hyperballad",
    artist="Björk",
    album="Post",
    origin="import:lastfm",
)
IDENTIFIED = HYPERBALLAD._replace(artist_mbid=ARTIST_ID, album_mbid=ALBUM_ID, track_mbid=TRACK_ID)


def test_csv_with_headings(told: Callable[..., Told]) -> None:
    read = told(GHAN_CSV)
    assert read.formats == ("lastfm",)
    assert read.plays[0] == IDENTIFIED
    assert (read.plays[1].artist, read.plays[1].title) == ("Кино", "Звезда по имени Солнце")
    assert read.plays[1].played_at == NEW_YEAR
    assert read.reasons == {"bad_time": 1, "now_playing": 1}
    assert read.report.examples["bad_time"] == ["0, فيروز, زهرة المدائن"]


def test_csv_without_headings(told: Callable[..., Told]) -> None:
    read = told(BENBEN_CSV)
    assert read.formats == ("lastfm",)
    assert read.plays[0] == HYPERBALLAD
    assert read.plays[1].album == "Use Your Illusion, Vol. 1"
    assert read.reasons == {"now_playing": 1}


def test_csv_with_row_numbers_of_r(told: Callable[..., Told]) -> None:
    numbered = (
        '"","artist","album","track","date"\n"1","Björk","Post","Hyperballad","31 Dec 2015 23:59"\n'
    )
    assert told(numbered).plays == [HYPERBALLAD]
    assert told(numbered.partition("\n")[2]).plays == [HYPERBALLAD]


def test_semicolons_within_a_cell_part_nothing(told: Callable[..., Told]) -> None:
    tagged = "".join(
        f'Björk,Post,Hyperballad,31 Dec 2015 23:59,"a;b;c;{number}"\n' for number in range(5)
    )
    assert told(tagged).plays == [HYPERBALLAD] * 5


def test_json_of_pages(told: Callable[..., Told]) -> None:
    read = told(json.dumps(GHAN_JSON))
    assert read.formats == ("lastfm",)
    assert read.plays == [IDENTIFIED]
    assert read.reasons == {"bad_time": 1, "now_playing": 1}


@pytest.mark.parametrize("indent", [None, 2])
def test_json_of_the_interface(told: Callable[..., Told], indent: int | None) -> None:
    pages = [json.dumps({"recenttracks": page}, indent=indent) for page in GHAN_JSON]
    assert told(pages[0]).plays == [IDENTIFIED]
    assert told("\n".join(pages)).plays == [IDENTIFIED]
    assert told(f"[{','.join(pages)}]").plays == [IDENTIFIED]


def test_json_of_tracks_alone(told: Callable[..., Told]) -> None:
    assert told(json.dumps(GHAN_JSON[0]["track"])).plays == [IDENTIFIED]


def test_a_page_with_a_single_track_holds_no_list(told: Callable[..., Told]) -> None:
    page = {"recenttracks": {"track": GHAN_JSON[0]["track"][1], "@attr": {}}}
    assert told(json.dumps(page)).plays == [IDENTIFIED]


def test_extended_rows_name_their_artist_otherwise(told: Callable[..., Told]) -> None:
    row = GHAN_JSON[0]["track"][1] | {"artist": {"name": "Björk", "mbid": ARTIST_ID}}
    assert told(json.dumps({"recenttracks": {"track": [row]}})).plays == [IDENTIFIED]


def test_a_date_may_be_a_number_alone(told: Callable[..., Told]) -> None:
    row = GHAN_JSON[0]["track"][1] | {"date": NEW_YEAR}
    assert told(json.dumps([row])).plays == [IDENTIFIED]
    words = row | {"date": {"#text": "31 Dec 2015, 23:59"}}
    assert told(json.dumps([words])).plays == [IDENTIFIED]
