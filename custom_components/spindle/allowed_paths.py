"""Find a file that a person names, where Home Assistant lets integrations read and write."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from .refusals import refusal

if TYPE_CHECKING:
    from homeassistant.core import HomeAssistant


async def async_allowed_path(hass: HomeAssistant, named: str) -> Path:
    """Return the whole path; one that is not absolute begins in the configuration directory.

    Raises ``ServiceValidationError`` for what is outside the allowed folders, wherever links
    and ``..`` lead.
    """
    whole = hass.config.path(named)
    if not await hass.async_add_executor_job(hass.config.is_allowed_path, whole):
        raise refusal("path_not_allowed", path=whole[:200])
    return Path(whole)
