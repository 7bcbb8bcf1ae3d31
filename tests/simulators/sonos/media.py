"""What can be played: items, what holds them, and how each service names them."""

from __future__ import annotations

from dataclasses import dataclass
import hashlib
import string
from typing import Final
from urllib.parse import quote

from .errors import Refusal, UpnpError

TRACK_CLASS: Final = "object.item.audioItem.musicTrack"
BROADCAST_CLASS: Final = "object.item.audioItem.audioBroadcast"
ALPHABET: Final = string.digits + string.ascii_letters


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One title, as the player tells it.

    ``uri`` is the TrackURI; a ``duration`` of 0 seconds means that none is known.
    """

    uri: str
    title: str = ""
    artist: str = ""
    album: str = ""
    duration: float = 0.0
    stream_content: str = ""
    """What a radio stream says of itself: ``Artist - Title`` or worse."""
    item_class: str = TRACK_CLASS

    @property
    def described(self) -> bool:
        """Tell whether there is any metadata; line-in and TV have none."""
        return not self.uri.startswith(("x-rincon-stream:", "x-sonos-htastream:"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Container:
    """What the transport is pointed at (AVTransportURI): the queue, a station, a file."""

    uri: str
    title: str = ""
    item_class: str = ""
    enqueued_uri: str = ""
    """EnqueuedTransportURI: empty for Spotify Connect and plain files."""

    @property
    def is_queue(self) -> bool:
        """Tell whether titles come from the player's queue."""
        return self.uri.startswith("x-rincon-queue:")


def queue_of(uid: str) -> Container:
    """Name the queue of this player."""
    uri = f"x-rincon-queue:{uid}#0"
    return Container(uri=uri, enqueued_uri=uri)


def _digits(text: str, length: int) -> str:
    """Make up a number of ``length`` digits that is always the same for one text."""
    return str(int(hashlib.sha256(text.encode()).hexdigest(), 16))[:length]


def _base62(text: str, length: int) -> str:
    """Make up an id like Spotify's that is always the same for one text."""
    digest = hashlib.sha256(text.encode()).digest()
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:length])


TRACK_URIS: Final[dict[str, str]] = {
    "spotify": "x-sonos-spotify:spotify%3atrack%3a{base62}?sid=9&flags=8232&sn=7",
    "apple_music": "x-sonos-http:song%3a{digits}.mp4?sid=204&flags=8232&sn=13",
    "deezer": "x-sonos-http:tr-flac%3a{digits}.flac?sid=2&flags=8232&sn=9",
    "tidal": "x-sonos-http:track%2f{digits}.flac?sid=174&flags=8232&sn=4",
    "amazon_music": "x-sonosapi-hls-static:catalog%2ftracks%2fB{digits}%2f?sid=201&flags=0&sn=12",
    "soundcloud": "x-sonosapi-hls-static:track-%3esoundcloud%3atracks%3a{digits}?sid=160&sn=25",
    "youtube_music": "x-sonosapi-hls-static:{base62}?sid=284&flags=8&sn=21",
    "audible": "x-sonosapi-hls-static:book%3a{digits}?sid=239&flags=0&sn=3",
    "pandora": "x-sonos-http:VC1%3A%3AST%3A%3A{digits}%3A%3ATR%3A1.mp3?sid=236&flags=32768&sn=1",
    "sonos_radio": "x-sonos-http:sonos%3a{digits}%3atra.{digits}.mp4?sid=303&flags=0&sn=8",
    "spotify_podcast": "x-sonos-spotify:spotify%3aepisode%3a{base62}?sid=9&flags=8232&sn=7",
    "bonob": "x-sonos-http:track%3a{digits}.flac?sid=246&flags=8232&sn=30",
    "local_library": "x-file-cifs://nas/music/{digits}.flac",
    "music_assistant": "http://127.0.0.1:8097/flow/{base62}/{digits}.flac",
    "http_stream": "http://127.0.0.1:8123/media/local/{digits}.mp3",
}
"""TrackURI by service; ``{digits}`` and ``{base62}`` are filled from artist and title."""

STATION_URIS: Final[dict[str, tuple[str, str]]] = {
    "tunein": (
        "x-sonosapi-stream:s{digits}?sid=254&flags=32",
        "x-rincon-mp3radio://http://ice.example/{digits}",
    ),
    "siriusxm": ("x-sonosapi-hls:r%3a{digits}?sid=37&flags=8480",) * 2,
    "apple_music": ("x-sonosapi-hls:hls%3ara.{digits}?sid=204&flags=8480",) * 2,
    "http_stream": ("x-rincon-mp3radio://http://ice.example/{digits}",) * 2,
}
"""By service: what the transport is pointed at, and the TrackURI it resolves to."""


def track(service: str, artist: str, title: str, seconds: float, album: str = "") -> Item:
    """Make a title as this service would name it; ``seconds`` 0 announces no duration."""
    seed = f"{artist}\n{title}"
    uri = TRACK_URIS[service].format(digits=_digits(seed, 9), base62=_base62(seed, 22))
    return Item(uri=uri, title=title, artist=artist, album=album, duration=seconds)


def airplay(uid: str, artist: str, title: str, seconds: float) -> Item:
    """Make a title that a telephone sends over AirPlay."""
    uri = f"x-sonos-vli:{uid}:1,airplay:{_base62(uid, 6)}"
    return Item(uri=uri, title=title, artist=artist, duration=seconds)


def station(service: str, name: str) -> tuple[Container, Item]:
    """Make a live station: what to point at, and the stream it resolves to."""
    digits = _digits(name, 5)
    pointed, stream = (uri.format(digits=digits) for uri in STATION_URIS[service])
    container = Container(uri=pointed, title=name, item_class=BROADCAST_CLASS, enqueued_uri=pointed)
    return container, Item(uri=stream, title=stream.rpartition("/")[2], item_class=BROADCAST_CLASS)


LIVE_SCHEMES: Final = (
    "x-sonosapi-stream:",
    "x-sonosapi-radio:",
    "x-sonosapi-hls:",
    "x-rincon-mp3radio:",
    "aac:",
    "hls-radio:",
)
INPUT_SCHEMES: Final = ("x-rincon-stream:", "x-sonos-htastream:")
FINITE_SCHEMES: Final = (
    "http:",
    "https:",
    "x-file-cifs:",
    "x-sonos-spotify:",
    "x-sonos-http:",
    "x-sonosapi-hls-static:",
    "x-sonos-vli:",
)


def from_uri(uri: str, described: Item | None) -> tuple[Container, Item]:
    """Say what a client points the transport at.

    ``described`` is what the client's own metadata says of it, if it sent any.
    Raises UpnpError 714 for a scheme that no player knows.
    """
    title = described.title if described else ""
    if uri.startswith(LIVE_SCHEMES):
        container = Container(uri=uri, title=title, item_class=BROADCAST_CLASS, enqueued_uri=uri)
        name = quote(title or "stream")
        stream = f"x-rincon-mp3radio://http://ice.example/{name}" if "sid=" in uri else uri
        return container, Item(
            uri=stream, title=stream.rpartition("/")[2], item_class=BROADCAST_CLASS
        )
    if uri.startswith(INPUT_SCHEMES):
        return Container(uri=uri), Item(uri=uri)
    if uri.startswith(FINITE_SCHEMES):
        known = described or Item(uri=uri, title=uri.rpartition("/")[2])
        return Container(uri=uri), Item(
            uri=uri,
            title=known.title,
            artist=known.artist,
            album=known.album,
            duration=known.duration,
        )
    raise UpnpError(Refusal.ILLEGAL_MIME_TYPE)
