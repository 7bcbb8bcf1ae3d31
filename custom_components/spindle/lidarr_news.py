"""Tell Home Assistant's bus what happens to the queue for Lidarr."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from homeassistant.core import callback
from homeassistant.util import dt as dt_util

from .const import EVENT_LIDARR_QUEUE
from .lidarr_words import async_told

if TYPE_CHECKING:
    from homeassistant.core import HomeAssistant

    from .lidarr.types import QueueEvent, QueueEventType


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueNews:
    """What has happened to the queue, as everybody may be told."""

    type: QueueEventType
    count: int
    artist: str | None
    album: str | None
    reason: str | None
    """Why something failed, or nothing is sent: a value of ``WantedReason`` or ``Hold``."""
    since: str | None
    """Since when nothing was sent, ISO."""
    depth: int | None
    """Rows of Lidarr's own queue."""
    cap: int | None
    message: str
    """The same as a sentence, in the household's language."""

    def as_dict(self) -> dict[str, str | int | None]:
        """Shape it for an event's data, without its type."""
        return {
            "count": self.count,
            "artist": self.artist,
            "album": self.album,
            "reason": self.reason,
            "since": self.since,
            "depth": self.depth,
            "cap": self.cap,
            "message": self.message,
        }


@callback
def async_queue_news(hass: HomeAssistant, event: QueueEvent) -> QueueNews:
    """Put what the queue tells into words."""
    since = event.since
    return QueueNews(
        type=event.type,
        count=event.count,
        artist=event.artist,
        album=event.album,
        reason=event.reason,
        since=None if since is None else dt_util.utc_from_timestamp(int(since)).isoformat(),
        depth=event.depth,
        cap=event.cap,
        message=async_told(hass, event),
    )


@callback
def async_announce_queue(hass: HomeAssistant, event: QueueEvent) -> None:
    """Fire ``spindle_lidarr_queue``; at most once for each."""
    news = async_queue_news(hass, event)
    hass.bus.async_fire(EVENT_LIDARR_QUEUE, {"type": news.type.value, **news.as_dict()})
