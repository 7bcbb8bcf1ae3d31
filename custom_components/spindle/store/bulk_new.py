"""Plays that are to be written, by column: a tuple each would cost the collector of garbage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

type New = tuple[
    int, int, int, int | None, int, int | None, int, int | None, int, int | None, int | None,
    int | None, int, str,
]  # fmt: skip
"""A row of ``play`` to be written: what ``Stored`` has, and its kind."""

WIDTH: Final = 14


class NewPlays:
    """Some plays, in the order in which they were told."""

    def __init__(self) -> None:
        """Have none."""
        self._columns: list[list[Any]] = [[] for _ in range(WIDTH)]

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._columns[0])

    def add(self, play: New) -> None:
        """Take one more."""
        self.add_all([value] for value in play)

    def add_all(self, columns: Iterable[Iterable[Any]]) -> None:
        """Take some more, by column."""
        for column, values in zip(self._columns, columns, strict=True):
            column.extend(values)

    def __getitem__(self, place: int) -> New:
        """Return one of them."""
        return cast("New", tuple(column[place] for column in self._columns))

    def take(self) -> Sequence[Sequence[Any]]:
        """Return all columns in the order in which the plays lie, and have none any more."""
        columns, self._columns = self._columns, [[] for _ in range(WIDTH)]
        if columns[0][0] > columns[0][-1]:
            # An export that begins with the latest.
            columns = [column[::-1] for column in columns]
        ids = columns[0]
        if ids == sorted(ids):
            return columns
        order = sorted(range(len(ids)), key=ids.__getitem__)
        return [[column[place] for place in order] for column in columns]
