"""Universal links: where else a track or an album can be heard, from ids alone.

Nothing is asked of anybody. A link is exact when it names the very recording or album, by
a service's own id or by what a provider has told; else it is a search there, by ISRC where
the service can, by names otherwise.

The addresses are those that services share themselves, as https://odesli.co lists them.
"""

from __future__ import annotations

from dataclasses import dataclass
import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, quote_plus, urlsplit

from ..catalogue.identity import read_isrc, read_mbid

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MUSICBRAINZ: Final = "musicbrainz"
"""Not a service that plays: the public catalogue, linked beside those that do."""

_LONGEST: Final = 2048
_COUNTRY: Final = re.compile(r"[a-z]{2}", re.ASCII)
_EVERYWHERE: Final = "us"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One way to a track or an album."""

    service: str
    """A slug of ``catalogue.services``, or ``musicbrainz``."""
    url: str
    exact: bool
    """Whether it leads to the very thing, not to a search for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """What is known of a track or an album that links can be made of."""

    artist: str
    title: str
    isrc: str | None = None
    """Of a track."""
    mbid: str | None = None
    """Of the recording, or of an album's release group."""
    items: Mapping[str, str] = MappingProxyType({})
    """The services' own ids of a track, by slug, as ``listening.item_ids`` reads them."""
    known: Mapping[str, str] = MappingProxyType({})
    """Addresses that providers have told, by slug."""


# Where a track of that id is heard. Pandora's ids begin with TR:, Sonos Radio's are those of
# the catalogue it plays from.
_TRACK: Final[Mapping[str, str]] = MappingProxyType(
    {
        "spotify": "https://open.spotify.com/track/{item}",
        "apple_music": "https://music.apple.com/{country}/song/{item}",
        "deezer": "https://www.deezer.com/track/{item}",
        "tidal": "https://tidal.com/browse/track/{item}",
        "qobuz": "https://open.qobuz.com/track/{item}",
        "youtube_music": "https://music.youtube.com/watch?v={item}",
        "amazon_music": "https://music.amazon.com/tracks/{item}",
        "pandora": "https://www.pandora.com/{item}",
        "soundcloud": (
            "https://w.soundcloud.com/player/?url=https%3A%2F%2Fapi.soundcloud.com%2Ftracks%2F{item}"
        ),
        "audible": "https://www.audible.com/pd/{item}",
    }
)

# Where names are searched for; {words} is made for a query, {path} for a path.
_SEARCH: Final[Mapping[str, str]] = MappingProxyType(
    {
        "spotify": "https://open.spotify.com/search/{path}",
        "apple_music": "https://music.apple.com/{country}/search?term={words}",
        "deezer": "https://www.deezer.com/search/{path}",
        "tidal": "https://tidal.com/search?q={words}",
        "youtube_music": "https://music.youtube.com/search?q={words}",
        "amazon_music": "https://music.amazon.com/search/{path}",
    }
)
_SPOTIFY_BY_ISRC: Final = "https://open.spotify.com/search/isrc%3A{isrc}"

# Whose address it is, by the end of its host. What is not listed is not handed on.
_HOSTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "open.spotify.com": "spotify",
        "music.apple.com": "apple_music",
        "itunes.apple.com": "apple_music",
        "deezer.com": "deezer",
        "tidal.com": "tidal",
        "qobuz.com": "qobuz",
        "music.youtube.com": "youtube_music",
        "soundcloud.com": "soundcloud",
        "bandcamp.com": "bandcamp",
        "mixcloud.com": "mixcloud",
        "music.amazon.com": "amazon_music",
        "pandora.com": "pandora",
        "audible.com": "audible",
        "musicbrainz.org": MUSICBRAINZ,
    }
)
_DEEZER_ON_SONOS_RADIO: Final = re.compile(r"dzrs\.trk\.([0-9]{1,20})", re.ASCII)


def service_of(url: str) -> str | None:
    """Return whose web address ``url`` is, or None for one that is not to be handed on.

    Only ``https`` and the services' own hosts pass: an address told by somebody else is
    clicked on by people.
    """
    if len(url) > _LONGEST or not url.isascii() or not url.isprintable() or " " in url:
        return None
    try:
        parts = urlsplit(url)
        plain = parts.username is None and parts.port in {None, 443}
    except ValueError:
        return None
    if parts.scheme != "https" or not plain or "\\" in url:
        return None
    host = (parts.hostname or "").removesuffix(".")
    ends = (host.split(".", cut)[-1] for cut in range(host.count(".")))
    return next((slug for end in ends if (slug := _HOSTS.get(end))), None)


def usable_links(urls: Iterable[str]) -> dict[str, str]:
    """Return the first address of each service that may be handed on, by its slug."""
    usable: dict[str, str] = {}
    for url in urls:
        if slug := service_of(url):
            usable.setdefault(slug, url)
    return usable


def track_links(track: Linked, *, country: str | None = None) -> tuple[Link, ...]:
    """Return the links of a track: the exact ones first, at most one a service.

    ``country`` is the household's, two letters, for services that ask for a storefront.
    """
    storefront = _storefront(country)
    exact = usable_links(track.known.values())
    for slug, item in catalogue_items(track.items).items():
        if template := _TRACK.get(slug):
            exact[slug] = template.format(item=quote(item, safe=":"), country=storefront)
    if mbid := read_mbid(track.mbid or ""):
        exact[MUSICBRAINZ] = f"https://musicbrainz.org/recording/{mbid}"
    found = _searches(track, storefront)
    if isrc := read_isrc(track.isrc or ""):
        found["spotify"] = _SPOTIFY_BY_ISRC.format(isrc=isrc)
        exact.setdefault(MUSICBRAINZ, f"https://musicbrainz.org/isrc/{isrc}")
    return _ordered(exact, found)


def album_links(album: Linked, *, country: str | None = None) -> tuple[Link, ...]:
    """Return the links of an album: the exact ones first, at most one a service."""
    exact = usable_links(album.known.values())
    if mbid := read_mbid(album.mbid or ""):
        exact[MUSICBRAINZ] = f"https://musicbrainz.org/release-group/{mbid}"
    return _ordered(exact, _searches(album, _storefront(country)))


def catalogue_items(items: Mapping[str, str]) -> dict[str, str]:
    """Return the ids of ``items`` by the service whose catalogue they name.

    Sonos Radio plays from Deezer's, and says so in its ids.
    """
    named = {slug: item for slug, item in items.items() if item}
    match = _DEEZER_ON_SONOS_RADIO.fullmatch(named.get("sonos_radio", ""))
    if match:
        named.setdefault("deezer", match[1])
    return named


def _storefront(country: str | None) -> str:
    """Return the country as services write it; one that has them all when it is none."""
    code = (country or "").lower()
    return code if _COUNTRY.fullmatch(code) else _EVERYWHERE


def _searches(named: Linked, storefront: str) -> dict[str, str]:
    """Return where each service searches for the names."""
    text = " ".join(f"{named.artist} {named.title}".split())
    if not text:
        return {}
    words, path = quote_plus(text), quote(text, safe="")
    return {
        slug: template.format(words=words, path=path, country=storefront)
        for slug, template in _SEARCH.items()
    }


def _ordered(exact: Mapping[str, str], found: Mapping[str, str]) -> tuple[Link, ...]:
    """Return both as links, each service once, the catalogue last of the exact ones."""
    slugs = sorted(exact, key=lambda slug: (slug == MUSICBRAINZ, slug))
    return (
        *(Link(service=slug, url=exact[slug], exact=True) for slug in slugs),
        *(
            Link(service=slug, url=url, exact=False)
            for slug, url in found.items()
            if slug not in exact
        ),
    )
