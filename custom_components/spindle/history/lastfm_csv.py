"""Last.fm as CSV: the two shapes in which others export it.

https://lastfm.ghan.nl/export has headings and ``uts``, the seconds since 1970;
https://benjaminbenben.com/lastfm-to-csv has none, only ``artist,album,track,31 Dec 2015 23:59``.
Times in words are Last.fm's own, and UTC.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from . import plain_csv
from .times import is_spoken
from .types import Format

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .shapes import Columns, CsvShape

_BEFORE_THE_DATE: Final = 3


def recognise(delimiter: str, sample: Sequence[list[str]]) -> CsvShape | None:
    """Return how to read a file that begins with these records, if it is Last.fm's."""
    if not sample:
        return None
    columns = plain_csv.columns_of(sample[0])
    has_heading = plain_csv.tell_plays(columns)
    if not has_heading:
        columns = _columns_before_the_date(sample)
    elif not _is_last_fm(columns, sample):
        return None
    if not columns:
        return None
    return plain_csv.shape(
        delimiter, sample, columns, has_heading=has_heading, origin=Format.LASTFM
    )


def _is_last_fm(columns: Columns, sample: Sequence[list[str]]) -> bool:
    """Tell whether a file with headings has ``uts``, or times in words."""
    when = columns.get("played_at", columns.get("date", columns.get("time", 0)))
    return sample[0][when].strip().lower() == "uts" or any(
        when < len(record) and is_spoken(record[when].strip()) for record in sample[1:]
    )


def _columns_before_the_date(sample: Sequence[list[str]]) -> Columns:
    """Find artist, album and track before a time in words; a row number may lead them."""
    for record in sample:
        for place, cell in enumerate(record):
            if place >= _BEFORE_THE_DATE and is_spoken(cell.strip()):
                artist = place - _BEFORE_THE_DATE
                return {"artist": artist, "album": artist + 1, "title": artist + 2, "date": place}
    return {}
