"""Say what there is: versions, the store, what it holds, and who may see what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from homeassistant.const import __version__
from homeassistant.loader import async_get_integration
from homeassistant.util.json import json_loads_object

from ..catalogue.services import display_name
from ..const import (
    CONF_KIND,
    DEFAULT_OPTIONS,
    DOMAIN,
    OPTION_CAP,
    OPTION_EXCLUDED_SERVICES,
    OPTION_FRACTION,
    OPTION_KINDS,
    OPTION_PRIVATE_ROOMS,
    OPTION_QUIET_END,
    OPTION_QUIET_START,
    OPTION_SHORTEST,
    OPTION_STREAM_SECONDS,
    OPTION_VISIBILITY,
)
from ..health import async_health, async_history_entry
from ..inquiries import async_ask
from ..insight_questions import QUESTIONS
from ..insights.scope import Scope
from ..insights.window import PERIODS
from ..panel import PANEL_KEY
from ..store.migrations import MIGRATIONS
from ..store.types import StoreState
from ..viewers import viewer_of

if TYPE_CHECKING:
    from homeassistant.components.websocket_api.connection import ActiveConnection
    from homeassistant.core import HomeAssistant

    from ..runtime import HistoryConfigEntry
    from ..viewers import Viewer

INFO: Final[dict[Any, Any]] = {}

READABLE: Final = frozenset({StoreState.READY, StoreState.WAITING})
RULES: Final = (
    OPTION_SHORTEST,
    OPTION_FRACTION,
    OPTION_CAP,
    OPTION_STREAM_SECONDS,
    OPTION_KINDS,
    OPTION_EXCLUDED_SERVICES,
    OPTION_QUIET_START,
    OPTION_QUIET_END,
    OPTION_VISIBILITY,
)
"""Options that say what becomes a play, and who sees it."""


async def info(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Answer everybody with what is set up, and who may see the history with what it holds."""
    entry = async_history_entry(hass)
    viewer = viewer_of(entry, trusted=connection.user.is_admin) if entry else None
    health = async_health(hass)
    integration = await async_get_integration(hass, DOMAIN)
    told: dict[str, Any] = {
        "version": str(integration.version),
        "home_assistant": __version__,
        "schema": len(MIGRATIONS),
        "frontend": panel.digest if (panel := hass.data.get(PANEL_KEY)) else None,
        "time_zone": hass.config.time_zone,
        "entries": [
            {"kind": one.data.get(CONF_KIND), "state": one.state.value}
            for one in hass.config_entries.async_entries(DOMAIN)
        ],
        "store": {"state": health.store.state.value, "waiting": health.store.waiting},
        "problems": [problem.value for problem in health.problems],
        "viewer": {
            "administrator": connection.user.is_admin,
            "sees_history": viewer is not None,
            "sees_all_rooms": viewer is not None and not viewer.hidden,
        },
        "history": await _history(hass, entry, viewer) if entry and viewer else None,
    }
    connection.send_result(msg["id"], told)


async def _history(
    hass: HomeAssistant, entry: HistoryConfigEntry, viewer: Viewer
) -> dict[str, Any]:
    """Say what the history holds; without figures while the store cannot be read."""
    runtime = entry.runtime_data
    held: dict[str, Any] | None = None
    if runtime.house.status.state in READABLE:
        scope = Scope(without_speakers=viewer.hidden)
        held = json_loads_object(await async_ask(hass, runtime, "holdings", scope, {}))
    services = held.pop("services") if held else []
    heard = held.pop("rooms") if held else []
    options = DEFAULT_OPTIONS | dict(entry.options)
    return {
        "generation": runtime.house.answers.generation,
        "recording": runtime.listener.recording,
        "holds": held,
        "services": [{"id": slug, "name": display_name(slug)} for slug in services],
        "rooms": _rooms(entry, viewer, {room["id"]: room["name"] for room in heard}),
        "options": {option: options[option] for option in RULES},
        "periods": list(PERIODS),
        "questions": {name: question.takes for name, question in QUESTIONS.items()},
    }


def _rooms(
    entry: HistoryConfigEntry, viewer: Viewer, heard: dict[str, str]
) -> list[dict[str, Any]]:
    """List the household's speakers, and those that have left and were heard."""
    speakers = entry.runtime_data.speakers
    private = entry.options.get(OPTION_PRIVATE_ROOMS, ())
    present = [one for one in speakers.known.values() if one.id not in viewer.hidden]
    return [
        {
            "id": one.id,
            "name": one.name,
            "entity_id": one.entity_id,
            "available": one.available,
            "recorded": one.selected and one.id not in private,
            "discreet": one.id in speakers.discreet,
        }
        for one in sorted(present, key=lambda one: one.name.casefold())
    ] + [
        {
            "id": speaker,
            "name": name,
            "entity_id": None,
            "available": False,
            "recorded": False,
            "discreet": speaker in speakers.discreet,
        }
        for speaker, name in heard.items()
        if speaker not in speakers.known
    ]
