"""What every websocket command needs: who asks, the loaded history, refusals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homeassistant.components import websocket_api
from homeassistant.exceptions import ServiceValidationError, Unauthorized

from ..actions.common import entry_of
from ..viewers import viewer_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from homeassistant.components.websocket_api.connection import ActiveConnection
    from homeassistant.components.websocket_api.const import AsyncWebSocketCommandHandler
    from homeassistant.core import HomeAssistant

    from ..runtime import HistoryConfigEntry
    from ..viewers import Viewer

type Answering = Callable[
    [HomeAssistant, HistoryConfigEntry, Viewer, dict[str, Any]], Awaitable[bytes]
]
"""Answers a message, without its ``id`` and ``type``, with JSON."""


def answering(answer: Answering) -> AsyncWebSocketCommandHandler:
    """Make a command of what answers those who may see the history.

    Others are told ``unauthorized``; what is refused is ``invalid_format`` with a translated
    sentence; while the history does not run it is ``not_found``.
    """

    async def handle(
        hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
    ) -> None:
        try:
            entry, viewer = seen_by(hass, connection)
            asked = {key: value for key, value in msg.items() if key not in {"id", "type"}}
            told = await answer(hass, entry, viewer, asked)
        except ServiceValidationError as refused:
            refuse(connection, msg["id"], refused)
        else:
            connection.send_message(
                websocket_api.messages.construct_result_message(msg["id"], told)
            )

    return handle


def seen_by(hass: HomeAssistant, connection: ActiveConnection) -> tuple[HistoryConfigEntry, Viewer]:
    """Find the loaded history, and what of it the connection's user may see.

    Raises ``Unauthorized``, and ``ServiceValidationError`` while no history runs.
    """
    entry = entry_of(hass)
    viewer = viewer_of(entry, trusted=connection.user.is_admin)
    if viewer is None:
        raise Unauthorized
    return entry, viewer


def refuse(connection: ActiveConnection, msg_id: int, refused: ServiceValidationError) -> None:
    """Tell why a message is refused: a mistake of the asker is nothing for the log."""
    not_loaded = refused.translation_key == "not_loaded"
    connection.send_error(
        msg_id,
        websocket_api.ERR_NOT_FOUND if not_loaded else websocket_api.ERR_INVALID_FORMAT,
        str(refused),
        translation_key=refused.translation_key,
        translation_domain=refused.translation_domain,
        translation_placeholders=refused.translation_placeholders,
    )
