"""What a person is to decide about Lidarr: suggestions and failures, as a to-do list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from homeassistant.components.todo import (
    TodoItem,
    TodoItemStatus,
    TodoListEntity,
    TodoListEntityFeature,
)
from homeassistant.core import callback
from homeassistant.exceptions import HomeAssistantError

from .lidarr_decisions import async_agree, async_refuse
from .lidarr_entity import QueueEntity
from .lidarr_words import async_what_to_decide, name_of
from .refusals import refusal
from .store.lidarr_reads import suggestions_and_failures

if TYPE_CHECKING:
    from homeassistant.core import HomeAssistant
    from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

    from .lidarr_runtime import LidarrConfigEntry
    from .store.lidarr_types import WantedItem

PARALLEL_UPDATES = 0

MOST_ITEMS: Final = 100


async def async_setup_entry(
    hass: HomeAssistant,
    entry: LidarrConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the list."""
    async_add_entities([DecisionList(entry, "decisions")], update_before_add=True)


class DecisionList(QueueEntity, TodoListEntity):
    """To tick an item approves a suggestion, or tries a failure again; to delete it refuses.

    It shows a hundred at most, and nothing that is ticked: that is on its way.
    """

    _attr_supported_features = (
        TodoListEntityFeature.UPDATE_TODO_ITEM | TodoListEntityFeature.DELETE_TODO_ITEM
    )

    async def async_update(self) -> None:
        """Read what is to be decided."""
        try:
            items = await self._runtime.house.read(suggestions_and_failures, MOST_ITEMS)
        except HomeAssistantError:
            self._attr_available = False
        else:
            self._attr_available = True
            self._attr_todo_items = [self._shown(item) for item in items]

    @property
    def available(self) -> bool:
        """Whether the list could be read, whatever Lidarr itself says."""
        return self._attr_available

    async def async_update_todo_item(self, item: TodoItem) -> None:
        """Take a tick for a yes; there is nothing else to change about an item."""
        if item.status != TodoItemStatus.COMPLETED:
            raise refusal("only_tick_or_delete")
        await async_agree(self._runtime, [int(item.uid or 0)])
        await self.async_update_ha_state(force_refresh=True)

    async def async_delete_todo_items(self, uids: list[str]) -> None:
        """Take it for a no; what is refused is not suggested again."""
        await async_refuse(self._runtime, [int(uid) for uid in uids])
        await self.async_update_ha_state(force_refresh=True)

    @callback
    def _handle_coordinator_update(self) -> None:
        """Look whether there is something else to decide."""
        self.async_schedule_update_ha_state(force_refresh=True)

    def _shown(self, item: WantedItem) -> TodoItem:
        return TodoItem(
            uid=str(item.id),
            summary=name_of(item.artist, item.album),
            status=TodoItemStatus.NEEDS_ACTION,
            description=async_what_to_decide(self.hass, item),
        )
