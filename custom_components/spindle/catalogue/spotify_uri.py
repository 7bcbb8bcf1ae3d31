"""The names by which Spotify knows a track: an address of its own, one of the web, or an id."""

from __future__ import annotations

import re
from typing import Final

_LONGEST: Final = 500
_ID: Final = r"([A-Za-z0-9]{22})"
# https://developer.spotify.com/documentation/web-api/concepts/spotify-uris-ids
_TRACK: Final = re.compile(
    rf"(?:spotify:track:|https?://open\.spotify\.com/(?:intl-[a-z]{{2}}/)?track/)?{_ID}"
    r"(?:\?[!-~]*)?",
    re.ASCII,
)


def track_uri(text: str) -> str | None:
    """Return ``text`` as ``spotify:track:…``, or None when it names no track."""
    match = _TRACK.fullmatch(text.strip()) if len(text) <= _LONGEST else None
    return f"spotify:track:{match[1]}" if match else None
