"""Exports of as many rows as are wanted."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FIRST = 1_420_070_400
"""2015-01-01."""


def lastfm(path: Path, rows: int, *, start: int = FIRST, apart: int = 240) -> Path:
    """Write an export of Last.fm, the latest first, as it comes."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(
            (
                "uts",
                "utc_time",
                "artist",
                "artist_mbid",
                "album",
                "album_mbid",
                "track",
                "track_mbid",
            )
        )
        for number in reversed(range(rows)):
            writer.writerow(
                (
                    start + number * apart,
                    "",
                    f"Artist {number % 7}",
                    "",
                    f"Album {number % 11}",
                    "",
                    f"Track {number % 77}",
                    "",
                )
            )
    return path


def spotify(path: Path, rows: int, *, start: int = FIRST, apart: int = 240) -> Path:
    """Write Spotify's extended history of the same plays, each stamped at its end."""
    path.write_text(
        json.dumps(
            [
                {
                    "ts": iso(start + number * apart + 200),
                    "username": "somebody",
                    "ms_played": 200_000,
                    "ip_addr_decrypted": "192.0.2.1",
                    "master_metadata_track_name": f"Track {number % 77}",
                    "master_metadata_album_artist_name": f"Artist {number % 7}",
                    "master_metadata_album_album_name": f"Album {number % 11}",
                    "spotify_track_uri": f"spotify:track:{number % 77:022d}",
                }
                for number in range(rows)
            ]
        )
    )
    return path


def spotify_account(path: Path, rows: int, *, start: int = FIRST, apart: int = 240) -> Path:
    """Write Spotify's short history of the same plays, by the minute of their end."""
    path.write_text(
        json.dumps(
            [
                {
                    "endTime": iso(start + number * apart + 200)[:16].replace("T", " "),
                    "artistName": f"Artist {number % 7}",
                    "trackName": f"Track {number % 77}",
                    "msPlayed": 200_000,
                }
                for number in range(rows)
            ]
        )
    )
    return path


def iso(epoch: int) -> str:
    """Write a moment as Spotify does."""
    return datetime.fromtimestamp(epoch, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
