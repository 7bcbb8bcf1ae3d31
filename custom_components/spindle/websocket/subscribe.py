"""Push what changes to whoever looks, until they unsubscribe or go."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from homeassistant.exceptions import Unauthorized

from ..feed import Feed
from ..health import async_history_entry
from ..viewers import viewer_of

if TYPE_CHECKING:
    from homeassistant.components.websocket_api.connection import ActiveConnection
    from homeassistant.core import HomeAssistant

SUBSCRIBE: Final[dict[Any, Any]] = {}


async def subscribe(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Begin a ``Feed``. It belongs to no entry: it outlives reloads, and waits for a set-up.

    Raises ``Unauthorized`` for who may not see the history that runs.
    """
    trusted = connection.user.is_admin
    entry = async_history_entry(hass)
    if entry and viewer_of(entry, trusted=trusted) is None:
        raise Unauthorized
    feed = Feed(hass, partial(connection.send_event, msg["id"]), trusted=trusted)
    connection.subscriptions[msg["id"]] = feed.async_stop
    connection.send_result(msg["id"])
    feed.async_start()
