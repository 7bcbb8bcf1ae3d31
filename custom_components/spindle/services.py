"""Register Spindle's actions; what they do stands in ``actions``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from homeassistant.core import SupportsResponse, callback

from .actions import (
    care,
    corrections,
    exports,
    imports,
    insights,
    links,
    not_counted,
    playlists,
    queue,
    scrobbles,
)
from .actions.common import for_administrators
from .const import DOMAIN

if TYPE_CHECKING:
    from homeassistant.core import HomeAssistant

    from .actions.common import Action
    from .compat import Schema


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One action, as Home Assistant is told of it."""

    action: Action
    schema: Schema
    response: SupportsResponse = SupportsResponse.OPTIONAL


SERVICES: Final[dict[str, Service]] = {
    "scrobble": Service(
        action=for_administrators(scrobbles.scrobble), schema=scrobbles.SCROBBLE_SCHEMA
    ),
    "delete_scrobbles": Service(
        action=for_administrators(scrobbles.delete_scrobbles), schema=scrobbles.DELETE_SCHEMA
    ),
    "export_history": Service(
        action=for_administrators(exports.export_history), schema=exports.EXPORT_SCHEMA
    ),
    "import_history": Service(
        action=for_administrators(imports.import_history), schema=imports.IMPORT_SCHEMA
    ),
    "cancel_import": Service(
        action=for_administrators(imports.cancel_import), schema=imports.ONE_IMPORT_SCHEMA
    ),
    "undo_import": Service(
        action=for_administrators(imports.undo_import), schema=imports.ONE_IMPORT_SCHEMA
    ),
    "get_not_counted": Service(
        action=not_counted.get_not_counted,
        schema=not_counted.NOT_COUNTED_SCHEMA,
        response=SupportsResponse.ONLY,
    ),
    "get_insights": Service(
        action=insights.get_insights,
        schema=insights.INSIGHTS_SCHEMA,
        response=SupportsResponse.ONLY,
    ),
    "search": Service(
        action=insights.search, schema=insights.SEARCH_SCHEMA, response=SupportsResponse.ONLY
    ),
    "share_links": Service(
        action=links.share_links, schema=links.SHARE_SCHEMA, response=SupportsResponse.ONLY
    ),
    "rename": Service(action=for_administrators(care.rename), schema=care.RENAME_SCHEMA),
    "merge": Service(action=for_administrators(care.merge), schema=care.MERGE_SCHEMA),
    "correct": Service(
        action=for_administrators(corrections.correct), schema=corrections.CORRECT_SCHEMA
    ),
    "hide": Service(action=for_administrators(care.hide), schema=care.HIDE_SCHEMA),
    "unhide": Service(action=for_administrators(care.unhide), schema=care.UNHIDE_SCHEMA),
    "get_hide_rules": Service(
        action=for_administrators(care.get_hide_rules),
        schema=care.HIDE_RULES_SCHEMA,
        response=SupportsResponse.ONLY,
    ),
    "queue_album": Service(
        action=for_administrators(queue.queue_album), schema=queue.QUEUE_ALBUM_SCHEMA
    ),
    "retry_failed": Service(
        action=for_administrators(queue.retry_failed), schema=queue.THESE_SCHEMA
    ),
    "cancel_queued": Service(
        action=for_administrators(queue.cancel_queued), schema=queue.THESE_SCHEMA
    ),
    "generate_playlists": Service(
        action=for_administrators(playlists.generate_playlists), schema=playlists.GENERATE_SCHEMA
    ),
    "cancel_playlists": Service(
        action=for_administrators(playlists.cancel_playlists), schema=playlists.CANCEL_SCHEMA
    ),
}
"""Every action by name. Those that change the history are for administrators and automations."""


@callback
def async_setup_services(hass: HomeAssistant) -> None:
    """Register every action; each finds the loaded history when it is called."""
    for name, service in SERVICES.items():
        hass.services.async_register(
            DOMAIN, name, partial(service.action, hass), service.schema, service.response
        )
