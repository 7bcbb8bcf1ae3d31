"""ListenBrainz: one listen a line (its zip of months), or lists of them.

A listen is documented at https://listenbrainz.readthedocs.io/en/latest/users/json.html
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from ..catalogue.services import slug_for_name
from ..store.types import NewPlay
from .shapes import JsonRow, JsonShape
from .splitter import DOCUMENT
from .times import read_epoch
from .types import Format, No, Options
from .values import length, mapping, mbid, only, refusal, some, text

if TYPE_CHECKING:
    from collections.abc import Mapping

_SERVICES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "spotify.com": "spotify",
        "music.apple.com": "apple_music",
        "music.amazon.com": "amazon_music",
        "music.youtube.com": "youtube_music",
        "deezer.com": "deezer",
        "tidal.com": "tidal",
        "qobuz.com": "qobuz",
        "soundcloud.com": "soundcloud",
        "pandora.com": "pandora",
        "bandcamp.com": "bandcamp",
        "mixcloud.com": "mixcloud",
        "plex.tv": "plex",
    }
)
"""Slug of each domain that ``music_service`` may name."""
_SPOTIFY_ID: Final = re.compile(r"\btrack/([A-Za-z0-9]{22})(?![A-Za-z0-9])", re.ASCII)
_THOUSANDTH: Final = 0.001

_ORIGIN: Final = Format.LISTENBRAINZ.origin


def is_row(row: JsonRow) -> bool:
    """Tell a listen from what else is in the export."""
    return "listened_at" in row and isinstance(row.get("track_metadata"), dict)


def read(row: JsonRow, _options: Options) -> NewPlay | No:
    """Read a listen."""
    metadata = mapping(row.get("track_metadata"))
    title, artist = text(metadata.get("track_name")), text(metadata.get("artist_name"))
    at = read_epoch(row.get("listened_at"))
    reason = refusal(at, title, artist)
    if reason:
        return No(reason, (at, artist, title))
    more = mapping(metadata.get("additional_info"))
    known = mapping(metadata.get("mbid_mapping"))
    spotify_id = _spotify_id(more.get("spotify_id"))
    service = _service(more) or ("spotify" if spotify_id else "unknown")
    return NewPlay(
        played_at=at,
        title=title,
        artist=artist,
        album=some(metadata.get("release_name")),
        service=service,
        item_id=spotify_id if service == "spotify" else None,
        duration=length(more.get("duration_ms"), _THOUSANDTH) or length(more.get("duration")),
        origin=_ORIGIN,
        isrc=some(more.get("isrc")),
        artist_mbid=mbid(only(more.get("artist_mbids"))) or mbid(only(known.get("artist_mbids"))),
        album_mbid=mbid(more.get("release_mbid")) or mbid(known.get("release_mbid")),
        track_mbid=mbid(more.get("recording_mbid")) or mbid(known.get("recording_mbid")),
    )


def _spotify_id(told: object) -> str | None:
    """Return the id in the address of a track at Spotify."""
    match = _SPOTIFY_ID.search(told) if isinstance(told, str) else None
    return match[1] if match else None


def _service(more: Mapping[str, Any]) -> str | None:
    """Return the slug of the service of a listen, or None when it names none of ours."""
    domain = text(more.get("music_service"))
    slug = _SERVICES.get(domain) or _SERVICES.get(domain.removeprefix("www."))
    if slug:
        return slug
    name = text(more.get("music_service_name"))
    return slug_for_name(name) if name else None


LINES: Final = JsonShape(format=Format.LISTENBRAINZ, arrays=None, is_row=is_row, read=read)
LISTS: Final = JsonShape(
    format=Format.LISTENBRAINZ,
    arrays=frozenset({DOCUMENT, "listens"}),
    is_row=is_row,
    read=read,
)
