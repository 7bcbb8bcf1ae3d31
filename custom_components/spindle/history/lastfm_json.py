"""Last.fm as JSON: pages of its interface (``user.getRecentTracks``), alone or in a list.

lastfm.ghan.nl exports a list of such pages; others keep the tracks alone. The interface is
documented at https://www.last.fm/api/show/user.getRecentTracks
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..store.types import NewPlay
from .shapes import JsonRow, JsonShape
from .splitter import DOCUMENT
from .times import is_never, read_epoch, read_spoken
from .types import Format, No, Options, Refusal
from .values import mapping, mbid, refusal, text

if TYPE_CHECKING:
    from typing import Any

_ORIGIN: Final = Format.LASTFM.origin


def is_row(row: JsonRow) -> bool:
    """Tell a track that was played from other objects with names."""
    return isinstance(row.get("artist"), dict) and "name" in row and "date" in _told(row)


def read(row: JsonRow, _options: Options) -> NewPlay | No:
    """Read a track that was played."""
    artist = mapping(row.get("artist"))
    album = mapping(row.get("album"))
    title, name = text(row.get("name")), _name(artist)
    date = row.get("date")
    if date is None:
        return No(Refusal.NOW_PLAYING, (name, title))
    at = _moment(date)
    reason = refusal(at, title, name)
    if reason:
        return No(reason, (at, name, title))
    return NewPlay(
        played_at=at,
        title=title,
        artist=name,
        album=_name(album) or None,
        origin=_ORIGIN,
        artist_mbid=mbid(artist.get("mbid")),
        album_mbid=mbid(album.get("mbid")),
        track_mbid=mbid(row.get("mbid")),
    )


def _told(row: JsonRow) -> set[str]:
    """Return the keys of a row; one that is playing now has its date still to come."""
    now = mapping(row.get("@attr")).get("nowplaying")
    return {*row, *(("date",) if now else ())}


def _name(named: dict[str, Any]) -> str:
    return text(named.get("#text")) or text(named.get("name"))


def _moment(date: object) -> float:
    if not isinstance(date, dict):
        return read_epoch(date)
    at = read_epoch(date.get("uts"))
    return read_spoken(text(date.get("#text"))) if is_never(at) else at


PAGES = JsonShape(format=Format.LASTFM, arrays=frozenset({"track"}), is_row=is_row, read=read)
TRACKS = JsonShape(format=Format.LASTFM, arrays=frozenset({DOCUMENT}), is_row=is_row, read=read)
