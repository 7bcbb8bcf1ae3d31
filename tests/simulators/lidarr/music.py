"""What the metadata server knows: artists and their release groups, all made up."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import NAMESPACE_URL, uuid5

RELEASED = "2004-03-08T00:00:00Z"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseGroup:
    """What Lidarr calls an album."""

    mbid: str
    artist_mbid: str
    title: str
    tracks: int = 10
    type: str = "Album"
    secondary_types: tuple[str, ...] = ()
    released: str | None = RELEASED


@dataclass(frozen=True, slots=True, kw_only=True)
class Performer:
    """What Lidarr calls an artist."""

    mbid: str
    name: str
    albums: tuple[ReleaseGroup, ...]


@dataclass(slots=True)
class Music:
    """All of it."""

    performers: dict[str, Performer] = field(default_factory=dict)
    groups: dict[str, ReleaseGroup] = field(default_factory=dict)
    merged: dict[str, str] = field(default_factory=dict)
    """Ids that MusicBrainz has merged into others."""

    def add(self, performer: Performer) -> None:
        """Make an artist known, with the albums."""
        self.performers[performer.mbid] = performer
        self.groups |= {group.mbid: group for group in performer.albums}

    def group(self, mbid: str) -> ReleaseGroup | None:
        """Return a release group by its id, or by one that was merged into it."""
        return self.groups.get(self.merged.get(mbid, mbid))


def mbid(name: str) -> str:
    """Return the id of something made up."""
    return str(uuid5(NAMESPACE_URL, f"https://music.invalid/{name}"))


def performer(number: int, albums: int = 5) -> Performer:
    """Make up the artist of a number; albums have 8 to 14 tracks."""
    artist = mbid(f"artist/{number}")
    return Performer(
        mbid=artist,
        name=f"Artist {number:03}",
        albums=tuple(
            ReleaseGroup(
                mbid=mbid(f"album/{number}/{each}"),
                artist_mbid=artist,
                title=f"Album {each} of {number:03}",
                tracks=8 + (number + each) % 7,
            )
            for each in range(albums)
        ),
    )


def made_up(artists: int = 3, albums: int = 5) -> Music:
    """Make up so many artists with so many albums each."""
    music = Music()
    for number in range(artists):
        music.add(performer(number, albums))
    return music
