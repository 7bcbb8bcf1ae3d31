"""Add many plays to the sums at once: what they change together, gathered quickly."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import compress
import json
from typing import TYPE_CHECKING, Any, Final

from .giving_way import give_way
from .local_time import HOUR, MINUTE, buckets
from .plays import PLACES
from .rollups import COUNTED, TIERED, Change, Delta, apply_times
from .tiers import tiers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
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


@dataclass(frozen=True, slots=True)
class Figures:
    """What some plays add up to, by what they have in common: a key, or a name's id.

    Four dictionaries instead of an object a key: the collector of garbage counts objects.
    """

    plays: dict[int, int] = field(default_factory=dict)
    seconds: dict[int, int] = field(default_factory=dict)
    """Empty when no length is told."""
    first_at: dict[int, int] = field(default_factory=dict)
    last_at: dict[int, int] = field(default_factory=dict)

    def changes(self, timed: Mapping[int, int]) -> Iterator[tuple[int, Change]]:
        """Yield each key with what changes of it; ``timed`` are its plays of known time."""
        for key, plays in self.plays.items():
            change = Change(plays, self.seconds.get(key, 0), self.first_at[key], self.last_at[key])
            change.timed = timed.get(key, 0)
            yield key, change


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What new plays change together."""

    times: Delta = field(default_factory=Delta)
    """The sums by time; no counters."""
    counters: dict[str, Figures] = field(
        default_factory=lambda: {table: Figures() for table in COUNTED}
    )
    """What is added to the counters, by their table."""


def gather(columns: Sequence[Sequence[Any]]) -> Gathered:
    """Return what new plays change that are not hidden, as ``Delta.add`` of each would.

    They come by column, in the order of their ids; the columns begin as ``rollups.Play`` does.
    """
    if not columns:
        return Gathered()
    ids, artists, tracks, albums, services, players, offsets, listened, *_ = columns
    moments = [play_id // PLACES for play_id in ids]
    seconds = [length or 0 for length in listened] if any(listened) else ()
    timed = [length is not None for length in listened]
    pointed_at = (artists, albums, tracks, services, players)
    delta = Delta()
    hours = [at // HOUR for at in moments]
    delta.hours |= _add_up(hours, moments, seconds).changes(Counter(compress(hours, timed)))
    give_way()
    local_hours = [
        (at + offset * MINUTE) // HOUR for at, offset in zip(moments, offsets, strict=True)
    ]
    known = Counter(compress(local_hours, timed))
    for hour, change in _add_up(local_hours, moments, seconds).changes(known):
        where = buckets(hour * HOUR, 0)
        _merge(delta.days, where.day, change)
        _merge(delta.clock, (where.slot, where.month), change)
        first = change.first_at * PLACES
        delta.months[where.month] = min(delta.months.get(where.month, first), first)
    return Gathered(
        times=delta,
        counters={
            table: _add_up(entities, moments, seconds) if any(entities) else Figures()
            for table, entities in zip(COUNTED, pointed_at, strict=True)
        },
    )


def apply(db: Connection, gathered: Gathered, counted: dict[str, dict[int, Counters]]) -> None:
    """Write what new plays change, as ``rollups.apply`` would.

    ``counted`` are the counters as they stand, by table and name; what is not in it is
    looked up, and what is in it is kept true.
    """
    apply_times(db, gathered.times)
    for table, figures in gathered.counters.items():
        if figures.plays:
            _count_on(db, table, figures, counted.setdefault(table, {}))
            give_way()


def _count_on(db: Connection, table: str, figures: Figures, counted: dict[int, Counters]) -> None:
    unknown = [entity for entity in figures.plays if entity not in counted]
    if unknown:
        for entity, *counters in db.execute(COUNTERS[table], (json.dumps(unknown),)):
            counted[entity] = counters
    written: dict[tuple[bool, bool], list[tuple[int, ...]]] = {}
    for entity, more in figures.plays.items():
        had_plays, had_seconds, had_first, had_last, *had_tiers = counted[entity]
        plays = (had_plays or 0) + more
        seconds = (had_seconds or 0) + figures.seconds.get(entity, 0)
        first, last = figures.first_at[entity], figures.last_at[entity]
        if had_first is not None and had_first < first:
            first = had_first
        if had_last is not None and had_last > last:
            last = had_last
        now = tiers(plays, seconds) if had_tiers else ()
        new_first = () if first == had_first else (first,)
        new_tiers = () if now == (*had_tiers,) else now
        values = (plays, seconds, last, *new_first, *new_tiers, entity)
        written.setdefault((bool(new_first), bool(new_tiers)), []).append(values)
        counted[entity] = (plays, seconds, first, last, *now)
    for changed, rows in written.items():
        db.executemany(COUNT[table, *changed], rows)


def _add_up(keys: Sequence[Any], moments: Sequence[int], seconds: Sequence[int]) -> Figures:
    """Add up plays by what they have in common; ``seconds`` is empty when none is told.

    A key is a number, or None for what a play does not have. The moments come in their
    order, so that the first and the last of a key are those that a dictionary keeps.
    """
    heard: defaultdict[Any, int] = defaultdict(int)
    for key, length in zip(keys, seconds, strict=False):
        heard[key] += length
    columns: tuple[dict[Any, int], ...] = (
        Counter(keys),
        heard,
        dict(zip(reversed(keys), reversed(moments), strict=True)),
        dict(zip(keys, moments, strict=True)),
    )
    for column in columns:
        column.pop(None, None)
    return Figures(*columns)


def _merge[K: int | tuple[int, int]](changes: dict[K, Change], place: K, part: Change) -> None:
    change = changes.get(place)
    if change is None:
        changes[place] = Change(
            part.plays, part.seconds, part.first_at, part.last_at, timed=part.timed
        )
        return
    change.plays += part.plays
    change.seconds += part.seconds
    change.timed += part.timed
    change.first_at = min(change.first_at, part.first_at)
    change.last_at = max(change.last_at, part.last_at)
