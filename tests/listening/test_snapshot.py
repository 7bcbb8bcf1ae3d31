"""Whatever an entity says, a clean snapshot comes of it, and what was refused is said."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from math import inf, isfinite, nan

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.spindle.catalogue.folding import TEXT_LIMIT, clean
from custom_components.spindle.listening.attributes import LONGEST_TITLE
from custom_components.spindle.listening.snapshot import read_state
from custom_components.spindle.listening.source import ADDRESS_LIMIT, ServiceBook
from custom_components.spindle.listening.types import Kind, Playback, Repeat, Snapshot, Source

BOOK = ServiceBook()
NOW = datetime(2026, 11, 21, 12, 0, 0, tzinfo=UTC)

TRACK: dict[str, object] = {
    "media_content_id": "x-sonos-spotify:spotify%3atrack%3a01Bz4Mijhe7m7qRvq2Ujpn?sid=9&sn=2",
    "media_content_type": "music",
    "media_title": "Sinnerman",
    "media_artist": "Nina Simone",
    "media_album_name": "Pastel Blues",
    "media_duration": 622,
    "media_position": 10,
    "media_position_updated_at": NOW,
    "queue_position": 3,
    "queue_size": 12,
    "repeat": "all",
    "shuffle": False,
    "volume_level": 0.2,
    "group_members": [None],
}
STATION: dict[str, object] = {
    "media_content_id": "aac://http://ice.example/stream",
    "media_title": "Sinnerman",
    "media_artist": "Nina Simone",
    "media_channel": "Radio X • The Breakfast Show",
    "media_position": 4000,
    "media_position_updated_at": NOW,
}


def read(attributes: dict[str, object], state: str = "playing") -> Snapshot:
    """Return the snapshot alone, where nothing is expected to be refused."""
    snapshot, refused = read_state(state, attributes, book=BOOK)
    assert refused == ()
    return snapshot


def test_a_track_is_read_whole() -> None:
    assert read(TRACK) == Snapshot(
        playback=Playback.PLAYING,
        source=Source(Kind.MUSIC, "spotify", "01Bz4Mijhe7m7qRvq2Ujpn"),
        uri="x-sonos-spotify:spotify%3atrack%3a01Bz4Mijhe7m7qRvq2Ujpn?sid=9&sn=2",
        title="Sinnerman",
        artist="Nina Simone",
        album="Pastel Blues",
        duration=622.0,
        position=10.0,
        position_at=NOW.timestamp(),
        repeat=Repeat.ALL,
        queue_position=3,
        queue_size=12,
    )


@pytest.mark.parametrize(
    ("state", "playback"),
    [
        ("playing", Playback.PLAYING),
        ("buffering", Playback.PLAYING),
        ("paused", Playback.PAUSED),
        ("idle", Playback.IDLE),
        ("off", Playback.IDLE),
        ("standby", Playback.IDLE),
        ("on", Playback.IDLE),
        ("unavailable", Playback.UNAVAILABLE),
        ("unknown", Playback.UNAVAILABLE),
    ],
)
def test_words_of_state(state: str, playback: Playback) -> None:
    assert read({}, state).playback is playback


@pytest.mark.parametrize("state", ["", "dancing", "PLAYING", "\x00" * 1000])
def test_a_word_that_is_no_state(state: str) -> None:
    snapshot, refused = read_state(state, {}, book=BOOK)
    assert snapshot.playback is Playback.UNAVAILABLE
    assert refused == ("The state is none that a media player has.",)


def test_nothing_is_a_snapshot_too() -> None:
    assert read({}, "idle") == Snapshot(
        playback=Playback.IDLE, source=Source(Kind.MUSIC, "unknown")
    )


def test_a_live_title_has_neither_length_nor_place() -> None:
    snapshot = read(STATION)
    assert snapshot.source.live
    assert (snapshot.duration, snapshot.position, snapshot.position_at) == (None, None, None)
    assert read(STATION | {"media_duration": 3600}).duration is None


def test_the_show_does_not_change_the_station() -> None:
    assert read(STATION).station == "Radio X"


def test_a_live_line_is_split() -> None:
    snapshot = read(
        STATION
        | {"media_artist": None, "media_title": "Bj\u00c3\u00b6rk &amp; Trio - J\u00c3\u00b3ga"}
    )
    assert (snapshot.artist, snapshot.title) == ("Björk & Trio", "Jóga")


def test_a_track_with_a_dash_is_not_split() -> None:
    snapshot = read(TRACK | {"media_artist": None, "media_title": "Nina Simone - Sinnerman"})
    assert (snapshot.artist, snapshot.title) == (None, "Nina Simone - Sinnerman")


def test_programmed_radio_with_a_length_keeps_it() -> None:
    song = TRACK | {
        "media_content_id": "x-sonos-http:VC1%3A%3AST%3A%3AST%3A1%3A%3ATR%3A2%3A%3A0.mp3?sid=236",
        "media_channel": "Simone Radio",
        "media_duration": 120,
    }
    snapshot = read(song)
    assert snapshot.source == Source(Kind.RADIO, "pandora", "TR:2")
    assert (snapshot.duration, snapshot.position) == (120.0, 10.0)
    assert snapshot.station == "Simone Radio"


def test_sonos_radio_is_live_until_it_tells_a_length() -> None:
    song = {"media_content_id": "x-sonos-http:sonos%3a1%3atra.1%3aSD.mp4?sid=303"}
    without = read(TRACK | song | {"media_duration": None})
    assert without.source.live
    assert without.position is None
    with_length = read(TRACK | song)
    assert not with_length.source.live
    assert with_length.duration == 622.0


def test_the_station_tells_the_service() -> None:
    snapshot, _ = read_state(
        "playing", STATION, book=BOOK, station_uri="x-sonosapi-stream:s24861?sid=254"
    )
    assert snapshot.source.service == "tunein"


def test_line_in_and_television() -> None:
    line_in = read(
        {"media_content_id": "x-rincon-stream:R", "media_title": "Line-in", "source": "Line-in"}
    )
    assert line_in.source == Source(Kind.LINE_IN, "line_in")
    television = read(
        {"media_content_id": "x-sonos-htastream:R:spdif", "media_title": "TV", "source": "TV"}
    )
    assert television.source == Source(Kind.TV, "tv")
    assert television.title == "TV"


def test_a_position_left_by_an_ended_queue_is_dropped() -> None:
    left = read({"media_position": 200, "media_position_updated_at": NOW, "queue_size": 12}, "idle")
    assert (left.position, left.position_at, left.queue_size) == (None, None, 12)


@pytest.mark.parametrize("uri", ["x-rincon:RINCON_A", "x-rincon-queue:RINCON_A#0"])
def test_a_speaker_that_only_mirrors_does_nothing_itself(uri: str) -> None:
    assert read(TRACK | {"media_content_id": uri}).playback is Playback.IDLE
    gone = read({"media_content_id": uri}, "unavailable")
    assert gone.playback is Playback.UNAVAILABLE


@pytest.mark.parametrize(
    ("group", "members"),
    [
        ((), ()),
        ((None,), ()),
        (("A",), ()),
        (("A", "A"), ()),
        (("A", "", None, "B"), ("A", "B")),
        (("A\x00", "B"), ("A", "B")),
        (tuple(f"R{number}" for number in range(500)), tuple(f"R{n}" for n in range(64))),
    ],
)
def test_the_group(group: tuple[str | None, ...], members: tuple[str, ...]) -> None:
    snapshot, refused = read_state("playing", TRACK, book=BOOK, group=group)
    assert snapshot.group == members
    assert refused == ()


REFUSED: list[tuple[str, object, str]] = [
    ("media_title", 7, "media_title is not text."),
    ("media_title", ["Sinnerman"], "media_title is not text."),
    ("media_artist", {"name": "x"}, "media_artist is not text."),
    ("media_album_name", b"bytes", "media_album_name is not text."),
    ("media_album_artist", 1.5, "media_album_artist is not text."),
    ("media_channel", True, "media_channel is not text."),
    ("media_content_id", 5, "media_content_id is not text."),
    ("source", 5, "source is not text."),
    ("media_title", "x" * 1_000_000, "media_title is cut to 512 characters."),
    ("media_content_id", "x-" * 100_000, "media_content_id is cut to 4096 characters."),
    ("media_title", "a\x00b", "media_title lost its control characters."),
    ("media_title", "a\ud800b", "media_title lost its control characters."),
    ("media_duration", "622", "media_duration is not a number."),
    ("media_duration", True, "media_duration is not a number."),
    ("media_duration", nan, "media_duration is not a finite number."),
    ("media_duration", inf, "media_duration is not a finite number."),
    ("media_duration", 10**400, "media_duration is not a finite number."),
    ("media_duration", -1, "media_duration is negative."),
    ("media_duration", 86_401, "media_duration is longer than a day."),
    ("media_position", -1, "media_position is negative."),
    ("media_position", nan, "media_position is not a finite number."),
    ("media_position", "10", "media_position is not a number."),
    ("media_position", 700, "media_position lies beyond the end."),
    ("media_position_updated_at", 1_700_000_000, "media_position_updated_at is not a date."),
    ("media_position_updated_at", "yesterday", "media_position_updated_at is not a date."),
    ("media_position_updated_at", "x" * 1_000_000, "media_position_updated_at is not a date."),
    (
        "media_position_updated_at",
        datetime(1970, 1, 1, tzinfo=UTC),
        "media_position_updated_at is not a date of our time.",
    ),
    (
        "media_position_updated_at",
        datetime(2100, 1, 1, tzinfo=UTC),
        "media_position_updated_at is not a date of our time.",
    ),
    (
        "media_position_updated_at",
        datetime.min.replace(tzinfo=timezone(timedelta(hours=14))),
        "media_position_updated_at is not a date of our time.",
    ),
    ("queue_position", -1, "queue_position is not a place in a queue."),
    ("queue_position", 1.5, "queue_position is not a place in a queue."),
    ("queue_size", 10**9, "queue_size is not a place in a queue."),
    ("queue_size", True, "queue_size is not a place in a queue."),
    ("repeat", "sometimes", "repeat is neither off, all nor one."),
    ("repeat", ["one"], "repeat is neither off, all nor one."),
]


@pytest.mark.parametrize(("name", "value", "sentence"), REFUSED)
def test_what_is_refused_is_said_and_the_rest_stays(
    name: str, value: object, sentence: str
) -> None:
    snapshot, refused = read_state("playing", TRACK | {name: value}, book=BOOK)
    assert refused == (sentence,)
    assert snapshot.playback is Playback.PLAYING
    if name != "media_title":
        assert snapshot.title == "Sinnerman"


@pytest.mark.parametrize("name", ["media_duration", "queue_position", "queue_size"])
def test_zero_means_none_and_is_nothing_to_speak_of(name: str) -> None:
    snapshot = read(TRACK | {name: 0})
    assert getattr(snapshot, name.removeprefix("media_")) is None


def test_a_position_needs_its_moment() -> None:
    assert read(TRACK | {"media_position_updated_at": None}).position is None
    assert read(TRACK | {"media_position": None}).position_at is None


@pytest.mark.parametrize(
    "moment",
    [
        "2026-11-21T12:00:00+00:00",
        "2026-11-21T13:00:00+01:00",
        "2026-11-21T12:00:00",
        NOW.replace(tzinfo=None),
    ],
)
def test_moments_are_read_as_home_assistant_and_its_recorder_write_them(moment: object) -> None:
    assert read(TRACK | {"media_position_updated_at": moment}).position_at == NOW.timestamp()


def test_the_sentences_never_hold_the_value() -> None:
    secret = "\x00secret" * 100_000
    attributes: dict[str, object] = dict.fromkeys(TRACK, secret)
    _, refused = read_state(secret, attributes, book=BOOK)
    assert refused
    assert not any("secret" in sentence for sentence in refused)


NAMES = st.sampled_from([*TRACK, "media_channel", "media_album_artist", "source"])
ANYTHING = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(exclude_categories=()), max_size=600)
    | st.binary(max_size=20)
    | st.datetimes(timezones=st.none() | st.timezones())
    | st.lists(st.none() | st.text(), max_size=3)
    | st.dictionaries(st.text(), st.integers(), max_size=2)
    | st.sampled_from(list(TRACK.values()))
    | st.sampled_from(
        ["aac://x", "x-sonos-http:sonos:1?sid=303", "http://h/x", "x-rincon:R", "one"]
    )
)


@settings(max_examples=400)
@given(
    st.text() | st.sampled_from(["playing", "paused", "idle"]),
    st.dictionaries(NAMES, ANYTHING, max_size=12),
    st.none() | st.text(max_size=40),
    st.lists(st.none() | st.text(max_size=200), max_size=5),
)
def test_any_state_becomes_a_clean_snapshot(
    state: str, attributes: dict[str, object], station_uri: str | None, group: list[str | None]
) -> None:
    snapshot, refused = read_state(
        state, attributes, book=BOOK, station_uri=station_uri, group=group
    )
    texts = (
        snapshot.title,
        snapshot.artist,
        snapshot.album,
        snapshot.album_artist,
        snapshot.station,
    )
    for text in texts:
        assert text is None or (text and text == clean(text) and len(text) <= TEXT_LIMIT)
    assert snapshot.uri is None or len(snapshot.uri) <= ADDRESS_LIMIT
    assert snapshot.duration is None or 0 < snapshot.duration <= LONGEST_TITLE
    for seconds in (snapshot.duration, snapshot.position, snapshot.position_at):
        assert seconds is None or (isfinite(seconds) and seconds >= 0)
    assert (snapshot.position is None) == (snapshot.position_at is None)
    if snapshot.source.live:
        assert snapshot.duration is snapshot.position is None
    assert len(refused) <= len(attributes) * 2 + 2
    assert (snapshot, refused) == read_state(
        state, attributes, book=BOOK, station_uri=station_uri, group=group
    )


LINES = st.lists(
    st.text(st.characters(exclude_categories=()), max_size=300)
    | st.sampled_from(
        [" - ", "TYPE=SNG|TITLE ", "|ARTIST ", 'text="', "Radio X", "&#0;", "\u00c3\u0089"]
    ),
    max_size=6,
).map("".join)


@settings(max_examples=200)
@given(LINES, st.none() | LINES)
def test_any_line_of_a_station_becomes_clean_text(title: str, artist: str | None) -> None:
    attributes = STATION | {"media_title": title, "media_artist": artist}
    snapshot, _ = read_state("playing", attributes, book=BOOK)
    for text in (snapshot.title, snapshot.artist, snapshot.album):
        assert text is None or (text and text == clean(text) and len(text) <= TEXT_LIMIT)
