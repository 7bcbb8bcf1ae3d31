"""Histories from elsewhere, for the panel: list, start, stop, undo. For administrators."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from homeassistant.exceptions import ServiceValidationError, Unauthorized
import voluptuous as vol

from ..actions.common import IDENTITY, runtime_of
from ..actions.imports import IMPORT_FIELDS, import_json, options_of, report_json, staged_file
from .common import refuse

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from homeassistant.components.websocket_api.connection import ActiveConnection
    from homeassistant.components.websocket_api.const import AsyncWebSocketCommandHandler
    from homeassistant.core import HomeAssistant

    from ..importer import Importer

LIST: Final[dict[Any, Any]] = {}
START: Final = IMPORT_FIELDS
ONE: Final[dict[Any, Any]] = {vol.Required("import_id"): IDENTITY}

type Answering = Callable[[HomeAssistant, Importer, dict[str, Any]], Awaitable[dict[str, Any]]]


def for_administrators(answer: Answering) -> AsyncWebSocketCommandHandler:
    """Make a command of what answers administrators; others are told ``unauthorized``.

    What is refused is told with a translated sentence.
    """

    async def handle(
        hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
    ) -> None:
        if not connection.user.is_admin:
            raise Unauthorized
        try:
            told = await answer(hass, runtime_of(hass).house.importer, msg)
        except ServiceValidationError as refused:
            refuse(connection, msg["id"], refused)
        else:
            connection.send_result(msg["id"], told)

    return handle


async def list_imports(
    hass: HomeAssistant, importer: Importer, _msg: dict[str, Any]
) -> dict[str, Any]:
    """Tell of the latest imports."""
    return {"imports": [import_json(known) for known in await importer.async_list()]}


async def start(hass: HomeAssistant, importer: Importer, msg: dict[str, Any]) -> dict[str, Any]:
    """Ask for an import and answer at once; a rehearsal answers when it is over."""
    staged = await staged_file(importer, msg, options_of(hass, msg))
    if msg["dry_run"]:
        try:
            report = await importer.async_rehearse(staged)
        finally:
            await importer.async_discard(staged)
        return {"dry_run": True, "report": report_json(report)}
    return {"dry_run": False, "import_id": await importer.async_import(staged)}


async def cancel(hass: HomeAssistant, importer: Importer, msg: dict[str, Any]) -> dict[str, Any]:
    """Stop an import where it is."""
    return import_json(await importer.async_cancel(msg["import_id"]))


async def undo(hass: HomeAssistant, importer: Importer, msg: dict[str, Any]) -> dict[str, Any]:
    """Remove what an import has brought."""
    return import_json(await importer.async_undo(msg["import_id"]))
