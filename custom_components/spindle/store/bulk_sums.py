"""Add many plays to the sums at once: what they change together, gathered quickly."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from .local_time import HOUR, MINUTE, buckets
from .rollups import COUNTED, SET_TIERS, TIERED, Change, Delta, apply_times
from .tiers import tiers

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from sqlite3 import Connection

COUNTERS: Final = {
    table: f"""
SELECT id, plays, seconds, first_at, last_at{", plays_tier, minutes_tier" if table in TIERED else ""}
FROM {table} WHERE id IN (SELECT value FROM json_each(?))"""  # noqa: S608
    for table in COUNTED
}
FIRST_INDEXED: Final = "artist"
"""When an artist was first played stands in an index, and mostly stays."""
COUNT: Final = {
    table: f"""
UPDATE {table} SET plays = ?, seconds = ?, last_at = ?{"" if table == FIRST_INDEXED else ", first_at = ?"}
WHERE id = ?"""  # noqa: S608
    for table in COUNTED
}
SET_FIRST: Final = f"UPDATE {FIRST_INDEXED} SET first_at = ? WHERE id = ?"  # noqa: S608

type Counters = Sequence[int | None]
"""Plays, seconds, first_at, last_at of a name, and its two tiers where it has any."""


type Counted = tuple[int, int, int, int | None, int, int | None, int, int | None]
"""Of a play what ``rollups.Play`` begins with: its id, what it points at, its offset, its length."""


def gather(plays: Iterable[Counted]) -> Delta:
    """Return what new plays change that are not hidden, as ``Delta.add`` of each would."""
    delta = Delta()
    tracks, albums = delta.counters["track"], delta.counters["album"]
    artist_of: dict[int, int] = {}
    hours: dict[tuple[int, int, int, int | None], _Hour] = {}
    for play_id, artist_id, track_id, album_id, service_id, player_id, offset, listened in plays:
        at, seconds = play_id // 1000, listened or 0
        artist_of[track_id] = artist_id
        _count(tracks, track_id, at, seconds)
        if album_id is not None:
            _count(albums, album_id, at, seconds)
        # What lies in one hour here and by UTC lies in the same sums by time.
        place = (at // HOUR, (at + offset * MINUTE) // HOUR, service_id, player_id)
        hour = hours.get(place)
        if hour is None:
            hour = hours[place] = _Hour(at, offset, play_id)
        hour.count(at, seconds, play_id)
    for track_id, artist_id in artist_of.items():
        _merge(delta.counters["artist"], artist_id, tracks[track_id])
    for (_, _, service_id, player_id), hour in hours.items():
        hour.add_to(delta)
        _merge(delta.counters["service"], service_id, hour.change)
        if player_id is not None:
            _merge(delta.counters["player"], player_id, hour.change)
    return delta


def apply(db: Connection, delta: Delta, counted: dict[str, dict[int, Counters]]) -> None:
    """Write what new plays change, as ``rollups.apply`` would.

    ``counted`` are the counters as they stand, by table and name; what is not in it is
    looked up, and what is in it is kept true.
    """
    apply_times(db, delta)
    for table, changes in delta.counters.items():
        if changes:
            _count_on(db, table, changes, counted.setdefault(table, {}))


def _count_on(
    db: Connection, table: str, changes: dict[int, Change], counted: dict[int, Counters]
) -> None:
    unknown = [entity for entity in changes if entity not in counted]
    if unknown:
        for entity, *counters in db.execute(COUNTERS[table], (json.dumps(unknown),)):
            counted[entity] = counters
    is_first_indexed = table == FIRST_INDEXED
    values: list[tuple[int, ...]] = []
    firsts: list[tuple[int, int]] = []
    retiered: list[tuple[int, int, int]] = []
    for entity, change in changes.items():
        had_plays, had_seconds, had_first, had_last, *had_tiers = counted[entity]
        plays = (had_plays or 0) + change.plays
        seconds = (had_seconds or 0) + change.seconds
        first = change.first_at if had_first is None else min(had_first, change.first_at)
        last = change.last_at if had_last is None else max(had_last, change.last_at)
        if is_first_indexed:
            values.append((plays, seconds, last, entity))
            if first != had_first:
                firsts.append((first, entity))
        else:
            values.append((plays, seconds, last, first, entity))
        if had_tiers:
            now = tiers(plays, seconds)
            if now[0] != had_tiers[0] or now[1] != had_tiers[1]:
                retiered.append((*now, entity))
            counted[entity] = (plays, seconds, first, last, *now)
        else:
            counted[entity] = (plays, seconds, first, last)
    db.executemany(COUNT[table], values)
    if firsts:
        db.executemany(SET_FIRST, firsts)
    if retiered:
        db.executemany(SET_TIERS[table], retiered)


class _Hour:
    """The plays of one hour, service and speaker."""

    __slots__ = ("change", "first", "offset")

    def __init__(self, at: int, offset: int, first: int) -> None:
        """Begin with a moment in it, the offset of local time and the id of a play."""
        self.change = Change(0, 0, at, at)
        self.offset = offset
        self.first = first

    def count(self, at: int, seconds: int, play_id: int) -> None:
        """Count a play in."""
        change = self.change
        change.plays += 1
        change.seconds += seconds
        if at < change.first_at:
            change.first_at = at
        elif at > change.last_at:
            change.last_at = at
        self.first = min(self.first, play_id)

    def add_to(self, delta: Delta) -> None:
        """Add the hour to the sums by time."""
        where = buckets(self.change.first_at, self.offset)
        _merge(delta.hours, where.hour, self.change)
        _merge(delta.days, where.day, self.change)
        _merge(delta.clock, (where.slot, where.month), self.change)
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


def _merge[K: int | tuple[int, int]](changes: dict[K, Change], place: K, part: Change) -> None:
    change = changes.get(place)
    if change is None:
        changes[place] = Change(part.plays, part.seconds, part.first_at, part.last_at)
        return
    change.plays += part.plays
    change.seconds += part.seconds
    change.first_at = min(change.first_at, part.first_at)
    change.last_at = max(change.last_at, part.last_at)
