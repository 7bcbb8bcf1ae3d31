"""Many plays by column, so that what is done with each of them is done with all at once."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from .told import FIRST_MOMENT, LAST_MOMENT
from .types import NewPlay

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from typing import Self

    from ..listening.types import Kind

type Spelled = tuple[str, str, str | None, str | None]
"""Artist, title, album and album artist, as a row tells them."""


class Columns(NamedTuple):
    """What some plays tell: of each field of ``NewPlay`` one value a play, and more of it."""

    played_at: Sequence[float]
    title: Sequence[str]
    artist: Sequence[str]
    album: Sequence[str | None]
    album_artist: Sequence[str | None]
    service: Sequence[str]
    item_id: Sequence[str | None]
    kind: Sequence[Kind]
    player: Sequence[str | None]
    rooms: Sequence[tuple[str, ...]]
    station: Sequence[str | None]
    duration: Sequence[float | None]
    listened: Sequence[float | None]
    origin: Sequence[str]
    isrc: Sequence[str | None]
    artist_mbid: Sequence[str | None]
    album_mbid: Sequence[str | None]
    track_mbid: Sequence[str | None]

    moments: Sequence[int | None]
    """Epoch seconds, None for a time that cannot be kept."""

    @property
    def names(self) -> Iterator[Spelled]:
        """Yield what is told of each play's names: made anew, so that they are not kept."""
        return zip(self.artist, self.title, self.album, self.album_artist, strict=True)

    @classmethod
    def of(cls, told: Collection[NewPlay]) -> Self:
        """Turn plays; there may be none."""
        columns = turned(told, len(NewPlay._fields))
        moments = [int(at) if FIRST_MOMENT <= at < LAST_MOMENT else None for at in columns[0]]
        return cls._make((*columns, moments))

    def part(self, rows: slice) -> Self:
        """Return some of the rows."""
        columns: tuple[Any, ...] = self
        return type(self)(*(column[rows] for column in columns))


def turned(rows: Iterable[tuple[Any, ...]], width: int) -> list[list[Any]]:
    """Turn rows of one width into columns.

    ``zip(*rows)`` would make an iterator of each row, which the collector of garbage counts.
    """
    values = list(chain.from_iterable(rows))
    return [values[place::width] for place in range(width)]


class Ids[K, V](dict[K, V]):
    """What is told again and again, and what it leads to, each worked out once."""

    def __init__(self, find: Callable[[K], V]) -> None:
        """Take what leads from the one to the other."""
        super().__init__()
        self._find = find

    def __missing__(self, told: K) -> V:
        """Find what something leads to that is asked for for the first time."""
        found = self[told] = self._find(told)
        return found

    def of(self, told: Iterable[K]) -> Sequence[V]:
        """Return what each of many leads to."""
        return list(map(self.__getitem__, told))
