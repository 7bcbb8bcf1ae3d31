"""One attribute of an entity at a time: the value if it is usable, a sentence if not."""

from __future__ import annotations

from datetime import UTC, datetime
from math import isfinite
from typing import TYPE_CHECKING, Final

from ..catalogue.folding import TEXT_LIMIT, clean, has_controls
from .radio import repair
from .types import Repeat

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_TITLE: Final = 24 * 3600.0
"""Seconds; what claims to last longer has no known length."""

_PAST_THE_END: Final = 5.0
_FIRST_BELIEVABLE: Final = datetime(2015, 1, 1, tzinfo=UTC).timestamp()
_LAST_BELIEVABLE: Final = datetime(2100, 1, 1, tzinfo=UTC).timestamp()
_LONGEST_QUEUE: Final = 1_000_000
_LONGEST_DATE: Final = 64


class AttributeReader:
    """Reads attributes that may hold anything and remembers why it refused some.

    ``refused`` holds sentences of a fixed vocabulary: the attribute and the reason, never
    the value.
    """

    def __init__(self, attributes: Mapping[str, object]) -> None:
        """Read from ``attributes``, which are not changed."""
        self._attributes = attributes
        self._refused: list[str] = []

    @property
    def refused(self) -> tuple[str, ...]:
        """Return a sentence for each thing refused so far, in order."""
        return tuple(self._refused)

    def refuse(self, sentence: str) -> None:
        """Remember why something was not used."""
        self._refused.append(sentence)

    def text(self, name: str, limit: int = TEXT_LIMIT, *, mend: bool = False) -> str | None:
        """Return an attribute's clean text of at most ``limit`` characters, None when empty.

        ``mend`` undoes a radio stream's wrong encoding first.
        """
        value = self._attributes.get(name)
        if value is None:
            return None
        if not isinstance(value, str):
            self.refuse(f"{name} is not text.")
            return None
        if len(value) > limit:
            self.refuse(f"{name} is cut to {limit} characters.")
        if has_controls(value, limit):
            self.refuse(f"{name} lost its control characters.")
        return clean(repair(value[:limit]) if mend else value, limit) or None

    def duration(self) -> float | None:
        """Return ``media_duration`` in seconds; None when it is absent, zero or absurd."""
        seconds = self._seconds("media_duration")
        if seconds is not None and seconds > LONGEST_TITLE:
            self.refuse("media_duration is longer than a day.")
            return None
        return seconds or None

    def position(self, duration: float | None) -> tuple[float, float] | tuple[None, None]:
        """Return ``media_position`` in seconds and the epoch second it was true at.

        Neither is of use without the other; both are None when one is missing or absurd,
        or when the position lies beyond ``duration``.
        """
        position = self._seconds("media_position")
        position_at = self._moment("media_position_updated_at")
        if position is None or position_at is None:
            return None, None
        if position > (LONGEST_TITLE if duration is None else duration + _PAST_THE_END):
            self.refuse("media_position lies beyond the end.")
            return None, None
        return position, position_at

    def repeat(self) -> Repeat:
        """Return the repeat mode, off when it is absent or not understood."""
        value = self._attributes.get("repeat")
        if value is None:
            return Repeat.OFF
        if isinstance(value, str) and value in Repeat:
            return Repeat(value)
        self.refuse("repeat is neither off, all nor one.")
        return Repeat.OFF

    def count(self, name: str) -> int | None:
        """Return an attribute that counts from one, None when absent or no such number."""
        value = self._attributes.get(name)
        if value is None or (type(value) is int and value == 0):
            return None
        if type(value) is int and 0 < value <= _LONGEST_QUEUE:
            return value
        self.refuse(f"{name} is not a place in a queue.")
        return None

    def _seconds(self, name: str) -> float | None:
        """Return an attribute as finite seconds, not negative."""
        value = self._attributes.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.refuse(f"{name} is not a number.")
            return None
        try:
            seconds = float(value)
        except OverflowError:
            self.refuse(f"{name} is not a finite number.")
            return None
        if not isfinite(seconds):
            self.refuse(f"{name} is not a finite number.")
            return None
        if seconds < 0:
            self.refuse(f"{name} is negative.")
            return None
        return seconds

    def _moment(self, name: str) -> float | None:
        """Return an attribute, a datetime or its ISO text, as epoch seconds.

        Without an offset it is UTC.
        """
        value = self._attributes.get(name)
        if value is None:
            return None
        try:
            if isinstance(value, str):
                value = datetime.fromisoformat(value[:_LONGEST_DATE])
            if not isinstance(value, datetime):
                self.refuse(f"{name} is not a date.")
                return None
            epoch = (value if value.tzinfo else value.replace(tzinfo=UTC)).timestamp()
        except (ValueError, OverflowError):
            self.refuse(f"{name} is not a date.")
            return None
        if not _FIRST_BELIEVABLE <= epoch < _LAST_BELIEVABLE:
            self.refuse(f"{name} is not a date of our time.")
            return None
        return epoch
