"""From the address a speaker plays to what it is: kind, service, the service's own id.

The shapes are those that speakers and their clients were seen to use, above all by SoCo
(https://github.com/SoCo/SoCo, ``soco/core.py``), svrooij/sonos-api-docs and
music-assistant/server.
"""

from __future__ import annotations

from dataclasses import dataclass, field
import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from ..catalogue.folding import clean
from ..catalogue.services import (
    CUSTOM_SIDS,
    VERIFIED_SIDS,
    display_name,
    service_for_sid,
    sid_of_slug,
    slug_for_name,
)
from .item_ids import item_id
from .types import Kind, Source

if TYPE_CHECKING:
    from collections.abc import Mapping

ADDRESS_LIMIT: Final = 4096
"""Characters of an address that are looked at."""

_MOST_SERVICES: Final = 2000
_HIGHEST_SID: Final = 99_999
_NAME_LIMIT: Final = 64
_SLUG: Final = re.compile(r"[a-z0-9_]{1,32}", re.ASCII)

_SID: Final = re.compile(r"[?&](?:amp;)?sid=([0-9]{1,5})(?![0-9])", re.ASCII)

# What the speaker itself makes or mirrors; no service stands behind it. A grouped speaker's
# x-rincon: and a queue's x-rincon-queue: are never a title.
_OF_THE_SPEAKER: Final[Mapping[str, Source]] = MappingProxyType(
    {
        "x-rincon-stream": Source(Kind.LINE_IN, "line_in"),
        "x-sonos-htastream": Source(Kind.TV, "tv"),
        "x-rincon-buzzer": Source(Kind.ANNOUNCEMENT, "unknown"),
        "x-rincon": Source(Kind.MUSIC, "unknown"),
        "x-rincon-queue": Source(Kind.MUSIC, "unknown"),
    }
)
# The words of Home Assistant's attribute ``source`` (homeassistant/components/sonos/const.py).
_OF_HOME_ASSISTANT: Final[Mapping[str, Source]] = MappingProxyType(
    {
        "AirPlay": Source(Kind.MUSIC, "airplay"),
        "Line-in": Source(Kind.LINE_IN, "line_in"),
        "Spotify Connect": Source(Kind.MUSIC, "spotify"),
        "TV": Source(Kind.TV, "tv"),
    }
)
_SENDER_SCHEME: Final = "x-sonos-vli"
_SENDER: Final = re.compile(r",(airplay|spotify):", re.IGNORECASE)
_NOWHERE: Final = Source(Kind.MUSIC, "unknown")

_WEB_SCHEMES: Final = frozenset({"http", "https"})
_STREAM_SCHEMES: Final = frozenset({"x-rincon-mp3radio", "aac", "hls-radio", "hls", "mms", "rtsp"})
_STATION_SCHEMES: Final = frozenset(
    {"x-sonosapi-stream", "x-sonosapi-hls", "x-sonosapi-radio", "x-sonosapi-rtrecent"}
)
_PROGRAMMED_SCHEME: Final = "x-sonosapi-radio"
_SERVICE_SCHEMES: Final = ("x-sonos", "x-rincon-cpcontainer")

# Services whose finite items are programmes. Such an item of TuneIn or a broadcaster is an
# episode to listen again; their stations come under the station schemes.
_PODCAST_SIDS: Final = frozenset({13, 163, 233, 235, 254, 256, 277, 325, 333, 585})
_AUDIOBOOK_SIDS: Final = frozenset({239, 305})

_EPISODE: Final = re.compile(r"(?<![a-z])(?:episodes?|podcasts?)(?![a-z])", re.IGNORECASE)
_CHAPTER: Final = re.compile(
    r"(?<![a-z])(?:ref)?(?:chapters?|audiobooks?|reftitle)(?![a-z])", re.IGNORECASE
)
_LIBRARY_BOOK: Final = re.compile(
    r"/(?:audio ?books?|h(?:ö|oe)rb(?:ü|ue)cher|h(?:ö|oe)rspiele)/|\.(?:m4b|aax?)$",
    re.IGNORECASE,
)
_LIBRARY_PODCAST: Final = re.compile(r"/podcasts?/", re.IGNORECASE)

# Pandora's and Napster's stations, Sonos Radio: somebody else chose the title.
_PROGRAMMED: Final = re.compile(r"(?:^|::)ST::|^station_track", re.ASCII)

_WEB_ADDRESS: Final = re.compile(
    r"(?://)?(?:https?://)?(?P<host>[^/?#]*)(?P<path>/[^?#]*)?", re.IGNORECASE
)
# Home Assistant's speech and chimes, Google Translate's voice, Music Assistant's announcements.
_ANNOUNCEMENT: Final = re.compile(
    r"^/api/(?:tts|tts_proxy|assist_satellite)/|/(?:translate_tts|tts|chime_tts|announcements?)(?:/|$)"
)
_MUSIC_ASSISTANT_PORT: Final = ":8097"
_MUSIC_ASSISTANT_PATH: Final = re.compile(
    r"^/(?:single|flow|stream|multi|ugp|pluginsource|announcement|command)/"
)
# On another port than its own, an id as Music Assistant makes them must vouch for the path.
_MUSIC_ASSISTANT_ITEM: Final = re.compile(
    r"^/(?:single|flow)/(?=.*(?:/|^)(?:RINCON_[0-9A-F]{12}|[0-9a-f]{32}(?:[./]|$)))", re.ASCII
)
_WHOLE_QUEUE_PATH: Final = re.compile(r"^/(?:flow|stream|multi|ugp|pluginsource)/")


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceBook:
    """What a household knows of its services; ``service_book`` makes one of loose data."""

    names: Mapping[int, str] = field(default_factory=dict)
    """The household's own list, as a speaker tells it: sid to name."""
    overrides: Mapping[int, str] = field(default_factory=dict)
    """What the user decided: sid to slug."""

    def slug(self, sid: int) -> str:
        """Return the slug of ``sid``.

        The user's word comes first, then the verified table, then the household's own
        name for it if a slug is known by that name, then ``sid_<sid>``.
        """
        if slug := self.overrides.get(sid):
            return slug
        if sid not in CUSTOM_SIDS and sid in VERIFIED_SIDS:
            return service_for_sid(sid)
        name = self.names.get(sid)
        return (slug_for_name(name) if name else None) or f"sid_{sid}"

    def display_name(self, slug: str) -> str:
        """Return what this household calls the service ``slug``."""
        sid = sid_of_slug(slug)
        return (self.names.get(sid) if sid is not None else None) or display_name(slug)


def service_book(
    names: Mapping[object, object] | None = None,
    overrides: Mapping[object, object] | None = None,
) -> ServiceBook:
    """Return a book of what is usable in ``names`` and ``overrides``.

    Both may come from a speaker, from stored JSON or from options: keys may be numbers or
    their text; what is not a sid, a name or a slug is left out.
    """
    return ServiceBook(
        names={
            sid: name
            for sid, text in _by_sid(names or {}).items()
            if (name := clean(text, _NAME_LIMIT))
        },
        overrides={
            sid: slug for sid, slug in _by_sid(overrides or {}).items() if _SLUG.fullmatch(slug)
        },
    )


def identify(
    uri: str | None,
    *,
    book: ServiceBook,
    station_uri: str | None = None,
    ha_source: str | None = None,
    channel: str | None = None,
    timed: bool | None = None,
) -> Source:
    """Return what plays at ``uri``, the speaker's TrackURI; never raises.

    ``station_uri`` is what the speaker was told to play (GetMediaInfo's CurrentURI): a
    station's stream keeps its sid only there. ``ha_source`` and ``channel`` are Home
    Assistant's attributes ``source`` and ``media_channel``. ``timed`` says whether the
    title has a duration; None when nobody looked.
    """
    address = (uri or "")[:ADDRESS_LIMIT].strip()
    scheme, _, rest = address.partition(":")
    scheme = scheme.lower()
    if scheme in _OF_THE_SPEAKER:
        return _OF_THE_SPEAKER[scheme]
    if scheme in _WEB_SCHEMES or scheme in _STREAM_SCHEMES:
        streamed = scheme in _STREAM_SCHEMES
        endless = streamed or timed is False or (timed is None and bool(channel))
        station = _sid_of(station_uri)
        return _web(rest, station=station, book=book, streamed=streamed, endless=endless)
    if (named := _by_its_name(scheme, rest)) is not None:
        return named
    if scheme.startswith(_SERVICE_SCHEMES) and scheme != _SENDER_SCHEME:
        sid = _sid_of(address) or _sid_of(station_uri)
        return _of_service(scheme, rest, sid=sid, book=book, timed=bool(timed))
    return _OF_HOME_ASSISTANT.get(ha_source or "", _NOWHERE)


def is_mirrored(uri: str | None) -> bool:
    """Tell whether ``uri`` only points to another speaker or a queue, and is no title."""
    return (uri or "")[:ADDRESS_LIMIT].strip().lower().startswith(("x-rincon:", "x-rincon-queue:"))


def _by_sid(entries: Mapping[object, object]) -> dict[int, str]:
    """Return the entries whose key is a sid and whose value is text."""
    usable: dict[int, str] = {}
    for key, value in entries.items():
        if len(usable) >= _MOST_SERVICES:
            break
        text = str(key) if type(key) is int else key
        if (
            isinstance(text, str)
            and isinstance(value, str)
            and text.isascii()
            and text.isdecimal()
            and len(text) <= len(str(_HIGHEST_SID))
        ):
            usable[int(text)] = value
    return usable


def _sid_of(address: str | None) -> int | None:
    """Return the sid in a Sonos address; a web address's own ``sid=`` means nothing here."""
    if not address:
        return None
    address = address[:ADDRESS_LIMIT].strip()
    if not address.lower().startswith(_SERVICE_SCHEMES):
        return None
    match = _SID.search(address)
    return int(match[1]) if match else None


def _by_its_name(scheme: str, rest: str) -> Source | None:
    """Return what the address names outright: a sender into the speaker, a library's file.

    AirPlay and Spotify Connect send into the speaker; the hex digits behind ``spotify:``
    are a session, not a track (https://github.com/jishi/node-sonos-discovery/issues/115).
    """
    if scheme == "x-file-cifs":
        return Source(_library_kind(clean(unquote(rest), ADDRESS_LIMIT)), "local_library")
    if scheme == "media-source":
        is_speech = rest.lower().startswith("//tts/")
        return Source(Kind.ANNOUNCEMENT if is_speech else Kind.MUSIC, "http_stream")
    if scheme == _SENDER_SCHEME and (sender := _SENDER.search(rest)):
        return Source(Kind.MUSIC, sender[1].lower())
    return None


def _library_kind(path: str) -> Kind:
    """Return the kind of a file of the music library, by its ending and its folders."""
    if _LIBRARY_BOOK.search(path):
        return Kind.AUDIOBOOK
    return Kind.PODCAST if _LIBRARY_PODCAST.search(path) else Kind.MUSIC


def _web(
    rest: str, *, station: int | None, book: ServiceBook, streamed: bool, endless: bool
) -> Source:
    """Return what a web server sends: an announcement, Music Assistant, a stream, a file.

    Music Assistant gives each title its own address, which may lack a length and is no
    stream for that, or sends the titles of a whole queue as one stream: music, told like
    radio (https://github.com/music-assistant/server, ``controllers/streams``).
    """
    match = _WEB_ADDRESS.match(rest)
    host, path = (match["host"], unquote(match["path"] or "")) if match else ("", "")
    if host.endswith(_MUSIC_ASSISTANT_PORT):
        is_music_assistant = bool(_MUSIC_ASSISTANT_PATH.match(path))
    else:
        is_music_assistant = bool(_MUSIC_ASSISTANT_ITEM.match(path))
    if _ANNOUNCEMENT.search(path):
        return Source(Kind.ANNOUNCEMENT, "music_assistant" if is_music_assistant else "http_stream")
    if is_music_assistant:
        live = streamed or bool(_WHOLE_QUEUE_PATH.match(path))
        return Source(Kind.MUSIC, "music_assistant", live=live)
    service = book.slug(station) if station is not None else "http_stream"
    if endless:
        return Source(Kind.RADIO, service, live=True)
    return Source(Kind.PODCAST if station in _PODCAST_SIDS else Kind.MUSIC, service)


def _of_service(
    scheme: str, rest: str, *, sid: int | None, book: ServiceBook, timed: bool
) -> Source:
    """Return an item or a station of a music service."""
    item = unquote(rest.partition("?")[0])
    if sid is not None:
        service = book.slug(sid)
    else:
        service = "spotify" if scheme == "x-sonos-spotify" else "unknown"
    identifier = item_id(service, item)
    if scheme in _STATION_SCHEMES:
        return Source(Kind.RADIO, service, live=not (timed and scheme == _PROGRAMMED_SCHEME))
    if scheme == "x-sonos-http" and item.lower().startswith("sonos:"):
        # Sonos Radio tells each song but not how long it is.
        return Source(Kind.RADIO, service, identifier, live=not timed)
    if scheme == "x-sonosprog-http" or _PROGRAMMED.search(item):
        return Source(Kind.RADIO, service, identifier)
    return Source(_item_kind(item, sid), service, identifier)


def _item_kind(item: str, sid: int | None) -> Kind:
    """Return the kind of a service's finite item."""
    if sid in _AUDIOBOOK_SIDS or _CHAPTER.search(item):
        return Kind.AUDIOBOOK
    if sid in _PODCAST_SIDS or _EPISODE.search(item):
        return Kind.PODCAST
    return Kind.MUSIC
