"""What one account holds, and what its person does in Spotify's own app.

Times are epoch seconds; ``now`` is the true time.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from tests.simulators.limited_server.catalogue import item_id

from .music import uri_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

ME: Final = "user0000000000000000me"
SOMEBODY_ELSE: Final = "user00000000somebody1"
RECENT: Final = 50
"""Plays that the service remembers."""


@dataclass(slots=True)
class Entry:
    """One item of a playlist."""

    uri: str
    added_at: float
    is_withdrawn: bool = False
    """Whether Spotify has taken the song away: it is told as null."""


@dataclass(slots=True, kw_only=True)
class Playlist:
    """A playlist, whoever owns it."""

    id: str
    name: str
    description: str = ""
    owner: str = ME
    is_public: bool = True
    entries: list[Entry] = field(default_factory=list)
    version: int = 0

    @property
    def snapshot_id(self) -> str:
        """Name its version."""
        return b64encode(f"{self.version},{self.id}".encode()).decode()

    @property
    def uris(self) -> list[str]:
        """What is in it."""
        return [entry.uri for entry in self.entries]

    def remove(self, uris: Iterable[str]) -> None:
        """Take items out wherever they are."""
        gone = frozenset(uris)
        self.entries = [entry for entry in self.entries if entry.uri not in gone]
        self.version += 1

    def insert(self, uris: Sequence[str], at: float, place: int | None = None) -> None:
        """Put items in at a place, or at the end."""
        place = len(self.entries) if place is None else place
        self.entries[place:place] = [Entry(uri, at) for uri in uris]
        self.version += 1

    def replace(self, uris: Sequence[str], at: float) -> None:
        """Hold these items and nothing else."""
        self.entries = [Entry(uri, at) for uri in uris]
        self.version += 1

    def describe(self, name: str | None, description: str | None) -> None:
        """Change what is written over it; a new version, though its items are the same."""
        self.name = self.name if name is None else name
        self.description = self.description if description is None else description
        self.version += 1


@dataclass(frozen=True, slots=True)
class Play:
    """A song that was played, somewhere."""

    number: int
    played_at: float


class Library:
    """The library of one account."""

    def __init__(self, now: Callable[[], float]) -> None:
        """Hold nothing."""
        self._now = now
        self.saved: dict[int, float] = {}
        """Number of a song → when it was saved, to the second; the latest last."""
        self.playlists: dict[str, Playlist] = {}
        """Every one that was ever made, by id: deleting only takes it out of the library."""
        self.followed: list[str] = []
        """Ids of those in the library, the newest first."""
        self.plays: list[Play] = []
        """The latest last."""

    def save(self, *numbers: int, at: float | None = None) -> None:
        """Save songs, the last of them the latest."""
        for number in numbers:
            self.saved.pop(number, None)
            self.saved[number] = float(int(self._now() if at is None else at))

    def let_go(self, *numbers: int) -> None:
        """Save songs no more."""
        for number in numbers:
            del self.saved[number]

    def create(
        self, name: str, numbers: Iterable[int] = (), *, description: str = "", owner: str = ME
    ) -> Playlist:
        """Make a playlist of songs, or follow one that somebody else has made."""
        made = Playlist(
            id=item_id("playlist", len(self.playlists)),
            name=name,
            description=description,
            owner=owner,
        )
        made.replace([uri_of(number) for number in numbers], self._now())
        self.playlists[made.id] = made
        self.followed.insert(0, made.id)
        return made

    def delete(self, playlist_id: str) -> None:
        """Take a playlist out of the library; by its id it can still be asked for."""
        self.followed.remove(playlist_id)

    def play(self, *numbers: int, at: float | None = None) -> None:
        """Have songs played; with ``at`` it is told late, as by a telephone without a network."""
        played = [Play(number, self._now() if at is None else at) for number in numbers]
        self.plays = sorted([*self.plays, *played], key=lambda play: play.played_at)[-RECENT:]
