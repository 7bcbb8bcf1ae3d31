"""Looks after the tree of genres: python -m scripts.genres check | tell TAG … | missing FILE | tree.

``check`` says what is wrong with the data, ``tell`` what tags mean, ``missing`` which names of a
list (one a line, such as https://musicbrainz.org/ws/2/genre/all?fmt=txt) the tree cannot place,
``tree`` prints it.
"""

from __future__ import annotations

import argparse
from pathlib import Path
import sys
from typing import TYPE_CHECKING

from custom_components.spindle.catalogue.genres import (
    Genre,
    all_genres,
    canonical,
    is_refused,
    read,
    weigh,
)
from custom_components.spindle.catalogue.genres.families import TREES
from custom_components.spindle.catalogue.genres.refused import phrases
from custom_components.spindle.catalogue.genres.spelling import key_of
from custom_components.spindle.catalogue.genres.tree import GenreTreeError, lines, tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def main() -> None:
    """Do what the command line says; end with 1 when something is wrong."""
    parser = argparse.ArgumentParser(prog="python -m scripts.genres", description=__doc__)
    actions = parser.add_subparsers(dest="action", required=True)
    actions.add_parser("check")
    actions.add_parser("tell").add_argument("tags", nargs="+", metavar="TAG")
    actions.add_parser("missing").add_argument("file", type=Path, metavar="FILE")
    actions.add_parser("tree")
    asked = parser.parse_args()
    try:
        tree()
    except GenreTreeError as error:
        sys.exit(f"The tree is broken: {error}")
    if asked.action == "check":
        complaints = list(check())
        print("\n".join(complaints) or f"{len(all_genres())} genres, nothing to complain of")
        sys.exit(bool(complaints))
    if asked.action == "tell":
        print("\n".join(tell(asked.tags)))
    elif asked.action == "missing":
        print("\n".join(missing(asked.file.read_text(encoding="utf-8").splitlines())))
    else:
        print("\n".join(map(drawn, all_genres())))


def check() -> Iterator[str]:
    """Say what is wrong with the data of a tree that can be read."""
    for text in TREES:
        for line in lines(text):
            yield from _needless(line.name, line.spellings)
            if canonical(line.name) != Genre(name=line.name):
                yield f'"{line.name}" is not read as itself'
    for spelling in sorted(phrases() & tree().spelled.keys()):
        yield f'"{spelling}" is refused, and a spelling of "{tree().spelled[spelling]}"'


def _needless(name: str, spellings: tuple[str, ...]) -> Iterator[str]:
    """Name the spellings that need not be told: they are read alike anyway."""
    known = {key_of(name)}
    for spelling in spellings:
        key = key_of(spelling)
        if key in known:
            yield f'"{spelling}" need not be told of "{name}"'
        known.add(key)


def tell(tags: Iterable[str]) -> Iterator[str]:
    """Say what each tag means, and how all of them weigh together."""
    tags = list(tags)
    for tag in tags:
        said = "; ".join(" < ".join(map(str, genre.line)) for genre in read(tag))
        yield f"{tag}: {said or ('refused' if is_refused(tag) else 'unknown')}"
    if len(tags) > 1:
        shares = weigh(dict.fromkeys(tags, 1.0))
        yield "together: " + ", ".join(f"{genre} {weight:.0%}" for genre, weight in shares)


def missing(names: Iterable[str]) -> Iterator[str]:
    """Return the names that are neither read nor refused."""
    return (name for name in names if name.strip() and not read(name) and not is_refused(name))


def drawn(genre: Genre) -> str:
    """Return a genre as a line of the tree."""
    also = "".join(f" (and {parent})" for parent in genre.parents[1:])
    return "  " * (len(list(genre.line)) - 1) + genre.name + also


if __name__ == "__main__":
    main()
