"""Small exports of every format, made up, and what they are read as."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
import io
import json
from typing import TYPE_CHECKING, Any
import zipfile

from custom_components.spindle.history import Report, chunks, read, recognise

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from custom_components.spindle.history.types import Options, Refused
    from custom_components.spindle.store.types import NewPlay

NEW_YEAR = 1_451_606_340
"""31 December 2015, 23:59 UTC."""
ARTIST_ID = "11111111-2222-3333-4444-555555555555"
ALBUM_ID = "66666666-7777-8888-9999-000000000000"
TRACK_ID = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"
SPOTIFY_ID = "0123456789abcdefABCDEF"

GHAN_CSV = f"""uts,utc_time,artist,artist_mbid,album,album_mbid,track,track_mbid
"{NEW_YEAR}","31 Dec 2015, 23:59","Björk","{ARTIST_ID}","Post","{ALBUM_ID}","Hyperballad","{TRACK_ID}"
"{NEW_YEAR}","31 Dec 2015, 23:59","Кино","","Группа крови","","Звезда по имени Солнце",""
"0","01 Jan 1970, 00:00","فيروز","","","","زهرة المدائن",""
"","","Playing","","","","Now",""
"""
BENBEN_CSV = """Björk,Post,Hyperballad,31 Dec 2015 23:59
"Guns N' Roses","Use Your Illusion, Vol. 1",November Rain,31 Dec 2015 23:59
A band,,Now playing,
"""
GHAN_JSON: list[dict[str, Any]] = [
    {
        "track": [
            {
                "artist": {"mbid": "", "#text": "Playing"},
                "name": "Now",
                "album": {"mbid": "", "#text": ""},
                "@attr": {"nowplaying": "true"},
            },
            {
                "artist": {"mbid": ARTIST_ID, "#text": "Björk"},
                "image": [{"size": "small", "#text": "https://example.org/{a}.png"}],
                "mbid": TRACK_ID,
                "album": {"mbid": ALBUM_ID, "#text": "Post"},
                "name": "Hyperballad",
                "date": {"uts": str(NEW_YEAR), "#text": "31 Dec 2015, 23:59"},
            },
        ],
        "@attr": {"user": "somebody", "page": "1"},
    },
    {
        "track": [
            {
                "artist": {"mbid": "", "#text": "Nobody"},
                "album": {"mbid": "", "#text": ""},
                "name": "Lost in time",
                "date": {"uts": "0", "#text": "01 Jan 1970, 00:00"},
            }
        ],
        "@attr": {"user": "somebody", "page": "2"},
    },
]
SPOTIFY_ACCOUNT: list[dict[str, Any]] = [
    {
        "endTime": "2016-01-01 00:03",
        "artistName": "Björk",
        "trackName": "Hyperballad",
        "msPlayed": 240000,
    },
    {"endTime": "2016-01-01 00:03", "artistName": "A", "trackName": "Skipped", "msPlayed": 4000},
    {"endTime": "2016-01-01 00:03", "artistName": "A", "trackName": "Silence", "msPlayed": 0},
    {
        "endTime": "2016-01-01 01:00",
        "podcastName": "Talk",
        "episodeName": "One",
        "msPlayed": 900000,
    },
    {
        "endTime": "2016-01-01 02:00",
        "audiobookName": "A book",
        "chapterName": "Two",
        "msPlayed": 900000,
    },
]
PERSONAL: dict[str, Any] = {
    "username": "secret-user",
    "platform": "secret-platform",
    "conn_country": "XQ",
    "ip_addr": "203.0.113.77",
    "ip_addr_decrypted": "203.0.113.78",
    "user_agent_decrypted": "secret-agent",
    "city": "secret-city",
    "region": "secret-region",
}
"""What Spotify tells of the person; none of it may come through."""


def streamed(**told: Any) -> dict[str, Any]:
    """Return a row of Spotify's extended history."""
    return {
        "ts": "2016-01-01T00:03:00Z",
        **PERSONAL,
        "ms_played": 240000,
        "master_metadata_track_name": None,
        "master_metadata_album_artist_name": None,
        "master_metadata_album_album_name": None,
        "spotify_track_uri": None,
        "episode_name": None,
        "episode_show_name": None,
        "spotify_episode_uri": None,
        "audiobook_title": None,
        "audiobook_uri": None,
        "reason_start": "trackdone",
        "skipped": None,
        "incognito_mode": False,
    } | told


def streamed_track(title: str = "Hyperballad", **told: Any) -> dict[str, Any]:
    """Return a row about a track."""
    return streamed(
        **{
            "master_metadata_track_name": title,
            "master_metadata_album_artist_name": "Björk",
            "master_metadata_album_album_name": "Post",
            "spotify_track_uri": f"spotify:track:{SPOTIFY_ID}",
        }
        | told
    )


SPOTIFY: list[dict[str, Any]] = [
    streamed_track(),
    streamed_track("Skipped", ms_played=29_999),
    streamed_track("Silence", ms_played=0),
    streamed(
        episode_name="One",
        episode_show_name="Talk",
        spotify_episode_uri=f"spotify:episode:{SPOTIFY_ID}",
    ),
    streamed(audiobook_title="A book", audiobook_uri="spotify:show:1"),
    streamed(),
]
LISTENS: list[dict[str, Any]] = [
    {
        "inserted_at": NEW_YEAR + 5,
        "listened_at": NEW_YEAR,
        "user_name": "secret-user",
        "recording_msid": TRACK_ID,
        "track_metadata": {
            "artist_name": "Björk",
            "track_name": "Hyperballad",
            "release_name": "Post",
            "additional_info": {
                "artist_mbids": [ARTIST_ID],
                "release_mbid": ALBUM_ID,
                "recording_mbid": TRACK_ID,
                "duration_ms": 321000,
                "isrc": "GBAAN9500012",
                "music_service": "spotify.com",
                "spotify_id": f"https://open.spotify.com/track/{SPOTIFY_ID}",
            },
        },
    },
    {
        "listened_at": NEW_YEAR,
        "track_metadata": {
            "artist_name": "A & B",
            "track_name": "Two of us",
            "release_name": None,
            "additional_info": {"artist_mbids": [ARTIST_ID, ALBUM_ID], "duration": 100},
            "mbid_mapping": {"recording_mbid": TRACK_ID, "artists": [{"join_phrase": " & "}]},
        },
    },
    {"listened_at": NEW_YEAR, "track_metadata": {"artist_name": "A", "track_name": ""}},
]
MALOJA: dict[str, Any] = {
    "maloja": {"export_time": NEW_YEAR + 9},
    "scrobbles": [
        {
            "time": NEW_YEAR,
            "track": {
                "artists": ["Björk", "Someone"],
                "title": "Hyperballad",
                "album": {"artists": ["Björk"], "albumtitle": "Post"},
                "length": 321,
            },
            "duration": 200,
            "origin": "client:player",
        },
        {
            "time": NEW_YEAR,
            "track": {"artists": ["A"], "title": "No album", "album": None, "length": None},
            "duration": None,
            "origin": "import:lastfm",
        },
        {"time": NEW_YEAR, "track": {"artists": [], "title": "Nobody's"}},
    ],
}
PLAIN_CSV = """Datum;Uhrzeit;Künstler;Titel;Album;Dauer;Tags
31.12.2015;23:59;Björk;Hyperballad;Post;5:21;"electronic;pop"
31.12.2015;23:59;A;B;;;
"""
SPINDLE_JSONL = (
    '{"spindle":1}\n'
    f'{{"played_at":{NEW_YEAR},"artist":"Björk","title":"Hyperballad","album":"Post",'
    '"album_artist":"Björk","music_service":"spotify","kind":"radio","player":"Kitchen",'
    '"speaker":"RINCON_1","rooms":["RINCON_2"],"station":"FM4","duration":321,"listened":200,'
    '"source":"sonos"}\n'
)


def lines_of(rows: list[dict[str, Any]]) -> str:
    """Return rows as one line each."""
    return "".join(json.dumps(row) + "\n" for row in rows)


def zip_of(files: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip of these files."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a file was read as."""

    formats: tuple[str, ...]
    plays: list[NewPlay]
    refused: list[Refused]
    report: Report

    @property
    def reasons(self) -> dict[str, int]:
        """Return how many rows each reason kept out."""
        return dict(Counter(row.reason.value for row in self.refused))


def read_all(path: Path, options: Options | None = None) -> Told:
    """Read a file from end to end, two rows at a time."""
    source = recognise(path, options)
    reading = read(source, options=options)
    report = Report()
    report.begin(reading)
    plays: list[NewPlay] = []
    refused: list[Refused] = []
    for chunk in chunks(reading, 2):
        report.count(chunk, reading)
        plays += chunk.plays
        refused += chunk.refused
    assert reading.bytes_read == source.size
    return Told(
        formats=tuple(origin.value for origin in source.formats),
        plays=plays,
        refused=refused,
        report=report,
    )
