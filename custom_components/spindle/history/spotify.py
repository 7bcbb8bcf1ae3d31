"""Spotify's extended streaming history: ``Streaming_History_Audio_*``, once ``endsong_*``.

``ts`` is when the listening ended. Of the person behind it (name, address, device, country)
nothing is read. What the fields are Spotify says in the file that comes with them, and at
https://support.spotify.com/article/understanding-my-data/
"""

from __future__ import annotations

from typing import Final

from ..store.types import NewPlay
from .shapes import JsonRow, JsonShape
from .splitter import DOCUMENT
from .times import read_iso
from .types import Format, No, Options, Refusal
from .values import number, refusal, some, text, too_short

_TRACK: Final = "master_metadata_track_name"
_ARTIST: Final = "master_metadata_album_artist_name"
_ALBUM: Final = "master_metadata_album_album_name"
_TRACK_URI: Final = "spotify:track:"
# What a row is, by the first of these that it has; videos and podcasts have no track.
_OTHERS: Final = (
    ("spotify_episode_uri", Refusal.PODCAST, "episode_show_name", "episode_name"),
    ("episode_name", Refusal.PODCAST, "episode_show_name", "episode_name"),
    ("audiobook_uri", Refusal.AUDIOBOOK, "audiobook_title", "audiobook_chapter_title"),
    ("audiobook_title", Refusal.AUDIOBOOK, "audiobook_title", "audiobook_chapter_title"),
    ("spotify_video_uri", Refusal.VIDEO, "", ""),
)

_ORIGIN: Final = Format.SPOTIFY.origin
_ANYWHERE: Final = NewPlay(0.0, "", "")[7:12]
"""Of a play all from ``kind`` to ``duration``, as it is where nothing is told."""
_UNIDENTIFIED: Final = (None,) * 4


def is_row(row: JsonRow) -> bool:
    """Tell a row of this format from Spotify's other files."""
    return "ts" in row and "ms_played" in row


def read(row: JsonRow, options: Options) -> NewPlay | No:
    """Read what was streamed."""
    ended = row.get("ts")
    title, artist = text(row.get(_TRACK)), text(row.get(_ARTIST))
    if not title:
        for told, kind, show, episode in _OTHERS:
            if row.get(told):
                return No(kind, (ended, row.get(show), row.get(episode)))
    played = number(row.get("ms_played"))
    listened = 0.0 if played is None else played / 1000
    at = read_iso(text(ended)) - listened
    reason = refusal(at, title, artist) or too_short(listened, options)
    if reason:
        return No(reason, (ended, artist, title))
    uri = text(row.get("spotify_track_uri"))
    # By place: an import reads millions of them.
    return NewPlay._make(
        (
            at,
            title,
            artist,
            some(row.get(_ALBUM)),
            None,
            "spotify",
            uri.removeprefix(_TRACK_URI) if uri.startswith(_TRACK_URI) else None,
            *_ANYWHERE,
            listened,
            _ORIGIN,
            *_UNIDENTIFIED,
        )
    )


SHAPE: Final = JsonShape(
    format=Format.SPOTIFY, arrays=frozenset({DOCUMENT}), is_row=is_row, read=read
)
