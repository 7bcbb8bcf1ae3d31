"""Tell of what happens to the runs of a recipe as an event entity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homeassistant.components.event import EventEntity
from homeassistant.core import callback

from .playlist_entity import PlaylistEntity, add_to_recipes
from .playlists.types import RunEventType

if TYPE_CHECKING:
    from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

    from .playlist_coordinator import PlaylistCoordinator
    from .playlist_news import RunNews
    from .playlists.types import Recipe
    from .runtime import HistoryConfigEntry


def add_playlist_events(
    entry: HistoryConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the event of every recipe."""
    add_to_recipes(entry, async_add_entities, RunEvents)


class RunEvents(PlaylistEntity, EventEntity):
    """One event for each thing that happens to a run."""

    _attr_event_types = [kind.value for kind in RunEventType]  # noqa: RUF012 (Home Assistant's)

    def __init__(
        self, entry: HistoryConfigEntry, coordinator: PlaylistCoordinator, recipe: Recipe
    ) -> None:
        """Take the recipe."""
        super().__init__(entry, coordinator, recipe, "run")

    async def async_added_to_hass(self) -> None:
        """Follow the runs."""
        await super().async_added_to_hass()
        self.async_on_remove(self._coordinator.async_add_news_listener(self._on_news))

    @callback
    def _on_news(self, news: RunNews) -> None:
        if news.recipe == self._recipe.id:
            self._trigger_event(news.type.value, news.as_dict())
            self.async_write_ha_state()
