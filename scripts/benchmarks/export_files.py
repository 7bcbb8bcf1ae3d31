"""A synthetic history as the files in which services hand it out."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
import json
import random
from typing import TYPE_CHECKING, Final

from .synthetic_history import Shape

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .synthetic_history import History, Play

EXPORT: Final = Shape(plays=75_000, artists=1_500)
"""What a listener of many years takes along."""
LASTFM: Final = "recenttracks-synthetic.csv"
LASTFM_COLUMNS: Final = (
    "uts",
    "utc_time",
    "artist",
    "artist_mbid",
    "album",
    "album_mbid",
    "track",
    "track_mbid",
)
SKIPS: Final = 0.25
"""Rows of Spotify's that tell of a title left within its first seconds, beside each play."""
PODCASTS: Final = 0.02


def write_lastfm(history: History, path: Path) -> int:
    """Write the CSV that the usual exporter of Last.fm gives, newest first; return its rows."""
    catalogue = history.catalogue
    plays = list(history.plays())
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerow(LASTFM_COLUMNS)
        for play in reversed(plays):
            track = catalogue.tracks[play.track]
            album = catalogue.albums[track.album]
            artist = catalogue.artists[album.artist]
            at = datetime.fromtimestamp(play.played_at, UTC)
            writer.writerow(
                (
                    play.played_at,
                    f"{at:%d %b %Y, %H:%M}",
                    artist.name,
                    artist.mbid or "",
                    album.title,
                    "",
                    track.title,
                    "",
                )
            )
    return len(plays)


def write_spotify(history: History, path: Path, *, size: int) -> int:
    """Write an extended Spotify history of at least ``size`` bytes; return its music's rows.

    Rows of what was skipped and of podcasts lie between the plays, as they do in real ones.
    The history must have enough plays for the size.
    """
    draw = random.Random(history.shape.seed)
    music = 0
    with path.open("w", encoding="utf-8") as file:
        file.write("[")
        for play in history.plays():
            if file.tell() >= size:
                break
            for row in _spotify_rows(history, play, draw):
                file.write(",\n" if file.tell() > 1 else "\n")
                file.write(json.dumps(row, ensure_ascii=False))
            music += 1
        file.write("\n]\n")
    return music


def _spotify_rows(history: History, play: Play, draw: random.Random) -> Iterator[dict[str, object]]:
    catalogue = history.catalogue
    track = catalogue.tracks[play.track]
    album = catalogue.albums[track.album]
    names = {
        "master_metadata_track_name": track.title,
        "master_metadata_album_artist_name": catalogue.artists[album.artist].name,
        "master_metadata_album_album_name": album.title,
        "spotify_track_uri": f"spotify:track:{play.track:022d}",
    }
    if draw.random() < SKIPS:
        heard = draw.randrange(500, 20_000)
        yield _spotify_row(play.played_at, heard, **names, reason_end="fwdbtn", skipped=True)
    if draw.random() < PODCASTS:
        yield _spotify_row(
            play.played_at,
            1_800_000,
            episode_name="An Episode",
            episode_show_name="A Show",
            spotify_episode_uri="spotify:episode:0000000000000000000000",
        )
    yield _spotify_row(play.played_at + play.listened, play.listened * 1000, **names)


def _spotify_row(ended_at: int, heard_ms: int, **known: object) -> dict[str, object]:
    """Return a row with every field that Spotify has; ``known`` are those that say anything."""
    return {
        "ts": f"{datetime.fromtimestamp(ended_at, UTC):%Y-%m-%dT%H:%M:%SZ}",
        "platform": "Sonos One",
        "ms_played": heard_ms,
        "conn_country": "NL",
        "ip_addr": "192.0.2.7",
        "master_metadata_track_name": None,
        "master_metadata_album_artist_name": None,
        "master_metadata_album_album_name": None,
        "spotify_track_uri": None,
        "episode_name": None,
        "episode_show_name": None,
        "spotify_episode_uri": None,
        "audiobook_title": None,
        "audiobook_uri": None,
        "audiobook_chapter_uri": None,
        "audiobook_chapter_title": None,
        "reason_start": "trackdone",
        "reason_end": "trackdone",
        "shuffle": False,
        "skipped": False,
        "offline": False,
        "offline_timestamp": None,
        "incognito_mode": False,
        **known,
    }
