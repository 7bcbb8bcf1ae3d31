"""The music services, by the slugs everything else relies on.

A Sonos address names its service by a number, the sid. Sonos gives a sid out once and for
the whole world, but tells a household only of those offered in its region; the numbers a
user may assign (``CUSTOM_SIDS``) mean something else in every household.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from .folding import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

SERVICE_NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "spotify": "Spotify",
        "apple_music": "Apple Music",
        "amazon_music": "Amazon Music",
        "deezer": "Deezer",
        "tidal": "TIDAL",
        "qobuz": "Qobuz",
        "youtube_music": "YouTube Music",
        "soundcloud": "SoundCloud",
        "pandora": "Pandora",
        "tunein": "TuneIn",
        "sonos_radio": "Sonos Radio",
        "siriusxm": "SiriusXM",
        "plex": "Plex",
        "audible": "Audible",
        "bandcamp": "Bandcamp",
        "mixcloud": "Mixcloud",
        "music_assistant": "Music Assistant",
        "local_library": "Music library",
        "airplay": "AirPlay",
        "line_in": "Line-in",
        "tv": "TV",
        "http_stream": "Web stream",
        "unknown": "Unknown",
    }
)
"""Every slug that has a name of its own, with that name; others are ``sid_<number>``."""

# Not services that Sonos lists: a household's entry of such a name is something else.
_OUR_OWN: Final = frozenset({"local_library", "line_in", "tv", "http_stream", "unknown"})

VERIFIED_SIDS: Final[Mapping[int, str]] = MappingProxyType(
    {
        2: "Deezer",
        9: "Spotify",
        12: "Spotify",
        13: "Stitcher",
        31: "Qobuz",
        37: "SiriusXM",
        44: "Hype Machine",
        144: "Calm Radio",
        151: "Google Play Music",
        157: "Bandcamp",
        160: "SoundCloud",
        162: "radioPup",
        163: "Spreaker",
        174: "TIDAL",
        181: "Mixcloud",
        198: "Anghami",
        201: "Amazon Music",
        203: "Napster",
        204: "Apple Music",
        212: "Plex",
        222: "nugs.net",
        233: "Pocket Casts",
        235: "Sveriges Radio",
        236: "Pandora",
        239: "Audible",
        254: "TuneIn",
        256: "CBC Radio & Music",
        264: "radio.net",
        268: "myTuner Radio",
        270: "Relisten",
        271: "IDAGIO",
        277: "NRK Radio",
        284: "YouTube Music",
        303: "Sonos Radio",
        305: "Libby",
        306: "Atmosphere by Kollekt.fm",
        308: "Radio Paradise",
        310: "iBroadcast",
        313: "Juuqo",
        325: "BBC Sounds",
        333: "TuneIn (New)",
        516: "SomaFM",
        585: "Radio France",
    }
)
"""Name of every sid that published evidence vouches for.

Spotify has two: 9, and 12 in the United States. The evidence is recorded service lists
and addresses: https://github.com/SoCo/SoCo (``tests/test_musicservices.py``,
``soco/plugins/sharelink.py``), https://github.com/svrooij/sonos-api-docs
(``docs/music-services.md``), https://github.com/jishi/node-sonos-http-api
(``lib/actions``), https://github.com/bencevans/node-sonos.
"""

CUSTOM_SIDS: Final = frozenset({*range(240, 254), 255})
"""Sids that a household assigns itself (Sonos's "custom SD" page): no table may name them."""

_SLUG_FOR_NAME: Final[Mapping[str, str]] = MappingProxyType(
    {fold(name): slug for slug, name in SERVICE_NAMES.items() if slug not in _OUR_OWN}
    | {fold(slug): slug for slug in SERVICE_NAMES if slug not in _OUR_OWN}
    | {
        "tunein new": "tunein",
        "tunein radio": "tunein",
        "sirius xm": "siriusxm",
        "amazon music unlimited": "amazon_music",
        "amazon prime music": "amazon_music",
        "sonos radio hd": "sonos_radio",
    }
)
_SID_SLUG: Final = re.compile(r"sid_([0-9]{1,6})", re.ASCII)
_SERVICE_TYPE_STEP: Final = 256
_SERVICE_TYPE_OFFSET: Final = 7
_SERVICE_TYPE: Final = re.compile(r"(?:SA_RINCON|Svc)([0-9]{1,8})(?![0-9])", re.ASCII)


def slug_for_name(name: str) -> str | None:
    """Return the slug of the service called ``name``, or None when it has none."""
    return _SLUG_FOR_NAME.get(fold(name))


def service_for_sid(sid: int) -> str:
    """Return the slug of ``sid`` by the verified table alone, else ``sid_<sid>``."""
    name = VERIFIED_SIDS.get(sid)
    return (slug_for_name(name) if name else None) or f"sid_{sid}"


def display_name(slug: str) -> str:
    """Return what a person calls the service ``slug``; the slug itself when unnamed."""
    sid = sid_of_slug(slug)
    if sid is None or sid in CUSTOM_SIDS:
        return SERVICE_NAMES.get(slug, slug)
    return VERIFIED_SIDS.get(sid, slug)


def sid_of_slug(slug: str) -> int | None:
    """Return the sid in a slug of the form ``sid_<number>``, or None for any other."""
    match = _SID_SLUG.fullmatch(slug)
    return int(match[1]) if match else None


def sid_for_service_type(service_type: int) -> int | None:
    """Return the sid of a Sonos service type, or None when there is no such type.

    The type is sid * 256 + 7: https://github.com/SoCo/SoCo/blob/master/soco/music_services/music_service.py
    """
    sid, remainder = divmod(service_type, _SERVICE_TYPE_STEP)
    return sid if remainder == _SERVICE_TYPE_OFFSET and sid > 0 else None


def sid_in_token(token: str) -> int | None:
    """Return the sid in an account token, ``SA_RINCON2311_...`` or ``...#Svc2311...``.

    Such tokens stand in DIDL-Lite metadata as ``<desc id="cdudn">``. None when the text
    holds none.
    """
    match = _SERVICE_TYPE.search(token)
    return sid_for_service_type(int(match[1])) if match else None
