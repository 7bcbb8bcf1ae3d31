"""What was told already around the moments of many rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

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
        self.by_track: dict[int, dict[int, Stored]] = {}
        self.last: dict[int, int] = {}
        tracks = {*played}
        within = _within(db, _spans(sorted({at for at in moments if at is not None})))
        if within is not None:
            for stored in within:
                self.last[stored.id // PLACES] = stored.id
                if stored.track_id in tracks:
                    self.add(stored)
            return
        for at, track_id in zip(moments, played, strict=True):
            if at is None:
                continue
            last = db.execute(LAST_IN_SECOND, (at * PLACES, at * PLACES + PLACES - 1))
            if (play_id := last.fetchone()[0]) is not None:
                self.last[at] = play_id
            if track_id is not None:
                reach = ((at - REACH) * PLACES, (at + REACH) * PLACES)
                for row in db.execute(FIND_OF_TRACK, (track_id, *reach)):
                    self.add(Stored(*row))

    def is_near(self, track_id: int, at: int) -> bool:
        """Tell whether a play of a track is known that may be the same as one at a moment."""
        known = self.by_track.get(track_id)
        if known is None:
            return False
        first, last = (at - REACH) * PLACES, (at + REACH) * PLACES
        return any(first <= play_id <= last for play_id in known)

    def add(self, stored: Stored) -> None:
        """Remember a play as it stands now."""
        known = self.by_track.get(stored.track_id)
        if known is None:
            self.by_track[stored.track_id] = {stored.id: stored}
        else:
            known[stored.id] = stored


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


def _within(db: Connection, spans: Iterator[tuple[int, int]]) -> list[Stored] | None:
    """Return all plays of some times, in their order; None when they are too many."""
    found: list[Stored] = []
    for first, last in spans:
        limits = (first * PLACES, last * PLACES + PLACES - 1, MOST_AROUND + 1 - len(found))
        found += map(Stored._make, db.execute(FIND_WITHIN, limits))
        if len(found) > MOST_AROUND:
            return None
    return found
