"""Which of many rows stand apart from everything that has been told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..listening.types import Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from .bulk_around import Around
    from .bulk_columns import Columns, Spelled

MUSIC: Final = Kind.MUSIC


def stand_apart(told: Columns, played: Mapping[Spelled, int | None], around: Around) -> list[bool]:
    """Tell of each row whether nothing around can be another telling of it.

    That is so for nearly every row of a history that is brought in for the first time: of
    one way, without a speaker, at a second in which nothing stands, and of a track that
    stands nowhere near. ``played`` holds the names of all rows that have any, and the track
    of those that were played before.
    """
    if len({*told.origin}) > 1:
        return [False] * len(told.origin)
    taken: set[int | None] = {*around.last, None}
    apart = [True] * len(told.moments)
    if len({*told.moments}) < len(apart) or not taken.isdisjoint(told.moments):
        for row, at in enumerate(told.moments):
            apart[row] = at not in taken
            taken.add(at)
    for row in (*_special(told), *_nameless(told, played), *_near(told, played, around)):
        apart[row] = False
    return apart


def is_plain(told: Columns) -> bool:
    """Tell whether all rows are music of one way, without speakers and stations."""
    return len({*told.origin}) == 1 and next(_special(told), None) is None


def _special(told: Columns) -> Iterator[int]:
    """Yield the rows that name a speaker or a station, or are no music."""
    if any(told.player) or any(told.rooms) or any(told.station) or {*told.kind} != {MUSIC}:
        rows = zip(told.player, told.rooms, told.station, told.kind, strict=True)
        for row, (player, rooms, station, kind) in enumerate(rows):
            if player or rooms or station or kind is not MUSIC:
                yield row


def _nameless(told: Columns, played: Collection[Spelled]) -> Iterator[int]:
    """Yield the rows without a title or an artist."""
    if not all(map(played.__contains__, told.names)):
        yield from (row for row, names in enumerate(told.names) if names not in played)


def _near(told: Columns, played: Mapping[Spelled, int | None], around: Around) -> Iterator[int]:
    """Yield the rows whose track stands somewhere near."""
    for row, track_id in enumerate(map(played.get, told.names)):
        if track_id is not None and around.has(track_id):
            at = told.moments[row]
            if at is not None and around.is_near(track_id, at):
                yield row
