"""The one resource by which dashboards know the cards, beside everybody else's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homeassistant.components import frontend
from homeassistant.components.lovelace.const import LOVELACE_DATA
from homeassistant.components.lovelace.resources import ResourceStorageCollection

from .const import LOGGER

if TYPE_CHECKING:
    from homeassistant.core import HomeAssistant


class CardsResource:
    """Keeps exactly one resource for the cards, and touches no other.

    Where resources are written in YAML nothing can be added to them: there the frontend is
    told to load the module itself.
    """

    def __init__(self, hass: HomeAssistant, *, prefix: str, url: str) -> None:
        """Take the present address; ``prefix`` is common to all that the cards ever had."""
        self._hass = hass
        self._prefix = prefix
        self._url = url
        self._is_extra = False

    async def async_add(self) -> None:
        """Make the cards known by their present address, and by no other."""
        collection = await self._collection()
        if collection is None:
            self._load_with_every_page()
            return
        ours = self._ours(collection)
        for surplus in ours[1:]:
            await collection.async_delete_item(surplus["id"])
        if not ours:
            await collection.async_create_item({"res_type": "module", "url": self._url})
        elif ours[0]["url"] != self._url:
            await collection.async_update_item(ours[0]["id"], {"url": self._url})

    async def async_remove(self) -> None:
        """Let no dashboard load the cards any more."""
        if self._is_extra:
            frontend.remove_extra_js_url(self._hass, self._url)
            self._is_extra = False
        collection = await self._collection()
        if collection is not None:
            for one in self._ours(collection):
                await collection.async_delete_item(one["id"])

    def _load_with_every_page(self) -> None:
        if self._is_extra:
            return
        LOGGER.info(
            "Dashboard resources are written in YAML here, so the cards are loaded with every "
            "page. To load them with dashboards only, add: {url: %s, type: module}",
            self._url,
        )
        frontend.add_extra_js_url(self._hass, self._url)
        self._is_extra = True

    async def _collection(self) -> ResourceStorageCollection | None:
        """Give the stored resources; None where they are written in YAML."""
        lovelace = self._hass.data.get(LOVELACE_DATA)
        if lovelace is None or not isinstance(lovelace.resources, ResourceStorageCollection):
            return None
        # It loads them. Before 2026.5 one more item among resources that were not loaded would
        # be the only one that is saved: https://github.com/home-assistant/core/issues/165767
        await lovelace.resources.async_get_info()
        return lovelace.resources

    def _ours(self, collection: ResourceStorageCollection) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = collection.async_items()
        return [one for one in items if one["url"].startswith(self._prefix)]
