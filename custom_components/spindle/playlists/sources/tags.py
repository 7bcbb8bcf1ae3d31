"""Read what an audio file says of itself."""

from __future__ import annotations

from dataclasses import dataclass
import math
from pathlib import Path, PurePath
import re
from typing import TYPE_CHECKING, Any, Final, TypeGuard

from mutagen.flac import FLAC
from mutagen.id3 import ID3
from mutagen.mp3 import MP3
from mutagen.mp4 import MP4, MP4Tags
from mutagen.oggflac import OggFLAC
from mutagen.oggopus import OggOpus
from mutagen.oggvorbis import OggVorbis
from mutagen.wave import WAVE

from ...catalogue.folding import clean
from ...catalogue.identity import read_isrc, read_mbid
from ...catalogue.spotify_uri import track_uri

if TYPE_CHECKING:
    from collections.abc import Iterable

SUFFIXES: Final = frozenset(
    {".flac", ".mp3", ".m4a", ".m4b", ".mp4", ".ogg", ".oga", ".opus", ".wav", ".wave"}
)
HEADER: Final = 64
"""Bytes by which a format is known, whatever the file is called."""

MOST_GENRES: Final = 24
LONGEST_GENRE: Final = 100
LONGEST_TRACK: Final = 24 * 3600
FIRST_YEAR: Final = 1860
LAST_YEAR: Final = 2200
YEAR: Final = re.compile(r"\b([12][0-9]{3})\b", re.ASCII)

# Where each kind of tag keeps what; the first that says something counts. The year is that
# of the recording before that of its edition. The names are those of MusicBrainz Picard:
# https://picard-docs.musicbrainz.org/en/appendices/tag_mapping.html; that of the page at
# Spotify is the one of https://github.com/spotDL/spotify-downloader.
VORBIS: Final = {
    "title": ("title",),
    "artist": ("artist", "albumartist"),
    "album": ("album",),
    "album_artist": ("albumartist",),
    "year": ("originaldate", "originalyear", "date", "year"),
    "isrc": ("isrc",),
    "recording_mbid": ("musicbrainz_trackid",),
    "genres": ("genre",),
    "page": ("woas", "spotify_track_id", "spotify_track_uri"),
}
FRAMES: Final = {
    "title": ("TIT2",),
    "artist": ("TPE1", "TPE2"),
    "album": ("TALB",),
    "album_artist": ("TPE2",),
    "year": ("TDOR", "TXXX:originalyear", "TDRC"),
    "isrc": ("TSRC",),
    "recording_mbid": ("UFID:http://musicbrainz.org",),
    "genres": ("TCON",),
    "page": ("WOAS", "TXXX:SPOTIFY_TRACK_ID", "TXXX:spotify_track_uri"),
}
ATOMS: Final = {
    "title": ("\xa9nam",),
    "artist": ("\xa9ART", "aART"),
    "album": ("\xa9alb",),
    "album_artist": ("aART",),
    "year": ("----:com.apple.iTunes:originaldate", "\xa9day"),
    "isrc": ("----:com.apple.iTunes:ISRC",),
    "recording_mbid": ("----:com.apple.iTunes:MusicBrainz Track Id",),
    "genres": ("\xa9gen",),
    "page": ("----:spotdl:WOAS", "----:com.apple.iTunes:SPOTIFY_TRACK_ID"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tags:
    """What a file says; what is missing, empty or senseless is None."""

    title: str | None
    artist: str | None
    """The first one, if it names several one by one."""
    album: str | None
    album_artist: str | None
    year: int | None
    seconds: int | None
    isrc: str | None
    recording_mbid: str | None
    genres: tuple[str, ...]
    """As they were tagged, each once."""
    spotify_uri: str | None = None


class NotAudio(Exception):
    """The file is none of the formats, or it is broken."""


def is_audio(name: str) -> bool:
    """Tell by its name whether a file may be one of the formats."""
    return PurePath(name).suffix.lower() in SUFFIXES


def read_tags(path: str) -> Tags:
    """Read one file: blocks. Raises ``NotAudio``, and ``OSError`` when it cannot be read."""
    with Path(path).open("rb") as file:
        kind = _format(file.read(HEADER), path)
        file.seek(0)
        try:
            return _read(kind(file))
        except Exception as error:
            # Damaged files make the parsers stumble in ways that they do not declare; only the
            # system's own refusals have a number.
            refusal = next(filter(_has_number, (error, *error.args, error.__context__)), None)
            raise refusal or NotAudio(type(error).__name__) from error


def _has_number(error: object) -> TypeGuard[OSError]:
    return isinstance(error, OSError) and error.errno is not None


def _format(header: bytes, path: str) -> Any:
    """Return the reader of the format, by the first bytes: of what begins with ID3 tags, by the name."""
    if header.startswith(b"OggS"):
        kinds = {b"OpusHead": OggOpus, b"\x01vorbis": OggVorbis, b"\x7fFLAC": OggFLAC}
        return next((kind for mark, kind in kinds.items() if mark in header), OggVorbis)
    if header.startswith(b"RIFF"):
        return WAVE
    if header[4:8] == b"ftyp":
        return MP4
    is_flac = header.startswith(b"fLaC") or path.lower().endswith(".flac")
    return FLAC if is_flac else MP3


def _read(audio: Any) -> Tags:
    says = _Said(audio.tags)
    return Tags(
        title=says.text("title"),
        artist=says.text("artist"),
        album=says.text("album"),
        album_artist=says.text("album_artist"),
        year=_year(says.values("year")),
        seconds=_seconds(getattr(audio.info, "length", None)),
        isrc=next(filter(None, map(read_isrc, says.values("isrc"))), None),
        recording_mbid=next(filter(None, map(read_mbid, says.values("recording_mbid"))), None),
        genres=_genres(says.values("genres")),
        spotify_uri=next(filter(None, map(track_uri, says.values("page"))), None),
    )


class _Said:
    """The tags of one file, whichever way they are kept."""

    def __init__(self, tags: Any) -> None:
        self._tags = tags
        if isinstance(tags, ID3):
            self._names = FRAMES
        else:
            self._names = ATOMS if isinstance(tags, MP4Tags) else VORBIS

    def text(self, what: str) -> str | None:
        """Give the first value that says something."""
        return next(filter(None, (clean(value) for value in self.values(what))), None)

    def values(self, what: str) -> list[str]:
        """Give all values of the first name that has any."""
        for name in self._names[what] if self._tags else ():
            if name in self._tags and (found := _texts(self._tags[name])):
                return found
        return []


def _texts(value: Any) -> list[str]:
    """Give the texts of a tag: a list, a frame of texts, an address, or an identifier's bytes."""
    if (address := getattr(value, "url", None)) is not None:
        return [_text(address)]
    if (identifier := getattr(value, "data", None)) is not None:
        return [_text(identifier)]
    several = getattr(value, "genres", None) or getattr(value, "text", value)
    return [text for one in several[:MOST_GENRES] if (text := _text(one)).strip("\0 ")]


def _text(value: object) -> str:
    return bytes(value).decode(errors="replace") if isinstance(value, bytes) else str(value)


def _year(values: Iterable[str]) -> int | None:
    found = (int(match[1]) for value in values if (match := YEAR.search(value[:64])))
    return next((year for year in found if FIRST_YEAR <= year <= LAST_YEAR), None)


def _seconds(length: object) -> int | None:
    if not isinstance(length, int | float) or not math.isfinite(length):
        return None
    return round(length) or None if 0 <= length <= LONGEST_TRACK else None


def _genres(values: Iterable[str]) -> tuple[str, ...]:
    parts = (clean(part, LONGEST_GENRE) for value in values for part in value.split("\0"))
    return tuple(dict.fromkeys(filter(None, parts)))[:MOST_GENRES]
