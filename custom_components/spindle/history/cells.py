"""The records of a CSV file, out of its lines."""

from __future__ import annotations

from collections import deque
import csv
from itertools import batched, chain
from typing import TYPE_CHECKING, Final

from .types import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .text import Text

DELIMITERS: Final = (",", ";", "\t", "|")
TOGETHER: Final = 256
"""Lines that are read at once where nothing is odd about them."""
MOST_LINES: Final = 16
"""Lines that one record can have; a cell that is not closed by then never will be."""


def records(
    blocks: Iterable[Sequence[bytes | None]], delimiter: str, text: Text
) -> Iterator[list[str] | Refusal]:
    """Yield the cells of each record; in the place of one that cannot be read, the reason.

    The lines come in blocks. A cell that is opened and never closed costs its own line, not
    the rest of the file.
    """
    return chain.from_iterable(together(blocks, delimiter, text))


def together(
    blocks: Iterable[Sequence[bytes | None]], delimiter: str, text: Text
) -> Iterator[Sequence[list[str] | Refusal]]:
    """Yield what ``records`` does, many at once where nothing is odd, else one by one."""
    parts = (part for block in blocks for part in batched(block, TOGETHER, strict=False))
    feed = _Feed(parts, text)
    for part in parts:
        plain = _plain_records(part, delimiter)
        if plain is None:
            feed.again.extend(part)
            yield from ([record] for record in _records(feed, delimiter))
        else:
            yield list(filter(None, plain))


def _plain_records(lines: Sequence[bytes | None], delimiter: str) -> list[list[str]] | None:
    """Return the records of some lines if each is a whole one, and nothing odd about any."""
    try:
        decoded = map(bytes.decode, lines)  # type: ignore[arg-type]  # None raises, as it should.
        found = list(csv.reader(decoded, delimiter=delimiter, strict=True))
    except (csv.Error, TypeError, UnicodeDecodeError):
        return None
    return found if len(found) == len(lines) else None


def _records(feed: _Feed, delimiter: str) -> Iterator[list[str] | Refusal]:
    """Yield records one by one until those lines are used up that wait to be read again."""
    reader = csv.reader(feed, delimiter=delimiter)
    while feed.again:
        feed.given.clear()
        try:
            record = next(reader)
        except (csv.Error, _NotClosed):
            yield feed.take_back()
            continue
        if record:
            yield record


class _NotClosed(Exception):
    """A record goes on for longer than any does."""


class _Feed:
    """Lines for ``csv.reader``, which asks for another one while a cell is open."""

    def __init__(self, parts: Iterator[Sequence[bytes | None]], text: Text) -> None:
        self.parts = parts
        self.text = text
        self.given: list[bytes | None] = []
        """The lines of the record that is being read."""
        self.again: deque[bytes | None] = deque()
        """Lines that are to be read before the others."""

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        if not self.again:
            self.again.extend(next(self.parts, ()))
        if not self.again:
            raise _NotClosed
        line = self.again.popleft()
        self.given.append(line)
        if line is None or len(self.given) > MOST_LINES:
            raise _NotClosed
        return self.text.decode(line)

    def take_back(self) -> Refusal:
        """Give up the first line of a record, and have the others read anew."""
        first, *others = self.given
        self.again.extendleft(reversed(others))
        return Refusal.TOO_LARGE if first is None else Refusal.NOT_UNDERSTOOD
