"""How long a service asks to be left alone, from whatever stands in its headers."""

from __future__ import annotations

from email.utils import parsedate_to_datetime
import math
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST: Final = 7 * 86_400.0
"""Seconds; the longest that services are known to ask for is a day, all beyond is an error."""

_NUMBER: Final = re.compile(r"\+?(\d{1,400}(\.\d{0,400})?)", re.ASCII)
_LONGEST_TEXT: Final = 512


def retry_after(headers: Mapping[str, str], now: float) -> float | None:
    """Return the seconds that ``Retry-After`` asks for, 0 to ``LONGEST``; None if it says nothing.

    It is a number of seconds or a date. A date is measured from the answer's own ``Date``
    where that can be read, so that a wrong clock here changes nothing, else from ``now``
    (epoch). https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3
    """
    said = headers.get("Retry-After")
    if said is None:
        return None
    seconds = _number(said)
    if seconds is None and (until := _date(said)) is not None:
        sent_at = _date(headers.get("Date", ""))
        seconds = until - (now if sent_at is None else sent_at)
    return None if seconds is None else bounded(seconds)


def bounded(seconds: float) -> float | None:
    """Return a wait as one that can be reckoned with, 0 to ``LONGEST``; None for no number."""
    if math.isnan(seconds):
        return None
    return min(max(seconds, 0.0), LONGEST)


def _number(said: str) -> float | None:
    """Return a plain number; a fraction is more than the standard allows, and seen."""
    text = said.strip()
    found = _NUMBER.fullmatch(text) if len(text) <= _LONGEST_TEXT else None
    return None if found is None else float(found[1])


def _date(said: str) -> float | None:
    """Return one of HTTP's three forms of a date as epoch seconds."""
    if len(said) > _LONGEST_TEXT:
        return None
    try:
        return parsedate_to_datetime(said.strip()).timestamp()
    except (TypeError, ValueError, OverflowError, IndexError):
        return None
