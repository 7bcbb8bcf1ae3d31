"""The rows of an export, one after the other, from any place in it on."""

from __future__ import annotations

from collections import Counter
from functools import partial
from itertools import islice
from typing import IO, TYPE_CHECKING, Final

from .archive import DAMAGE, entries
from .text import CHUNK, Text
from .types import Chunk, Cursor, No, Options, Refusal, Refused, Row
from .values import example

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..store.types import NewPlay
    from .types import Part, Source

EXAMPLES: Final = 3
"""Refused rows of each reason that are described."""
CHUNK_ROWS: Final = 500


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
                    yield from self._part(part, stream, skipped)
                skipped, self.bytes_read = 0, end

    def _part(self, part: Part, stream: IO[bytes], skipped: int) -> Iterator[Row | Refused]:
        entry = part.entry
        rows = part.shape.rows(self.text.utf8(self._chunks(stream)), self.text, self.options)
        number = skipped
        try:
            for number, row in enumerate(islice(rows, skipped, None), skipped + 1):
                if isinstance(row, No):
                    yield Refused(entry, number, row.reason, self._example(row))
                else:
                    yield Row(entry, number, row)
        except DAMAGE:
            yield Refused(entry, number + 1, Refusal.CUT_OFF, "")

    def _chunks(self, stream: IO[bytes]) -> Iterator[bytes]:
        for chunk in iter(partial(stream.read, CHUNK), b""):
            self.bytes_read += len(chunk)
            yield chunk

    def _example(self, row: No) -> str:
        if self.described[row.reason] >= EXAMPLES:
            return ""
        self.described[row.reason] += 1
        return example(row.words)


def read(source: Source, *, options: Options | None = None, after: Cursor | None = None) -> Reading:
    """Read a source that was recognised with the same options, from after a cursor on."""
    return Reading(source, options or Options(), after)


def chunks(reading: Reading, rows: int = CHUNK_ROWS) -> Iterator[Chunk]:
    """Take the rows of a reading together, so many at once."""
    found = iter(reading)
    while taken := list(islice(found, rows)):
        plays: list[NewPlay] = []
        refused: list[Refused] = []
        for row in taken:
            if isinstance(row, Row):
                plays.append(row.play)
            else:
                refused.append(row)
        yield Chunk(
            plays=tuple(plays),
            refused=tuple(refused),
            cursor=Cursor(taken[-1].entry, taken[-1].number),
            bytes_read=reading.bytes_read,
        )
