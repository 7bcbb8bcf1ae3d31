"""The household's own music: the library that it has indexed, and its Sonos playlists. Pure.

How places are counted (from 0) and a stale update refused (1028) is as clients report it:
https://github.com/SoCo/SoCo/blob/master/soco/core.py (``reorder_sonos_playlist``),
https://github.com/duncan3dc/sonos (``Playlist::addTracks``). Players publish no more.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from .errors import Refusal, UpnpError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .media import Item

PREFIX: Final = "SQ:"
AT_THE_END: Final = 2**32 - 1


@dataclass(eq=False)
class SavedQueue:
    """One Sonos playlist."""

    id: str
    title: str
    items: list[Item] = field(default_factory=list)
    update_id: int = 1


@dataclass(eq=False)
class Music:
    """Everything that the household plays from by itself."""

    library: list[Item] = field(default_factory=list)
    """What stands on its shares, in the order in which it is listed."""
    is_indexing: bool = False
    page: int = 500
    """Elements that a player lists at most in one answer."""
    queues: dict[str, SavedQueue] = field(default_factory=dict)
    _next: int = 0

    def create(self, title: str) -> SavedQueue:
        """Make an empty playlist; there may be several of one title."""
        queue = SavedQueue(f"{PREFIX}{self._next}", title)
        self._next += 1
        self.queues[queue.id] = queue
        return queue

    def queue(self, identity: str) -> SavedQueue:
        """Find a playlist. Error 701 when there is none."""
        if identity not in self.queues:
            raise UpnpError(Refusal.TRANSITION_NOT_AVAILABLE)
        return self.queues[identity]

    def destroy(self, identity: str) -> None:
        """Delete a playlist. Error 701 when there is none."""
        del self.queues[self.queue(identity).id]

    def add(self, identity: str, update_id: int, item: Item, place: int) -> SavedQueue:
        """Put a title at a place, or at the end. Error 1028 when the playlist was changed."""
        queue = self._to_edit(identity, update_id)
        if place != AT_THE_END and not 0 <= place <= len(queue.items):
            raise UpnpError(Refusal.INVALID_ARGS)
        queue.items.insert(min(place, len(queue.items)), item)
        return queue

    def take_out(self, identity: str, update_id: int, places: Sequence[int]) -> SavedQueue:
        """Take titles out. Error 1028 when the playlist was changed, 402 for no such place."""
        queue = self._to_edit(identity, update_id)
        if not set(places) <= set(range(len(queue.items))):
            raise UpnpError(Refusal.INVALID_ARGS)
        queue.items = [item for place, item in enumerate(queue.items) if place not in places]
        return queue

    def move(self, identity: str, update_id: int, place: int, to: int) -> SavedQueue:
        """Move one title. Refuses as ``take_out``."""
        queue = self._to_edit(identity, update_id)
        if not {place, to} <= set(range(len(queue.items))):
            raise UpnpError(Refusal.INVALID_ARGS)
        queue.items.insert(to, queue.items.pop(place))
        return queue

    def _to_edit(self, identity: str, update_id: int) -> SavedQueue:
        queue = self.queue(identity)
        if queue.update_id != update_id:
            raise UpnpError(Refusal.STALE_UPDATE)
        queue.update_id += 1
        return queue
