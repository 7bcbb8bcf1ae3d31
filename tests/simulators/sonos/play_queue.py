"""A player's queue: its titles, which of them is the present one, what comes next."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zlib import crc32

from .playback import PLAY_MODES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .media import Item


@dataclass(eq=False)
class PlayQueue:
    """Titles in the order they were added; ``mode`` says in which they are played.

    Indexes begin at 0, and None stands for no title.
    """

    seed: str
    """Decides how it is shuffled: always the same way for one seed."""
    items: list[Item] = field(default_factory=list)
    index: int | None = None
    mode: str = "NORMAL"

    def __len__(self) -> int:
        """Count the titles."""
        return len(self.items)

    def __iter__(self) -> Iterator[Item]:
        """Go through the titles in the order they were added."""
        return iter(self.items)

    @property
    def repeat(self) -> str:
        """``off``, ``all`` or ``one``."""
        return PLAY_MODES[self.mode][1]

    @property
    def item(self) -> Item | None:
        """The present title."""
        return None if self.index is None else self.items[self.index]

    def first(self) -> int | None:
        """Tell where playing begins."""
        return next(iter(self._order()), None)

    def following(self) -> int | None:
        """Tell what comes by itself when the present title ends."""
        return self.index if self.repeat == "one" else self.beside(1)

    def beside(self, steps: int) -> int | None:
        """Tell what stands so many steps on (or, below 0, back) in playing order."""
        if self.index is None:
            return None
        order = self._order()
        place = order.index(self.index) + steps
        if self.repeat == "all":
            place %= len(order)
        return order[place] if 0 <= place < len(order) else None

    def replace(self, items: Iterable[Item]) -> None:
        """Hold these titles and no others, with none of them present."""
        self.items = list(items)
        self.index = None

    def insert(self, item: Item, number: int) -> int:
        """Put a title in as this number (1 is the first), or at the end; tell its number."""
        place = number - 1 if 1 <= number <= len(self.items) else len(self.items)
        self.items.insert(place, item)
        if self.index is not None and place <= self.index:
            self.index += 1
        return place + 1

    def _order(self) -> list[int]:
        order = list(range(len(self.items)))
        if PLAY_MODES[self.mode][0]:
            order.sort(key=lambda index: crc32(f"{self.seed} {index}".encode()))
        return order
