"""Add many plays to the sums at once: what they change together, gathered quickly."""

from __future__ import annotations

from collections import Counter, defaultdict
import json
from typing import TYPE_CHECKING, Final

from .local_time import HOUR, MINUTE, buckets
from .plays import PLACES
from .rollups import COUNTED, TIERED, Change, Delta, apply_times
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
# The first moment and the tiers stand in indexes, so only what changes of them is written.
COUNT: Final = {
    (table, has_first, has_tiers): f"""
UPDATE {table} SET plays = ?, seconds = ?, last_at = ?{", first_at = ?" if has_first else ""}\
{", plays_tier = ?, minutes_tier = ?" if has_tiers else ""}
WHERE id = ?"""  # noqa: S608
    for table in COUNTED
    for has_first in (False, True)
    for has_tiers in (False, True)
    if table in TIERED or not has_tiers
}

type Counters = Sequence[int | None]
"""Plays, seconds, first_at, last_at of a name, and its two tiers where it has any."""
type Counted = tuple[
    int, int, int, int | None, int, int | None, int, int | None, *tuple[object, ...]
]
"""What begins as ``rollups.Play`` does: a play's id, what it points at, its offset and length."""


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
    delta.hours = _sum([at // HOUR for at in moments], moments, seconds)
    local_hours = [
        (at + offset * MINUTE) // HOUR for at, offset in zip(moments, offsets, strict=True)
    ]
    for hour, change in _sum(local_hours, moments, seconds).items():
        where = buckets(hour * HOUR, 0)
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
    written: dict[tuple[bool, bool], list[tuple[int, ...]]] = {}
    for entity, change in changes.items():
        had_plays, had_seconds, had_first, had_last, *had_tiers = counted[entity]
        plays = (had_plays or 0) + change.plays
        seconds = (had_seconds or 0) + change.seconds
        first = change.first_at if had_first is None else min(had_first, change.first_at)
        last = change.last_at if had_last is None else max(had_last, change.last_at)
        now = tiers(plays, seconds) if had_tiers else ()
        new_first = () if first == had_first else (first,)
        new_tiers = () if now == (*had_tiers,) else now
        values = (plays, seconds, last, *new_first, *new_tiers, entity)
        written.setdefault((bool(new_first), bool(new_tiers)), []).append(values)
        counted[entity] = (plays, seconds, first, last, *now)
    for changed, rows in written.items():
        db.executemany(COUNT[table, *changed], rows)


def _sum[K: int](
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
