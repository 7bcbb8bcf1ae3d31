"""Values of foreign rows: of any type, of any size, or missing."""

from __future__ import annotations

from datetime import UTC, datetime
import math
from typing import TYPE_CHECKING, Any, Final

from ..catalogue.folding import clean
from ..catalogue.identity import read_mbid
from ..store.told import FIRST_MOMENT, LAST_MOMENT, is_moment
from .types import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .types import Options

_LONGEST_WORD: Final = 60
_LONGEST_NUMBER: Final = 32


def text(value: object) -> str:
    """Return a text as it is, and anything else as none."""
    return value if isinstance(value, str) else ""


def some(value: object) -> str | None:
    """Return a text that is one, or None."""
    return value if isinstance(value, str) and value else None


def number(value: object) -> float | None:
    """Return a number, or a text that is one; None for anything else."""
    if isinstance(value, str):
        try:
            value = float(value[:_LONGEST_NUMBER])
        except ValueError:
            return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if -1e15 < value < 1e15 else None  # noqa: PLR2004  # NaN is in no range.


def length(value: object, unit: float = 1.0) -> float | None:
    """Return a length in seconds, or None when none is told; ``unit`` is in seconds."""
    amount = number(value)
    return amount * unit if amount and amount > 0 else None


def mapping(value: object) -> dict[str, Any]:
    """Return an object of JSON, and anything else as an empty one."""
    return value if isinstance(value, dict) else {}


def mbid(value: object) -> str | None:
    """Return an identifier of MusicBrainz, or None."""
    return read_mbid(value) if isinstance(value, str) and value else None


def only(values: object) -> object:
    """Return the one member of a list of one; None otherwise."""
    return values[0] if isinstance(values, list) and len(values) == 1 else None


def refusal(at: float, title: str, artist: str) -> Refusal | None:
    """Say why a row cannot be a play, whoever tells of it."""
    if not title or title.isspace():
        return Refusal.NO_TITLE
    if not artist or artist.isspace():
        return Refusal.NO_ARTIST
    return None if FIRST_MOMENT <= at < LAST_MOMENT else Refusal.BAD_TIME


def are_plays(moments: Iterable[float], titles: Iterable[str], artists: Iterable[str]) -> bool:
    """Tell whether ``refusal`` would say nothing of any of many rows."""
    return (
        all(map(str.strip, titles))
        and all(map(str.strip, artists))
        and all(FIRST_MOMENT <= at < LAST_MOMENT for at in moments)
    )


def too_short(listened: float, options: Options) -> Refusal | None:
    """Say whether a play that lasted so many seconds is none."""
    if listened <= 0:
        return Refusal.ZERO_LENGTH
    return Refusal.TOO_SHORT if listened < options.shortest else None


def example(words: Iterable[object]) -> str:
    """Return a row in few words, fit to be shown."""
    return ", ".join(filter(None, (clean(_word(word), _LONGEST_WORD) for word in words)))


def _word(value: object) -> str:
    if isinstance(value, float) and math.isfinite(value) and is_moment(value):
        return datetime.fromtimestamp(value, UTC).isoformat(" ", "minutes")
    return text(value)
