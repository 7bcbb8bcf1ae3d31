"""What a tag means in the tree of genres."""

from __future__ import annotations

from functools import cache, lru_cache
import re
from typing import TYPE_CHECKING, Final

from .refused import is_nothing_but_refused, phrases, says_nothing
from .spelling import key, words
from .tree import tree

if TYPE_CHECKING:
    from .genre import Genre

PARTING: Final = re.compile(r"\s*[/,;|>+]\s*(?:&\s*)?")
"""What parts the genres of one tag, as in "Electronic/Hip-Hop"."""
JOINING: Final = re.compile(r"\s+(?:[&-]|and|und|et|y)\s+", re.IGNORECASE)
"""What may do so, and may be in a genre's own name: "Soul & Funk", but "Rock and Roll"."""
MOST_PARTS: Final = 4
LONGEST_PHRASE: Final = 3
"""Words of a refused phrase that may stand before or behind a genre."""


def load() -> None:
    """Read all that tags are read by, which takes some 20 milliseconds; later calls take none."""
    tree()
    phrases()
    _modifiers()


def canonical(tag: str) -> Genre | None:
    """Return the genre that a tag names; None for what is refused, unknown or names several.

    Any spelling does, and what narrows the genre may stand beside it: ``"Hip-Hop"``, ``"rap"``
    and ``"German rap"`` are all ``hip hop``.
    """
    genres = read(tag)
    return genres[0] if len(genres) == 1 else None


def read(tag: str) -> tuple[Genre, ...]:
    """Return the genres that a tag names, each once: ``"Folk, World, & Country"`` are three."""
    tag_words = words(tag)
    if not tag_words or key(tag_words) in phrases():
        return ()
    genre = _spelled(tag_words)
    if genre is not None:
        return (genre,)
    return _of_parts(PARTING.split(tag)) or _whole(tag_words) or _of_parts(JOINING.split(tag))


def _whole(tag_words: tuple[str, ...]) -> tuple[Genre, ...]:
    genre = _of_words(tag_words)
    return () if genre is None else (genre,)


def _of_parts(parts: list[str]) -> tuple[Genre, ...]:
    if not 1 < len(parts) <= MOST_PARTS:
        return ()
    found = (genre for part in parts for genre in _whole(words(part)))
    return tuple(dict.fromkeys(found))


def is_refused(tag: str) -> bool:
    """Tell whether a tag is known to be no genre; one that is merely unknown is not refused."""
    return not read(tag) and is_nothing_but_refused(words(tag))


@lru_cache(maxsize=4096)
def _of_words(tag_words: tuple[str, ...]) -> Genre | None:
    """Return the genre of the most words that are left when what says nothing is taken away."""
    if not tag_words:
        return None
    genre = _spelled(tag_words)
    if genre is not None or key(tag_words) in phrases():
        return genre
    return _without_refused(tag_words) or _without_modifier(tag_words)


def _without_refused(tag_words: tuple[str, ...]) -> Genre | None:
    for length in range(1, min(LONGEST_PHRASE + 1, len(tag_words))):
        front, back = tag_words[:length], tag_words[-length:]
        if says_nothing(front) and (genre := _of_words(tag_words[length:])):
            return genre
        if says_nothing(back) and (genre := _of_words(tag_words[:-length])):
            return genre
    return None


def _without_modifier(tag_words: tuple[str, ...]) -> Genre | None:
    """Return the genre behind a word that makes other genres narrower: "melodic drill"."""
    return _of_words(tag_words[1:]) if tag_words[0] in _modifiers() else None


@cache
def _modifiers() -> frozenset[str]:
    """Return the words that stand before one genre in the name of another: "post", "acid"."""
    named = (words(genre.name) for genre in tree().genres.values())
    return frozenset(name[0] for name in named if len(name) > 1 and _spelled(name[1:]))


def _spelled(tag_words: tuple[str, ...]) -> Genre | None:
    """Return the genre that is spelled so, in the singular or the plural."""
    spelled, spelling = tree().spelled, key(tag_words)
    return spelled.get(spelling) or (spelled.get(spelling[:-1]) if spelling[-1] == "s" else None)
