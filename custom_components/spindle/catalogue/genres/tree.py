"""The tree of genres, read from the texts of its families.

A line of such a text is a genre; what is indented below it is narrower::

    rock | rock music
      folk rock + folk | folkrock

``+`` names a further parent, here of another family; ``|`` begins the other spellings. Case,
accents, hyphens and spaces need no spelling of their own. ``~`` behind a name marks it as vague.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from .families import TREES
from .genre import Genre
from .spelling import key_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

INDENT: Final = "  "
VAGUE: Final = " ~"
NO_KEY: Final = bytes(
    sign for sign in range(128) if not chr(sign).isalnum() and chr(sign) not in "\n|,+"
)
"""What falls away when the keys of plain letters are made of a whole text."""


class GenreTreeError(ValueError):
    """A text of the tree is not what it should be; the message says where and why."""


class Line(NamedTuple):
    """One line of a family's text."""

    depth: int
    name: str
    vague: bool
    further: tuple[str, ...]
    """Names of further parents."""
    spellings: tuple[str, ...]
    keys: tuple[str, ...]
    """Of the name and of each spelling."""


class Tree(NamedTuple):
    """All genres."""

    genres: Mapping[str, Genre]
    """By name, in the order of the texts."""
    spelled: Mapping[str, Genre]
    """By the key of each name and spelling."""


@cache
def tree() -> Tree:
    """Return the tree; the first call reads it, which takes some milliseconds."""
    return plant(TREES)


def all_families() -> tuple[Genre, ...]:
    """Return the genres at the top of the tree."""
    return tuple(genre for genre in tree().genres.values() if not genre.parents)


def all_genres() -> tuple[Genre, ...]:
    """Return every genre, families too, each behind the broader ones of its line."""
    return tuple(tree().genres.values())


def plant(texts: tuple[str, ...]) -> Tree:
    """Read texts into a tree.

    Raises GenreTreeError for a line that hangs below nothing, a genre told twice, a further
    parent that is unknown or among the genre's own, and a spelling that two genres claim.
    """
    rows = [line for text in texts for line in lines(text)]
    above = _main_parents(rows)
    told = {line.name: line for line in rows}
    genres: dict[str, Genre] = {}
    for line in rows:
        _grow(line.name, told, above, genres, ())
    spelled: dict[str, Genre] = {}
    for line in rows:
        for spelling_key in line.keys:
            _claim(spelling_key, genres[line.name], spelled)
    return Tree({line.name: genres[line.name] for line in rows}, spelled)


def lines(text: str) -> Iterator[Line]:
    """Read the lines of one family's text."""
    # All keys at once: one by one they would take half of the time that the tree takes.
    plain = text.lower().replace("&", "and").encode().translate(None, NO_KEY).decode()
    for row, row_keys in zip(text.splitlines(), plain.splitlines(), strict=True):
        names, _, told = row.partition(" | ")
        name, *further = names.strip().split(" + ")
        named = name.removesuffix(VAGUE)
        spellings = tuple(told.split(", ")) if told else ()
        yield Line(
            (len(row) - len(row.lstrip())) // len(INDENT),
            named,
            named != name,
            tuple(further),
            spellings,
            _split(row_keys) if row.isascii() else tuple(map(key_of, (named, *spellings))),
        )


def _split(row_keys: str) -> tuple[str, ...]:
    names, _, spellings = row_keys.partition("|")
    name = names.partition("+")[0]
    return (name, *spellings.split(",")) if spellings else (name,)


def _main_parents(rows: list[Line]) -> dict[str, str | None]:
    """Return which genre each hangs below; None for a family."""
    above: dict[str, str | None] = {}
    path: list[str] = []
    for line in rows:
        if line.depth > len(path):
            raise GenreTreeError(f'"{line.name}" is indented below nothing.')
        if line.name in above:
            raise GenreTreeError(f'"{line.name}" is told twice.')
        del path[line.depth :]
        above[line.name] = path[-1] if path else None
        path.append(line.name)
    return above


def _grow(
    name: str,
    told: Mapping[str, Line],
    above: Mapping[str, str | None],
    genres: dict[str, Genre],
    below: tuple[str, ...],
) -> Genre:
    """Return a genre, made with all that is above it if it was not yet."""
    if name in genres:
        return genres[name]
    if name not in told or name in below:
        raise GenreTreeError(f'"{below[-1]}" has the parent "{name}", which cannot be.')
    line, main = told[name], above[name]
    parents = line.further if main is None else (main, *line.further)
    genres[name] = Genre(
        name=name,
        parents=tuple(_grow(parent, told, above, genres, (*below, name)) for parent in parents),
        vague=line.vague,
    )
    return genres[name]


def _claim(spelling_key: str, genre: Genre, spelled: dict[str, Genre]) -> None:
    owner = spelled.setdefault(spelling_key, genre)
    if owner is not genre:
        raise GenreTreeError(f'"{spelling_key}" is claimed by "{owner}" and by "{genre}".')
