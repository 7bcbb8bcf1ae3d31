"""A station's line becomes artist and title; what is no title is refused for a reason."""

from __future__ import annotations

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.spindle.listening.radio import (
    StreamTitle,
    judge_title,
    repair,
    split_stream_title,
)
from custom_components.spindle.listening.types import Reason

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=80)


@pytest.mark.parametrize(
    ("line", "split"),
    [
        ("Nina Simone - Sinnerman", StreamTitle("Sinnerman", "Nina Simone")),
        ("Nina Simone \u2013 Sinnerman", StreamTitle("Sinnerman", "Nina Simone")),
        ("Nina Simone \u2014 Sinnerman", StreamTitle("Sinnerman", "Nina Simone")),
        ("Nina Simone -- Sinnerman", StreamTitle("Sinnerman", "Nina Simone")),
        ("a-ha - Take On Me", StreamTitle("Take On Me", "a-ha")),
        ("Moby - Porcelain - Live", StreamTitle("Porcelain - Live", "Moby")),
        ("Sinnerman", StreamTitle("Sinnerman")),
        ("Jay-Z", StreamTitle("Jay-Z")),
        (" - Sinnerman", StreamTitle("Sinnerman")),
        ("Nina Simone - ", StreamTitle("Nina Simone")),
        ("Now Playing: Nina Simone - Sinnerman", StreamTitle("Sinnerman", "Nina Simone")),
        ("Jetzt läuft: Nina Simone - Sinnerman", StreamTitle("Sinnerman", "Nina Simone")),
        ("Radio X - Nina Simone - Sinnerman", StreamTitle("Sinnerman", "Nina Simone")),
        ("Nina Simone - Sinnerman - RADIO X", StreamTitle("Sinnerman", "Nina Simone")),
        (
            "TYPE=SNG|TITLE Couleurs|ARTIST M83|ALBUM Saturdays = Youth",
            StreamTitle("Couleurs", "M83", "Saturdays = Youth"),
        ),
        (
            "BR P|TYPE=SNG|TITLE 7.15.17 LA|ARTIST Eagles|ALBUM ",
            StreamTitle("7.15.17 LA", "Eagles"),
        ),
        (
            "TYPE=SNG|TITLE=Free|ARTIST=Ryan Ellis|ALBUM=Real Love",
            StreamTitle("Free", "Ryan Ellis", "Real Love"),
        ),
        (
            "TYPE=SNG|TITLE Green Day - Time Of Your Life (Good Riddance)|ARTIST |ALBUM ",
            StreamTitle("Time Of Your Life (Good Riddance)", "Green Day"),
        ),
        (
            'Olivia Dean - text="Man I Need" song_spot="M" MediaBaseId="3" amgTrackId="0"',
            StreamTitle("Man I Need", "Olivia Dean"),
        ),
        (
            "StreamTitle='Nina Simone - Sinnerman';StreamUrl='';",
            StreamTitle("Sinnerman", "Nina Simone"),
        ),
    ],
)
def test_a_line_is_split(line: str, split: StreamTitle) -> None:
    assert split_stream_title(line, station="Radio X") == split


def test_an_artist_that_is_there_stays() -> None:
    kept = split_stream_title("Sinnerman - Live", "Nina Simone", "Pastel Blues")
    assert kept == StreamTitle("Sinnerman - Live", "Nina Simone", "Pastel Blues")


def test_the_station_is_no_artist() -> None:
    split = split_stream_title("Nina Simone - Sinnerman", "RADIO X", station="Radio X")
    assert split == StreamTitle("Sinnerman", "Nina Simone")


def test_a_line_torn_at_its_first_dash_is_put_together_again() -> None:
    """SoCo before 0.30 looked for the dash first."""
    torn = split_stream_title(
        "Time Of Your Life|ARTIST Green Day|ALBUM Nimrod", "TYPE=SNG|TITLE Good Riddance"
    )
    assert torn == StreamTitle("Good Riddance - Time Of Your Life", "Green Day", "Nimrod")


def test_an_announced_artist_loses_the_announcement() -> None:
    split = split_stream_title("Sinnerman", "Now Playing: Nina Simone")
    assert split == StreamTitle("Sinnerman", "Nina Simone")


def test_without_a_title_nothing_is_made_up() -> None:
    assert split_stream_title(None, "Nina Simone") == StreamTitle(None, "Nina Simone")
    assert split_stream_title("", None) == StreamTitle(None)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("Beyonc\u00c3\u00a9", "Beyonc\u00e9"),
        ("Bj\u00f6rk", "Bj\u00f6rk"),
        ("Caf\u00c3\u0089", "Caf\u00c9"),
        ("It\u00e2\u20ac\u2122s", "It\u2019s"),
        ("Simon &amp; Garfunkel", "Simon & Garfunkel"),
        ("Drum & Bass; Live", "Drum & Bass; Live"),
        ("\u30ad\u30ea\u30f3\u30b8", "\u30ad\u30ea\u30f3\u30b8"),
    ],
)
def test_injured_lines_are_mended(line: str, text: str) -> None:
    assert repair(line) == text


JUNK: list[tuple[str, str | None]] = [
    ("BR P|TYPE=SNG|TITLE |ARTIST |ALBUM", None),
    ("TYPE=LNK|TITLE more|ARTIST |ALBUM", None),
    ('text="Philly" song_spot="T" MediaBaseId="0"', "Philly's #1 Hit Music Station"),
    ("Radio X", None),
    ("RADIO X!", None),
    ("Radio X • The Breakfast Show", None),
    ("More music variety", "Radio X"),
    ("www.radiox.example", None),
    ("Visit radiox.fm for tickets", None),
    ("https://radiox.example/live", None),
    ("studio@radiox.de", None),
    ("nrk_radio_mp3_aac_h", None),
    ("stream.mp3", None),
    ("live/radio.m3u8?token=1", None),
    ("stream.mp3", "Somebody"),
    ("0800 123 456 78", None),
    ("+49 (30) 1234567", None),
    ("Call 0800-123456 now", None),
    ("Hotline: 030 123456", "Studio"),
    ("You're listening to the station", None),
    ("Der beste Mix aus vier Jahrzehnten", None),
    ("Today's best music", None),
    ("News", None),
    ("Nachrichten", None),
    ("Traffic", "Traffic"),
    ("Unknown", "Unknown Artist"),
    ("9999999", "9999999"),
    ("***", None),
    ("-", None),
    ("<b>Radio</b>", None),
]


@pytest.mark.parametrize(("title", "artist"), JUNK)
def test_station_junk_is_refused(title: str, artist: str | None) -> None:
    assert judge_title(title, artist, "Radio X") is Reason.STATION_JUNK


@pytest.mark.parametrize(
    ("title", "artist"),
    [
        ("Advertisement", None),
        ("ADVERTISEMENT", "Radio X"),
        ("Advertisement", "Live365"),
        ("Ad-Trigger", "Ad-Trigger"),
        ("THIS STATION WILL CONTINUE AFTER THIS BREAK", "ADWTAG_120000"),
        ("STOP ADBREAK 2", None),
        ("STOP_AD_BREAK", None),
        ("Commercial Break", None),
        ("Werbung", None),
        ("*** Werbung in SWR3 ***", None),
        ("Werbepause", None),
        ("Publicité", None),
        ("Reklam", None),
        ('text="Spot Block End" amgTrackId="1234567"', None),
        ('text="Spot Block Start" song_spot="F"', None),
        ("adw_ad='true';durationMilliseconds='20427'", None),
        ("TYPE=SPOT|TITLE Cars|ARTIST |ALBUM ", None),
    ],
)
def test_advertisements_are_refused(title: str, artist: str | None) -> None:
    assert judge_title(title, artist, "Radio X") is Reason.ADVERTISEMENT


@pytest.mark.parametrize("title", [None, "", "  "])
def test_no_title_is_no_metadata(title: str | None) -> None:
    assert judge_title(title, "Somebody", "Radio X") is Reason.NO_METADATA


@pytest.mark.parametrize(
    ("title", "artist"),
    [
        ("Sinnerman", "Nina Simone"),
        ("Radio Ga Ga", "Queen"),
        ("Radio", "Rammstein"),
        ("867-5309/Jenny", "Tommy Tutone"),
        ("634-5789", "Wilson Pickett"),
        ("99", "Toto"),
        ("1999", "Prince"),
        ("Black Sabbath", "Black Sabbath"),
        ("Talk Talk", "Talk Talk"),
        ("Unknown", "Imogen Heap"),
        ("News", "Dire Straits"),
        ("Adore", "Prince"),
        ("Ads Of Spring", "Somebody"),
        ("Call Me Maybe", "Carly Rae Jepsen"),
        ("It's Like That", "RUN-D.M.C."),
        ("T.N.T.", "AC/DC"),
        ("will.i.am", "will.i.am"),
        ("Mr. Brightside", "The Killers"),
        ("B.Y.O.B.", "System Of A Down"),
        ("Dream On (Live)", "Aerosmith"),
        ("上を向いて歩こう", "坂本九"),
        ("Non, je ne regrette rien", "Édith Piaf"),
        ("You're the Best Thing", "The Style Council"),
        ("Sinnerman", None),
        ("Yesterday", None),
        ("Bohemian Rhapsody (Remastered 2011)", None),
    ],
)
def test_songs_pass(title: str, artist: str | None) -> None:
    assert judge_title(title, artist, "Radio X") is None
    assert judge_title(title, artist, None) is None


def test_a_song_named_like_its_station_passes_with_its_artist() -> None:
    assert judge_title("Jolene", "Dolly Parton", "Jolene") is None
    assert judge_title("Jolene", None, "Jolene") is Reason.STATION_JUNK


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("BR P|TYPE=SNG|TITLE |ARTIST |ALBUM", Reason.STATION_JUNK),
        (' - text="Spot Block End" amgTrackId="9876543"', Reason.ADVERTISEMENT),
        ('Kfi Cross Promo - text="Buy" song_spot="T"', Reason.STATION_JUNK),
        ("Radio X - More music", Reason.STATION_JUNK),
    ],
)
def test_what_cannot_be_split_is_refused_afterwards(line: str, reason: Reason) -> None:
    split = split_stream_title(line, station="Radio X")
    assert judge_title(split.title, split.artist, "Radio X") is reason


@settings(max_examples=300)
@given(ANY_TEXT, ANY_TEXT | st.none(), ANY_TEXT | st.none())
def test_no_line_is_too_strange(title: str, artist: str | None, station: str | None) -> None:
    split = split_stream_title(repair(title), artist, station=station)
    assert bool(split.title) == bool(title)
    judge_title(split.title, split.artist, station)


@settings(max_examples=100)
@given(
    artist=st.from_regex(r"[A-Z][a-z]{2,8}( [A-Z][a-z]{2,8})?", fullmatch=True),
    title=st.from_regex(r"[A-Z][a-z]{2,8}( [a-z]{2,8}){0,3}", fullmatch=True),
    dash=st.sampled_from(["-", "\u2013", "\u2014"]),
)
def test_what_a_station_joins_is_parted_again(artist: str, title: str, dash: str) -> None:
    assert split_stream_title(f"{artist} {dash} {title}") == StreamTitle(title, artist)


@pytest.mark.parametrize(
    "line",
    [
        'text="' * 80,
        "a." * 250,
        "(" + "1 " * 250,
        "|TITLE" * 85,
        "<a" * 250,
        "@a" * 250,
        "call " * 100,
    ],
)
def test_long_lines_cost_nothing(line: str) -> None:
    split = split_stream_title(line, line, line, station=line)
    judge_title(split.title, split.artist, line)
