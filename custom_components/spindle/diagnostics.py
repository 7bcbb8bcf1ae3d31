"""Hand out what helps to find a fault, without a word of what is played, where or by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .const import CONF_KIND
from .health import async_health
from .kinds import KINDS

if TYPE_CHECKING:
    from homeassistant.config_entries import ConfigEntry
    from homeassistant.core import HomeAssistant


async def async_get_config_entry_diagnostics(
    hass: HomeAssistant, entry: ConfigEntry[Any]
) -> dict[str, Any]:
    """Gather how everything is, and what the entry's kind tells of itself."""
    told = KINDS[entry.data[CONF_KIND]].diagnose(hass, entry)
    return {
        **told,
        "entry": {
            "version": f"{entry.version}.{entry.minor_version}",
            "source": entry.source,
            **told["entry"],
        },
        "health": async_health(hass).as_dict(),
    }
