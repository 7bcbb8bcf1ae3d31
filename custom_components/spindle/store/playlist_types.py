"""What is kept of playlists: the music they are made of, and what was published of them.

Times named ``*_at`` are UTC epoch seconds; ``seconds`` is a length.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryTrack:
    """One track as one source has it."""

    item: str
    """Its name within the source: the path of a file, the id of a track in the history."""
    stamp: str = ""
    """By which the source sees that nothing has changed: a file's time and size."""
    key: str
    """``catalogue.identity.track_key``: the same music has the same, whatever the source."""
    title: str
    artist: str
    album: str | None = None
    album_artist: str | None = None
    """None where it is the track's own."""
    year: int | None = None
    seconds: int | None = None
    isrc: str | None = None
    recording_mbid: str | None = None
    tags: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    """Genres as somebody tagged it, with their weights, of any size; not yet read."""
    path: str | None = None
    """Absolute path of the file, where there is one."""
    spotify_uri: str | None = None
    """By which Spotify knows it, where the source says so."""
    added_at: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedList:
    """One list as a target was made to have it the last time."""

    key: str
    """``PlannedList.key``."""
    target_id: str
    """By which the target knows it: a file's name, a playlist's id."""
    name: str
    entries: tuple[str, ...]
    """What was planned when it was written, as the target names things; the rest is a person's."""
    is_deleted: bool = False
    """Whether a person has deleted it there: it is not made again."""
