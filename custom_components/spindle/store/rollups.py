"""The sums: what is counted once, in the play's own transaction, is never counted again.

A ``Delta`` gathers what a command changes; ``apply`` writes it. ``compare`` says where
the sums differ from a scan of the plays, and ``rebuild`` makes them anew.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from . import jobs
from .local_time import HOUR, buckets
from .tiers import tiers

if TYPE_CHECKING:
    from collections.abc import Iterable
    from sqlite3 import Connection

COUNTED: Final = {
    "artist": "artist_id",
    "album": "album_id",
    "track": "track_id",
    "service": "service_id",
    "player": "player_id",
}
"""Tables with counters, and the column by which a play points at them."""

ADD_HOUR: Final = """
INSERT INTO r_hour (hour, plays, seconds, timed) VALUES (?, ?, ?, ?)
ON CONFLICT (hour) DO UPDATE SET
    plays = plays + excluded.plays, seconds = seconds + excluded.seconds,
    timed = timed + excluded.timed"""
ADD_DAY: Final = """
INSERT INTO r_day (day, plays, seconds, timed) VALUES (?, ?, ?, ?)
ON CONFLICT (day) DO UPDATE SET
    plays = plays + excluded.plays, seconds = seconds + excluded.seconds,
    timed = timed + excluded.timed"""
ADD_CLOCK: Final = """
INSERT INTO r_clock (slot, month, plays, seconds, timed) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (slot, month) DO UPDATE SET
    plays = plays + excluded.plays, seconds = seconds + excluded.seconds,
    timed = timed + excluded.timed"""
DROP_HOUR: Final = "DELETE FROM r_hour WHERE hour = ? AND plays = 0"
DROP_DAY: Final = "DELETE FROM r_day WHERE day = ? AND plays = 0"
DROP_CLOCK: Final = "DELETE FROM r_clock WHERE slot = ? AND month = ? AND plays = 0"

TIERED: Final = ("artist", "album", "track")
"""Tables whose counters have an order of all time."""
RETURNING: Final = {
    table: "\nRETURNING plays, seconds, plays_tier, minutes_tier" if table in TIERED else ""
    for table in COUNTED
}
COUNT_ON: Final = {
    table: f"""
UPDATE {table} SET
    plays = plays + :plays,
    seconds = seconds + :seconds,
    first_at = min(ifnull(first_at, :first_at), :first_at),
    last_at = max(ifnull(last_at, :last_at), :last_at)
WHERE id = :id{returning}"""  # noqa: S608  # The tables are the constants above.
    for table, returning in RETURNING.items()
}
SET_MONTH_ASIDE: Final = "DELETE FROM r_month WHERE month = ? AND through > ?"
"""A month is summed up by ``months``, and anew once a play of it has changed."""
ORDERS: Final = dict.fromkeys(COUNTED, "id") | {"service": "played_at"}
"""By what each table's index has its plays in order: the first and last are one look away."""
COUNT_DOWN: Final = {
    table: f"""
UPDATE {table} SET
    plays = plays + :plays,
    seconds = seconds + :seconds,
    first_at = (
        SELECT played_at FROM play WHERE {column} = :id AND hidden = 0 ORDER BY {ORDERS[table]} LIMIT 1),
    last_at = (
        SELECT played_at FROM play WHERE {column} = :id AND hidden = 0 ORDER BY {ORDERS[table]} DESC LIMIT 1)
WHERE id = :id{RETURNING[table]}"""  # noqa: S608
    for table, column in COUNTED.items()
}
SET_TIERS: Final = {
    table: f"UPDATE {table} SET plays_tier = ?, minutes_tier = ? WHERE id = ?"  # noqa: S608
    for table in TIERED
}


class Play(NamedTuple):
    """What of a play the sums are made of; a row of ``play``."""

    id: int
    artist_id: int
    track_id: int
    album_id: int | None
    service_id: int
    player_id: int | None
    utc_offset: int
    listened: int | None
    hidden: int = 0
    """1 when no sum counts it."""

    @property
    def played_at(self) -> int:
        """Return the epoch second at which it began."""
        return self.id // 1000


PLAY_COLUMNS: Final = (
    "id, artist_id, track_id, album_id, service_id, player_id, utc_offset, listened, hidden"
)


@dataclass(slots=True)
class Change:
    """What changes of one sum."""

    plays: int = 0
    seconds: int = 0
    first_at: int = 2**62
    last_at: int = -1
    shrinks: bool = False
    """Whether a play has left it, so that its first and last are to be looked up."""
    timed: int = 0
    """Plays whose ``seconds`` are known; of the sums by time only."""

    def __bool__(self) -> bool:
        return bool(self.plays or self.seconds or self.timed or self.shrinks)


@dataclass(slots=True)
class Delta:
    """What a command changes in all the sums."""

    hours: dict[int, Change] = field(default_factory=dict)
    days: dict[int, Change] = field(default_factory=dict)
    clock: dict[tuple[int, int], Change] = field(default_factory=dict)
    counters: dict[str, dict[int, Change]] = field(
        default_factory=lambda: {table: {} for table in COUNTED}
    )
    months: dict[int, int] = field(default_factory=dict)
    """Each local month of which a play changes, and the least id of those plays."""

    def add(self, play: Play) -> None:
        """Count a play in, unless it is hidden."""
        if play.hidden:
            return
        self._in_time(play, 1)
        for table, entity in _entities(play):
            self._count(table, entity, play, 1)

    def remove(self, play: Play) -> None:
        """Count a play out, unless it is hidden."""
        if play.hidden:
            return
        self._in_time(play, -1)
        for table, entity in _entities(play):
            self._count(table, entity, play, -1)

    def replace(self, old: Play, new: Play) -> None:
        """Count a play that changes but stays at its time."""
        if old.hidden or new.hidden:
            self.remove(old)
            self.add(new)
            return
        self._in_time(old, -1)
        self._in_time(new, 1)
        seconds = (new.listened or 0) - (old.listened or 0)
        for (table, before), (_, after) in zip(_all_entities(old), _all_entities(new), strict=True):
            if before != after:
                if before is not None:
                    self._count(table, before, old, -1)
                if after is not None:
                    self._count(table, after, new, 1)
            elif after is not None and seconds:
                self._count(table, after, new, 0)
                self.counters[table][after].seconds += seconds

    def _in_time(self, play: Play, sign: int) -> None:
        where = buckets(play.played_at, play.utc_offset)
        self.months[where.month] = min(self.months.get(where.month, play.id), play.id)
        for change in (
            self.hours.setdefault(where.hour, Change()),
            self.days.setdefault(where.day, Change()),
            self.clock.setdefault((where.slot, where.month), Change()),
        ):
            change.plays += sign
            change.seconds += sign * (play.listened or 0)
            change.timed += sign * (play.listened is not None)

    def _count(self, table: str, entity: int, play: Play, sign: int) -> None:
        change = self.counters[table].setdefault(entity, Change())
        change.plays += sign
        change.seconds += sign * (play.listened or 0)
        change.first_at = min(change.first_at, play.played_at)
        change.last_at = max(change.last_at, play.played_at)
        change.shrinks = change.shrinks or sign < 0


def apply(db: Connection, delta: Delta) -> None:
    """Write a delta, after its plays; a changed hour leaves a job for the statistics."""
    apply_times(db, delta)
    for table, changes in delta.counters.items():
        for entity, change in changes.items():
            if change:
                _count(db, table, entity, change)


def apply_times(db: Connection, delta: Delta) -> None:
    """Write what a delta changes in the sums by time, and what follows from it."""
    db.executemany(SET_MONTH_ASIDE, delta.months.items())
    hours = {hour: change for hour, change in delta.hours.items() if change}
    _apply_time(db, ADD_HOUR, DROP_HOUR, (((hour,), change) for hour, change in hours.items()))
    _apply_time(db, ADD_DAY, DROP_DAY, (((day,), change) for day, change in delta.days.items()))
    _apply_time(db, ADD_CLOCK, DROP_CLOCK, delta.clock.items())
    if hours:
        jobs.rewrite_statistics(db, min(hours) * HOUR)


def _count(db: Connection, table: str, entity: int, change: Change) -> None:
    statement = COUNT_DOWN[table] if change.shrinks else COUNT_ON[table]
    values = {
        "id": entity,
        "plays": change.plays,
        "seconds": change.seconds,
        "first_at": change.first_at,
        "last_at": change.last_at,
    }
    counted = db.execute(statement, values).fetchall()
    if table in TIERED:
        for plays, seconds, plays_tier, minutes_tier in counted:
            new = tiers(plays, seconds)
            if new != (plays_tier, minutes_tier):
                db.execute(SET_TIERS[table], (*new, entity))


def _apply_time(
    db: Connection, add: str, drop: str, changes: Iterable[tuple[tuple[int, ...], Change]]
) -> None:
    changed = [(key, change) for key, change in changes if change]
    db.executemany(
        add, [(*key, change.plays, change.seconds, change.timed) for key, change in changed]
    )
    db.executemany(drop, [key for key, change in changed if change.plays < 0])


def _all_entities(play: Play) -> tuple[tuple[str, int | None], ...]:
    return (
        ("artist", play.artist_id),
        ("album", play.album_id),
        ("track", play.track_id),
        ("service", play.service_id),
        ("player", play.player_id),
    )


def _entities(play: Play) -> tuple[tuple[str, int], ...]:
    return tuple((table, entity) for table, entity in _all_entities(play) if entity is not None)
