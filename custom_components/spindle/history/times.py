"""Points in time, as people and programs write them."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
import math
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

NEVER: Final = math.nan
"""What a time is that cannot be read."""

MONTHS: Final = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)
"""What Last.fm calls the months, whatever the language of the machine."""

_MONTH_CALLED: Final = {name.lower(): number for number, name in enumerate(MONTHS, 1)}
# "31 Dec 2015 23:59" and "31 Dec 2015, 23:59", as Last.fm writes it.
_SPOKEN: Final = re.compile(
    r"(\d{1,2}) ([A-Za-z]{3})[a-z]* (\d{4}),? (\d{1,2}):(\d{2})(?::(\d{2}))?", re.ASCII
)
# "31.12.2015 23:59", "12/31/2015 11:59 PM", with or without the time of the day.
_NUMERIC: Final = re.compile(
    r"(\d{1,2})([./-])(\d{1,2})[./-](\d{4})"
    r"(?:,? +(\d{1,2}):(\d{2})(?::(\d{2}))?(?: ?([AaPp])\.?[Mm]\.?)?)?",
    re.ASCII,
)
_DIGITS: Final = 19
_EPOCH: Final = re.compile(rf"\d{{1,{_DIGITS}}}(?:\.\d{{1,9}})?", re.ASCII)
# Beyond it a number of seconds since 1970 counts thousandths (or thousandths of those).
_SECONDS_UP_TO: Final = 100_000_000_000
_DIGITS_OF_SECONDS: Final = 11
_LONGEST: Final = 40
_MONTHS_OF_A_YEAR: Final = 12
_NOON: Final = 12


def is_never(moment: float) -> bool:
    """Tell whether a time could not be read."""
    return math.isnan(moment)


def read_spoken(text: str) -> float:
    """Return the epoch of Last.fm's own words, ``31 Dec 2015, 23:59``, which are UTC."""
    match = _SPOKEN.fullmatch(text)
    if match is None:
        return NEVER
    day, month, year, hour, minute, second = match.groups()
    return _epoch(
        (
            int(year),
            _MONTH_CALLED.get(month.lower(), 0),
            int(day),
            int(hour),
            int(minute),
            int(second or 0),
        ),
        UTC,
    )


def read_iso(text: str, zone: tzinfo = UTC) -> float:
    """Return the epoch of an ISO 8601 time; ``zone`` holds when it names none itself."""
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=zone)
        return moment.timestamp()
    except (ValueError, OverflowError):
        return NEVER


def read_epoch(value: object) -> float:
    """Return a count of seconds, thousandths, millionths … since 1970 as seconds."""
    if isinstance(value, str):
        value = float(value) if _EPOCH.fullmatch(value) else NEVER
    if isinstance(value, bool) or not isinstance(value, int | float):
        return NEVER
    return _in_seconds(float(value))


def read_any(text: str, zone: tzinfo, *, month_first: bool = False) -> float:
    """Return the epoch of a time in any of the ways this module knows.

    ``month_first`` says what ``1/2/2015`` means; with dots the day always comes first.
    """
    if text.isdecimal() and text.isascii() and len(text) <= _DIGITS:
        return _in_seconds(float(text))
    text = text.strip()
    if len(text) > _LONGEST:
        return NEVER
    if _EPOCH.fullmatch(text):
        return _in_seconds(float(text))
    match = _NUMERIC.fullmatch(text)
    if match:
        return _read_numeric(match, zone, month_first=month_first)
    if _SPOKEN.fullmatch(text):
        return read_spoken(text)
    return read_iso(text.replace(" UTC", "+00:00"), zone)


def read_all(texts: Sequence[str], zone: tzinfo, *, month_first: bool = False) -> list[float]:
    """Return the epochs of many times as ``read_any`` would of each; none of them is blank."""
    digits = "".join(texts)
    if digits.isdecimal() and digits.isascii() and max(map(len, texts)) <= _DIGITS_OF_SECONDS:
        return list(map(float, texts))
    return [read_any(text, zone, month_first=month_first) for text in texts]


def is_month_first(texts: list[str]) -> bool:
    """Tell whether dates such as ``12/31/2015`` can only be read with the month first."""
    matches = [match for match in map(_NUMERIC.match, texts) if match and match[2] == "/"]
    return any(int(match[3]) > _MONTHS_OF_A_YEAR for match in matches)


def is_spoken(text: str) -> bool:
    """Tell whether a text is a time in Last.fm's own words."""
    return not math.isnan(read_spoken(text))


def _in_seconds(value: float) -> float:
    """Return what counts seconds, or thousandths of them and so on, as seconds."""
    while _SECONDS_UP_TO < value < math.inf:
        value /= 1000
    return value


def _read_numeric(match: re.Match[str], zone: tzinfo, *, month_first: bool) -> float:
    first, sign, second, year, hour, minute, seconds, half = match.groups()
    day, month = (second, first) if month_first and sign == "/" else (first, second)
    hours = int(hour or 0)
    if half:
        hours = hours % _NOON + (_NOON if half in "pP" else 0)
    return _epoch(
        (int(year), int(month), int(day), hours, int(minute or 0), int(seconds or 0)), zone
    )


def _epoch(parts: tuple[int, int, int, int, int, int], zone: tzinfo) -> float:
    try:
        return datetime(*parts, tzinfo=zone).timestamp()
    except (ValueError, OverflowError):
        return NEVER
