"""Answers of MusicBrainz: recordings, albums, artists, as typed values.

Their form is documented at https://musicbrainz.org/doc/MusicBrainz_API/Examples. Lookups and
searches answer in the same form; a search knows no genres, and adds a score.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ...catalogue.identity import read_mbid
from . import reading
from .answers import Credit, Tag, credited

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .reading import Row

_THOUSANDTH: Final = 0.001
_CERTAIN: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseGroup:
    """An album, single or compilation, whatever its editions."""

    mbid: str
    title: str
    kind: str | None
    """``Album``, ``Single``, ``EP`` …"""
    more_kinds: tuple[str, ...]
    """``Compilation``, ``Live``, ``Soundtrack`` …"""
    year: int | None
    """Of the first release that is known here."""
    is_official: bool
    """Whether one of the releases that are known here is no bootleg or promotion."""
    tags: tuple[Tag, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """A recording, and where it was released."""

    mbid: str
    title: str
    version: str | None
    """What tells it from others of that title: ``Dolby Atmos mix``, ``live, 1994``."""
    credits: tuple[Credit, ...]
    isrcs: tuple[str, ...]
    length: float | None
    """Seconds."""
    year: int | None
    """Of the first release."""
    release_groups: tuple[ReleaseGroup, ...]
    tags: tuple[Tag, ...]
    links: tuple[str, ...]
    """Addresses at streaming services and elsewhere."""
    score: int
    """How well a search thinks it fits, of 100; 100 when it was asked for by its name."""

    @property
    def artist(self) -> str:
        """Return the artists as they are credited."""
        return credited(self.credits)


@dataclass(frozen=True, slots=True, kw_only=True)
class Artist:
    """An artist, and what people call the music."""

    mbid: str
    name: str
    tags: tuple[Tag, ...]


def recording(row: Row) -> Recording:
    """Read a recording, of a lookup or a search."""
    relations = [each for each in reading.rows(row, "relations") if not each.get("ended")]
    urls = (reading.inner(relation, "url") for relation in relations)
    return Recording(
        mbid=reading.mbid(row, "id"),
        title=reading.name(row, "title"),
        version=reading.text(row, "disambiguation"),
        credits=tuple(map(_credit, reading.rows(row, "artist-credit"))),
        isrcs=reading.isrcs(row, "isrcs"),
        length=reading.seconds(row, "length", _THOUSANDTH),
        year=reading.year(row, "first-release-date"),
        release_groups=_release_groups(row),
        tags=_tags(row),
        links=tuple(filter(None, (reading.text(url, "resource") for url in urls))),
        score=reading.count(row, "score") if "score" in row else _CERTAIN,
    )


def _credit(row: Row) -> Credit:
    artist = reading.inner(row, "artist")
    return Credit(
        name=reading.text(row, "name") or reading.name(artist, "name"),
        mbid=reading.mbid(artist, "id"),
        joined=reading.joint(row, "joinphrase"),
    )


def _release_groups(row: Row) -> tuple[ReleaseGroup, ...]:
    """Return the albums that a recording's releases belong to, in their order, each once."""
    groups: dict[str, Row] = {}
    releases: dict[str, list[Row]] = {}
    for release in reading.rows(row, "releases"):
        if group := reading.inner(release, "release-group"):
            mbid = reading.mbid(group, "id")
            groups.setdefault(mbid, group)
            releases.setdefault(mbid, []).append(release)
    return tuple(release_group(group, releases[mbid]) for mbid, group in groups.items())


def release_group(row: Row, releases: Sequence[Row]) -> ReleaseGroup:
    """Read an album, and what those of its releases say that are known here."""
    years = [reading.year(release, "date") for release in releases]
    first = reading.year(row, "first-release-date")
    return ReleaseGroup(
        mbid=reading.mbid(row, "id"),
        title=reading.name(row, "title"),
        kind=reading.text(row, "primary-type"),
        more_kinds=tuple(
            kind for kind in reading.values(row, "secondary-types") if isinstance(kind, str)
        ),
        year=first or min(filter(None, years), default=None),
        is_official=any(reading.text(release, "status") == "Official" for release in releases),
        tags=_tags(row),
    )


def artist(row: Row) -> Artist:
    """Read an artist."""
    return Artist(mbid=reading.mbid(row, "id"), name=reading.name(row, "name"), tags=_tags(row))


def _tags(row: Row) -> tuple[Tag, ...]:
    """Return what people call it, most of them first; genres are tags by name."""
    genres = {reading.name(genre, "name") for genre in reading.rows(row, "genres")}
    named = [
        Tag(name=name, count=count, is_genre=name in genres)
        for tag in reading.rows(row, "tags")
        if (count := reading.count(tag, "count")) > 0 and (name := reading.text(tag, "name"))
    ]
    return tuple(sorted(named, key=lambda tag: (-tag.count, tag.name)))


def recording_of(url: Row) -> str | None:
    """Return the one recording that an address leads to, or None."""
    found = {
        read_mbid(reading.name(recording, "id"))
        for relation in reading.rows(url, "relations")
        if (recording := reading.inner(relation, "recording"))
    }
    return found.pop() if len(found) == 1 else None
