"""By how much local time is ahead of UTC, for many moments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .local_time import HOUR, utc_offset

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


class Offsets:
    """Minutes by which local time is ahead of UTC, looked up once an hour."""

    def __init__(self, zone: ZoneInfo) -> None:
        """Take the zone."""
        self._zone = zone
        self._hours: dict[int, int | None] = {}

    def at(self, epoch: int) -> int:
        """Return the offset at a moment."""
        hour = epoch // HOUR
        if hour not in self._hours:
            first = utc_offset(self._zone, hour * HOUR)
            last = utc_offset(self._zone, hour * HOUR + HOUR - 1)
            self._hours[hour] = first if first == last else None
        offset = self._hours[hour]
        return utc_offset(self._zone, epoch) if offset is None else offset
