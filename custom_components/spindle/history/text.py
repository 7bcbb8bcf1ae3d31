"""Bytes of unknown writing, as UTF-8 and as lines."""

from __future__ import annotations

import codecs
from itertools import chain
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CHUNK: Final = 1 << 16
"""Bytes that are read at once."""
LONGEST_LINE: Final = 1 << 16
"""Bytes; a longer line is left out."""

UTF_8: Final = "utf-8"
FALLBACK: Final = "windows-1252"
"""What text is that is no UTF-8: the Latin-1 of the web, and of spreadsheets."""

_BYTE_ORDER_MARKS: Final = {
    codecs.BOM_UTF8: UTF_8,
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_LOOKED_AT: Final = 64
_MOSTLY: Final = 0.4


class Text:
    """How the text of one source was written, as far as it has been read."""

    def __init__(self) -> None:
        self.encodings: set[str] = set()

    def utf8(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """Yield a file's pieces as UTF-8, or as it is when it may be an older writing."""
        pieces = iter(chunks)
        head = next(pieces, b"")
        mark, encoding = _writing(head)
        self.encodings.add(encoding)
        if encoding == UTF_8:
            yield head[len(mark) :]
            yield from pieces
            return
        decoder = codecs.getincrementaldecoder(encoding)("replace")
        yield decoder.decode(head[len(mark) :]).encode()
        for piece in pieces:
            yield decoder.decode(piece).encode()
        yield decoder.decode(b"", final=True).encode()

    def decode(self, raw: bytes) -> str:
        """Return what stands in a few bytes; what is no UTF-8 is taken as ``FALLBACK``."""
        try:
            return raw.decode()
        except UnicodeDecodeError:
            self.encodings.add(FALLBACK)
            return raw.decode(FALLBACK, "replace")


def lines(chunks: Iterable[bytes]) -> Iterator[bytes | None]:
    """Yield the lines of a file with their ends; None in the place of one that is too long."""
    return chain.from_iterable(blocks(chunks))


def blocks(chunks: Iterable[bytes]) -> Iterator[list[bytes | None]]:
    """Yield the lines of a file as ``lines`` does, those of each of its pieces together."""
    rest = b""
    is_too_long = False
    for chunk in chunks:
        whole = (rest + chunk).splitlines(keepends=True)
        # A line may end in two characters, of which the second is yet to come.
        rest = whole.pop() if whole and not whole[-1].endswith(b"\n") else b""
        found = [line if len(line) <= LONGEST_LINE else None for line in whole]
        if is_too_long and found:
            found[0] = None
            is_too_long = False
        if len(rest) > LONGEST_LINE:
            rest, is_too_long = b"", True
        if found:
            yield found
    if is_too_long:
        yield [None]
    elif rest:
        yield [rest]


def _writing(head: bytes) -> tuple[bytes, str]:
    """Return the mark with which a file begins, and its encoding."""
    for mark, encoding in _BYTE_ORDER_MARKS.items():
        if head.startswith(mark):
            return mark, encoding
    first = head[:_LOOKED_AT]
    if first[1::2].count(0) > _MOSTLY * len(first):
        return b"", "utf-16-le"
    if first[::2].count(0) > _MOSTLY * len(first):
        return b"", "utf-16-be"
    return b"", UTF_8
