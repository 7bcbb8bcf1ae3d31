"""Make the playlists of a recipe now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homeassistant.components.button import ButtonEntity

from .playlist_entity import PlaylistEntity, add_to_recipes

if TYPE_CHECKING:
    from homeassistant.core import HomeAssistant
    from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

    from .playlist_coordinator import PlaylistCoordinator
    from .playlists.types import Recipe
    from .runtime import HistoryConfigEntry


def add_playlist_buttons(
    _hass: HomeAssistant,
    entry: HistoryConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the button of every recipe."""
    add_to_recipes(entry, async_add_entities, GenerateButton)


class GenerateButton(PlaylistEntity, ButtonEntity):
    """Asks for a run; while one goes on, nothing is begun twice."""

    def __init__(
        self, entry: HistoryConfigEntry, coordinator: PlaylistCoordinator, recipe: Recipe
    ) -> None:
        """Take the recipe."""
        super().__init__(entry, coordinator, recipe, "generate")

    async def async_press(self) -> None:
        """Ask for it. Raises a sentence when these playlists cannot be made as they are."""
        await self._coordinator.async_generate(self._recipe)
