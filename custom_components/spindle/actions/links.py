"""Where else a track or an album can be heard: links for whoever shares it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from homeassistant.auth.permissions.const import POLICY_READ
from homeassistant.util import dt as dt_util
import voluptuous as vol

from ..catalogue.services import display_name
from ..enrichment.links import MUSICBRAINZ, Linked, album_links, track_links
from ..public_services import PUBLIC_SERVICES
from ..store import due, named, seen
from ..store.errors import UnknownNameError
from ..store.facts import Field
from ..store.search_index import NameKind
from ..viewers import viewer_of
from .common import IDENTITY, NAME, entry_of, is_trusted, refusal, unauthorized

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from sqlite3 import Connection

    from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse

    from ..compat import Schema
    from ..runtime import HistoryConfigEntry
    from ..store.due import Due

KINDS: Final = {kind.table: kind for kind in (NameKind.TRACK, NameKind.ALBUM)}

PATIENCE: Final = 5.0
"""Seconds that somebody waits for what public services know, before the links are given."""

SHARE_SCHEMA: Final[Schema] = vol.Schema(
    {
        vol.Optional("play_id"): IDENTITY,
        vol.Optional("artist"): NAME,
        vol.Optional("title"): NAME,
        vol.Optional("kind", default=NameKind.TRACK.table): vol.In(KINDS),
    }
)


class Found(NamedTuple):
    """What was asked for."""

    linked: Linked
    track: int | None = None
    """Its id, where it is a track that services may know more of."""


async def share_links(hass: HomeAssistant, call: ServiceCall) -> ServiceResponse:
    """Answer with the links of a track or album.

    Of a track that no ISRC is known of the public services that are let are asked first, for
    a few seconds. Nobody is asked about what the viewer may not see.
    Of what only hidden rooms have played a viewer gets what anybody would who knows no more
    than its names. Raises ``Unauthorized`` and ``UnknownUser``.
    """
    entry = entry_of(hass)
    viewer = viewer_of(entry, trusted=await is_trusted(hass, call, POLICY_READ))
    if viewer is None:
        raise unauthorized(call, POLICY_READ)
    data = call.data
    if ("play_id" in data) == ("artist" in data and "title" in data) or (
        "play_id" in data and ("artist" in data or "title" in data)
    ):
        raise refusal("play_or_names")
    kind = KINDS[data["kind"]]
    found = await _found(entry, kind, data, viewer.hidden)
    if found and found.track and (completion := entry.runtime_data.completion):
        await completion.complete(found.track, within=PATIENCE)
        found = await _found(entry, kind, data, viewer.hidden)
    if found is None:
        raise refusal("unknown_play", id=str(data["play_id"]))
    linked = found.linked
    make = track_links if kind is NameKind.TRACK else album_links
    return {
        "kind": kind.table,
        "artist": linked.artist,
        "title": linked.title,
        "isrc": linked.isrc,
        "mbid": linked.mbid,
        "links": [
            {
                "service": link.service,
                "name": _name(link.service),
                "url": link.url,
                "exact": link.exact,
            }
            for link in make(linked, country=hass.config.country)
        ],
    }


async def _found(
    entry: HistoryConfigEntry, kind: NameKind, asked: Mapping[str, Any], hidden: Collection[str]
) -> Found | None:
    """Ask the store; None when there is no such play, or no album in it."""
    now = dt_util.utcnow().timestamp()
    return await entry.runtime_data.house.read(found_of, kind, asked, hidden, now)


def found_of(
    db: Connection, kind: NameKind, asked: Mapping[str, Any], hidden: Collection[str], now: float
) -> Found | None:
    """Return what is known of what was asked for; None when there is no such play, or album."""
    if "play_id" in asked:
        entity = seen.of_play(db, asked["play_id"], kind, hidden)
        return None if entity is None else _described(db, kind, entity, now)
    names_alone = Linked(artist=asked["artist"], title=asked["title"])
    try:
        entity = named.find(db, kind, names_alone.artist, names_alone.title)
    except UnknownNameError:
        return Found(names_alone)
    was_played = seen.was_played(db, kind, entity, hidden)
    return _described(db, kind, entity, now) if was_played else Found(names_alone)


def _described(db: Connection, kind: NameKind, entity: int, now: float) -> Found | None:
    """Return what is known of a name."""
    (name,) = due.described(db, kind, (entity,), now) or (None,)
    if name is None:
        return None
    linked = _linked(name)
    return Found(linked, entity if kind is NameKind.TRACK and linked.isrc is None else None)


def _linked(name: Due) -> Linked:
    """Take of a name what leads to it elsewhere."""
    links = name.known.get(Field.LINKS)
    known: Any = links.value if links else None
    if name.kind is NameKind.ALBUM:
        group = name.known.get(Field.RELEASE_GROUP_MBID)
        mbid = str(group.value) if group and group.value else None
        return Linked(artist=name.artist, title=name.name, mbid=mbid, known=known or {})
    track = name.tracks[0]
    return Linked(
        artist=name.artist,
        title=name.name,
        isrc=track.isrc,
        mbid=track.mbid,
        items={service: items[0] for service, items in track.items.items() if items},
        known=known or {},
    )


def _name(service: str) -> str:
    """Return what a service is called."""
    return PUBLIC_SERVICES[service].name if service == MUSICBRAINZ else display_name(service)
