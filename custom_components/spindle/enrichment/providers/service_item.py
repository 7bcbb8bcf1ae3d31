"""What the id tells under which a music service played the track: the very same recording.

Deezer says the ISRC of its own tracks, MusicBrainz knows the recordings behind addresses of
streaming services. Asked before anybody is asked by names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .. import provenance
from ..clients import musicbrainz as client
from ..clients.deezer import Deezer
from ..clients.musicbrainz import MusicBrainz
from ..links import catalogue_items
from ..types import (
    ALBUM_LINKS,
    ISRC,
    RECORDING,
    TRACK,
    TRACK_LINKS,
    Found,
    Lookup,
    Provider,
    has_item,
)
from . import deezer, musicbrainz

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...store.due import Due
    from ...upstream.cache import Caller
    from ...upstream.types import Priority

_SPOTIFY: Final = "spotify"


async def at_deezer(gate: Caller, priority: Priority, names: Sequence[Due]) -> list[Found]:
    """Read the ISRC of a track of Deezer's."""
    asking = Deezer(gate=gate, priority=priority, patience=deezer.PATIENCE)
    found: list[Found] = []
    for name in names:
        track = await asking.track(_item(name, deezer.SLUG))
        if track is not None:
            sure = provenance.confirmed(name, artist=track.artist, title=track.title)
            found += deezer.told(name, track, sure)
    return found


async def at_musicbrainz(gate: Caller, priority: Priority, names: Sequence[Due]) -> list[Found]:
    """Find the recordings behind addresses at Spotify."""
    asking = MusicBrainz(gate=gate, priority=priority, patience=musicbrainz.PATIENCE)
    urls = {name.id: f"https://open.spotify.com/track/{_item(name, _SPOTIFY)}" for name in names}
    recordings = await asking.recordings_by_url(tuple(dict.fromkeys(urls.values())))
    return [
        Found(RECORDING, track, recordings[url], provenance.SURE)
        for track, url in urls.items()
        if url in recordings
    ]


def _item(name: Due, slug: str) -> str:
    """Return the id that a track has at a service; it is needed, so it is there."""
    items = {service: ids[0] for service, ids in name.tracks[0].items.items() if ids}
    return catalogue_items(items)[slug]


PROVIDER: Final = Provider(
    services=(deezer.SERVICE, musicbrainz.SERVICE),
    lookups=(
        Lookup(
            name="deezer:item",
            service=deezer.SLUG,
            family="track",
            about=TRACK,
            needs=frozenset({has_item(deezer.SLUG)}),
            fills=frozenset({ISRC, TRACK_LINKS, ALBUM_LINKS}),
            cost=deezer.CALL,
            ask=at_deezer,
        ),
        Lookup(
            name="musicbrainz:item",
            service=musicbrainz.SLUG,
            family="url",
            about=TRACK,
            needs=frozenset({has_item(_SPOTIFY)}),
            fills=frozenset({RECORDING}),
            cost=musicbrainz.CALL,
            batch=client.URL_BATCH,
            ask=at_musicbrainz,
        ),
    ),
)
