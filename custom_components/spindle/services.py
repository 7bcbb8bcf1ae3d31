"""Register Spindle's actions: thin adapters over the store's commands."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from homeassistant.auth.permissions.const import POLICY_EDIT, POLICY_READ
from homeassistant.core import SupportsResponse, callback
from homeassistant.exceptions import ServiceValidationError, Unauthorized, UnknownUser
from homeassistant.helpers import config_validation as cv
from homeassistant.util import dt as dt_util
import voluptuous as vol

from .catalogue.folding import clean
from .const import DOMAIN, OPTION_VISIBILITY, VISIBLE_TO_EVERYONE
from .health import async_history_entry
from .listening.types import Kind, Reason
from .store import commands
from .store.readers import not_counted, not_counted_examples
from .store.removal import SLICE, Deletion
from .store.types import NewPlay, NotCountedSelection, Origin, Selection, Written

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse
    from homeassistant.util.json import JsonValueType

    from .compat import Schema
    from .runtime import HistoryConfigEntry, HistoryRuntime, House, Speakers
    from .store.types import Deleted, PlayRow

SERVICE_SCROBBLE: Final = "scrobble"
SERVICE_DELETE_SCROBBLES: Final = "delete_scrobbles"
SERVICE_GET_NOT_COUNTED: Final = "get_not_counted"

LONGEST_NAME: Final = 512
LONGEST_PLAY: Final = 24 * 3600
FUTURE_TOLERANCE: Final = 60.0
"""Seconds by which another device's clock may be ahead of ours."""
MOST_IDS: Final = 10_000
MOST_EXAMPLES: Final = 200

_Name = vol.All(cv.string, partial(clean, limit=LONGEST_NAME), vol.Length(min=1))
_Seconds = vol.All(vol.Coerce(float), vol.Range(min=0, max=LONGEST_PLAY))
_Identity = vol.All(vol.Coerce(int), vol.Range(min=0, max=2**63 - 1))

SCROBBLE_SCHEMA: Final[Schema] = vol.Schema(
    {
        vol.Required("artist"): _Name,
        vol.Required("title"): _Name,
        vol.Optional("album"): _Name,
        vol.Optional("album_artist"): _Name,
        vol.Optional("played_at"): cv.datetime,
        vol.Optional("duration"): _Seconds,
        vol.Optional("listened"): _Seconds,
        vol.Optional("room"): cv.string,
    }
)

DELETE_SCHEMA: Final[Schema] = vol.Schema(
    {
        vol.Optional("ids"): vol.All(cv.ensure_list, [_Identity], vol.Length(max=MOST_IDS)),
        vol.Optional("start"): cv.datetime,
        vol.Optional("end"): cv.datetime,
        vol.Optional("artist"): _Name,
        vol.Optional("title"): _Name,
        vol.Optional("album"): _Name,
        vol.Optional("service"): _Name,
        vol.Optional("room"): cv.string,
        vol.Optional("source"): _Name,
        vol.Optional("batch"): _Identity,
        vol.Optional("dry_run", default=False): cv.boolean,
    }
)

NOT_COUNTED_SCHEMA: Final[Schema] = vol.Schema(
    {
        vol.Optional("day"): cv.date,
        vol.Optional("room"): cv.string,
        vol.Optional("reason"): vol.Coerce(Reason),
        vol.Optional("limit", default=50): vol.All(
            vol.Coerce(int), vol.Range(min=1, max=MOST_EXAMPLES)
        ),
    }
)


@callback
def async_setup_services(hass: HomeAssistant) -> None:
    """Register every action; each finds the loaded history when it is called."""
    for name, action, schema in (
        (SERVICE_SCROBBLE, _scrobble, SCROBBLE_SCHEMA),
        (SERVICE_DELETE_SCROBBLES, _delete_scrobbles, DELETE_SCHEMA),
    ):
        hass.services.async_register(
            DOMAIN,
            name,
            partial(_for_administrators, hass, action),
            schema,
            SupportsResponse.OPTIONAL,
        )
    hass.services.async_register(
        DOMAIN,
        SERVICE_GET_NOT_COUNTED,
        partial(_get_not_counted, hass),
        NOT_COUNTED_SCHEMA,
        SupportsResponse.ONLY,
    )


async def _for_administrators(
    hass: HomeAssistant,
    action: Callable[[HomeAssistant, ServiceCall], Awaitable[ServiceResponse]],
    call: ServiceCall,
) -> ServiceResponse:
    """Run what changes the history for an administrator, or for an automation.

    Raises ``Unauthorized`` or ``UnknownUser``.
    """
    if not await _is_trusted(hass, call, POLICY_EDIT):
        raise Unauthorized(
            context=call.context, permission=POLICY_EDIT, user_id=call.context.user_id
        )
    return await action(hass, call)


async def _is_trusted(hass: HomeAssistant, call: ServiceCall, permission: str) -> bool:
    """Tell whether an administrator calls, or an automation, which calls in nobody's name."""
    user_id = call.context.user_id
    if user_id is None:
        return True
    user = await hass.auth.async_get_user(user_id)
    if user is None:
        raise UnknownUser(context=call.context, permission=permission, user_id=user_id)
    return user.is_admin


async def _scrobble(hass: HomeAssistant, call: ServiceCall) -> ServiceResponse:
    """Write one play down by hand. It is inert: no event tells of it."""
    runtime = _runtime(hass)
    data = call.data
    played_at = _epoch(data.get("played_at")) or dt_util.utcnow().timestamp()
    if not 0 < played_at <= dt_util.utcnow().timestamp() + FUTURE_TOLERANCE:
        raise _refusal("played_at_out_of_range")
    duration = data.get("duration")
    play = NewPlay(
        played_at=played_at,
        title=data["title"],
        artist=data["artist"],
        album=data.get("album"),
        album_artist=data.get("album_artist"),
        kind=Kind.MUSIC,
        player=_present_speaker(runtime.speakers, data.get("room")),
        duration=duration or None,
        listened=data.get("listened", duration),
        origin=Origin.MANUAL,
    )
    recorded = await runtime.house.write(commands.record_play, play)
    if recorded.written is Written.REFUSED:
        raise _refusal("not_a_play")
    runtime.house.async_plays_changed()
    return {"id": recorded.play_id, "result": recorded.written.value}


async def _delete_scrobbles(hass: HomeAssistant, call: ServiceCall) -> ServiceResponse:
    """Delete what is selected, or only tell what that would be."""
    runtime = _runtime(hass)
    data = call.data
    room = data.get("room")
    selection = Selection(
        ids=tuple(data.get("ids", ())),
        start=_epoch(data.get("start")),
        end=_epoch(data.get("end")),
        artist=data.get("artist"),
        title=data.get("title"),
        album=data.get("album"),
        service=data.get("service"),
        player=_speaker(runtime.speakers, room) or room,
        origin=data.get("source"),
        batch=data.get("batch"),
    )
    if not selection:
        raise _refusal("nothing_selected")
    start, end = selection.start, selection.end
    if start is not None and end is not None and start >= end:
        raise _refusal("start_after_end")
    dry_run: bool = data["dry_run"]
    house = runtime.house
    deleted = await house.read(commands.delete_plays, selection, dry_run=True)
    if deleted.count and not dry_run:
        await _delete(house, selection, deleted)
        house.async_plays_changed()
    return {
        "count": deleted.count,
        "dry_run": dry_run,
        "first_played_at": _iso(deleted.first_at),
        "last_played_at": _iso(deleted.last_at),
        "examples": [_example(play) for play in deleted.examples],
    }


async def _delete(house: House, selection: Selection, rehearsed: Deleted) -> None:
    """Delete few plays in one transaction, and many of them behind live work."""
    if rehearsed.count <= SLICE:
        await house.write(commands.delete_plays, selection)
    else:
        await house.write_slices(Deletion(rehearsed.ids))


async def _get_not_counted(hass: HomeAssistant, call: ServiceCall) -> ServiceResponse:
    """Answer why something was not scrobbled: the latest first, and figures of a day.

    The figures are today's when no day is asked for; the latest are then of any day. Who may see the history may ask; of discreet rooms only administrators learn.
    """
    entry = _entry(hass)
    speakers = entry.runtime_data.speakers
    trusted = await _is_trusted(hass, call, POLICY_READ)
    if not trusted and entry.options.get(OPTION_VISIBILITY) != VISIBLE_TO_EVERYONE:
        raise Unauthorized(
            context=call.context, permission=POLICY_READ, user_id=call.context.user_id
        )
    asked = NotCountedSelection(
        day=call.data.get("day"),
        speaker=_present_speaker(speakers, call.data.get("room")),
        reason=call.data.get("reason"),
        hidden=() if trusted else speakers.discreet,
    )
    day = asked.day or dt_util.now().date()
    house = entry.runtime_data.house
    latest = await house.read(not_counted_examples, asked, call.data["limit"])
    counts = Counter[str]()
    for one in await house.read(not_counted, replace(asked, day=day)):
        counts[one.reason] += one.count
    told: list[JsonValueType] = [
        {
            "at": _iso(one.at),
            "reason": one.reason,
            "title": one.title,
            "artist": one.artist,
            "service": one.service,
            "room": speakers.name(one.speaker) if one.speaker else None,
            "listened": round(one.listened),
        }
        for one in latest
    ]
    return {"not_counted": told, "day": day.isoformat(), "counts": dict(counts)}


def _runtime(hass: HomeAssistant) -> HistoryRuntime:
    """Find what the loaded history is made of, or say what to do."""
    return _entry(hass).runtime_data


def _entry(hass: HomeAssistant) -> HistoryConfigEntry:
    """Find the loaded history, or say what to do."""
    entry = async_history_entry(hass)
    if entry is None:
        raise _refusal("not_loaded")
    return entry


def _speaker(speakers: Speakers, room: str | None) -> str | None:
    """Find the id of the speaker that is meant by its entity, its name or its id."""
    if room is None:
        return None
    for speaker in speakers.known.values():
        if room in (speaker.id, speaker.entity_id) or room.casefold() == speaker.name.casefold():
            return speaker.id
    return None


def _present_speaker(speakers: Speakers, room: str | None) -> str | None:
    """Find the id of a speaker of the household, or say which there are."""
    speaker = _speaker(speakers, room)
    if room is not None and speaker is None:
        names = ", ".join(sorted(known.name for known in speakers.known.values()))
        raise _refusal("unknown_room", room=room[:80], rooms=names or "-")
    return speaker


def _refusal(key: str, **placeholders: str) -> ServiceValidationError:
    """Say, in the user's language, why the call is refused and what to do."""
    return ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key=key,
        translation_placeholders=placeholders or None,
    )


def _epoch(moment: datetime | None) -> float | None:
    """Turn a moment into epoch seconds; one without a zone is local."""
    return None if moment is None else dt_util.as_utc(moment).timestamp()


def _iso(epoch: float | None) -> str | None:
    return None if epoch is None else dt_util.utc_from_timestamp(epoch).isoformat()


def _example(play: PlayRow) -> dict[str, Any]:
    return {
        "id": play.id,
        "played_at": _iso(play.played_at),
        "artist": play.artist,
        "title": play.title,
        "album": play.album,
        "service": play.music_service,
    }
