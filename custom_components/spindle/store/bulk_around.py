"""What was told already around the moments of many rows."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Any, Final

from .local_time import DAY
from .near import REACH
from .plays import LAST_IN_SECOND, PLACES, STORED_COLUMNS, Stored

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from sqlite3 import Connection

MOST_AROUND: Final = 12_000
"""Plays that are read of the time around the rows; beyond that, only of their tracks."""
APART: Final = 7 * DAY
"""Seconds between two rows up to which all of the time between them is read, too."""

FIND_WITHIN: Final = f"""
SELECT {STORED_COLUMNS} FROM play WHERE id BETWEEN ? AND ? LIMIT ?"""  # noqa: S608
FIND_OF_TRACK: Final = f"""
SELECT {STORED_COLUMNS} FROM play
WHERE track_id = ? AND hidden IN (0, 1) AND id BETWEEN ? AND ?"""  # noqa: S608
FIND_ROOMS: Final = """
SELECT speaker FROM player WHERE id IN (
    SELECT player_id FROM play WHERE id = :play
    UNION SELECT player_id FROM play_room WHERE play_id = :play)"""


class Around:
    """The plays near some moments, by track, and the last play of each second."""

    def __init__(
        self, db: Connection, moments: Sequence[int | None], played: Sequence[int | None]
    ) -> None:
        """Look around rows: each has its epoch second and its track, if that was ever played.

        Rows of one time are looked around together. Where that would be too much, because
        they lie scattered over a dense history, each is looked up by its track.
        """
        self._plays: dict[int, tuple[Any, ...]] = {}
        """Rows as they were read, by id. Plain tuples: the collector of garbage passes those over."""
        self._of_track: dict[int, tuple[int, ...]] = {}
        """The ids of each track's plays, in their order."""
        self.last: dict[int, int] = {}
        tracks = {*played}
        within = _within(db, _spans(sorted({at for at in moments if at is not None})))
        if within is not None:
            for play in within:
                play_id, _, track_id, *_ = play
                self.last[play_id // PLACES] = play_id
                if track_id in tracks:
                    self.add(play)
            return
        for at, track_id in zip(moments, played, strict=True):
            if at is None:
                continue
            last = db.execute(LAST_IN_SECOND, (at * PLACES, at * PLACES + PLACES - 1))
            if (play_id := last.fetchone()[0]) is not None:
                self.last[at] = play_id
            if track_id is not None:
                reach = ((at - REACH) * PLACES, (at + REACH) * PLACES)
                for play in db.execute(FIND_OF_TRACK, (track_id, *reach)):
                    self.add(play)

    def has(self, track_id: int) -> bool:
        """Tell whether any play of a track is known."""
        return track_id in self._of_track

    def is_near(self, track_id: int, at: int) -> bool:
        """Tell whether a play of a track is known that may be the same as one at a moment."""
        return bool(self._near(track_id, at))

    def near(self, track_id: int, at: int) -> list[Stored]:
        """Return the plays of a track that may be the same as one at a moment."""
        return [Stored._make(self._plays[play_id]) for play_id in self._near(track_id, at)]

    def first_at(self, at: int | None) -> tuple[Any, ...] | None:
        """Return the play that was told first in a second, if it is of a track of the rows."""
        return None if at is None else self._plays.get(at * PLACES)

    def add(self, play: tuple[Any, ...]) -> None:
        """Remember a play as it stands now: what ``Stored`` has."""
        play_id, _, track_id, *_ = play
        if play_id not in self._plays:
            ids = self._of_track.get(track_id, ())
            place = bisect_left(ids, play_id)
            self._of_track[track_id] = (*ids[:place], play_id, *ids[place:])
        self._plays[play_id] = play

    def _near(self, track_id: int, at: int) -> tuple[int, ...]:
        ids = self._of_track.get(track_id, ())
        first, last = (at - REACH) * PLACES, (at + REACH) * PLACES
        return ids[bisect_left(ids, first) : bisect_right(ids, last)]


def rooms_of(db: Connection, play_id: int) -> frozenset[str]:
    """Return the speakers that played a play."""
    return frozenset(speaker for (speaker,) in db.execute(FIND_ROOMS, {"play": play_id}))


def _spans(moments: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the times within ``REACH`` of moments in their order, each first and last second.

    None overlap.
    """
    first = last = None
    for at in moments:
        if last is None or first is None:
            first = at
        elif at - last > APART:
            yield first - REACH, last + REACH
            first = at
        last = at
    if last is not None and first is not None:
        yield first - REACH, last + REACH


def _within(db: Connection, spans: Iterator[tuple[int, int]]) -> list[tuple[Any, ...]] | None:
    """Return all plays of some times, in their order; None when they are too many."""
    found: list[tuple[Any, ...]] = []
    for first, last in spans:
        limits = (first * PLACES, last * PLACES + PLACES - 1, MOST_AROUND + 1 - len(found))
        found += db.execute(FIND_WITHIN, limits)
        if len(found) > MOST_AROUND:
            return None
    return found
