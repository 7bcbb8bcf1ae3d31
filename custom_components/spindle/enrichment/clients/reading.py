"""Bodies of foreign services, read with suspicion.

What is missing or null is None; what is of another type than documented, and what lacks
what it cannot be without, is refused with ``BadAnswer``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from ...catalogue.folding import clean
from ...catalogue.identity import read_isrc, read_mbid
from ...upstream.errors import Bad, BadAnswer

if TYPE_CHECKING:
    from collections.abc import Iterator

type Row = dict[str, Any]
"""An object of JSON."""

MOST_ROWS: Final = 1_000
"""Rows of one list that are read; more only a broken service sends."""
_LONGEST_NAME: Final = 2_048
_LONGEST_JOINT: Final = 100
_LARGEST: Final = 10**15
_YEAR: Final = re.compile(r"[12][0-9]{3}(?![0-9])", re.ASCII)
_ID: Final = re.compile(r"[1-9][0-9]{0,17}", re.ASCII)


def wrong(what: str) -> BadAnswer:
    """Return the refusal of a body, naming the place that is not as documented."""
    return BadAnswer(Bad.WRONG_SHAPE, what)


def row(value: object, what: str) -> Row:
    """Return an object of JSON."""
    if not isinstance(value, dict):
        raise wrong(what)
    return value


def inner(outer: Row, key: str) -> Row:
    """Return the object under a key; an empty one when there is none."""
    value = outer.get(key)
    return {} if value is None else row(value, key)


def rows(outer: Row, key: str) -> Iterator[Row]:
    """Yield the objects of the list under a key; none when there is no list."""
    for value in values(outer, key):
        yield row(value, key)


def values(outer: Row, key: str) -> list[Any]:
    """Return the list under a key, so far as anybody would make one; empty when there is none."""
    value = outer.get(key)
    if value is None:
        return []
    if not isinstance(value, list):
        raise wrong(key)
    return value[:MOST_ROWS]


def text(outer: Row, key: str) -> str | None:
    """Return the text under a key, cleaned; None when there is none, or a blank one."""
    value = outer.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise wrong(key)
    return clean(value[:_LONGEST_NAME]) or None


def name(outer: Row, key: str) -> str:
    """Return the text under a key that has to be there."""
    value = text(outer, key)
    if value is None:
        raise wrong(key)
    return value


def joint(outer: Row, key: str) -> str:
    """Return the text under a key with the blanks around it; empty when there is none."""
    value = outer.get(key)
    if not isinstance(value, str | None):
        raise wrong(key)
    return (value or "")[:_LONGEST_JOINT]


def number(outer: Row, key: str) -> float | None:
    """Return the number under a key, or None."""
    value = outer.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise wrong(key)
    if not -_LARGEST < value < _LARGEST:  # Not a number is in no range.
        raise wrong(key)
    return float(value)


def seconds(outer: Row, key: str, unit: float = 1.0) -> float | None:
    """Return a length in seconds, or None when none is told; ``unit`` is in seconds."""
    length = number(outer, key)
    return length * unit if length and length > 0 else None


def count(outer: Row, key: str) -> int:
    """Return the whole number under a key, 0 when there is none."""
    return int(number(outer, key) or 0)


def year(outer: Row, key: str) -> int | None:
    """Return the year of a date (``1999-06-21``, ``1999``) or of a number, or None.

    Services write ``0000-00-00``, an empty text or nothing where they do not know.
    """
    value = outer.get(key)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if value is None:
        return None
    if not isinstance(value, str):
        raise wrong(key)
    match = _YEAR.match(value)
    return int(match[0]) if match else None


def identifier(outer: Row, key: str) -> str:
    """Return a service's own number of a thing, as text."""
    value = outer.get(key)
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise wrong(key)
    if not _ID.fullmatch(written := str(value)):
        raise wrong(key)
    return written


def mbid(outer: Row, key: str) -> str:
    """Return the MusicBrainz identifier under a key; it has to be there."""
    found = some_mbid(outer, key)
    if found is None:
        raise wrong(key)
    return found


def some_mbid(outer: Row, key: str) -> str | None:
    """Return the MusicBrainz identifier under a key, or None."""
    value = text(outer, key)
    return None if value is None else read_mbid(value)


def isrcs(outer: Row, key: str) -> tuple[str, ...]:
    """Return the ISRCs of the list under a key, each once; what is none is left out."""
    found = (read_isrc(each) for each in values(outer, key) if isinstance(each, str))
    return tuple(dict.fromkeys(filter(None, found)))


def some_isrc(outer: Row, key: str) -> str | None:
    """Return the ISRC under a key, or None."""
    value = text(outer, key)
    return None if value is None else read_isrc(value)
