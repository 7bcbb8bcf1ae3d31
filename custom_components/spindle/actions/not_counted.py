"""Why something was not scrobbled."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from homeassistant.auth.permissions.const import POLICY_READ
from homeassistant.helpers import config_validation as cv
from homeassistant.util import dt as dt_util
import voluptuous as vol

from ..inquiries import seen_speaker
from ..listening.types import Reason
from ..store.readers import not_counted, not_counted_examples
from ..store.types import NotCountedSelection
from ..viewers import viewer_of
from .common import entry_of, is_trusted, iso, unauthorized

if TYPE_CHECKING:
    from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse
    from homeassistant.util.json import JsonValueType

    from ..compat import Schema

MOST_EXAMPLES: Final = 200

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


async def get_not_counted(hass: HomeAssistant, call: ServiceCall) -> ServiceResponse:
    """Answer why something was not scrobbled: the latest first, and figures of a day.

    The figures are today's when no day is asked for; the latest are then of any day. Who may see the history may ask; of discreet rooms only administrators learn.
    """
    entry = entry_of(hass)
    speakers = entry.runtime_data.speakers
    viewer = viewer_of(entry, trusted=await is_trusted(hass, call, POLICY_READ))
    if viewer is None:
        raise unauthorized(call, POLICY_READ)
    room = call.data.get("room")
    asked = NotCountedSelection(
        day=call.data.get("day"),
        speaker=room and seen_speaker(speakers, viewer, room),
        reason=call.data.get("reason"),
        hidden=viewer.hidden,
    )
    day = asked.day or dt_util.now().date()
    house = entry.runtime_data.house
    latest = await house.read(not_counted_examples, asked, call.data["limit"])
    counts = Counter[str]()
    for one in await house.read(not_counted, replace(asked, day=day)):
        counts[one.reason] += one.count
    told: list[JsonValueType] = [
        {
            "at": iso(one.at),
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
