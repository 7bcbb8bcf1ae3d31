"""By how much local time is ahead of UTC, for many moments."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from .bulk_columns import Ids
from .local_time import HOUR, utc_offset

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo


class Offsets:
    """Minutes by which local time is ahead of UTC, looked up once an hour."""

    def __init__(self, zone: ZoneInfo) -> None:
        """Take the zone."""
        self._zone = zone
        self._hours: Ids[int, int | None] = Ids(self._of_hour)

    def at(self, epoch: int) -> int:
        """Return the offset at a moment."""
        offset = self._hours[epoch // HOUR]
        return utc_offset(self._zone, epoch) if offset is None else offset

    def of(self, moments: Sequence[int]) -> Sequence[int]:
        """Return the offsets at many moments."""
        hourly = self._hours.of(at // HOUR for at in moments)
        if None not in hourly:
            return cast("Sequence[int]", hourly)
        return list(map(self.at, moments))

    def _of_hour(self, hour: int) -> int | None:
        """Return the offset of a whole hour, None where it changes within."""
        first = utc_offset(self._zone, hour * HOUR)
        last = utc_offset(self._zone, hour * HOUR + HOUR - 1)
        return first if first == last else None
