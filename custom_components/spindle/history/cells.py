"""The records of a CSV file, out of its lines."""

from __future__ import annotations

from collections import deque
import csv
from typing import TYPE_CHECKING, Final

from .types import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .text import Text

DELIMITERS: Final = (",", ";", "\t", "|")
MOST_LINES: Final = 16
"""Lines that one record can have; a cell that is not closed by then never will be."""


def records(
    lines: Iterable[bytes | None], delimiter: str, text: Text
) -> Iterator[list[str] | Refusal]:
    """Yield the cells of each record; in the place of one that cannot be read, the reason.

    A cell that is opened and never closed costs its own line, not the rest of the file.
    """
    feed = _Feed(lines, text)
    reader = csv.reader(feed, delimiter=delimiter)
    while True:
        feed.given.clear()
        try:
            record = next(reader, None)
        except (csv.Error, _NotClosed):
            yield feed.take_back()
            continue
        if record is None:
            return
        if record:
            yield record


class _NotClosed(Exception):
    """A record goes on for longer than any does."""


class _Feed:
    """Lines for ``csv.reader``, which asks for another one while a cell is open."""

    def __init__(self, lines: Iterable[bytes | None], text: Text) -> None:
        self.lines = iter(lines)
        self.text = text
        self.given: list[str | None] = []
        """The lines of the record that is being read."""
        self.again: deque[str | None] = deque()

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        if self.again:
            line = self.again.popleft()
        else:
            try:
                raw = next(self.lines)
            except StopIteration:
                if self.given:
                    raise _NotClosed from None
                raise
            line = None if raw is None else self.text.decode(raw)
        self.given.append(line)
        if line is None or len(self.given) > MOST_LINES:
            raise _NotClosed
        return line

    def take_back(self) -> Refusal:
        """Give up the first line of a record, and have the others read anew."""
        first, *others = self.given
        self.again.extendleft(reversed(others))
        return Refusal.TOO_LARGE if first is None else Refusal.NOT_UNDERSTOOD
