"""The rows of a JSON document, one after the other, out of pieces of it.

A document is never parsed as a whole: that would hold Python's lock for as long as it takes.
Its arrays of rows are walked through, and a few rows are parsed at once, or each alone.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

import orjson

from .types import Refusal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from .text import Text

DOCUMENT: Final = ""
"""Name of the array that is the whole document; every other is called by its key."""
LARGEST_ROW: Final = 1 << 18
"""Bytes; a larger row is left out."""
TOGETHER: Final = 1 << 14
"""Bytes of rows that are parsed at once where nothing is odd about them."""
DEEPEST: Final = 32
"""Containers around the rows; what is nested deeper is no export."""
MOST_CONTAINERS: Final = 256
"""Objects and lists that a row may hold to be read although something in it is odd."""

type Element = dict[str, Any] | Refusal

_SPACE: Final = re.compile(rb"\s*")
_BETWEEN_ROWS: Final = re.compile(rb"[\s,]*")
_SCALAR_END: Final = re.compile(rb'[\s,:\[\]{}"]')
_BRACKET: Final = re.compile(rb'["{}\[\]]')
_STRING_MARK: Final = re.compile(rb'["\\]')
_OPENING: Final = b"{["
_CLOSING: Final = b"}]"
_PUNCTUATION: Final = b"]}:,"
_BRACE: Final = ord("{")
_BRACKET_END: Final = ord("]")
# Objects within a row whose ends are tried before its own end is looked for sign by sign.
_GUESSES: Final = 16
_LONGEST_KEY: Final = 64


def elements(chunks: Iterable[bytes], arrays: Collection[str], text: Text) -> Iterator[Element]:
    """Yield the objects of the arrays of these names, wherever in the document they are.

    In the place of what is no object stands the reason; a document that ends in its middle
    ends with ``Refusal.CUT_OFF``. A single object under such a name is a row, too.
    """
    return _Walk(chunks, arrays, text).elements()


def parse(raw: bytes, text: Text) -> Element:
    """Return the object that some bytes of JSON are, or why there is none."""
    try:
        found = orjson.loads(raw)
    except orjson.JSONDecodeError:
        if raw.count(b"{") + raw.count(b"[") > MOST_CONTAINERS:
            return Refusal.NOT_UNDERSTOOD
        # Python's own reader forgives halves of surrogate pairs, and older writings; it goes
        # as deep as a row does, which a thread's stack may not.
        try:
            found = json.loads(text.decode(raw))
        except ValueError:
            return Refusal.NOT_UNDERSTOOD
    return found if isinstance(found, dict) else Refusal.NOT_UNDERSTOOD


class _CutOff(Exception):
    """The document has ended before what is in it has."""


class _Walk:
    """A way through a document; everything before ``at`` has been dealt with."""

    def __init__(self, chunks: Iterable[bytes], arrays: Collection[str], text: Text) -> None:
        self.chunks = iter(chunks)
        self.arrays = arrays
        self.text = text
        self.buffer = b""
        self.at = 0
        self.is_odd = False
        """Whether the rows of this piece are to be looked at one by one."""

    def elements(self) -> Iterator[Element]:
        """Yield the rows of every wanted array."""
        depth = 0
        key: str | None = DOCUMENT
        try:
            while self.comes(_SPACE):
                sign = self.buffer[self.at]
                if sign in _OPENING:
                    if key in self.arrays and sign == ord("["):
                        self.at += 1
                        yield from self.rows()
                    elif key in self.arrays and depth:
                        yield self.row()
                    elif depth == DEEPEST:
                        raise _CutOff
                    else:
                        depth += 1
                        self.at += 1
                    key = None
                elif sign == ord('"'):
                    key = self.key()
                else:
                    depth -= sign in _CLOSING
                    self.skip_scalar()
                    key = key if sign == ord(":") else None
                if depth <= 0:
                    depth, key = 0, DOCUMENT
            if depth:
                raise _CutOff
        except _CutOff:
            yield Refusal.CUT_OFF

    def rows(self) -> Iterator[Element]:
        """Yield the rows of an array up to its end."""
        while self.comes(_BETWEEN_ROWS):
            sign = self.buffer[self.at]
            if sign == _BRACE and (several := self.guessed_rows()):
                yield from several
            elif sign == _BRACE:
                guess = self.guessed_row()
                yield self.whole_row() if guess is None else guess
            elif sign == _BRACKET_END:
                self.at += 1
                return
            else:
                yield self.row()
        raise _CutOff

    def row(self) -> Element:
        """Return what comes next as a row."""
        sign = self.buffer[self.at]
        if sign == _BRACE:
            return self.whole_row()
        if sign == ord("[") or sign == ord('"'):
            self.value()
        else:
            self.skip_scalar()
        return Refusal.NOT_UNDERSTOOD

    def guessed_rows(self) -> list[Element]:
        """Return the rows up to the last bracket near, unless something is odd about them.

        What can be parsed between the brackets of a list is what lies in one. A guess that
        was wrong is not made again for the same piece.
        """
        end = self.buffer.rfind(b"}", self.at, self.at + TOGETHER) + 1
        if self.is_odd or end <= self.at:
            return []
        try:
            found = orjson.loads(b"[%b]" % self.buffer[self.at : end])
        except orjson.JSONDecodeError:
            self.is_odd = True
            return []
        self.at = end
        return [row if isinstance(row, dict) else Refusal.NOT_UNDERSTOOD for row in found]

    def guessed_row(self) -> dict[str, Any] | None:
        """Return a row by its brackets alone, unless some of them are text.

        What is an object as a whole cannot be only the beginning of one, so a guess that
        can be parsed is right.
        """
        buffer, start = self.buffer, self.at
        depth, end = 0, start
        for _ in range(_GUESSES):
            close = buffer.find(b"}", end)
            if close < 0:
                return None
            depth += buffer.count(b"{", end, close) - 1
            end = close + 1
            if not depth:
                try:
                    found: dict[str, Any] = orjson.loads(buffer[start:end])
                except orjson.JSONDecodeError:
                    return None
                self.at = end
                return found
        return None

    def whole_row(self) -> Element:
        """Return a row, its end found sign by sign."""
        raw = self.value()
        return Refusal.TOO_LARGE if raw is None else parse(raw, self.text)

    def key(self) -> str | None:
        """Return the string that comes next if it is a key."""
        raw = self.value()
        if raw is None or len(raw) > _LONGEST_KEY or not self.comes(_SPACE):
            return None
        return self.text.decode(raw[1:-1]) if self.buffer[self.at] == ord(":") else None

    def value(self) -> bytes | None:
        """Return the string, array or object that comes next; None if it is too large."""
        is_too_large = False
        ends = _Ends()
        while not ends.are_in(self.buffer, self.at):
            if is_too_large or ends.position > LARGEST_ROW:
                is_too_large = True
                self.at += ends.position
                ends.position = 0
            if not self.fill():
                raise _CutOff
        raw = self.buffer[self.at : self.at + ends.position]
        self.at += ends.position
        return None if is_too_large or len(raw) > LARGEST_ROW else raw

    def skip_scalar(self) -> None:
        """Leave a number, a word or a single sign behind."""
        self.at += 1
        if self.buffer[self.at - 1] in _PUNCTUATION:
            return
        while (end := _SCALAR_END.search(self.buffer, self.at)) is None:
            self.at = len(self.buffer)
            if not self.fill():
                return
        self.at = end.start()

    def comes(self, before: re.Pattern[bytes]) -> bool:
        """Go to the next sign that is none of those; tell whether there is one."""
        while True:
            if match := before.match(self.buffer, self.at):
                self.at = match.end()
            if self.at < len(self.buffer):
                return True
            if not self.fill():
                return False

    def fill(self) -> bool:
        """Take up the next piece of the document; tell whether there was one."""
        chunk = next(self.chunks, None)
        if chunk is None:
            return False
        self.buffer = self.buffer[self.at :] + chunk
        self.at = 0
        self.is_odd = False
        return True


class _Ends:
    """How far a string, array or object reaches, found over several pieces."""

    def __init__(self) -> None:
        self.position = 0
        """Bytes of it that have been looked at."""
        self.depth = 0
        self.in_string = False

    def are_in(self, buffer: bytes, start: int) -> bool:
        """Go on through a buffer in which the value starts; tell whether its end is there."""
        at = start + self.position
        is_whole = False
        while not is_whole:
            mark = (_STRING_MARK if self.in_string else _BRACKET).search(buffer, at)
            if mark is None:
                at = len(buffer)
                break
            sign = mark[0]
            if sign == b"\\":
                if mark.end() == len(buffer):
                    at = mark.start()
                    break
                at = mark.end() + 1
                continue
            at = mark.end()
            if sign == b'"':
                self.in_string = not self.in_string
            else:
                self.depth += 1 if sign in _OPENING else -1
            is_whole = not self.in_string and self.depth <= 0
        self.position = at - start
        return is_whole
