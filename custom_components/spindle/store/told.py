"""A play as it was told: cleaned, and refused when it cannot be kept."""

from __future__ import annotations

from dataclasses import dataclass
import math
from typing import TYPE_CHECKING, Final

from ..catalogue.folding import clean
from ..catalogue.identity import read_isrc, read_mbid
from ..listening.types import Kind
from .local_time import DAY

if TYPE_CHECKING:
    from .types import NewPlay

FIRST_MOMENT: Final = DAY
"""1970-01-02, so that no time zone leads before the epoch."""
LAST_MOMENT: Final = 7_258_118_400
"""2200-01-01."""
LONGEST: Final = 7 * DAY
"""Seconds beyond which a length is nonsense and taken as unknown."""
UNKNOWN: Final = "unknown"
"""Service or origin of a play that names none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A play as it was told, cleaned and known to be storable."""

    played_at: int
    title: str
    artist: str
    album: str | None
    album_artist: str
    service: str
    item_id: str | None
    kind: str
    player: str | None
    rooms: tuple[str, ...]
    """The other speakers of the group."""
    station: str | None
    duration: int | None
    listened: int | None
    origin: str
    isrc: str | None
    artist_mbid: str | None
    album_mbid: str | None
    track_mbid: str | None
    batch: int | None


def read(play: NewPlay, batch: int | None) -> Told | None:
    """Clean a play; None when it has no title, no artist or no time that can be kept."""
    title, artist = clean(play.title), clean(play.artist)
    if not title or not artist or not is_moment(play.played_at):
        return None
    player = _text(play.player)
    return Told(
        played_at=int(play.played_at),
        title=title,
        artist=artist,
        album=_text(play.album),
        album_artist=_text(play.album_artist) or artist,
        service=_text(play.service) or UNKNOWN,
        item_id=_text(play.item_id),
        kind=play.kind.value,
        player=player,
        rooms=tuple(room for room in map(clean, play.rooms) if room and room != player),
        station=_text(play.station),
        duration=seconds(play.duration) or None,
        listened=seconds(play.listened),
        origin=_text(play.origin) or UNKNOWN,
        isrc=read_isrc(play.isrc) if play.isrc else None,
        artist_mbid=read_mbid(play.artist_mbid) if play.artist_mbid else None,
        album_mbid=read_mbid(play.album_mbid) if play.album_mbid else None,
        track_mbid=read_mbid(play.track_mbid) if play.track_mbid else None,
        batch=batch,
    )


def seconds(value: float | None) -> int | None:
    """Return a length in whole seconds, or None for one that cannot be."""
    if value is None or not math.isfinite(value) or not 0 <= value <= LONGEST:
        return None
    return round(value)


def is_moment(epoch: float) -> bool:
    """Tell whether a time can be stored: finite, and from 1970 to 2200."""
    return math.isfinite(epoch) and FIRST_MOMENT <= epoch < LAST_MOMENT


def kind_named(name: str) -> Kind | None:
    """Return the kind of listening that is kept under this name, or None."""
    return Kind(name) if name in Kind else None


def _text(value: str | None) -> str | None:
    return (clean(value) or None) if value else None
