"""Ask Lidarr for an album by hand, try again what failed, give up what waits."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from homeassistant.util import dt as dt_util
import voluptuous as vol

from ..catalogue.identity import read_mbid
from ..lidarr_decisions import async_cancel, async_retry, async_want
from ..lidarr_runtime import async_lidarr_entry
from ..store import due, named, seen
from ..store.errors import UnknownNameError
from ..store.facts import Field
from ..store.lidarr_types import Wanted, WantedKind, WantedOrigin
from ..store.search_index import NameKind
from .common import IDENTITY, NAME, refusal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from sqlite3 import Connection

    from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse

    from ..compat import Schema
    from ..lidarr_runtime import LidarrRuntime

MOST_IDS: Final = 1000


def _mbid(value: object) -> str:
    """Read a MusicBrainz id, alone or at the end of its address."""
    found = read_mbid(str(value).rstrip("/").rpartition("/")[2])
    if found is None:
        raise vol.Invalid("not a MusicBrainz id, such as 5fdf9f6e-87e5-34c4-9d0a-d5e75f8b8d0b")
    return found


_IDS: Final = vol.All(
    lambda given: given if isinstance(given, list) else [given],
    [IDENTITY],
    vol.Length(min=1, max=MOST_IDS),
)

QUEUE_ALBUM_SCHEMA: Final[Schema] = vol.Schema(
    {
        vol.Optional("play_id"): IDENTITY,
        vol.Optional("artist"): NAME,
        vol.Optional("album"): NAME,
        vol.Optional("mbid"): _mbid,
    }
)
THESE_SCHEMA: Final[Schema] = vol.Schema({vol.Optional("ids"): _IDS})


async def queue_album(hass: HomeAssistant, call: ServiceCall) -> ServiceResponse:
    """Put an album on the queue, and answer how it stands there; asked again, nothing changes."""
    runtime = _runtime_of(hass)
    data = call.data
    by_names = "artist" in data and "album" in data
    if by_names == ("play_id" in data) or ("artist" in data) != ("album" in data):
        raise refusal("play_or_album")
    wanted = await runtime.house.read(wanted_of, data, dt_util.utcnow().timestamp())
    if wanted is None:
        raise refusal("unknown_play", id=str(data["play_id"]))
    if wanted.mbid is None:
        raise refusal("album_without_mbid", album=f"{wanted.artist} \u2013 {wanted.album}")
    item, is_new = await async_want(runtime, wanted)
    return {
        "id": item.id,
        "queued": is_new,
        "artist": item.artist,
        "album": item.album,
        "mbid": item.mbid,
        "status": item.status.value,
        "reason": item.reason.value if item.reason else None,
    }


async def retry_failed(hass: HomeAssistant, call: ServiceCall) -> ServiceResponse:
    """Begin again with what failed, with all of it or some, and answer how many there were."""
    return {"count": await async_retry(_runtime_of(hass), call.data.get("ids"))}


async def cancel_queued(hass: HomeAssistant, call: ServiceCall) -> ServiceResponse:
    """Give up what waits, all of it or some, and answer how many there were."""
    return {"count": await async_cancel(_runtime_of(hass), call.data.get("ids"))}


def wanted_of(db: Connection, asked: Mapping[str, Any], now: float) -> Wanted | None:
    """Return the album that is meant, as well as it is known; None without such a play."""
    told: Wanted | None
    if "play_id" in asked:
        album = seen.of_play(db, asked["play_id"], NameKind.ALBUM, ())
        told = None if album is None else _of_history(db, album, now)
    else:
        told = _by_names(db, asked["artist"], asked["album"], now)
    return replace(told, mbid=asked["mbid"]) if told and "mbid" in asked else told


def _by_names(db: Connection, artist: str, album: str, now: float) -> Wanted | None:
    """Return the history's album of these names, or one that nobody here has heard."""
    try:
        known = named.find(db, NameKind.ALBUM, artist, album)
    except UnknownNameError:
        return Wanted(
            kind=WantedKind.ALBUM,
            mbid=None,
            artist=artist,
            album=album,
            origin=WantedOrigin.PERSON,
        )
    return _of_history(db, known, now)


def _of_history(db: Connection, album: int, now: float) -> Wanted | None:
    """Return an album that was played, with what MusicBrainz calls it and its artist."""
    (found,) = due.described(db, NameKind.ALBUM, (album,), now) or (None,)
    if found is None:
        return None
    (artist,) = due.described(db, NameKind.ARTIST, (found.artist_id,), now) or (None,)
    return Wanted(
        kind=WantedKind.ALBUM,
        mbid=_fact(found, Field.RELEASE_GROUP_MBID),
        artist=found.artist,
        album=found.name,
        artist_mbid=_fact(artist, Field.ARTIST_MBID),
        artist_id=found.artist_id,
        album_id=album,
        origin=WantedOrigin.PERSON,
    )


def _fact(name: due.Due | None, field: Field) -> str | None:
    known = name.known.get(field) if name else None
    return str(known.value) if known and known.value else None


def _runtime_of(hass: HomeAssistant) -> LidarrRuntime:
    """Find what the loaded Lidarr entry is made of, or say what to do."""
    entry = async_lidarr_entry(hass)
    if entry is None:
        raise refusal("lidarr_not_loaded")
    return entry.runtime_data
