"""What can be learnt of a name, and the only forms in which it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
import math
from typing import Final
from urllib.parse import urlsplit

from ..catalogue.folding import clean
from ..catalogue.identity import read_isrc, read_mbid
from .search_index import NameKind

FIRST_YEAR: Final = 1860
"""The oldest recording of a voice: https://www.firstsounds.org/sounds/scott.php"""
LAST_YEAR: Final = 2200
MOST_GENRES: Final = 24
MOST_LINKS: Final = 32
LONGEST_LINK: Final = 500
LONGEST_NAME: Final = 100

type Value = str | int | Mapping[str, float] | Mapping[str, str]


class Field(StrEnum):
    """What can be learnt of an artist, an album or a track."""

    ISRC = "isrc"
    RECORDING_MBID = "recording_mbid"
    RELEASE_GROUP_MBID = "release_group_mbid"
    ARTIST_MBID = "artist_mbid"
    RELEASE_TYPE = "release_type"
    """``album``, ``ep``, ``single``, ``live`` or ``compilation``."""
    RELEASE_YEAR = "release_year"
    GENRES = "genres"
    """Genre → weight."""
    LINKS = "links"
    """Service slug → address of the name's page there."""


FIELDS: Final[Mapping[NameKind, tuple[Field, ...]]] = {
    NameKind.ARTIST: (Field.ARTIST_MBID, Field.GENRES, Field.LINKS),
    NameKind.ALBUM: (
        Field.RELEASE_GROUP_MBID,
        Field.RELEASE_TYPE,
        Field.RELEASE_YEAR,
        Field.GENRES,
        Field.LINKS,
    ),
    NameKind.TRACK: (
        Field.ISRC,
        Field.RECORDING_MBID,
        Field.RELEASE_YEAR,
        Field.GENRES,
        Field.LINKS,
    ),
}
"""What can be learnt of each kind of name."""
TOLD_ALONG: Final = frozenset({Field.RELEASE_TYPE})
"""What comes with other answers, and is not asked for by itself."""
RELEASE_TYPES: Final = frozenset({"album", "ep", "single", "live", "compilation"})


def read(kind: NameKind, field: Field, value: Value) -> Value:
    """Return a value in the form in which it is kept.

    Genres become shares that add up to 1, without what is not a positive number. Raises
    ``ValueError`` for a value that is none, or a field that names of this kind do not have.
    """
    if field not in FIELDS[kind]:
        raise ValueError(f"{kind.table} has no {field}")
    found: Value | None = None
    if isinstance(value, str):
        found = _word(field, value)
    elif isinstance(value, Mapping):
        found = _genres(value) if field is Field.GENRES else _links(field, value)
    elif field is Field.RELEASE_YEAR and FIRST_YEAR <= value <= LAST_YEAR:
        found = int(value)
    if not found:
        raise ValueError(f"no {field}: {str(value)[:LONGEST_NAME]!r}")
    return found


def _word(field: Field, value: str) -> str | None:
    if field is Field.ISRC:
        return read_isrc(value)
    if field is Field.RELEASE_TYPE:
        return value if value in RELEASE_TYPES else None
    is_mbid = field in (Field.RECORDING_MBID, Field.RELEASE_GROUP_MBID, Field.ARTIST_MBID)
    return read_mbid(value) if is_mbid else None


def _genres(value: Mapping[str, object]) -> dict[str, float]:
    """Return the weightiest genres with their shares."""
    weights: dict[str, float] = {}
    for name, weight in value.items():
        genre = clean(name[:LONGEST_NAME]).casefold()
        if genre and isinstance(weight, int | float) and math.isfinite(weight) and weight > 0:
            weights[genre] = weights.get(genre, 0.0) + weight
    heaviest = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:MOST_GENRES]
    whole = sum(weight for _, weight in heaviest)
    return {genre: round(weight / whole, 6) for genre, weight in heaviest}


def _links(field: Field, value: Mapping[str, object]) -> dict[str, str]:
    """Return those of the links that lead to a page of the open web."""
    if field is not Field.LINKS:
        return {}
    links = {
        service[:LONGEST_NAME]: link
        for service, link in sorted(value.items())
        if isinstance(link, str) and len(link) <= LONGEST_LINK and _is_address(link)
    }
    return dict(list(links.items())[:MOST_LINKS])


def _is_address(link: str) -> bool:
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.hostname)
