"""The household's own days and hours, from UTC and an offset. Pure."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
import time
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

HOUR: Final = 3600
DAY: Final = 86400
MINUTE: Final = 60


class Buckets(NamedTuple):
    """Where a moment belongs in the sums."""

    hour: int
    """Hours of UTC since 1970."""
    day: int
    """Local days since 1970-01-01."""
    month: int
    """Local year * 12 + month - 1."""
    slot: int
    """Local weekday * 24 + hour; Monday is 0."""


@lru_cache(maxsize=8)
def zone_named(name: str) -> ZoneInfo:
    """Return a time zone by its IANA name, or UTC when there is none of that name."""
    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        return ZoneInfo("UTC")


def utc_offset(zone: ZoneInfo, epoch: float) -> int:
    """Return the minutes by which local time is ahead of UTC at a moment."""
    offset = datetime.fromtimestamp(epoch, UTC).astimezone(zone).utcoffset()
    return 0 if offset is None else round(offset.total_seconds() / MINUTE)


def buckets(played_at: int, offset: int) -> Buckets:
    """Return where a moment belongs, ``offset`` minutes ahead of UTC."""
    local = played_at + offset * MINUTE
    clock = time.gmtime(local)
    return Buckets(
        hour=played_at // HOUR,
        day=local // DAY,
        month=clock.tm_year * 12 + clock.tm_mon - 1,
        slot=clock.tm_wday * 24 + clock.tm_hour,
    )


def local_day(zone: ZoneInfo, epoch: float) -> int:
    """Return the local day of a moment, counted from 1970-01-01."""
    return int(epoch + utc_offset(zone, epoch) * MINUTE) // DAY
