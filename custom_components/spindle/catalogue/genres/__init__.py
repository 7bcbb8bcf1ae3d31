"""The genres of music: a tree of families and what is in them, and what a tag means in it.

Services and their listeners tag music with anything: genres in many spellings, and also moods,
places, decades and jokes. ``canonical`` gives a tag its place in the tree or refuses it, and
``weigh`` makes of all the tags of an artist or an album shares that add up to 1.

The names are those of MusicBrainz's list where it has the genre
(https://musicbrainz.org/genres). The tree, the other spellings and what is refused are
Spindle's own: ``families/`` and ``refused.py``; ``python -m scripts.genres`` looks after them.
"""

from __future__ import annotations

from .canonical import canonical, is_refused, load, read
from .genre import Genre
from .tree import all_families, all_genres
from .weights import Share, by_family, weigh

__all__ = [
    "Genre",
    "Share",
    "all_families",
    "all_genres",
    "by_family",
    "canonical",
    "family",
    "is_refused",
    "load",
    "parents",
    "read",
    "weigh",
]


def parents(genre: Genre) -> tuple[Genre, ...]:
    """Return the genres right above one, the main one first; none for a family."""
    return genre.parents


def family(genre: Genre) -> Genre:
    """Return the family that a genre counts to; a family counts to itself."""
    return genre.family
