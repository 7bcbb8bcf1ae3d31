"""Maloja: its export, and the answers of its interface (``/apis/mlj_1/scrobbles``).

https://github.com/krateng/maloja
"""

from __future__ import annotations

from typing import Any, Final

from ..store.types import NewPlay
from .shapes import JsonRow, JsonShape
from .times import read_epoch
from .types import Format, No, Options
from .values import length, mapping, refusal, some, text

_ORIGIN: Final = Format.MALOJA.origin


def is_row(row: JsonRow) -> bool:
    """Tell a scrobble from other objects."""
    return "time" in row and "artists" in mapping(row.get("track"))


def read(row: JsonRow, _options: Options) -> NewPlay | No:
    """Read a scrobble."""
    track = mapping(row.get("track"))
    title, artist = text(track.get("title")), _joined(track.get("artists"))
    at = read_epoch(row.get("time"))
    reason = refusal(at, title, artist)
    if reason:
        return No(reason, (at, artist, title))
    album: dict[str, Any] = mapping(track.get("album"))
    return NewPlay(
        played_at=at,
        title=title,
        artist=artist,
        album=some(album.get("albumtitle")),
        album_artist=_joined(album.get("artists")) or None,
        duration=length(track.get("length")),
        listened=length(row.get("duration")),
        origin=_ORIGIN,
    )


def _joined(artists: object) -> str:
    """Return Maloja's single artists as one name, as most services write it."""
    if not isinstance(artists, list):
        return text(artists)
    return ", ".join(filter(None, map(text, artists)))


SHAPE: Final = JsonShape(
    format=Format.MALOJA, arrays=frozenset({"scrobbles", "list"}), is_row=is_row, read=read
)
