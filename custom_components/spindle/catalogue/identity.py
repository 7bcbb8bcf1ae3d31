"""What makes two mentions the same artist, album, track or recording."""

from __future__ import annotations

import re
from typing import Final

from .folding import fold

# Folding leaves no control character, so the separator cannot occur in a part.
SEPARATOR: Final = "\x1f"

_ISRC: Final = re.compile(r"[A-Z]{2}[A-Z0-9]{3}[0-9]{7}", re.ASCII)
_ISRC_PUNCTUATION: Final = str.maketrans("", "", "- ")
_UUID: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.ASCII)
_NIL_UUID: Final = "00000000-0000-0000-0000-000000000000"
_LONGEST_WRITTEN: Final = 64


def artist_key(artist: str) -> str:
    """Return the key by which spellings of one artist are one."""
    return fold(artist)


def track_key(artist: str, title: str) -> str:
    """Return the key by which spellings of one artist's track are one."""
    return f"{fold(artist)}{SEPARATOR}{fold(title)}"


def album_key(artist: str, album: str) -> str:
    """Return the key of an album; ``artist`` is the album's own, or "" when unknown."""
    return f"{fold(artist)}{SEPARATOR}{fold(album)}"


def read_isrc(text: str) -> str | None:
    """Return ``text`` as twelve characters of an ISRC, or None when it is none.

    Hyphens, spaces and small letters are forgiven. The form is the International ISRC
    Registration Authority's: https://isrc.ifpi.org/en/isrc-standard/structure
    """
    if len(text) > _LONGEST_WRITTEN:
        return None
    isrc = text.translate(_ISRC_PUNCTUATION).upper()
    return isrc if _ISRC.fullmatch(isrc) else None


def read_mbid(text: str) -> str | None:
    """Return ``text`` as a MusicBrainz identifier in small letters, or None.

    The nil UUID is refused: it names nothing. The form is documented at
    https://musicbrainz.org/doc/MusicBrainz_Identifier
    """
    if len(text) > _LONGEST_WRITTEN:
        return None
    mbid = text.strip().lower()
    return mbid if _UUID.fullmatch(mbid) and mbid != _NIL_UUID else None
