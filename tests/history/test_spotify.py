"""Both of Spotify's exports."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from custom_components.spindle.history.types import Options
from custom_components.spindle.store.types import NewPlay

from .samples import (
    NEW_YEAR,
    PERSONAL,
    SPOTIFY,
    SPOTIFY_ACCOUNT,
    SPOTIFY_ID,
    Told,
    streamed_track,
    zip_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable

HYPERBALLAD = NewPlay(
    played_at=NEW_YEAR,
    title="Hyperballad",
    artist="Björk",
    service="spotify",
    listened=240.0,
    origin="import:spotify_account",
)
EXTENDED = HYPERBALLAD._replace(album="Post", item_id=SPOTIFY_ID, origin="import:spotify")


def test_account_data_is_stamped_at_its_end(told: Callable[..., Told]) -> None:
    read = told(json.dumps(SPOTIFY_ACCOUNT, indent=2))
    assert read.formats == ("spotify_account",)
    assert read.plays == [HYPERBALLAD]
    assert read.reasons == {"too_short": 1, "zero_length": 1, "podcast": 1, "audiobook": 1}
    assert read.report.examples["podcast"] == ["2016-01-01 01:00, Talk, One"]


def test_extended_history_is_stamped_at_its_end(told: Callable[..., Told]) -> None:
    read = told(json.dumps(SPOTIFY))
    assert read.formats == ("spotify",)
    assert read.plays == [EXTENDED]
    assert read.reasons == {
        "too_short": 1,
        "zero_length": 1,
        "podcast": 1,
        "audiobook": 1,
        "no_title": 1,
    }


def test_nothing_of_the_person_comes_through(
    told: Callable[..., Told], caplog: pytest.LogCaptureFixture
) -> None:
    broken = json.dumps(SPOTIFY)[:-1] + ',{"username": "secret-user", "ts": nothing}, 7]'
    read = told(broken)
    assert read.reasons["not_understood"] == 2
    everything = repr((read.plays, read.refused, read.report, caplog.text))
    assert not [value for value in PERSONAL.values() if value in everything]


def test_how_short_is_too_short_can_be_said(told: Callable[..., Told]) -> None:
    read = told(json.dumps(SPOTIFY), Options(shortest=5))
    assert [play.title for play in read.plays] == ["Hyperballad", "Skipped"]
    assert "zero_length" in read.reasons


def test_times_with_an_offset_are_understood(told: Callable[..., Told]) -> None:
    row = streamed_track(ts="2016-01-01T02:03:00+02:00")
    assert told(json.dumps([row])).plays == [EXTENDED]


@pytest.mark.parametrize("ts", [None, "", "yesterday", "1970-01-01T00:04:00Z", 5, "9999-99-99"])
def test_times_that_are_none_are_refused(told: Callable[..., Told], ts: object) -> None:
    assert told(json.dumps([streamed_track(ts=ts)])).reasons == {"bad_time": 1}


def test_a_local_file_has_no_id(told: Callable[..., Told]) -> None:
    row = streamed_track(spotify_track_uri="spotify:local:Bj%C3%B6rk:Post:Hyperballad:321")
    assert told(json.dumps([row])).plays == [EXTENDED._replace(item_id=None)]


def test_a_video_is_none(told: Callable[..., Told]) -> None:
    video = streamed_track(title="") | {"spotify_video_uri": "spotify:video:1"}
    assert told(json.dumps([video])).reasons == {"video": 1}


def test_the_zip_is_read_as_it_is(told: Callable[..., Told]) -> None:
    folder = "Spotify Account Data/"
    read = told(
        zip_of(
            {
                f"{folder}Playlist1.json": '{"playlists":[{"name":"x","items":[{"track":'
                '{"trackName":"T","artistName":"A","trackUri":"spotify:track:1"}}]}]}',
                f"{folder}YourLibrary.json": '{"tracks":[{"artist":"A","album":"B","track":"C"}]}',
                f"{folder}Userdata.json": '{"username":"secret-user","email":"secret"}',
                f"{folder}SearchQueries.json": '[{"searchTime":"2016","searchQuery":"secret"}]',
                f"{folder}Read_Me_First.pdf": b"%PDF-1.7\n\x00\xff",
                f"{folder}StreamingHistory_music_0.json": json.dumps(SPOTIFY_ACCOUNT[:1]),
                f"{folder}StreamingHistory_podcast_0.json": json.dumps(SPOTIFY_ACCOUNT[3:]),
                "MyData/endsong_0.json": json.dumps(SPOTIFY[:1]),
            }
        )
    )
    assert read.formats == ("spotify_account", "spotify")
    assert read.plays == [HYPERBALLAD, EXTENDED]
    assert read.report.files == 3
    assert read.report.ignored == 5
    assert "secret" not in repr(read)
