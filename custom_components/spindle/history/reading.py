"""The rows of an export, one after the other, from any place in it on."""

from __future__ import annotations

from collections import Counter
from functools import partial
from itertools import islice
from typing import IO, TYPE_CHECKING, Final, NamedTuple

from ..store.giving_way import give_way
from .archive import DAMAGE, entries
from .text import CHUNK, Text
from .types import EXAMPLES, Chunk, Cursor, Format, No, Options, Refusal, Refused, Row
from .values import example

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..store.types import NewPlay
    from .types import Part, Source

CHUNK_ROWS: Final = 500


class Batch(NamedTuple):
    """Some rows of one part."""

    entry: str
    first: int
    """Number of the first of them."""
    rows: list[NewPlay | No]
    format: Format


class Reading:
    """The rows of a source, with what was found out on the way. To be read once."""

    def __init__(self, source: Source, options: Options, after: Cursor | None) -> None:
        self.source = source
        self.options = options
        self.after = after
        self.text = Text()
        self.bytes_read = 0
        """Of ``source.size``."""
        self.described: Counter[Refusal] = Counter()

    @property
    def encodings(self) -> frozenset[str]:
        """Return how what was read so far was written."""
        return frozenset(self.text.encodings)

    def __iter__(self) -> Iterator[Row | Refused]:
        """Yield every row after the cursor. Raises ``ValueError`` if it is in no part."""
        for batch in self.batches(CHUNK_ROWS):
            for number, row in enumerate(batch.rows, batch.first):
                if isinstance(row, No):
                    yield self.refused(batch.entry, number, row)
                else:
                    yield Row(batch.entry, number, row)

    def batches(self, size: int) -> Iterator[Batch]:
        """Yield the rows after the cursor, so many of one part at once."""
        parts = list(self.source.parts)
        skipped = 0
        if self.after is not None:
            while parts and parts[0].entry != self.after.entry:
                self.bytes_read += parts.pop(0).size
            if not parts:
                raise ValueError("The place to go on from is not in this file")
            skipped = self.after.number
        with entries(self.source.path) as files:
            opened = {file.name: file.open for file in files}
            for part in parts:
                end = self.bytes_read + part.size
                with opened[part.entry]() as stream:
                    yield from self._part(part, stream, skipped, size)
                skipped, self.bytes_read = 0, end

    def refused(self, entry: str, number: int, row: No) -> Refused:
        """Return a refused row with its place, the first of each reason described."""
        is_described = self.described[row.reason] < EXAMPLES
        self.described[row.reason] += is_described
        return Refused(entry, number, row.reason, example(row.words) if is_described else "")

    def _part(self, part: Part, stream: IO[bytes], skipped: int, size: int) -> Iterator[Batch]:
        rows = part.shape.rows(self.text.utf8(self._chunks(stream)), self.text, self.options)
        first = skipped + 1
        is_whole = True
        while is_whole:
            taken: list[NewPlay | No] = []
            try:
                # One by one: what was read before the damage is kept.
                for row in islice(rows, skipped, skipped + size):
                    taken.append(row)  # noqa: PERF402
                is_whole = len(taken) == size
            except DAMAGE:
                taken.append(No(Refusal.CUT_OFF))
                is_whole = False
            if taken:
                yield Batch(part.entry, first, taken, part.format)
            first, skipped = first + len(taken), 0

    def _chunks(self, stream: IO[bytes]) -> Iterator[bytes]:
        for chunk in iter(partial(stream.read, CHUNK), b""):
            give_way()
            self.bytes_read += len(chunk)
            yield chunk


def read(source: Source, *, options: Options | None = None, after: Cursor | None = None) -> Reading:
    """Read a source that was recognised with the same options, from after a cursor on."""
    return Reading(source, options or Options(), after)


def chunks(reading: Reading, rows: int = CHUNK_ROWS) -> Iterator[Chunk]:
    """Take the rows of a reading together: of one part, and so many at once, or fewer."""
    for batch in reading.batches(rows):
        plays: list[NewPlay] = []
        refused: list[Refused] = []
        for number, row in enumerate(batch.rows, batch.first):
            if isinstance(row, No):
                refused.append(reading.refused(batch.entry, number, row))
            else:
                plays.append(row)
        yield Chunk(
            plays=tuple(plays),
            refused=tuple(refused),
            cursor=Cursor(batch.entry, batch.first + len(batch.rows) - 1),
            bytes_read=reading.bytes_read,
            are_distinct=batch.format is Format.SPINDLE,
        )
