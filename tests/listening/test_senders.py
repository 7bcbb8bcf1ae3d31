"""What plays through a speaker that is no queue of its own, and kinds that are no music."""

from __future__ import annotations

import pytest

from custom_components.spindle.listening.rules import Rules
from custom_components.spindle.listening.types import Kind, Phase, Reason

from .stage import LENGTH, MORNING, SPEECH, Attributes, Stage, track


def end(stage: Stage) -> None:
    """Stop, and let silence prove itself."""
    stage.idle()
    stage.wait(200)


# Announcements


@pytest.mark.parametrize("before", [10, 99, 150])
@pytest.mark.parametrize("between", [None, "idle", "paused", "paused music"])
def test_speech_interrupts_music_which_goes_on_as_one_play(
    before: float, between: str | None
) -> None:
    """However the speaker shows the moment between the speech and the music."""
    stage = Stage()
    stage.play("Sinnerman")
    stage.wait(before)
    stage.play(SPEECH)
    stage.wait(5)
    if between == "paused music":
        stage.say("paused", track("Sinnerman"))
    elif between:
        stage.say(between, SPEECH if between == "paused" else {})
    stage.wait(1)
    stage.play("Sinnerman", at=before)
    stage.wait(LENGTH - before)
    end(stage)
    assert stage.plays == ["Sinnerman"]
    assert stage.heard("Sinnerman") == [LENGTH]
    assert stage.refused == [("abc.mp3", Reason.ANNOUNCEMENT)]


def test_speech_while_music_is_paused() -> None:
    stage = Stage()
    stage.play("Sinnerman")
    stage.wait(150)
    stage.pause()
    stage.wait(60)
    stage.play(SPEECH)
    stage.wait(5)
    stage.say("paused", track("Sinnerman"))
    stage.wait(3600)
    stage.play("Sinnerman", at=150)
    stage.wait(50)
    end(stage)
    assert stage.heard("Sinnerman") == [LENGTH]
    assert stage.plays == ["Sinnerman"]


def test_several_announcements_in_a_row() -> None:
    stage = Stage()
    stage.play("Sinnerman")
    stage.wait(50)
    for number in range(3):
        stage.play(SPEECH | {"media_content_id": f"http://ha/api/tts_proxy/{number}.mp3"})
        stage.wait(5)
    stage.play("Sinnerman", at=50)
    stage.wait(150)
    end(stage)
    assert stage.heard("Sinnerman") == [LENGTH]
    assert {reason for _, reason in stage.refused} == {Reason.ANNOUNCEMENT}


def test_speech_after_which_another_track_plays() -> None:
    stage = Stage()
    stage.play("Sinnerman")
    stage.wait(120)
    stage.play(SPEECH)
    stage.wait(5)
    stage.play("Feeling Good")
    stage.wait(LENGTH)
    end(stage)
    assert stage.plays == ["Sinnerman", "Feeling Good"]
    assert stage.heard("Sinnerman") == [120]


def test_speech_after_which_nothing_plays() -> None:
    stage = Stage()
    stage.play("Sinnerman")
    stage.wait(120)
    stage.play(SPEECH)
    stage.wait(5)
    end(stage)
    assert stage.heard("Sinnerman") == [120]
    assert stage.saved == {}


@pytest.mark.parametrize("away", [10, 600])
def test_a_speaker_vanishes_while_it_speaks(away: float) -> None:
    stage = Stage()
    stage.play("Sinnerman")
    stage.wait(120)
    stage.play(SPEECH)
    stage.wait(3)
    stage.vanish()
    stage.wait(away)
    stage.play("Sinnerman", at=120)
    stage.wait(80)
    end(stage)
    assert stage.heard("Sinnerman") == [LENGTH]
    assert stage.plays == ["Sinnerman"]


# AirPlay and Spotify Connect


def by_airplay(title: str, artist: str = "Nina Simone") -> Attributes:
    """Return what AirPlay tells: a title, but neither its length nor its place."""
    return {
        "media_content_id": "x-sonos-vli:RINCON_KITCHEN01400:1,airplay:311e2b",
        "source": "AirPlay",
        "media_title": title,
        "media_artist": artist,
    }


def test_airplay_counts_by_the_wall_clock() -> None:
    stage = Stage()
    for title in ("Sinnerman", "Feeling Good"):
        stage.play(by_airplay(title), at=None)
        stage.wait(LENGTH)
    end(stage)
    assert stage.plays == ["Sinnerman", "Feeling Good"]
    assert [round(one.listened) for one in stage.finished] == [LENGTH, LENGTH]
    assert stage.counted[0].source.service == "airplay"


def test_skipping_by_airplay_begins_every_title_when_it_began() -> None:
    """All come under one address, which therefore sets nothing right."""
    stage = Stage()
    for title in ("Sinnerman", "Feeling Good", "Wild Is the Wind"):
        stage.play(by_airplay(title), at=None)
        stage.wait(6)
    stage.wait(60)
    assert stage.plays == ["Wild Is the Wind"]
    assert stage.counted[0].started_at == MORNING + 12
    assert [title for title, _ in stage.refused] == ["Sinnerman", "Feeling Good"]


def test_airplay_paused_and_resumed() -> None:
    stage = Stage()
    stage.play(by_airplay("Sinnerman"), at=None)
    stage.wait(20)
    stage.pause()
    stage.wait(500)
    stage.resume()
    stage.wait(20)
    end(stage)
    assert stage.heard("Sinnerman") == [40]


@pytest.mark.parametrize(
    "address",
    [
        "x-sonos-spotify:spotify:track:5hM5arv9KDbCHS0k9uqwjr?sid=12&flags=0&sn=2",
        "x-sonos-vli:RINCON_347E5C0EE19701400:2,spotify:5e9de992040a26982081102f3cf2b1b0",
    ],
    ids=["track id", "session id"],
)
def test_spotify_connect_with_and_without_a_track_id(address: str) -> None:
    stage = Stage()
    sent = track("Sinnerman", source="Spotify Connect") | {"media_content_id": address}
    stage.play(sent)
    stage.wait(LENGTH)
    following = sent | {"media_title": "Feeling Good", "media_artist": "Muse"}
    if "track" in address:
        following["media_content_id"] = address.replace("5hM5", "7hM7")
    stage.play(following)
    stage.wait(LENGTH)
    end(stage)
    assert stage.plays == ["Sinnerman", "Feeling Good"]
    assert [round(one.listened) for one in stage.finished] == [LENGTH, LENGTH]
    source = stage.counted[0].source
    assert source.service == "spotify"
    assert source.item_id == ("5hM5arv9KDbCHS0k9uqwjr" if "track" in address else None)


# Music Assistant


def by_music_assistant(title: str | None, number: int = 1, **more: object) -> Attributes:
    """Return what Music Assistant's server shows for one title."""
    return {
        "media_content_id": f"http://ma.local:8097/single/RINCON_KITCHEN01400/{number}.flac",
        "media_title": title,
        "media_artist": "Nina Simone" if title else None,
        **more,
    }


@pytest.mark.parametrize("length", [LENGTH, None])
def test_music_assistant_with_and_without_a_length(length: int | None) -> None:
    stage = Stage()
    for number, title in enumerate(["Sinnerman", "Feeling Good"]):
        stage.play(by_music_assistant(title, number, media_duration=length))
        stage.wait(LENGTH)
    end(stage)
    assert stage.plays == ["Sinnerman", "Feeling Good"]
    assert [round(one.listened) for one in stage.finished] == [LENGTH, LENGTH]
    assert stage.counted[0].source.service == "music_assistant"


@pytest.mark.parametrize("length", [LENGTH, None])
def test_music_assistant_tells_the_title_late(length: int | None) -> None:
    stage = Stage()
    stage.play(by_music_assistant(None, media_duration=length))
    stage.wait(4)
    stage.play(by_music_assistant("Sinnerman", media_duration=length), at=4)
    stage.wait(LENGTH - 4)
    end(stage)
    assert stage.plays == ["Sinnerman"]
    assert stage.heard("Sinnerman") == [LENGTH]
    assert stage.counted[0].started_at == MORNING
    assert stage.refused == []


def test_the_flow_of_music_assistant_has_one_address_for_all_its_titles() -> None:
    stage = Stage()
    for title in ("Sinnerman", "Feeling Good", "Sinnerman"):
        stage.play(
            by_music_assistant(title)
            | {"media_content_id": "http://ma.local:8097/flow/abc/RINCON_KITCHEN01400/1.flac"},
            at=None,
        )
        stage.wait(LENGTH)
    end(stage)
    assert stage.plays == ["Sinnerman", "Feeling Good", "Sinnerman"]
    assert [round(one.listened) for one in stage.finished] == [LENGTH] * 3
    assert {one.source.kind for one in stage.counted} == {Kind.MUSIC}


# Line-in and television


LINE_IN: Attributes = {
    "media_content_id": "x-rincon-stream:RINCON_KITCHEN01400",
    "source": "Line-in",
    "media_title": "Line-in",
}
TELEVISION: Attributes = {
    "media_content_id": "x-sonos-htastream:RINCON_KITCHEN01400:spdif",
    "source": "TV",
    "media_title": "TV",
}


@pytest.mark.parametrize(("sound", "kind"), [(LINE_IN, Kind.LINE_IN), (TELEVISION, Kind.TV)])
def test_line_in_and_television_are_sessions_not_tracks(sound: Attributes, kind: Kind) -> None:
    stage = Stage()
    stage.play(sound, at=None)
    stage.wait(5000)
    assert stage.outcomes == []
    assert stage.view().reason is Reason.NOT_MUSIC
    end(stage)
    assert stage.refused == [(sound["media_title"], Reason.NOT_MUSIC)]
    listening = stage.outcomes[0].listening
    assert (listening.source.kind, listening.listened) == (kind, 5000)


@pytest.mark.parametrize(("sound", "kind"), [(LINE_IN, Kind.LINE_IN), (TELEVISION, Kind.TV)])
def test_line_in_and_television_may_be_counted(sound: Attributes, kind: Kind) -> None:
    stage = Stage(Rules(kinds=frozenset({kind})))
    stage.play(sound, at=None)
    stage.wait(31)
    assert [one.source.kind for one in stage.counted] == [kind]


def test_television_after_music() -> None:
    stage = Stage()
    stage.play("Sinnerman")
    stage.wait(120)
    stage.play(TELEVISION, at=None)
    stage.wait(60)
    assert stage.heard("Sinnerman") == [120]
    assert stage.view().phase is Phase.NOT_COUNTED


# Spoken word


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("x-sonos-http:episode%3a77.mp3?sid=233", Kind.PODCAST),
        ("x-sonos-spotify:spotify%3aepisode%3a01Bz4Mijhe7m7qRvq2Ujpn?sid=9", Kind.PODCAST),
        ("x-sonosapi-hls-static:B00RW24488?sid=239", Kind.AUDIOBOOK),
        ("x-file-cifs://nas/music/H%C3%B6rb%C3%BCcher/1.mp3", Kind.AUDIOBOOK),
    ],
)
def test_spoken_word_keeps_its_kind_and_is_not_music(address: str, kind: Kind) -> None:
    stage = Stage()
    stage.play(track("Chapter One", "Anna", media_duration=3000) | {"media_content_id": address})
    stage.wait(1000)
    end(stage)
    assert stage.plays == []
    assert stage.refused == [("Chapter One", Reason.NOT_MUSIC)]
    assert stage.outcomes[0].listening.source.kind is kind
    assert stage.outcomes[0].listening.listened == 1000


def test_spoken_word_may_be_counted() -> None:
    stage = Stage(Rules(kinds=frozenset({Kind.PODCAST})))
    stage.play(
        track("Episode 1", None, media_duration=3000)
        | {"media_content_id": "x-sonos-http:episode%3a77.mp3?sid=233"}
    )
    stage.wait(241)
    assert stage.plays == ["Episode 1"]


def test_an_advertisement_among_tracks() -> None:
    stage = Stage()
    stage.play(track("Advertisement", None, media_duration=45))
    stage.wait(45)
    stage.play("Sinnerman")
    stage.wait(20)
    assert stage.refused == [("Advertisement", Reason.ADVERTISEMENT)]
