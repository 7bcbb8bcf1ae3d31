"""The history, taken out as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from homeassistant.helpers import config_validation as cv
import voluptuous as vol

from ..allowed_paths import async_allowed_path
from ..exporter import Period, async_export
from ..history.writers import Writing
from .common import epoch, refusal, runtime_of

if TYPE_CHECKING:
    from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse

    from ..compat import Schema

EXPORT_SCHEMA: Final[Schema] = vol.Schema(
    {
        vol.Required("path"): cv.string,
        vol.Optional("format", default=Writing.JSONL): vol.Coerce(Writing),
        vol.Optional("start"): cv.datetime,
        vol.Optional("end"): cv.datetime,
    }
)


async def export_history(hass: HomeAssistant, call: ServiceCall) -> ServiceResponse:
    """Write the history, or a period of it, to a file in a folder that is allowed."""
    runtime = runtime_of(hass)
    period = Period(start=epoch(call.data.get("start")), end=epoch(call.data.get("end")))
    if period.start is not None and period.end is not None and period.start >= period.end:
        raise refusal("start_after_end")
    path = await async_allowed_path(hass, call.data["path"])
    try:
        plays = await async_export(hass, runtime.house, path, call.data["format"], period)
    except FileExistsError as error:
        raise refusal("file_exists", path=str(path)) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise refusal("export_failed", path=str(path), reason=reason) from error
    return {"path": str(path), "plays": plays}
