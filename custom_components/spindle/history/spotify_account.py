"""Spotify's account data: ``StreamingHistory*.json``, the last year of it.

``endTime`` is when the listening ended, in UTC and to the minute.
"""

from __future__ import annotations

from typing import Final

from ..store.types import NewPlay
from .shapes import JsonRow, JsonShape
from .splitter import DOCUMENT
from .times import read_iso
from .types import Format, No, Options, Refusal
from .values import number, refusal, text, too_short

_TITLES: Final = ("trackName", "episodeName", "chapterName", "audiobookName")

_ORIGIN: Final = Format.SPOTIFY_ACCOUNT.origin


def is_row(row: JsonRow) -> bool:
    """Tell a row of this format from Spotify's other files."""
    return "endTime" in row and "msPlayed" in row and any(title in row for title in _TITLES)


def read(row: JsonRow, options: Options) -> NewPlay | No:
    """Read what was streamed."""
    ended = row.get("endTime")
    if "episodeName" in row:
        return No(Refusal.PODCAST, (ended, row.get("podcastName"), row.get("episodeName")))
    if "audiobookName" in row:
        return No(Refusal.AUDIOBOOK, (ended, row.get("authorName"), row.get("audiobookName")))
    artist, title = text(row.get("artistName")), text(row.get("trackName"))
    played = number(row.get("msPlayed"))
    listened = 0.0 if played is None else played / 1000
    at = read_iso(text(ended)) - listened
    reason = refusal(at, title, artist) or too_short(listened, options)
    if reason:
        return No(reason, (ended, artist, title))
    return NewPlay(
        played_at=at,
        title=title,
        artist=artist,
        service="spotify",
        listened=listened,
        origin=_ORIGIN,
    )


SHAPE: Final = JsonShape(
    format=Format.SPOTIFY_ACCOUNT, arrays=frozenset({DOCUMENT}), is_row=is_row, read=read
)
