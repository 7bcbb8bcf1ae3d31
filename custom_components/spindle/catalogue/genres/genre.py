"""What a genre is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True, kw_only=True)
class Genre:
    """One genre of the tree; two are the same when their names are."""

    name: str
    """In small letters, as MusicBrainz writes it where it has it."""
    parents: tuple[Genre, ...] = field(default=(), compare=False, repr=False)
    """The broader genres right above, the main one first; a family has none."""

    vague: bool = field(default=False, compare=False, repr=False)
    """Whether it says how or for what music is made rather than what it is like."""

    @property
    def line(self) -> Iterator[Genre]:
        """Go from the genre itself up the main parents to its family."""
        genre = self
        yield genre
        while genre.parents:
            genre = genre.parents[0]
            yield genre

    @property
    def family(self) -> Genre:
        """The family at the end of the line."""
        *_, last = self.line
        return last

    @property
    def families(self) -> tuple[Genre, ...]:
        """Every family that the genre has a part in, its own first."""
        if not self.parents:
            return (self,)
        found = [family for parent in self.parents for family in parent.families]
        return tuple(dict.fromkeys(found))

    def __str__(self) -> str:
        return self.name
