"""What all entities of a public service have in common, and the removal of those not let."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from homeassistant.core import callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.update_coordinator import CoordinatorEntity

from .entity import HistoryEntity
from .gate_coordinator import GateCoordinator
from .public_services import PUBLIC_SERVICES

if TYPE_CHECKING:
    from collections.abc import Collection

    from homeassistant.core import HomeAssistant

    from .enrichment.types import Service
    from .runtime import HistoryConfigEntry

PREFIX: Final = "public"
"""Begins the ids of these entities, after that of the entry."""


class PublicEntity(HistoryEntity):
    """An entity that is there only while some public service is let."""

    def __init__(self, entry: HistoryConfigEntry, key: str) -> None:
        """Take the entry and the key, which is unique within these entities."""
        super().__init__(entry, f"{PREFIX}_{key}")
        self._attr_translation_key = key


class ServiceEntity(CoordinatorEntity[GateCoordinator], PublicEntity):
    """An entity that shows how one service stands, named after it."""

    def __init__(self, entry: HistoryConfigEntry, service: Service, key: str) -> None:
        """Take the entry, the service and what of it is shown."""
        CoordinatorEntity.__init__(self, entry.runtime_data.public_gates.coordinators[service.slug])
        PublicEntity.__init__(self, entry, f"{service.slug}_{key}")
        self.service = service
        self._attr_translation_key = key
        self._attr_translation_placeholders = {"service": service.name}


@callback
def async_remove_others(
    hass: HomeAssistant, entry: HistoryConfigEntry, slugs: Collection[str]
) -> None:
    """Remove the entities of services that are not let, and with the last all that is public."""
    registry = er.async_get(hass)
    public = f"{entry.entry_id}_{PREFIX}_"
    others = tuple(f"{public}{slug}_" for slug in PUBLIC_SERVICES if slug not in slugs)
    for one in er.async_entries_for_config_entry(registry, entry.entry_id):
        if one.unique_id.startswith(others if slugs else public):
            registry.async_remove(one.entity_id)
