"""What all entities of a recipe for playlists have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homeassistant.helpers.device_registry import DeviceEntryType, DeviceInfo
from homeassistant.helpers.entity import Entity

from .const import DOMAIN

if TYPE_CHECKING:
    from collections.abc import Callable

    from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

    from .playlist_coordinator import PlaylistCoordinator
    from .playlists.types import Recipe
    from .runtime import HistoryConfigEntry


class PlaylistEntity(Entity):
    """An entity of a recipe's own service device, named by its translation key."""

    _attr_has_entity_name = True
    _attr_should_poll = False

    def __init__(
        self,
        entry: HistoryConfigEntry,
        coordinator: PlaylistCoordinator,
        recipe: Recipe,
        key: str,
    ) -> None:
        """Take the recipe and the key, which is unique within it."""
        super().__init__()
        self._coordinator = coordinator
        self._recipe = recipe
        self._attr_translation_key = f"playlists_{key}"
        self._attr_unique_id = f"{entry.entry_id}_{recipe.id}_{key}"
        self._attr_device_info = DeviceInfo(
            identifiers={(DOMAIN, f"{entry.entry_id}_{recipe.id}")},
            entry_type=DeviceEntryType.SERVICE,
            manufacturer="Spindle",
            name=f"Spindle {recipe.name}",
        )


def add_to_recipes(
    entry: HistoryConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
    *kinds: Callable[[HistoryConfigEntry, PlaylistCoordinator, Recipe], Entity],
) -> None:
    """Add an entity of each kind to every recipe; without recipes there is none."""
    coordinator = entry.runtime_data.playlists
    if coordinator is None:
        return
    for recipe in coordinator.recipes.values():
        async_add_entities(
            [kind(entry, coordinator, recipe) for kind in kinds], config_subentry_id=recipe.id
        )
