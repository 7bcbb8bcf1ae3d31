"""Plays that are written down or deleted by hand."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Final

from homeassistant.helpers import config_validation as cv
from homeassistant.util import dt as dt_util
import voluptuous as vol

from ..listening.types import Kind
from ..store import commands
from ..store.copies import make_dated
from ..store.errors import NoRoomError
from ..store.removal import SLICE, Deletion
from ..store.types import NewPlay, Origin, Selection, Written
from .common import (
    IDENTITY,
    NAME,
    epoch,
    example,
    iso,
    present_speaker,
    refusal,
    runtime_of,
    speaker_of,
)

if TYPE_CHECKING:
    from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse

    from ..compat import Schema
    from ..runtime import House
    from ..store.types import Deleted

LONGEST_PLAY: Final = 24 * 3600
FUTURE_TOLERANCE: Final = 60.0
"""Seconds by which another device's clock may be ahead of ours."""
MOST_IDS: Final = 10_000
UNCOPIED: Final = 500
"""Plays that are deleted without a copy of the database, at the most."""

_Seconds = vol.All(vol.Coerce(float), vol.Range(min=0, max=LONGEST_PLAY))

SCROBBLE_SCHEMA: Final[Schema] = vol.Schema(
    {
        vol.Required("artist"): NAME,
        vol.Required("title"): NAME,
        vol.Optional("album"): NAME,
        vol.Optional("album_artist"): NAME,
        vol.Optional("played_at"): cv.datetime,
        vol.Optional("duration"): _Seconds,
        vol.Optional("listened"): _Seconds,
        vol.Optional("room"): cv.string,
    }
)

DELETE_SCHEMA: Final[Schema] = vol.Schema(
    {
        vol.Optional("ids"): vol.All(cv.ensure_list, [IDENTITY], vol.Length(max=MOST_IDS)),
        vol.Optional("start"): cv.datetime,
        vol.Optional("end"): cv.datetime,
        vol.Optional("artist"): NAME,
        vol.Optional("title"): NAME,
        vol.Optional("album"): NAME,
        vol.Optional("service"): NAME,
        vol.Optional("room"): cv.string,
        vol.Optional("source"): NAME,
        vol.Optional("batch"): IDENTITY,
        vol.Optional("dry_run", default=False): cv.boolean,
    }
)


async def scrobble(hass: HomeAssistant, call: ServiceCall) -> ServiceResponse:
    """Write one play down by hand. It is inert: no event tells of it."""
    runtime = runtime_of(hass)
    data = call.data
    played_at = epoch(data.get("played_at")) or dt_util.utcnow().timestamp()
    if not 0 < played_at <= dt_util.utcnow().timestamp() + FUTURE_TOLERANCE:
        raise refusal("played_at_out_of_range")
    duration = data.get("duration")
    play = NewPlay(
        played_at=played_at,
        title=data["title"],
        artist=data["artist"],
        album=data.get("album"),
        album_artist=data.get("album_artist"),
        kind=Kind.MUSIC,
        player=present_speaker(runtime.speakers, data.get("room")),
        duration=duration or None,
        listened=data.get("listened", duration),
        origin=Origin.MANUAL,
    )
    recorded = await runtime.house.write(commands.record_play, play)
    if recorded.written is Written.REFUSED:
        raise refusal("not_a_play")
    runtime.house.async_plays_changed()
    return {"id": recorded.play_id, "result": recorded.written.value}


async def delete_scrobbles(hass: HomeAssistant, call: ServiceCall) -> ServiceResponse:
    """Delete what is selected, or only tell what that would be."""
    runtime = runtime_of(hass)
    data = call.data
    room = data.get("room")
    selection = Selection(
        ids=tuple(data.get("ids", ())),
        start=epoch(data.get("start")),
        end=epoch(data.get("end")),
        artist=data.get("artist"),
        title=data.get("title"),
        album=data.get("album"),
        service=data.get("service"),
        player=speaker_of(runtime.speakers, room) or room,
        origin=data.get("source"),
        batch=data.get("batch"),
    )
    if not selection:
        raise refusal("nothing_selected")
    start, end = selection.start, selection.end
    if start is not None and end is not None and start >= end:
        raise refusal("start_after_end")
    dry_run: bool = data["dry_run"]
    house = runtime.house
    deleted = await house.read(commands.delete_plays, selection, dry_run=True)
    backup = None
    if deleted.count and not dry_run:
        if deleted.count > UNCOPIED:
            backup = await _copy(hass, house)
        await _delete(house, selection, deleted)
        house.async_plays_changed()
    return {
        "count": deleted.count,
        "dry_run": dry_run,
        "backup": backup,
        "first_played_at": iso(deleted.first_at),
        "last_played_at": iso(deleted.last_at),
        "examples": [example(play) for play in deleted.examples],
    }


async def _copy(hass: HomeAssistant, house: House) -> str:
    """Copy the database beside itself, and return the copy's file name."""
    stamp = dt_util.now().strftime("%Y%m%d-%H%M%S")
    try:
        copy = await hass.async_add_executor_job(make_dated, house.path, stamp)
    except NoRoomError as error:
        raise refusal("no_room", needed=str(error.needed), free=str(error.free)) from error
    except (sqlite3.Error, OSError) as error:
        raise refusal("no_copy", reason=str(error)) from error
    return copy.name


async def _delete(house: House, selection: Selection, rehearsed: Deleted) -> None:
    """Delete few plays in one transaction, and many of them behind live work."""
    if rehearsed.count <= SLICE:
        await house.write(commands.delete_plays, selection)
    else:
        await house.write_slices(Deletion(rehearsed.ids))
