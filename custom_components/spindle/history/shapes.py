"""How the rows of a file are laid out, whichever format they are of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from . import cells
from .splitter import elements, parse
from .text import Text, blocks, lines
from .types import Format, No, Options, Refusal

if TYPE_CHECKING:
    from ..store.types import NewPlay

type JsonRow = Mapping[str, Any]
type Chosen = Callable[[Sequence[Any]], tuple[Any, ...]]
"""Takes the fields that are read out of a record, or of the columns of many."""
type Columns = Mapping[str, int]
"""Field → place in a record, from 0 on."""
ABSENT: Final = -1
"""Place of a field that a file does not have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonShape:
    """Objects of JSON: in arrays of a document, or one in each line."""

    format: Format
    arrays: frozenset[str] | None
    """Names of the arrays that hold the rows; None for one row a line."""
    is_row: Callable[[JsonRow], bool]
    """Tells whether an object is a row of this format."""
    read: Callable[[JsonRow, Options], NewPlay | No | None]
    """Answers None to what belongs to the format, but is no row."""

    def elements(self, chunks: Iterable[bytes], text: Text) -> Iterator[JsonRow | Refusal]:
        """Yield what stands where rows are."""
        if self.arrays is not None:
            yield from elements(chunks, self.arrays, text)
            return
        for line in lines(chunks):
            if line is None:
                yield Refusal.TOO_LARGE
            elif not line.isspace():
                yield parse(line, text)

    def rows(self, chunks: Iterable[bytes], text: Text, options: Options) -> Iterator[NewPlay | No]:
        """Yield the rows of a file that comes in pieces of UTF-8."""
        read = self.read
        for element in self.elements(chunks, text):
            row = No(element) if isinstance(element, Refusal) else read(element, options)
            if row is not None:
                yield row


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvShape:
    """Records of a CSV file, below a line of headings or without one."""

    format: Format
    delimiter: str
    has_heading: bool
    places: tuple[int, ...]
    """Of each field that ``read`` is handed, from 0 on; ``ABSENT`` where there is no column."""
    read: Callable[[Sequence[str], Options], NewPlay | No]
    read_together: Callable[[Sequence[Sequence[str]], Options], Iterable[NewPlay] | None] | None
    """Answers what ``read`` would for many records by their columns, and None where anything
    about them is out of the ordinary; None where a format has no such way."""

    def rows(self, chunks: Iterable[bytes], text: Text, options: Options) -> Iterator[NewPlay | No]:
        """Yield the rows of a file that comes in pieces of UTF-8."""
        parts = (part for part in cells.together(blocks(chunks), self.delimiter, text) if part)
        below_heading = next(parts, [])[1:] if self.has_heading else []
        chosen = itemgetter(*self.places)
        for records in chain([below_heading], parts):
            plays = self._plays(records, chosen, options)
            yield from self._one_by_one(records, chosen, options) if plays is None else plays

    def _plays(
        self, records: Sequence[list[str] | Refusal], chosen: Chosen, options: Options
    ) -> Iterable[NewPlay] | None:
        """Read records by their columns, if they are all alike and nothing is odd about any."""
        # A record that cannot be read comes alone.
        if self.read_together is None or len(records) == 1:
            return None
        try:
            columns = [*zip(*records, strict=True), ("",) * len(records)]
        except ValueError:
            return None
        return self.read_together(chosen(columns), options) if len(columns) > self._width else None

    def _one_by_one(
        self, records: Sequence[list[str] | Refusal], chosen: Chosen, options: Options
    ) -> Iterator[NewPlay | No]:
        read, width = self.read, self._width
        absent = [""]
        for record in records:
            if isinstance(record, Refusal):
                yield No(record)
                continue
            # What ``ABSENT`` finds, and cells that a short record lacks.
            record.extend(absent if len(record) >= width else absent * (width + 1 - len(record)))
            yield read(chosen(record), options)

    @property
    def _width(self) -> int:
        """Return how many cells a record has at least that lacks none."""
        return max(self.places) + 1
