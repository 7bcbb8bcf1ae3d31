"""Add many plays to the sums at once: what they change together, gathered quickly."""

from __future__ import annotations

from collections import Counter, defaultdict
import json
from typing import TYPE_CHECKING, Final

from .local_time import HOUR, MINUTE, buckets
from .plays import PLACES
from .rollups import COUNTED, SET_TIERS, TIERED, Change, Delta, apply_times
from .tiers import tiers

if TYPE_CHECKING:
    from collections.abc import Sequence
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


type Counted = tuple[
    int, int, int, int | None, int, int | None, int, int | None, *tuple[object, ...]
]
"""A play that begins with what ``rollups.Play`` begins with: its id, what it points at, its offset, its length."""


def gather(plays: Sequence[Counted]) -> Delta:
    """Return what new plays change that are not hidden, as ``Delta.add`` of each would.

    They come in the order of their ids.
    """
    delta = Delta()
    if not plays:
        return delta
    ids, artists, tracks, albums, services, players, offsets, listened, *_ = zip(
        *plays, strict=True
    )
    moments = [play_id // PLACES for play_id in ids]
    seconds = [length or 0 for length in listened] if any(listened) else ()
    for table, entities in (
        ("artist", artists),
        ("album", albums),
        ("track", tracks),
        ("service", services),
        ("player", players),
    ):
        delta.counters[table] = _sum(entities, moments, seconds)
    # What lies in one hour by UTC and in one here lies in the same sums by time.
    hours = [
        (at // HOUR, (at + offset * MINUTE) // HOUR)
        for at, offset in zip(moments, offsets, strict=True)
    ]
    for (hour, local_hour), change in _sum(hours, moments, seconds).items():
        where = buckets(local_hour * HOUR, 0)
        _merge(delta.hours, hour, change)
        _merge(delta.days, where.day, change)
        _merge(delta.clock, (where.slot, where.month), change)
        first = change.first_at * PLACES
        delta.months[where.month] = min(delta.months.get(where.month, first), first)
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


def _sum[K: int | tuple[int, int]](
    keys: Sequence[K | None], moments: Sequence[int], seconds: Sequence[int]
) -> dict[K, Change]:
    """Add up plays by what they have in common; ``seconds`` is empty when none is told.

    The moments come in their order, so that the first and the last of a key are those that
    a dictionary keeps.
    """
    heard: defaultdict[K | None, int] = defaultdict(int)
    for key, length in zip(keys, seconds, strict=False):
        heard[key] += length
    first = dict(zip(reversed(keys), reversed(moments), strict=True))
    last = dict(zip(keys, moments, strict=True))
    return {
        key: Change(plays, heard[key], first[key], last[key])
        for key, plays in Counter(keys).items()
        if key is not None
    }


def _merge[K: int | tuple[int, int]](changes: dict[K, Change], place: K, part: Change) -> None:
    change = changes.get(place)
    if change is None:
        changes[place] = Change(part.plays, part.seconds, part.first_at, part.last_at)
        return
    change.plays += part.plays
    change.seconds += part.seconds
    change.first_at = min(change.first_at, part.first_at)
    change.last_at = max(change.last_at, part.last_at)
