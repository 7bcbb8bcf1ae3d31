"""Deezer: the ISRC of a track by its names, addresses, and an album's coarse genres."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from .. import provenance
from ..clients import deezer
from ..clients.answers import Tag
from ..clients.deezer import Deezer
from ..types import (
    ALBUM,
    ALBUM_GENRES,
    ALBUM_LINKS,
    ALBUM_YEAR,
    ISRC,
    TRACK,
    TRACK_LINKS,
    Found,
    Lookup,
    Provider,
    Sends,
    Service,
    has_link,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...store.due import Due
    from ...upstream.cache import Caller
    from ...upstream.types import Priority
    from ..clients.deezer import Track

SLUG: Final = "deezer"
CALL: Final = 0.125
"""Seconds of its pace that a call takes up."""
COARSE: Final = 0.4
"""How much its genres say: there are some twenty of them."""
MEANT: Final = MappingProxyType({"Electro": "electronic"})
"""What its genres mean where it is not what others mean by them: "Electro" is the one word that
it has for electronic music (https://api.deezer.com/genre), and not the electro of the eighties.
"""
PATIENCE: Final = 30.0
_PAGE: Final = "https://www.deezer.com"


async def by_names(gate: Caller, priority: Priority, names: Sequence[Due]) -> list[Found]:
    """Find a track by artist and title; where the search keeps the ISRC back, ask for it."""
    client = Deezer(gate=gate, priority=priority, patience=PATIENCE)
    found: list[Found] = []
    for name in names:
        best, sure = None, 0.0
        for track in await client.search_tracks(name.artist, name.name):
            agrees = provenance.agreement(
                name, artist=track.artist, title=track.title, length=track.length
            )
            if agrees is not None and agrees > sure:
                best, sure = track, agrees
        if best is None:
            continue
        whole = best if best.isrc else await client.track(best.id)
        found += told(name, whole or best, sure)
    return found


async def by_isrc(gate: Caller, priority: Priority, names: Sequence[Due]) -> list[Found]:
    """Find a track by its ISRC, for its address."""
    client = Deezer(gate=gate, priority=priority, patience=PATIENCE)
    found: list[Found] = []
    for name in names:
        isrc = name.known[ISRC.field].value
        track = await client.track_by_isrc(str(isrc))
        if track is not None:
            sure = provenance.confirmed(name, artist=track.artist, title=track.title)
            found += told(name, track, sure)
    return found


async def album_by_id(gate: Caller, priority: Priority, names: Sequence[Due]) -> list[Found]:
    """Read the album at a known address: its year and genres."""
    client = Deezer(gate=gate, priority=priority, patience=PATIENCE)
    found: list[Found] = []
    for name in names:
        links = name.known[ALBUM_LINKS.field].value
        address = links.get(SLUG, "") if isinstance(links, dict) else ""
        album = await client.album(str(address).rpartition("/")[2])
        if album is None or not provenance.same_name(album.title, name.name):
            continue
        if album.year is not None:
            found.append(Found(ALBUM_YEAR, name.id, album.year, provenance.LIKELY))
        tags = (Tag(name=MEANT.get(genre, genre), count=1) for genre in album.genres)
        if genres := provenance.genres_of(tags):
            found.append(Found(ALBUM_GENRES, name.id, genres, COARSE))
    return found


def told(name: Due, track: Track, sure: float) -> Iterator[Found]:
    """Yield what a track of Deezer's tells of ours, and of the album if it is the same."""
    if track.isrc:
        yield Found(ISRC, name.id, track.isrc, sure)
    yield Found(TRACK_LINKS, name.id, {SLUG: f"{_PAGE}/track/{track.id}"}, sure)
    if (
        name.album_id is not None
        and track.album_id
        and provenance.same_name(track.album or "", name.album or "")
    ):
        link = {SLUG: f"{_PAGE}/album/{track.album_id}"}
        yield Found(ALBUM_LINKS, name.album_id, link, sure)


SERVICE: Final = Service(
    slug=SLUG,
    name="Deezer",
    host=deezer.HOST,
    sends=frozenset({Sends.ARTIST, Sends.TITLE, Sends.ISRC, Sends.ITEM}),
    policy=deezer.policy,
)
PROVIDER: Final = Provider(
    services=(SERVICE,),
    lookups=(
        Lookup(
            name="deezer:names",
            service=SLUG,
            family="search",
            about=TRACK,
            fills=frozenset({ISRC, TRACK_LINKS, ALBUM_LINKS}),
            cost=2 * CALL,
            unless=frozenset({"deezer:item", "deezer:isrc"}),
            ask=by_names,
        ),
        Lookup(
            name="deezer:isrc",
            service=SLUG,
            family="track",
            about=TRACK,
            needs=frozenset({ISRC}),
            fills=frozenset({TRACK_LINKS, ALBUM_LINKS}),
            cost=CALL,
            unless=frozenset({"deezer:item", "deezer:names"}),
            ask=by_isrc,
        ),
        Lookup(
            name="deezer:album",
            service=SLUG,
            family="album",
            about=ALBUM,
            needs=frozenset({has_link(SLUG)}),
            fills=frozenset({ALBUM_YEAR, ALBUM_GENRES}),
            cost=CALL,
            ask=album_by_id,
        ),
    ),
)
