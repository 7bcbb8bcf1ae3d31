"""Home Assistant's backup platform: the database stands still while it is copied.

Whatever goes wrong here is told in the log and nowhere else: a backup is never given up
because of it. A copy that was made beside running writes is repaired when it is opened.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from .const import LOGGER
from .runtime import HOUSE_KEY

if TYPE_CHECKING:
    from homeassistant.core import HomeAssistant

PATIENCE: Final = 30.0
"""Seconds a backup waits for the database to stand still."""


async def async_pre_backup(hass: HomeAssistant) -> None:
    """Let the database stand still, from now until the backup is done."""
    house = hass.data.get(HOUSE_KEY)
    if house is None or not house.is_open:
        return
    try:
        async with asyncio.timeout(PATIENCE):
            await house.begin_backup()
    except TimeoutError:
        LOGGER.warning("The backup does not wait longer for Spindle's database to stand still")
        house.async_end_backup()
    except Exception:  # noqa: BLE001 (no error of ours ends a backup)
        LOGGER.exception("Spindle's database does not stand still for the backup")


async def async_post_backup(hass: HomeAssistant) -> None:
    """Let what has waited be written."""
    try:
        if house := hass.data.get(HOUSE_KEY):
            house.async_end_backup()
    except Exception:  # noqa: BLE001 (as above)
        LOGGER.exception("Spindle's database could not be told that the backup is done")
