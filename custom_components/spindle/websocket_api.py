"""Register Spindle's websocket commands; what they do stands in ``websocket``."""

from __future__ import annotations

from typing import Any, Final

from homeassistant.components import websocket_api
from homeassistant.core import HomeAssistant, callback
import voluptuous as vol

from .const import DOMAIN
from .inquiries import SCOPE
from .insight_questions import QUESTIONS
from .websocket import imports
from .websocket.common import answering
from .websocket.info import INFO, info
from .websocket.insights import INSIGHTS, insights, question
from .websocket.playlists import PLAYLISTS, playlists
from .websocket.queue import QUEUE, queue
from .websocket.services import SERVICES, services
from .websocket.subscribe import SUBSCRIBE, subscribe

COMMANDS: Final[dict[str, tuple[Any, dict[Any, Any]]]] = {
    "info": (info, INFO),
    "insights": (answering(insights), INSIGHTS),
    "playlists": (answering(playlists), PLAYLISTS),
    "queue": (queue, QUEUE),
    "services": (answering(services), SERVICES),
    "subscribe": (subscribe, SUBSCRIBE),
    "imports/list": (imports.for_administrators(imports.list_imports), imports.LIST),
    "imports/start": (imports.for_administrators(imports.start), imports.START),
    "imports/cancel": (imports.for_administrators(imports.cancel), imports.ONE),
    "imports/undo": (imports.for_administrators(imports.undo), imports.ONE),
} | {
    name: (answering(question(name)), {**SCOPE, **QUESTIONS[name].arguments})
    for name in ("recent", "search", "top")
}
"""Every command by name: what handles it, and what its messages may hold."""


@callback
def async_setup_websocket(hass: HomeAssistant) -> None:
    """Register every command; each finds the loaded history when it is asked."""
    for name, (handler, schema) in COMMANDS.items():
        command = f"{DOMAIN}/{name}"
        websocket_api.async_register_command(
            hass,
            command,
            websocket_api.async_response(handler),
            websocket_api.BASE_COMMAND_MESSAGE_SCHEMA.extend(
                {vol.Required("type"): command, **schema}
            ),
        )
