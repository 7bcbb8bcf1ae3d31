"""What is told of a wake: one event for all that came together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..store.lidarr_types import WantedStatus
from .types import QueueEvent, QueueEventType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..store.lidarr_types import WantedItem, WantedReason

_ARRIVALS: Final = {
    WantedStatus.AVAILABLE: QueueEventType.AVAILABLE,
    WantedStatus.FAILED: QueueEventType.FAILED,
}

type _Kind = tuple[QueueEventType, WantedReason | None]


class EventBatch:
    """Collects what has become of items."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._items: dict[_Kind, list[WantedItem]] = {}

    def add(
        self, type_of_it: QueueEventType, item: WantedItem, reason: WantedReason | None = None
    ) -> None:
        """Note what has become of an item, and why."""
        self._items.setdefault((type_of_it, reason), []).append(item)

    def settled(self, item: WantedItem, status: WantedStatus, reason: WantedReason | None) -> None:
        """Note where an item has arrived, if that is worth being told."""
        type_of_it = _ARRIVALS.get(status)
        if type_of_it is not None:
            self.add(type_of_it, item, reason)

    def take(self, at: float) -> Iterator[QueueEvent]:
        """Yield what was collected, and begin anew."""
        collected, self._items = self._items, {}
        for (type_of_it, reason), items in collected.items():
            yield QueueEvent(
                type=type_of_it,
                at=at,
                count=len(items),
                artist=items[0].artist,
                album=items[0].album,
                reason=reason,
            )
