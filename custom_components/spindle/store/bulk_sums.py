"""Add many plays to the sums at once: what they change together, gathered quickly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .local_time import HOUR, MINUTE, buckets
from .rollups import Change, Delta

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .plays import Stored


def gather(plays: Iterable[Stored]) -> Delta:
    """Return what new plays change, as ``Delta.add`` of each of them would."""
    delta = Delta()
    counters = delta.counters
    artists, albums, tracks = counters["artist"], counters["album"], counters["track"]
    services, players = counters["service"], counters["player"]
    hours: dict[tuple[int, int], Hour] = {}
    for play in plays:
        if play.hidden:
            continue
        at, seconds = play.id // 1000, play.listened or 0
        _count(artists, play.artist_id, at, seconds)
        _count(tracks, play.track_id, at, seconds)
        _count(services, play.service_id, at, seconds)
        if play.album_id is not None:
            _count(albums, play.album_id, at, seconds)
        if play.player_id is not None:
            _count(players, play.player_id, at, seconds)
        # All that lies in one hour here and by UTC lies in the same sums by time.
        name = (at // HOUR, (at + play.utc_offset * MINUTE) // HOUR)
        hour = hours.get(name)
        if hour is None:
            hour = hours[name] = Hour(at, play.utc_offset, play.id)
        hour.plays += 1
        hour.seconds += seconds
        hour.first = min(hour.first, play.id)
    for hour in hours.values():
        hour.add_to(delta)
    return delta


class Hour:
    """The plays of one hour."""

    __slots__ = ("at", "first", "offset", "plays", "seconds")

    def __init__(self, at: int, offset: int, first: int) -> None:
        """Begin with a moment in it, the offset of local time and the id of a play."""
        self.at = at
        self.offset = offset
        self.first = first
        self.plays = self.seconds = 0

    def add_to(self, delta: Delta) -> None:
        """Add the hour to the sums by time."""
        where = buckets(self.at, self.offset)
        for change in (
            delta.hours.setdefault(where.hour, Change()),
            delta.days.setdefault(where.day, Change()),
            delta.clock.setdefault((where.slot, where.month), Change()),
        ):
            change.plays += self.plays
            change.seconds += self.seconds
        delta.months[where.month] = min(delta.months.get(where.month, self.first), self.first)


def _count(changes: dict[int, Change], entity: int, at: int, seconds: int) -> None:
    change = changes.get(entity)
    if change is None:
        changes[entity] = Change(1, seconds, at, at)
        return
    change.plays += 1
    change.seconds += seconds
    if at < change.first_at:
        change.first_at = at
    elif at > change.last_at:
        change.last_at = at
