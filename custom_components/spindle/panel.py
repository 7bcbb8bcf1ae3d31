"""What people look at: the files of the panel and the cards, the sidebar, the dashboards' resource.

Only where Home Assistant's own frontend runs; without it everything is recorded all the same.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from homeassistant.components import frontend
from homeassistant.components.http import StaticPathConfig
from homeassistant.components.panel_custom import async_register_panel
from homeassistant.util.hass_dict import HassKey
from homeassistant.util.json import load_json_object

from .cards_resource import CardsResource
from .const import (
    CONF_KIND,
    DOMAIN,
    KIND_HISTORY,
    LOGGER,
    OPTION_VISIBILITY,
    VISIBLE_TO_EVERYONE,
)
from .sentences import async_sentence

if TYPE_CHECKING:
    from homeassistant.config_entries import ConfigEntry
    from homeassistant.core import HomeAssistant

FILES: Final = Path(__file__).with_name("frontend")
"""Built from the sources in the repository's own ``frontend``."""
MANIFEST: Final = FILES / "manifest.json"
STATIC: Final = f"/{DOMAIN}_static/"
"""Where the files are served, in a folder named after their content: what a browser keeps for a
month is never what another build would answer with, nor are the chunks that a module imports.
"""
PANEL: Final = "listening"
ICON: Final = "mdi:record-player"
ELEMENT: Final = "spindle-panel"


class Panel:
    """The panel in the sidebar and the cards' resource: there while there is an entry."""

    def __init__(self, hass: HomeAssistant, digest: str) -> None:
        """Take the digest of the files that are served."""
        self._hass = hass
        self.digest = digest
        self._base = f"{STATIC}{digest}"
        self._only_administrators: bool | None = None
        """Of the panel that stands; None while there is none."""
        self._cards = CardsResource(hass, prefix=STATIC, url=f"{self._base}/cards.js")
        self._lock = asyncio.Lock()

    async def async_serve(self) -> None:
        """Serve the files; only once in the life of a process, as no path can be taken back."""
        await self._hass.http.async_register_static_paths(
            [StaticPathConfig(self._base, str(FILES), cache_headers=True)]
        )

    async def async_show(self) -> None:
        """Put the panel into the sidebar, and the cards at every dashboard's disposal."""
        async with self._lock:
            await self._async_show_panel()
            await self._cards.async_add()

    async def async_hide(self, *, gone: bool) -> None:
        """Take the panel away; with the last entry ``gone`` for good the cards as well."""
        async with self._lock:
            if self._only_administrators is not None:
                frontend.async_remove_panel(self._hass, PANEL, warn_if_unknown=False)
                self._only_administrators = None
            if gone:
                await self._cards.async_remove()

    async def _async_show_panel(self) -> None:
        """Show it to those who may see the history; nothing happens when it stands so already.

        The sidebar has one title for everybody, which is said once: in the household's language.
        """
        wanted = not _is_shared(self._hass)
        if self._only_administrators is wanted:
            return
        frontend.async_remove_panel(self._hass, PANEL, warn_if_unknown=False)
        await async_register_panel(
            self._hass,
            frontend_url_path=PANEL,
            webcomponent_name=ELEMENT,
            sidebar_title=async_sentence(self._hass, "panel_title"),
            sidebar_icon=ICON,
            module_url=f"{self._base}/panel.js",
            require_admin=wanted,
        )
        self._only_administrators = wanted


PANEL_KEY: HassKey[Panel] = HassKey(f"{DOMAIN}_panel")


async def async_setup_panel(hass: HomeAssistant) -> None:
    """Serve the files, where there is a frontend."""
    if frontend.DOMAIN not in hass.config.components:
        LOGGER.debug("There is no frontend here, so no panel either")
        return
    manifest = await hass.async_add_executor_job(load_json_object, MANIFEST)
    panel = hass.data[PANEL_KEY] = Panel(hass, str(manifest["hash"]))
    await panel.async_serve()


async def async_show_panel(hass: HomeAssistant) -> None:
    """Show the panel and the cards now that an entry is set up."""
    entries = hass.config_entries.async_entries(DOMAIN, include_disabled=False)
    if entries and (panel := hass.data.get(PANEL_KEY)):
        await panel.async_show()


async def async_hide_unused_panel(hass: HomeAssistant) -> None:
    """Take the panel away when no entry is left that is switched on, the cards with the last."""
    entries = hass.config_entries.async_entries(DOMAIN)
    panel = hass.data.get(PANEL_KEY)
    if panel and all(entry.disabled_by for entry in entries):
        await panel.async_hide(gone=not entries)


def _is_shared(hass: HomeAssistant) -> bool:
    """Tell whether the household shares its history with everybody who has an account."""
    return any(_shares(entry) for entry in hass.config_entries.async_entries(DOMAIN))


def _shares(entry: ConfigEntry[Any]) -> bool:
    return (
        entry.data.get(CONF_KIND) == KIND_HISTORY
        and entry.options.get(OPTION_VISIBILITY) == VISIBLE_TO_EVERYONE
    )
