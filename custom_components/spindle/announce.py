"""Say what everybody may know of a new play, and tell Home Assistant's bus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homeassistant.core import HomeAssistant, callback
from homeassistant.util import dt as dt_util

from .const import EVENT_SCROBBLED

if TYPE_CHECKING:
    from .listening.types import Listening
    from .speakers import Speakers
    from .store.types import Recorded


@callback
def async_announce(
    hass: HomeAssistant, speakers: Speakers, listening: Listening, recorded: Recorded
) -> None:
    """Fire ``spindle_scrobbled`` for a play that is durable; at most once.

    Automations carry an event anywhere: a discreet room's play makes none.
    """
    if told := public(speakers, listening, recorded):
        hass.bus.async_fire(EVENT_SCROBBLED, told)


def public(
    speakers: Speakers, listening: Listening, recorded: Recorded
) -> dict[str, object] | None:
    """Describe a play for everybody: names as of now, ids beside them, nothing but JSON.

    None for a play of a discreet room, and such a room is not named among those that
    joined in.
    """
    if listening.speaker in speakers.discreet:
        return None
    speaker = speakers.known.get(listening.speaker)
    return {
        "id": recorded.play_id,
        "played_at": dt_util.utc_from_timestamp(int(listening.started_at)).isoformat(),
        "title": listening.title,
        "artist": listening.artist,
        "album": listening.album,
        "album_artist": listening.album_artist,
        "station": listening.station,
        "music_service": listening.source.service,
        "kind": listening.source.kind.value,
        "duration": listening.duration,
        "listened": round(listening.listened, 1),
        "room": speakers.name(listening.speaker),
        "rooms": [speakers.name(room) for room in listening.rooms if room not in speakers.discreet],
        "speaker": listening.speaker,
        "entity_id": speaker.entity_id if speaker else None,
    }
