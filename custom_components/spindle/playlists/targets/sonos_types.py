"""What a Sonos household is asked and told about its own music and its Sonos playlists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class SonosTrack:
    """One title of the music library, as the household names it."""

    id: str
    uri: str
    """By which it is known in playlists, too."""
    title: str
    artist: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in a playlist, and the number of its latest change."""

    uris: tuple[str, ...]
    update_id: int


class Silent(Exception):
    """No speaker answers."""


class Refused(Exception):
    """A speaker says no."""

    def __init__(self, code: str) -> None:
        """Keep its UPnP error code."""
        super().__init__(code)
        self.code = code


class Household(Protocol):
    """The speakers of a home. Every method raises ``Silent`` and ``Refused``."""

    async def is_indexing(self) -> bool:
        """Tell whether the library is being read anew, so that it may lack anything."""
        ...

    async def has_library(self) -> bool:
        """Tell whether there is any music in it."""
        ...

    def library(self) -> AsyncIterator[Sequence[SonosTrack]]:
        """Read the whole library, some hundred titles at a time."""
        ...

    async def playlists(self) -> Mapping[str, str]:
        """Return the Sonos playlists: id → title."""
        ...

    async def contents(self, playlist: str) -> Contents:
        """Read a playlist."""
        ...

    async def create(self, title: str) -> str:
        """Make an empty playlist; return its id."""
        ...

    async def take_out(self, playlist: str, update_id: int, places: Sequence[int]) -> int:
        """Take titles out, by places from 0; return the number of this change."""
        ...

    async def put_in(self, playlist: str, update_id: int, track: SonosTrack, place: int) -> int:
        """Put a title at a place; return the number of this change."""
        ...

    async def delete(self, playlist: str) -> None:
        """Delete a playlist."""
        ...
