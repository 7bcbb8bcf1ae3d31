"""Builders that write into the recorder what core Sonos would have written.

States are set at their own moments in the past, without a clock being moved; the
attributes that media players keep out of the recorder are kept out here too.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from homeassistant.components.media_player import MediaPlayerEntity
from homeassistant.helpers import entity_registry as er
from pytest_homeassistant_custom_component.components.recorder.common import (
    async_wait_recording_done,
)

if TYPE_CHECKING:
    from homeassistant.core import HomeAssistant, StateInfo

_UNRECORDED: StateInfo = {
    "unrecorded_attributes": MediaPlayerEntity._entity_component_unrecorded_attributes
}


@dataclass(slots=True)
class RecordedSpeaker:
    """One Sonos speaker whose past is being written; each call is one state change."""

    hass: HomeAssistant
    id: str
    entity_id: str
    group: list[str | None] = field(default_factory=list)
    """Entity ids, the coordinator first; its own when it stands alone."""

    def play(
        self,
        at: float,
        title: str | None = None,
        artist: str | None = None,
        *,
        duration: int | None = 200,
        uri: str = "x-sonos-spotify:spotify%3atrack%3a01Bz4Mijhe7m7qRvq2Ujpn?sid=9&flags=8224&sn=2",
        **more: object,
    ) -> None:
        """Say that ``title`` plays from ``at`` (epoch seconds) on."""
        self.set(
            at,
            "playing",
            media_title=title,
            media_artist=artist,
            media_duration=duration,
            media_content_id=uri,
            **more,
        )

    def pause(self, at: float, title: str, artist: str, **more: object) -> None:
        """Say that ``title`` was paused."""
        self.set(at, "paused", media_title=title, media_artist=artist, **more)

    def idle(self, at: float) -> None:
        """Say that nothing plays any more."""
        self.set(at, "idle")

    def unavailable(self, at: float) -> None:
        """Say that the speaker is gone."""
        self.hass.states.async_set(self.entity_id, "unavailable", {}, timestamp=at)

    def set(self, at: float, state: str, **media: object) -> None:
        """Write one state with the attributes core Sonos always gives, and ``media``."""
        moment = datetime.fromtimestamp(at, UTC)
        attributes: dict[str, Any] = {
            "media_content_type": "music",
            "media_position": 0,
            "media_position_updated_at": moment,
            "volume_level": 0.2,
            "is_volume_muted": False,
            "shuffle": False,
            "repeat": "off",
            "queue_position": 1,
            "queue_size": 12,
            "group_members": self.group or [self.entity_id],
            "friendly_name": self.entity_id,
            "supported_features": 4127295,
            **{name: value for name, value in media.items() if value is not None},
        }
        self.hass.states.async_set(
            self.entity_id, state, attributes, state_info=_UNRECORDED, timestamp=at
        )


def add_speaker(hass: HomeAssistant, name: str, speaker_id: str | None = None) -> RecordedSpeaker:
    """Register a Sonos speaker ``media_player.<name>`` as core Sonos would."""
    speaker_id = speaker_id or f"RINCON_{name.upper()}"
    entry = er.async_get(hass).async_get_or_create(
        "media_player",
        "sonos",
        speaker_id,
        suggested_object_id=name,
        original_name=name,
    )
    return RecordedSpeaker(hass, speaker_id, entry.entity_id)


async def recorded(hass: HomeAssistant) -> None:
    """Wait until the recorder has written everything told so far."""
    await hass.async_block_till_done()
    await async_wait_recording_done(hass)
