"""Values out of Spotify's bodies, read with suspicion.

Fields come and go there: what is missing, null or of another type is None, and only what a
thing cannot be without makes it unreadable.
"""

from __future__ import annotations

from datetime import UTC, datetime
import re
from typing import Any, Final

from ..catalogue.folding import clean
from ..upstream.errors import Bad, BadAnswer

type Row = dict[str, Any]
"""An object of JSON."""

MOST_ROWS: Final = 1_000
"""Rows of one list that are read; more only a broken service sends."""
_LONGEST: Final = 2_048
_LARGEST: Final = 10**15
_YEAR: Final = re.compile(r"[12][0-9]{3}(?![0-9])", re.ASCII)


def wrong(what: str) -> BadAnswer:
    """Return the refusal of a body, naming the place that is not as documented."""
    return BadAnswer(Bad.WRONG_SHAPE, what)


def row(value: object, what: str) -> Row:
    """Return an object of JSON; ``BadAnswer`` when it is none."""
    if not isinstance(value, dict):
        raise wrong(what)
    return value


def inner(outer: Row, key: str) -> Row:
    """Return the object under a key; an empty one when there is none."""
    value = outer.get(key)
    return value if isinstance(value, dict) else {}


def rows(outer: Row, key: str) -> list[Row]:
    """Return the objects of the list under a key; none when there is no list."""
    value = outer.get(key)
    if not isinstance(value, list):
        return []
    return [each for each in value[:MOST_ROWS] if isinstance(each, dict)]


def length(outer: Row, key: str) -> int:
    """Count the list under a key, with what cannot be read; ``BadAnswer`` when there is none."""
    value = outer.get(key)
    if not isinstance(value, list):
        raise wrong(key)
    return len(value)


def text(outer: Row, key: str) -> str | None:
    """Return the text under a key, cleaned; None when there is none, or a blank one."""
    value = outer.get(key)
    return clean(value[:_LONGEST]) or None if isinstance(value, str) else None


def name(outer: Row, key: str) -> str:
    """Return the text under a key that has to be there; ``BadAnswer`` when it is not."""
    value = text(outer, key)
    if value is None:
        raise wrong(key)
    return value


def count(outer: Row, key: str) -> int | None:
    """Return the whole number under a key that is not negative, or None."""
    value = outer.get(key)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < _LARGEST:
        return None
    return value


def moment(outer: Row, key: str) -> float | None:
    """Return the moment under a key (epoch seconds): ``2026-01-27T20:30:00.123Z``, or None."""
    value = outer.get(key)
    if not isinstance(value, str):
        return None
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return None
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()


def year(outer: Row, key: str) -> int | None:
    """Return the year of a date (``1999-06-21``, ``1999-06``, ``1999``), or None."""
    value = outer.get(key)
    match = _YEAR.match(value) if isinstance(value, str) else None
    return int(match[0]) if match else None
