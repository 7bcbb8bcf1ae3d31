"""How the queue for Lidarr stands, and one page of one of its lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from homeassistant.exceptions import Unauthorized
import voluptuous as vol

from ..covers import async_cover
from ..health import async_history_entry
from ..insight_json import Moments, as_plain
from ..lidarr_runtime import async_lidarr_entry
from ..lidarr_words import async_hold, async_reason
from ..runtime import HOUSE_KEY
from ..store.lidarr_reads import Tab, page
from ..viewers import viewer_of

if TYPE_CHECKING:
    from homeassistant.components.websocket_api.connection import ActiveConnection
    from homeassistant.core import HomeAssistant

    from ..lidarr.types import SubmitterState
    from ..store.lidarr_types import WantedItem

MOST_ITEMS: Final = 200
FURTHEST: Final = 1_000_000

QUEUE: Final[dict[Any, Any]] = {
    vol.Optional("tab", default=Tab.WAITING.value): vol.Coerce(Tab),
    vol.Optional("offset", default=0): vol.All(int, vol.Range(min=0, max=FURTHEST)),
    vol.Optional("limit", default=50): vol.All(int, vol.Range(min=1, max=MOST_ITEMS)),
}


async def queue(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Answer ``{state, tab, offset, total, items}``; moments are epochs, shares 0 to 1.

    ``state`` is null while Lidarr is not set up, or nothing is known of it yet. What is wanted
    may have been heard in any room: ``items`` is null for whoever may not see all of them.
    Raises ``Unauthorized``, and Home Assistant's own error while the store cannot be read.
    """
    sees_names = _sees_names(hass, connection)
    entry = async_lidarr_entry(hass)
    state = entry.runtime_data.coordinator.latest if entry else None
    listed = await hass.data[HOUSE_KEY].read(page, msg["tab"], msg["offset"], msg["limit"])
    items = [_item(hass, item) for item in listed.items] if sees_names else None
    connection.send_result(
        msg["id"],
        {
            "state": state and _state(hass, state, sees_names=sees_names),
            "tab": msg["tab"].value,
            "offset": msg["offset"],
            "total": listed.total,
            "items": items,
        },
    )


def _sees_names(hass: HomeAssistant, connection: ActiveConnection) -> bool:
    """Tell whether whoever asks may know what is wanted. Raises ``Unauthorized``."""
    if connection.user.is_admin:
        return True
    entry = async_history_entry(hass)
    viewer = viewer_of(entry, trusted=False) if entry else None
    if viewer is None:
        raise Unauthorized
    return not viewer.hidden


def _state(hass: HomeAssistant, state: SubmitterState, *, sees_names: bool) -> dict[str, Any]:
    """Tell how it stands: both depths, what is reserved, the pace, and the end in sight."""
    return {
        "phase": state.phase.value,
        "hold": state.hold and state.hold.value,
        "since": state.since,
        "message": async_hold(hass, state.hold),
        "detail": state.detail,
        "cap": state.cap,
        "depth": state.depth,
        "reserved": state.reserved,
        "budget": state.budget,
        "waiting": state.waiting,
        "counts": {status.value: count for status, count in state.counts.items()},
        "read_at": state.read_at,
        "next_wake_at": state.next_wake_at,
        "per_hour": state.per_hour,
        "done_at": state.done_at,
        "stuck": as_plain(state.stuck, Moments.EPOCH) if sees_names else None,
    }


def _item(hass: HomeAssistant, item: WantedItem) -> dict[str, Any]:
    """Tell of one thing how far it has come, why, and what comes next."""
    return {
        "id": item.id,
        "kind": item.kind.value,
        "artist": item.artist,
        "album": item.album,
        "mbid": item.mbid,
        "artist_id": item.artist_id,
        "album_id": item.album_id,
        "lidarr_id": item.lidarr_id,
        "origin": item.origin.value,
        "status": item.status.value,
        "reason": item.reason and item.reason.value,
        "message": item.reason and async_reason(hass, item.reason),
        "detail": item.detail,
        "cover": async_cover(hass, item.mbid) if item.album and item.mbid else None,
        "evidence": as_plain(item.evidence, Moments.EPOCH),
        "progress": item.progress,
        "reserved": item.reserved_at is not None,
        "searches": item.searches,
        "attempts": item.attempts,
        "last_error": item.last_error,
        "next_attempt_at": item.next_attempt_at,
        "created_at": item.created_at,
        "submitted_at": item.submitted_at,
        "searched_at": item.searched_at,
        "changed_at": item.changed_at,
    }
