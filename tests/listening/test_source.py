"""Every shape of address is what it is; the sid decides, and only where it means something."""

from __future__ import annotations

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.spindle.listening.source import (
    ADDRESS_LIMIT,
    ServiceBook,
    identify,
    is_mirrored,
    service_book,
)
from custom_components.spindle.listening.types import Kind, Source

BOOK = ServiceBook()
MUSIC, RADIO, PODCAST = Kind.MUSIC, Kind.RADIO, Kind.PODCAST

SHAPES: dict[str, tuple[str, Source]] = {
    "Spotify": (
        "x-sonos-spotify:spotify%3atrack%3a01Bz4Mijhe7m7qRvq2Ujpn?sid=12&flags=8224&sn=2",
        Source(MUSIC, "spotify", "01Bz4Mijhe7m7qRvq2Ujpn"),
    ),
    "Spotify in capitals": (
        "x-sonos-spotify:spotify%3Atrack%3A01Bz4Mijhe7m7qRvq2Ujpn?sid=9&amp;flags=8224&amp;sn=2",
        Source(MUSIC, "spotify", "01Bz4Mijhe7m7qRvq2Ujpn"),
    ),
    "Spotify Connect with a track": (
        "x-sonos-spotify:spotify:track:5hM5arv9KDbCHS0k9uqwjr?sid=12&flags=0&sn=2",
        Source(MUSIC, "spotify", "5hM5arv9KDbCHS0k9uqwjr"),
    ),
    "Spotify Connect without a track": (
        "x-sonos-vli:RINCON_347E5C0EE19701400:2,spotify:5e9de992040a26982081102f3cf2b1b0",
        Source(MUSIC, "spotify"),
    ),
    "Spotify without a sid": (
        "x-sonos-spotify:spotify%3atrack%3a01Bz4Mijhe7m7qRvq2Ujpn",
        Source(MUSIC, "spotify", "01Bz4Mijhe7m7qRvq2Ujpn"),
    ),
    "Spotify episode": (
        "x-sonos-spotify:spotify%3aepisode%3a512ojhOuo1ktJprKbVcKyQ?sid=9&flags=8224&sn=7",
        Source(PODCAST, "spotify", "512ojhOuo1ktJprKbVcKyQ"),
    ),
    "Spotify episode, raw": (
        "x-sonos-spotify:spotify:episode:512ojhOuo1ktJprKbVcKyQ?sid=12&flags=0&sn=7",
        Source(PODCAST, "spotify", "512ojhOuo1ktJprKbVcKyQ"),
    ),
    "AirPlay": ("x-sonos-vli:RINCON_X:1,airplay:311e2b", Source(MUSIC, "airplay")),
    "Apple Music": (
        "x-sonos-http:song%3a1193700926.mp4?sid=204&flags=8224&sn=13",
        Source(MUSIC, "apple_music", "1193700926"),
    ),
    "Apple Music, lossless": (
        "x-sonosapi-hls-static:song%3a1193700926?sid=204&flags=8232&sn=16",
        Source(MUSIC, "apple_music", "1193700926"),
    ),
    "Apple Music, the listener's own upload": (
        "x-sonos-http:librarytrack%3ai.2P0b2lvTYPeYkRD.mp4?sid=204&flags=8224&sn=4",
        Source(MUSIC, "apple_music"),
    ),
    "Apple Music's own station": (
        "x-sonosapi-hls:hls%3ara.978194965?sid=204",
        Source(RADIO, "apple_music", live=True),
    ),
    "Deezer": (
        "x-sonos-http:tr-flac%3a939812762.flac?sid=2&flags=8224&sn=9",
        Source(MUSIC, "deezer", "939812762"),
    ),
    "Deezer, lossy": (
        "x-sonos-http:tr%3a939812762.mp3?sid=2&flags=8224&sn=9",
        Source(MUSIC, "deezer", "939812762"),
    ),
    "SoundCloud": (
        "x-sonos-http:track%3a232202756.mp3?sid=160&flags=8224&sn=10",
        Source(MUSIC, "soundcloud", "232202756"),
    ),
    "SoundCloud, segmented": (
        "x-sonosapi-hls-static:track-%3esoundcloud%3atracks%3a187982555?sid=160&flags=8232&sn=25",
        Source(MUSIC, "soundcloud", "187982555"),
    ),
    "Amazon Music": (
        (
            "x-sonosapi-hls-static:catalog%2ftracks%2fB00RW24488%2f%3falbumAsin%3dB00RW244AB"
            "?sid=201&flags=0&sn=12"
        ),
        Source(MUSIC, "amazon_music", "B00RW24488"),
    ),
    "YouTube Music, a token of the account": (
        (
            "x-sonosapi-hls-static:ALkSOiGvBu9Xd50awyN8LBjtaazvgj5HTrNL9NPY2xceITlVkzBKwfTYlkknlbJ"
            "?sid=284&flags=0&sn=3"
        ),
        Source(MUSIC, "youtube_music"),
    ),
    "YouTube Music, a video": (
        "x-sonosapi-hls-static:dQw4w9WgXcQ?sid=284&flags=8&sn=4",
        Source(MUSIC, "youtube_music", "dQw4w9WgXcQ"),
    ),
    "TIDAL": (
        "x-sonos-http:track%2f2619614.flac?sid=174&flags=8232&sn=34",
        Source(MUSIC, "tidal", "2619614"),
    ),
    "Qobuz": (
        "x-sonos-http:track%3a19512574%3a7.flac?sid=31&flags=8232&sn=18",
        Source(MUSIC, "qobuz", "19512574"),
    ),
    "Plex": (
        "x-sonos-http:library%3Ametadata%3A3%3A12345.flac?sid=212&flags=8224",
        Source(MUSIC, "plex"),
    ),
    "Napster": (
        "x-sonos-http:ondemand_track%3a%3atra.2091241%7cv1%7cALBUM?sid=203&flags=8224&sn=1",
        Source(MUSIC, "sid_203"),
    ),
    "Napster's station": (
        "x-sonosprog-http:station_track%3a%3ast.1%7ctra.2?sid=203",
        Source(RADIO, "sid_203"),
    ),
    "Pandora": (
        (
            "x-sonos-http:VC1%3A%3AST%3A%3AST%3A1234567890%3A%3ATR%3A12345678%3A%3A0%3A%3ARINCON_"
            "000E58%3A%3A123.mp3?sid=236&flags=32768&sn=1"
        ),
        Source(RADIO, "pandora", "TR:12345678"),
    ),
    "Sonos Radio": (
        (
            "x-sonos-http:sonos%3a0001%3ahead%3a1234%3a%3atra.0000000%3adefault%3aSD.mp4?sid=303"
            "&flags=0&sn=8"
        ),
        Source(RADIO, "sonos_radio", "tra.0000000", live=True),
    ),
    "Sonos Radio out of Deezer": (
        (
            "x-sonos-http:sonos:a78b-DZR:26:1730662302290:head:2997::dzrs.trk.2947516331:default:SD.mp4"
            "?sid=303&flags=0&sn=6"
        ),
        Source(RADIO, "sonos_radio", "dzrs.trk.2947516331", live=True),
    ),
    "SiriusXM, live": (
        "x-sonosapi-hls:r%3awatercolors?sid=37&flags=8480",
        Source(RADIO, "siriusxm", live=True),
    ),
    "SiriusXM, an episode": (
        (
            "x-sonosapi-hls-static:episode-audio%3ac7e06d6f-a640-4714-4e7c-3077e8d402b8"
            "?sid=37&flags=57384&sn=16"
        ),
        Source(PODCAST, "siriusxm", "c7e06d6f-a640-4714-4e7c-3077e8d402b8"),
    ),
    "BBC Sounds, live": (
        "x-sonosapi-hls:stations%7eplayable%7e%7ebbc_radio_fourfm%7e%7eurn?sid=325&flags=288&sn=15",
        Source(RADIO, "sid_325", live=True),
    ),
    "BBC Sounds, to hear again": (
        "x-sonosapi-hls-static:playable%7e%7ep0abcdef?sid=325&flags=288&sn=15",
        Source(PODCAST, "sid_325"),
    ),
    "Audible": (
        "x-sonosapi-hls-static:refchapter%3aB01BFPVOV2_270137_com_1056000_1847000?sid=239&sn=3",
        Source(Kind.AUDIOBOOK, "audible", "B01BFPVOV2"),
    ),
    "Libby": (
        "x-sonos-http:loan%3a123%3apart1.mp3?sid=305&sn=3",
        Source(Kind.AUDIOBOOK, "sid_305"),
    ),
    "Pocket Casts": ("x-sonos-http:e%3a9d.mp3?sid=233&flags=8224", Source(PODCAST, "sid_233")),
    "TuneIn's podcast": ("x-sonosapi-hls-static:t123456?sid=254", Source(PODCAST, "tunein")),
    "TuneIn station": (
        "x-sonosapi-stream:s24861?sid=254&flags=32",
        Source(RADIO, "tunein", live=True),
    ),
    "a stream as MP3": (
        "x-rincon-mp3radio://http://ice.example/stream",
        Source(RADIO, "http_stream", live=True),
    ),
    "a stream as AAC": (
        "aac://http://lyd.nrk.no/nrk_radio_mp3_aac_h",
        Source(RADIO, "http_stream", live=True),
    ),
    "a stream in segments": (
        "hls-radio://http://n30a-e2.revma.ihrhls.com/zc000/hls.m3u8?rj-ttl=5",
        Source(RADIO, "http_stream", live=True),
    ),
    "a stream whose own address says sid": (
        "x-rincon-mp3radio://http://ice.example/stream?sid=204",
        Source(RADIO, "http_stream", live=True),
    ),
    "Pandora's station itself": (
        "x-sonosapi-radio:ST%3a123?sid=236",
        Source(RADIO, "pandora", live=True),
    ),
    "Spotify's station itself": (
        "x-sonosapi-radio:spotify%3aartistRadio%3a3WrFJ7ztbogyGnTHbHJFl2?sid=12&flags=8300&sn=5",
        Source(RADIO, "spotify", live=True),
    ),
    "the music library": (
        "x-file-cifs://192.168.1.3/sonos/music/Tired.mp3",
        Source(MUSIC, "local_library"),
    ),
    "an audio book of the library": (
        "x-file-cifs://nas/sound/H%c3%b6rb%c3%bccher/Momo/01.mp3",
        Source(Kind.AUDIOBOOK, "local_library"),
    ),
    "an audio book's file": (
        "x-file-cifs://nas/a/Momo.m4b",
        Source(Kind.AUDIOBOOK, "local_library"),
    ),
    "a podcast of the library": (
        "x-file-cifs://nas/Podcasts/show/1.mp3",
        Source(PODCAST, "local_library"),
    ),
    "a song about podcasts": (
        "x-file-cifs://nas/music/My%20Podcasts.mp3",
        Source(MUSIC, "local_library"),
    ),
    "a file of the web": ("http://nas.local:8123/media/song.mp3", Source(MUSIC, "http_stream")),
    "a file whose own address says sid": (
        "https://shop.example/play.mp3?sid=204",
        Source(MUSIC, "http_stream"),
    ),
    "line-in": ("x-rincon-stream:RINCON_X", Source(Kind.LINE_IN, "line_in")),
    "television": ("x-sonos-htastream:RINCON_X:spdif", Source(Kind.TV, "tv")),
    "a grouped speaker": ("x-rincon:RINCON_X", Source(MUSIC, "unknown")),
    "a queue": ("x-rincon-queue:RINCON_X#0", Source(MUSIC, "unknown")),
    "a container": (
        "x-rincon-cpcontainer:1004206calbum%3a9?sid=31&flags=8300",
        Source(MUSIC, "qobuz"),
    ),
    "an alarm": ("x-rincon-buzzer:0", Source(Kind.ANNOUNCEMENT, "unknown")),
    "nothing": ("", Source(MUSIC, "unknown")),
    "something new": ("x-new-thing:abc?sid=9", Source(MUSIC, "unknown")),
    "a new shape of Sonos's": ("x-sonosapi-new:abc?sid=9", Source(MUSIC, "spotify")),
}

MUSIC_ASSISTANT: dict[str, tuple[str, Source]] = {
    "one title": (
        "http://192.168.7.136:8097/single/wAivmykd/RINCON_X/cc4e/RINCON_X.flac",
        Source(MUSIC, "music_assistant"),
    ),
    "one title, as it was in 2025": (
        "http://192.168.1.2:8097/single/wAivmykd/RINCON_X/cc4e.flac",
        Source(MUSIC, "music_assistant"),
    ),
    "one title, as it was in 2024": (
        "http://192.168.1.214:8097/single/RINCON_XXX/51f8b02b9d3b4a88b97dd385ba2b572b.flac?ts=171",
        Source(MUSIC, "music_assistant"),
    ),
    "one title by raw samples": (
        "http://192.168.1.2:8097/single/s/q/i/p.pcm;codec=pcm;rate=44100;bitrate=16;channels=2",
        Source(MUSIC, "music_assistant"),
    ),
    "a whole queue": (
        "http://192.168.1.6:8097/flow/session/queue/item/player.mp3",
        Source(MUSIC, "music_assistant", live=True),
    ),
    "a whole queue as radio": (
        "x-rincon-mp3radio://192.168.1.6:8097/flow/session/queue/item.mp3",
        Source(MUSIC, "music_assistant", live=True),
    ),
    "one title as radio": (
        "x-rincon-mp3radio://http://192.168.1.6:8097/single/s/q/i/p.aac",
        Source(MUSIC, "music_assistant", live=True),
    ),
    "an older form": (
        "http://192.168.1.6:8097/stream/queue/item.mp3",
        Source(MUSIC, "music_assistant", live=True),
    ),
    "another port": (
        "http://mass.local:9300/single/abc/RINCON_000E58AAAAAA01400/i/p.flac",
        Source(MUSIC, "music_assistant"),
    ),
    "another port, by the item": (
        "http://mass.local:9300/flow/q/51f8b02b9d3b4a88b97dd385ba2b572b.flac",
        Source(MUSIC, "music_assistant", live=True),
    ),
    "not by its path alone": (
        "http://cdn.example/single/artist/song.mp3",
        Source(MUSIC, "http_stream"),
    ),
    "not by its port alone": ("http://nas:8097/music/song.mp3", Source(MUSIC, "http_stream")),
    "an announcement": (
        "http://192.168.1.6:8097/announcement/RINCON_X.mp3?pre_announce=True",
        Source(Kind.ANNOUNCEMENT, "music_assistant"),
    ),
}

ANNOUNCEMENTS = [
    "http://ha.local:8123/api/tts_proxy/265944c108cbb00b2a62_en_-_tts.demo.mp3",
    "https://abc.ui.nabu.casa/api/tts_proxy/cloud.mp3?authSig=x",
    "http://ha.local:8123/api/tts/abc.mp3",
    "http://ha.local:8123/api/assist_satellite/static/preannounce.mp3",
    "x-rincon-mp3radio://http://ha.local:8123/api/tts_proxy/a.mp3",
    "https://translate.google.com/translate_tts?ie=UTF-8&q=hello",
    "http://node:5005/tts/hello-en.mp3",
    "media-source://tts/cloud?message=hello",
    "x-rincon-buzzer:0",
]


@pytest.mark.parametrize(("uri", "source"), SHAPES.values(), ids=SHAPES)
def test_every_shape(uri: str, source: Source) -> None:
    assert identify(uri, book=BOOK) == source


@pytest.mark.parametrize(("uri", "source"), MUSIC_ASSISTANT.values(), ids=MUSIC_ASSISTANT)
def test_music_assistant(uri: str, source: Source) -> None:
    assert identify(uri, book=BOOK, timed=True) == source


def test_music_assistants_title_without_a_length_is_no_stream() -> None:
    uri, source = MUSIC_ASSISTANT["one title"]
    assert identify(uri, book=BOOK, timed=False) == source


@pytest.mark.parametrize("uri", ANNOUNCEMENTS)
def test_announcements(uri: str) -> None:
    assert identify(uri, book=BOOK).kind is Kind.ANNOUNCEMENT


@pytest.mark.parametrize(
    "uri", ["http://ha.local/media/local/Tts.mp3", "http://nas/music/api/tts_proxy_live.mp3"]
)
def test_music_that_only_looks_like_an_announcement(uri: str) -> None:
    assert identify(uri, book=BOOK).kind is Kind.MUSIC


@pytest.mark.parametrize(
    ("station_uri", "service"),
    [
        ("x-sonosapi-stream:s24861?sid=254&flags=32", "tunein"),
        ("x-sonosapi-hls:x?sid=325&flags=288", "sid_325"),
        ("x-sonosapi-stream:shlsTemp:5001?sid=232&flags=8232", "sid_232"),
        ("x-rincon-mp3radio://http://ice.example/stream?sid=254", "http_stream"),
        ("", "http_stream"),
        (None, "http_stream"),
    ],
)
def test_a_stations_stream_takes_its_service_from_the_station(
    station_uri: str | None, service: str
) -> None:
    source = identify("aac://http://lyd.nrk.no/p3", book=BOOK, station_uri=station_uri)
    assert source == Source(RADIO, service, live=True)


def test_the_titles_own_sid_goes_before_the_stations() -> None:
    source = identify(
        "x-sonos-http:song%3a1.mp4?sid=204",
        book=BOOK,
        station_uri="x-sonosapi-stream:s1?sid=254",
    )
    assert source.service == "apple_music"


@pytest.mark.parametrize(
    "uri",
    ["x-file-cifs://nas/a.mp3", "x-rincon-stream:R", "x-sonos-htastream:R:spdif"],
)
def test_a_station_left_over_does_not_touch_what_is_of_the_house(uri: str) -> None:
    late = "x-sonosapi-stream:s24861?sid=254"
    assert identify(uri, book=BOOK, station_uri=late) == identify(uri, book=BOOK)


@pytest.mark.parametrize(
    ("ha_source", "source"),
    [
        ("AirPlay", Source(MUSIC, "airplay")),
        ("Line-in", Source(Kind.LINE_IN, "line_in")),
        ("TV", Source(Kind.TV, "tv")),
        ("Spotify Connect", Source(MUSIC, "spotify")),
        ("Something", Source(MUSIC, "unknown")),
        (None, Source(MUSIC, "unknown")),
    ],
)
def test_without_a_telling_address_home_assistants_word_counts(
    ha_source: str | None, source: Source
) -> None:
    assert identify(None, book=BOOK, ha_source=ha_source) == source
    assert identify("x-sonos-vli:RINCON_X:2", book=BOOK, ha_source=ha_source) == source


def test_a_web_address_without_a_length_is_a_stream() -> None:
    uri = "https://energy.ice.infomaniak.ch/energy-high.mp3"
    stream = Source(RADIO, "http_stream", live=True)
    assert identify(uri, book=BOOK, timed=False) == stream
    assert identify(uri, book=BOOK, channel="Energy") == stream
    assert identify(uri, book=BOOK, timed=True, channel="Energy") == Source(MUSIC, "http_stream")


def test_programmed_radio_with_a_length_is_not_live() -> None:
    song = SHAPES["Sonos Radio"][0]
    assert identify(song, book=BOOK, timed=False).live
    assert not identify(song, book=BOOK, timed=True).live
    assert not identify("x-sonosapi-radio:ST%3a1?sid=236", book=BOOK, timed=True).live


def test_a_broadcast_with_a_length_stays_live() -> None:
    for uri in ("x-sonosapi-hls:r%3a1?sid=37", "x-rincon-mp3radio://http://ice/x"):
        assert identify(uri, book=BOOK, timed=True).live


@pytest.mark.parametrize(
    ("uri", "mirrored"),
    [
        ("x-rincon:RINCON_X", True),
        ("X-RINCON-QUEUE:RINCON_X#0", True),
        ("x-rincon-stream:RINCON_X", False),
        ("", False),
        (None, False),
    ],
)
def test_what_only_points_elsewhere(uri: str | None, mirrored: bool) -> None:  # noqa: FBT001
    assert is_mirrored(uri) is mirrored


def test_the_users_word_comes_first() -> None:
    book = ServiceBook(names={9: "Spotify"}, overrides={9: "plex", 245: "bandcamp"})
    assert book.slug(9) == "plex"
    assert book.slug(245) == "bandcamp"


def test_the_evidence_goes_before_the_households_list() -> None:
    assert ServiceBook(names={254: "Spotify"}).slug(254) == "tunein"


def test_the_household_names_what_the_table_lacks() -> None:
    book = ServiceBook(names={999: "Qobuz", 245: "Plex", 246: "bonob"})
    assert book.slug(999) == "qobuz"
    assert book.slug(245) == "plex"
    assert book.slug(246) == "sid_246"
    assert book.slug(247) == "sid_247"


def test_the_household_names_what_has_no_slug() -> None:
    book = ServiceBook(names={246: "bonob", 306: "Kollekt"})
    assert book.display_name("sid_246") == "bonob"
    assert book.display_name("sid_306") == "Kollekt"
    assert book.display_name("sid_308") == "Radio Paradise"
    assert book.display_name("spotify") == "Spotify"
    assert book.display_name("sid_" + "9" * 5000) == "sid_" + "9" * 5000


def test_loose_data_is_sifted() -> None:
    book = service_book(
        {"9": "Spotify", 12: "Spo\x00tify ", "x": "no", -1: "no", True: "no", 3: 4, 5: " "},
        {"245": "plex", 246: "Not A Slug", 247: None, None: "plex", "\u0661": "plex"},
    )
    assert book == ServiceBook(names={9: "Spotify", 12: "Spo tify"}, overrides={245: "plex"})
    assert service_book() == ServiceBook()


@settings(max_examples=100)
@given(
    st.dictionaries(st.integers() | st.text() | st.none(), st.text() | st.integers() | st.none())
)
def test_no_data_is_too_loose(data: dict[object, object]) -> None:
    book = service_book(data, data)
    for sid in (*book.names, *book.overrides):
        assert book.slug(sid)
        assert book.display_name(book.slug(sid))


HOSTILE = [
    "x-sonos-http:?sid=",
    "x-sonos-http:%?sid=99999999999999999999",
    "x-sonos-spotify:spotify%3atrack%3a" + "A" * 1_000_000,
    "x-sonos-http:" + "%3a" * 500_000 + "?sid=9",
    "http://[::1/single/" + "/" * 100_000,
    "http://" + "a." * 200_000 + ":8097/single/x",
    "x-file-cifs://%00%ff/\ud800.mp3",
    ":::",
    "\x00",
    "x-sonos-vli:" + "," * 500_000,
    "'; DROP TABLE play; --",
]


@pytest.mark.parametrize("uri", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_addresses_are_answered(uri: str) -> None:
    source = identify(uri, book=BOOK, station_uri=uri, ha_source=uri, channel=uri)
    assert source.item_id is None or len(source.item_id) <= ADDRESS_LIMIT
    assert source.service


SCHEMES = st.sampled_from(
    ["x-sonos-http:", "x-sonosapi-hls-static:", "x-sonos-spotify:", "x-sonos-vli:", "x-file-cifs://",
     "http://", "aac://", "x-rincon:", "x-sonosapi-radio:", ""]
)  # fmt: skip


@settings(max_examples=300)
@given(SCHEMES, st.text(st.characters(exclude_categories=()), max_size=60), st.integers(0, 10**6))
def test_any_address_has_a_source(scheme: str, rest: str, sid: int) -> None:
    source = identify(f"{scheme}{rest}?sid={sid}", book=BOOK, station_uri=rest)
    assert source.service
    if source.live:
        assert source.kind in {Kind.RADIO, Kind.MUSIC}


@pytest.mark.parametrize("sid", [*range(240, 254), 255])
def test_a_number_of_the_users_own_is_never_guessed(sid: int) -> None:
    uri = f"x-sonos-http:track%3a1.mp3?sid={sid}"
    assert identify(uri, book=BOOK).service == f"sid_{sid}"
    mine = ServiceBook(overrides={sid: "bandcamp"})
    assert identify(uri, book=mine).service == "bandcamp"
