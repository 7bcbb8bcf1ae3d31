"""Radio and other streams: a title is a moment of them, and most of what they say is none."""

from __future__ import annotations

import pytest

from custom_components.spindle.listening.types import Kind, Phase, Reason

from .stage import MORNING, SPEECH, Attributes, Stage, song_on_radio, track

A = song_on_radio("Sinnerman", "Nina Simone")
B = song_on_radio("Feeling Good", "Muse")


def song_of(line: str) -> Attributes:
    """Return a station's attributes when all it says is one line."""
    return song_on_radio(line)


def air(*songs: tuple[Attributes, float]) -> Stage:
    """Play songs for some seconds each, then stop and let silence prove itself."""
    stage = Stage()
    for attributes, seconds in songs:
        stage.play(attributes, at=None)
        stage.wait(seconds)
    stage.idle()
    stage.wait(200)
    return stage


def test_a_title_counts_once_it_has_stood() -> None:
    stage = Stage()
    stage.play(A, at=4000)
    stage.wait(29.5)
    assert stage.plays == []
    stage.wait(1)
    assert stage.plays == ["Sinnerman"]
    assert stage.counted[0].started_at == MORNING
    assert stage.counted[0].station == "Radio X"
    assert stage.counted[0].source.kind is Kind.RADIO


def test_the_next_title_closes_it() -> None:
    stage = air((A, 180), (B, 90))
    assert stage.plays == ["Sinnerman", "Feeling Good"]
    assert (stage.heard("Sinnerman"), stage.heard("Feeling Good")) == ([180], [90])
    assert [one.started_at for one in stage.counted] == [MORNING, MORNING + 180]


def test_the_position_of_the_station_says_nothing_of_the_title() -> None:
    stage = Stage()
    for number in range(4):
        stage.play(song_on_radio(f"Song {number}", "Muse"), at=4000 + 60 * number)
        stage.wait(60)
    assert [one.started_at - MORNING for one in stage.counted] == [0, 60, 120, 180]


def test_artist_and_title_of_one_line() -> None:
    stage = air((song_of("Nina Simone - Sinnerman"), 60))
    assert [(one.artist, one.title) for one in stage.counted] == [("Nina Simone", "Sinnerman")]


def test_a_tagged_line() -> None:
    stage = air(
        (song_of("BR P|TYPE=SNG|TITLE Sinnerman|ARTIST Nina Simone|ALBUM Pastel Blues"), 60)
    )
    assert [(one.artist, one.title, one.album) for one in stage.counted] == [
        ("Nina Simone", "Sinnerman", "Pastel Blues")
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Radio X", Reason.STATION_JUNK),
        ("www.radiox.example.com", Reason.STATION_JUNK),
        ("The best music of the 80s", Reason.STATION_JUNK),
        ("stream_mp3_128", Reason.STATION_JUNK),
        ('text="Spot Block End" amgTrackId="1234567"', Reason.ADVERTISEMENT),
        ("Advertisement", Reason.ADVERTISEMENT),
        ("Werbung", Reason.ADVERTISEMENT),
        ("BR P|TYPE=SNG|TITLE |ARTIST |ALBUM", Reason.STATION_JUNK),
        ("Breakfast with Anna", Reason.NO_METADATA),
    ],
)
def test_what_a_station_says_that_is_no_song(line: str, reason: Reason) -> None:
    stage = air((song_of(line), 600))
    assert stage.plays == []
    assert [reason for _, reason in stage.refused] == [reason]


def test_a_station_that_says_nothing() -> None:
    stage = air((song_on_radio(None), 600))
    assert [reason for _, reason in stage.refused] == [Reason.NO_METADATA]


def test_the_song_is_repeated_by_the_station() -> None:
    """A, B, A are two plays of A."""
    stage = air((A, 180), (B, 120), (A, 180))
    assert stage.plays == ["Sinnerman", "Feeling Good", "Sinnerman"]
    assert stage.heard("Sinnerman") == [180, 180]


@pytest.mark.parametrize(
    "jingle", ["Radio X", "Werbung", "The best music of the 80s", "News with Anna"]
)
@pytest.mark.parametrize("seconds", [2, 30, 110])
def test_a_jingle_within_a_song_does_not_part_it(jingle: str, seconds: float) -> None:
    """A, jingle, A is one play of A."""
    stage = air((A, 100), (song_of(jingle), seconds), (A, 80))
    assert stage.plays == ["Sinnerman"]
    assert stage.heard("Sinnerman") == [180]


def test_jingles_in_a_row_do_not_part_it_either() -> None:
    stage = air((A, 100), (song_of("Radio X"), 20), (song_of("Werbung"), 20), (A, 80))
    assert stage.heard("Sinnerman") == [180]
    assert [reason for _, reason in stage.refused] == [Reason.STATION_JUNK, Reason.ADVERTISEMENT]


def test_after_a_long_break_the_song_is_another_play() -> None:
    stage = air((A, 100), (song_of("Werbung"), 600), (A, 80))
    assert stage.heard("Sinnerman") == [100, 80]


def test_a_song_between_jingles_is_closed_in_time() -> None:
    stage = air((A, 100), (song_of("Radio X"), 10), (B, 100), (song_of("Radio X"), 10), (A, 90))
    assert stage.plays == ["Sinnerman", "Feeling Good", "Sinnerman"]
    assert stage.heard("Sinnerman") == [100, 90]


def test_a_title_too_short_to_count() -> None:
    stage = air((A, 20), (B, 60))
    assert stage.plays == ["Feeling Good"]
    assert stage.refused == [("Sinnerman", Reason.SKIPPED)]


def test_another_spelling_of_the_case_is_the_same_song() -> None:
    stage = air((A, 20), (song_on_radio("SINNERMAN", "NINA SIMONE"), 60))
    assert len(stage.counted) == 1
    assert stage.finished[0].listened == 80


def test_a_late_artist_of_a_station() -> None:
    stage = air((song_on_radio("Sinnerman"), 40), (A, 60))
    assert [(one.title, one.artist) for one in stage.counted] == [("Sinnerman", "Nina Simone")]
    assert stage.heard("Sinnerman") == [100]


def test_an_address_that_changes_under_a_song() -> None:
    other = A | {"media_content_id": "x-rincon-mp3radio://http://ice2.example/stream"}
    stage = air((A, 40), (other, 60))
    assert stage.heard("Sinnerman") == [100]


def test_a_short_pause_of_a_station_does_not_part_the_song() -> None:
    stage = Stage()
    stage.play(A)
    stage.wait(20)
    stage.pause()
    stage.wait(60)
    stage.resume()
    stage.wait(20)
    stage.play(B)
    stage.wait(15)
    assert stage.plays == ["Sinnerman"]
    assert stage.heard("Sinnerman") == [40]


def test_a_long_pause_of_a_station_ends_the_song() -> None:
    stage = Stage()
    stage.play(A)
    stage.wait(60)
    stage.pause()
    stage.wait(121)
    assert stage.heard("Sinnerman") == [60]
    assert stage.saved == {}
    stage.resume()
    stage.wait(31)
    assert len(stage.counted) == 2


def test_a_stop_ends_the_song() -> None:
    stage = Stage()
    stage.play(A)
    stage.wait(60)
    stage.idle()
    assert stage.view().phase is Phase.IDLE
    stage.wait(11)
    assert stage.heard("Sinnerman") == [60]


def test_an_announcement_does_not_part_a_song_on_the_radio() -> None:
    stage = Stage()
    stage.play(A)
    stage.wait(20)
    stage.play(SPEECH)
    stage.wait(6)
    stage.idle()
    stage.wait(1)
    stage.play(A)
    stage.wait(40)
    stage.idle()
    stage.wait(60)
    assert stage.heard("Sinnerman") == [60]
    assert stage.plays == ["Sinnerman"]
    assert [reason for _, reason in stage.refused] == [Reason.ANNOUNCEMENT]


def test_from_a_station_to_an_album_and_back() -> None:
    stage = Stage()
    stage.play(A)
    stage.wait(60)
    stage.play(track("Sinnerman"))
    stage.wait(200)
    stage.play(B)
    stage.wait(60)
    stage.idle()
    stage.wait(60)
    assert stage.plays == ["Sinnerman", "Sinnerman", "Feeling Good"]
    assert stage.heard("Sinnerman") == [60, 200]


# Programmed radio


def sonos_radio(title: str | None, artist: str | None, number: int) -> Attributes:
    """Return a song of Sonos Radio: an address of its own, but no length."""
    return {
        "media_content_id": f"x-sonos-http:sonos%3a0%3ahead%3atra.{number}%3aSD.mp4?sid=303&flags=0",
        "media_title": title,
        "media_artist": artist,
        "media_channel": "Sonos Presents",
    }


def test_songs_of_sonos_radio_have_no_length() -> None:
    stage = air(
        (sonos_radio("Sinnerman", "Nina Simone", 1), 180),
        (sonos_radio("Feeling Good", "Muse", 2), 25),
        (sonos_radio("Advertisement", None, 3), 40),
        (sonos_radio("Time", "Pink Floyd", 4), 200),
    )
    assert stage.plays == ["Sinnerman", "Time"]
    assert {one.source.service for one in stage.counted} == {"sonos_radio"}
    assert sorted(stage.refused) == [
        ("Advertisement", Reason.ADVERTISEMENT),
        ("Feeling Good", Reason.SKIPPED),
    ]


def test_programmed_radio_with_a_length_counts_as_a_track() -> None:
    """Pandora's songs know how long they are."""
    stage = Stage()
    stage.play(
        "Sinnerman",
        media_content_id="x-sonos-http:VC1%3A%3AST%3A%3AST%3A1%3A%3ATR%3A2.mp3?sid=236",
        media_channel="Nina Simone Radio",
    )
    stage.wait(99)
    assert stage.plays == []
    stage.wait(2)
    assert stage.plays == ["Sinnerman"]
    assert stage.counted[0].source.kind is Kind.RADIO
    assert stage.counted[0].source.service == "pandora"
