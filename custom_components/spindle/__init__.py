"""Spindle: writes down everything that plays on a household's Sonos speakers.

The way of a play through this package, from a state change to a row:
``speakers`` → ``listener`` → ``listening`` (judges) → ``outbox`` → ``store`` → ``announce``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homeassistant.exceptions import ConfigEntryError
from homeassistant.helpers import config_validation as cv

from .const import CONF_KIND, DOMAIN, ENTRY_VERSION, LOGGER
from .covers import CoverView
from .health import HealthView
from .house import House
from .kinds import KINDS, Kind
from .panel import async_hide_unused_panel, async_setup_panel, async_show_panel
from .repairs import async_watch_store
from .runtime import HOUSE_KEY
from .services import async_setup_services
from .websocket_api import async_setup_websocket

if TYPE_CHECKING:
    from homeassistant.config_entries import ConfigEntry
    from homeassistant.core import HomeAssistant
    from homeassistant.helpers.typing import ConfigType

CONFIG_SCHEMA = cv.config_entry_only_config_schema(DOMAIN)


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Build the house and what belongs to no entry; nothing here touches the database."""
    house = hass.data[HOUSE_KEY] = House(hass)
    async_watch_store(hass, house)
    async_setup_services(hass)
    async_setup_websocket(hass)
    hass.http.register_view(HealthView)
    hass.http.register_view(CoverView)
    await async_setup_panel(hass)
    return True


async def async_setup_entry(hass: HomeAssistant, entry: ConfigEntry[Any]) -> bool:
    """Set an entry up as its kind wants it, without waiting for the database."""
    kind = _kind(entry)
    await kind.set_up(hass, entry)
    await hass.config_entries.async_forward_entry_setups(entry, kind.platforms)
    # What it might trip over is none of the entry's business.
    hass.async_create_task(async_show_panel(hass), "spindle panel")
    return True


async def async_unload_entry(hass: HomeAssistant, entry: ConfigEntry[Any]) -> bool:
    """Take an entry's entities away; the rest ends by its ``async_on_unload``."""
    unloaded = await hass.config_entries.async_unload_platforms(entry, _kind(entry).platforms)
    await async_hide_unused_panel(hass)
    return unloaded


async def async_migrate_entry(hass: HomeAssistant, entry: ConfigEntry[Any]) -> bool:
    """Refuse an entry that a newer Spindle wrote; there is no older form of one yet."""
    if entry.version > ENTRY_VERSION:
        LOGGER.error(
            "The entry %s was written by a newer Spindle (%s.%s) and is left as it is; "
            "update Spindle to use it again",
            entry.title,
            entry.version,
            entry.minor_version,
        )
        return False
    return True


async def async_remove_entry(hass: HomeAssistant, entry: ConfigEntry[Any]) -> None:
    """Let the entry's kind say what remains of it; of an unknown kind nothing does."""
    if kind := KINDS.get(entry.data.get(CONF_KIND, "")):
        await kind.removed(hass, entry)
    await async_hide_unused_panel(hass)


def _kind(entry: ConfigEntry[Any]) -> Kind:
    """Find what the entry is for. Raises ``ConfigEntryError`` for a kind we do not know."""
    name = entry.data.get(CONF_KIND)
    if kind := KINDS.get(str(name)):
        return kind
    raise ConfigEntryError(
        translation_domain=DOMAIN,
        translation_key="unknown_kind",
        translation_placeholders={"kind": str(name)},
    )
