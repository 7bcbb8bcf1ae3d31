"""What every action needs: the loaded history, who calls, refusals, rooms, moments."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from homeassistant.auth.permissions.const import POLICY_EDIT
from homeassistant.exceptions import Unauthorized, UnknownUser
from homeassistant.helpers import config_validation as cv
from homeassistant.util import dt as dt_util
import voluptuous as vol

from ..catalogue.folding import clean
from ..health import async_history_entry
from ..refusals import refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from datetime import datetime

    from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse

    from ..runtime import HistoryConfigEntry, HistoryRuntime, Speakers
    from ..store.types import PlayRow

__all__ = [
    "IDENTITY",
    "LONGEST_NAME",
    "NAME",
    "Action",
    "entry_of",
    "epoch",
    "example",
    "for_administrators",
    "is_trusted",
    "iso",
    "present_speaker",
    "refusal",
    "runtime_of",
    "speaker_of",
    "unauthorized",
]

type Action = Callable[[HomeAssistant, ServiceCall], Coroutine[Any, Any, ServiceResponse]]

LONGEST_NAME: Final = 512

NAME: Final = vol.All(cv.string, partial(clean, limit=LONGEST_NAME), vol.Length(min=1))
"""An artist, a title, an album: cleaned, and not empty."""
IDENTITY: Final = vol.All(vol.Coerce(int), vol.Range(min=0, max=2**63 - 1))
"""The id of a row."""


def for_administrators(action: Action) -> Action:
    """Let only an administrator run what changes the history, or an automation.

    The action then raises ``Unauthorized`` or ``UnknownUser``.
    """

    async def run(hass: HomeAssistant, call: ServiceCall) -> ServiceResponse:
        if not await is_trusted(hass, call, POLICY_EDIT):
            raise unauthorized(call, POLICY_EDIT)
        return await action(hass, call)

    return run


async def is_trusted(hass: HomeAssistant, call: ServiceCall, permission: str) -> bool:
    """Tell whether an administrator calls, or an automation, which calls in nobody's name.

    Raises ``UnknownUser``.
    """
    user_id = call.context.user_id
    if user_id is None:
        return True
    user = await hass.auth.async_get_user(user_id)
    if user is None:
        raise UnknownUser(context=call.context, permission=permission, user_id=user_id)
    return user.is_admin


def unauthorized(call: ServiceCall, permission: str) -> Unauthorized:
    """Say that the caller may not."""
    return Unauthorized(context=call.context, permission=permission, user_id=call.context.user_id)


def runtime_of(hass: HomeAssistant) -> HistoryRuntime:
    """Find what the loaded history is made of, or say what to do."""
    return entry_of(hass).runtime_data


def entry_of(hass: HomeAssistant) -> HistoryConfigEntry:
    """Find the loaded history, or say what to do."""
    entry = async_history_entry(hass)
    if entry is None:
        raise refusal("not_loaded")
    return entry


def speaker_of(speakers: Speakers, room: str | None) -> str | None:
    """Find the id of the speaker that is meant by its entity, its name or its id."""
    if room is None:
        return None
    for speaker in speakers.known.values():
        if room in (speaker.id, speaker.entity_id) or room.casefold() == speaker.name.casefold():
            return speaker.id
    return None


def present_speaker(speakers: Speakers, room: str | None) -> str | None:
    """Find the id of a speaker of the household, or say which there are."""
    speaker = speaker_of(speakers, room)
    if room is not None and speaker is None:
        names = ", ".join(sorted(known.name for known in speakers.known.values()))
        raise refusal("unknown_room", room=room[:80], rooms=names or "-")
    return speaker


def epoch(moment: datetime | None) -> float | None:
    """Turn a moment into epoch seconds; one without a zone is local."""
    return None if moment is None else dt_util.as_utc(moment).timestamp()


def iso(moment: float | None) -> str | None:
    """Turn epoch seconds into what a response says."""
    return None if moment is None else dt_util.utc_from_timestamp(moment).isoformat()


def example(play: PlayRow) -> dict[str, Any]:
    """Show a play in a response."""
    return {
        "id": play.id,
        "played_at": iso(play.played_at),
        "artist": play.artist,
        "title": play.title,
        "album": play.album,
        "service": play.music_service,
    }
