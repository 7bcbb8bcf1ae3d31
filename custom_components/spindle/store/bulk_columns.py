"""Many plays by column, so that what is done with each of them is done with all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from .told import FIRST_MOMENT, LAST_MOMENT
from .types import NewPlay

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence
    from typing import Self

    from ..listening.types import Kind

type Spelled = tuple[str, str, str | None, str | None]
"""Artist, title, album and album artist, as a row tells them."""


class Columns(NamedTuple):
    """What some plays tell: of each field of ``NewPlay`` one value a play, and more of it."""

    played_at: tuple[float, ...]
    title: tuple[str, ...]
    artist: tuple[str, ...]
    album: tuple[str | None, ...]
    album_artist: tuple[str | None, ...]
    service: tuple[str, ...]
    item_id: tuple[str | None, ...]
    kind: tuple[Kind, ...]
    player: tuple[str | None, ...]
    rooms: tuple[tuple[str, ...], ...]
    station: tuple[str | None, ...]
    duration: tuple[float | None, ...]
    listened: tuple[float | None, ...]
    origin: tuple[str, ...]
    isrc: tuple[str | None, ...]
    artist_mbid: tuple[str | None, ...]
    album_mbid: tuple[str | None, ...]
    track_mbid: tuple[str | None, ...]

    moments: Sequence[int | None]
    """Epoch seconds, None for a time that cannot be kept."""
    names: Sequence[Spelled]

    @classmethod
    def of(cls, told: Collection[NewPlay]) -> Self:
        """Turn plays; there may be none."""
        columns: list[Any] = list(zip(*told, strict=True)) or [()] * len(NewPlay._fields)
        played_at, title, artist, album, album_artist, *_ = columns
        moments = [int(at) if FIRST_MOMENT <= at < LAST_MOMENT else None for at in played_at]
        names = list(zip(artist, title, album, album_artist, strict=True))
        return cls._make((*columns, moments, names))

    def part(self, rows: slice) -> Self:
        """Return some of the rows."""
        columns: tuple[Any, ...] = self
        return type(self)(*(column[rows] for column in columns))


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
