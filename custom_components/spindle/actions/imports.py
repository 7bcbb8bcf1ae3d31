"""Histories from elsewhere: bring one in, stop that, take it out again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from homeassistant.helpers import config_validation as cv
import voluptuous as vol

from ..history.plain_csv import HEADINGS
from ..import_reading import (
    DEFAULT_SHORTEST,
    OPTION_COLUMNS,
    OPTION_SHORTEST,
    OPTION_ZONE,
)
from .common import IDENTITY, iso, refusal, runtime_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse

    from ..compat import Schema
    from ..history import Report
    from ..import_job import Outcome
    from ..importer import Importer
    from ..staging import Staged
    from ..store.imports import Import

LONGEST_SHORTEST: Final = 3600
LONGEST_HEADING: Final = 128

IMPORT_FIELDS: Final[dict[Any, Any]] = {
    vol.Exclusive("path", "file"): cv.string,
    vol.Exclusive("upload", "file"): cv.string,
    vol.Optional("shortest", default=DEFAULT_SHORTEST): vol.All(
        vol.Coerce(float), vol.Range(min=0, max=LONGEST_SHORTEST)
    ),
    vol.Optional("columns", default=dict): {
        vol.In(HEADINGS): vol.All(vol.Coerce(str), vol.Length(min=1, max=LONGEST_HEADING))
    },
    vol.Optional("dry_run", default=False): cv.boolean,
}
IMPORT_SCHEMA: Final[Schema] = vol.Schema(IMPORT_FIELDS)
ONE_IMPORT_SCHEMA: Final[Schema] = vol.Schema({vol.Required("id"): IDENTITY})


async def import_history(hass: HomeAssistant, call: ServiceCall) -> ServiceResponse:
    """Bring a history in, or only tell what that would come to; answers when it is over."""
    importer = runtime_of(hass).house.importer
    staged = await staged_file(importer, call.data, options_of(hass, call.data))
    if call.data["dry_run"]:
        try:
            report = await importer.async_rehearse(staged)
        finally:
            await importer.async_discard(staged)
        return {"dry_run": True, "report": report_json(report)}
    import_id = await importer.async_import(staged)
    outcome = await importer.async_ended(import_id)
    if outcome.error is not None:
        raise refusal("import_failed", reason=outcome.error)
    return {"dry_run": False, "id": import_id, **_outcome_json(outcome)}


async def cancel_import(hass: HomeAssistant, call: ServiceCall) -> ServiceResponse:
    """Stop an import where it is; what it has brought stands, and can be undone."""
    return import_json(await runtime_of(hass).house.importer.async_cancel(call.data["id"]))


async def undo_import(hass: HomeAssistant, call: ServiceCall) -> ServiceResponse:
    """Remove what an import has brought, and nothing else."""
    return import_json(await runtime_of(hass).house.importer.async_undo(call.data["id"]))


async def staged_file(
    importer: Importer, data: Mapping[str, Any], options: dict[str, Any]
) -> Staged:
    """Stage the file that was named, in a folder or uploaded; refuse anything else."""
    if "path" in data:
        return await importer.async_stage_path(data["path"], options)
    if "upload" in data:
        return await importer.async_stage_upload(data["upload"], options)
    raise refusal("import_no_file")


def options_of(hass: HomeAssistant, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return how a file is to be read, from what was said of it."""
    return {
        OPTION_SHORTEST: data["shortest"],
        OPTION_COLUMNS: dict(data["columns"]),
        OPTION_ZONE: hass.config.time_zone,
    }


def import_json(known: Import) -> dict[str, Any]:
    """Show an import in a response."""
    plan = known.plan
    return {
        "id": known.id,
        "name": plan.name,
        "phase": known.phase.value,
        "source": plan.origin,
        "asked_at": iso(plan.asked_at),
        "batch": plan.batch,
        "plays": known.plays,
        "percent": 100 * plan.bytes_read // plan.size if plan.size else None,
        "report": _report_json(plan.report) if plan.report else None,
        "error": known.error,
    }


def report_json(report: Report) -> dict[str, Any]:
    """Show a report in a response."""
    return _report_json(report.as_dict())


def _report_json(report: dict[str, Any]) -> dict[str, Any]:
    told = {key: value for key, value in report.items() if key not in {"first_at", "last_at"}}
    return {
        **told,
        "first_played_at": iso(report["first_at"]),
        "last_played_at": iso(report["last_at"]),
    }


def _outcome_json(outcome: Outcome) -> dict[str, Any]:
    return {"phase": outcome.phase.value, "report": report_json(outcome.report)}
