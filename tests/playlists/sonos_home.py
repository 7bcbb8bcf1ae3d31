"""A Sonos household without a network, for whoever publishes playlists there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from custom_components.spindle.playlists.targets.sonos_types import (
    Contents,
    Refused,
    Silent,
    SonosTrack,
)
from tests.simulators.sonos.errors import UpnpError
from tests.simulators.sonos.media import Item
from tests.simulators.sonos.saved_queues import Music

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping, Sequence


class Killed(BaseException):
    """The process is gone."""


@dataclass(eq=False)
class SonosHome:
    """The household's music, with what is asked of it noted."""

    music: Music = field(default_factory=Music)
    writes: list[str] = field(default_factory=list)
    reads: list[str] = field(default_factory=list)
    is_silent: bool = False
    dies_after: int | None = None
    """Writes that are done before the process is killed."""
    refused: frozenset[str] = frozenset()
    """Titles that no playlist takes."""
    meanwhile: Callable[[], None] | None = None
    """Done by a person right before the next write."""

    def has(self, *titles: str, artist: str = "Air", share: str = "nas/music") -> None:
        """Let the library have titles."""
        self.music.library += (
            Item(uri=f"x-file-cifs://{share}/{title}.flac", title=title, artist=artist)
            for title in titles
        )

    def titles(self, name: str) -> list[str]:
        """Return what is in the playlist of a title."""
        (queue,) = [one for one in self.music.queues.values() if one.title == name]
        return [item.title for item in queue.items]

    async def is_indexing(self) -> bool:
        """Tell whether the library is being read anew."""
        return self._read("indexing", lambda: self.music.is_indexing)

    async def has_library(self) -> bool:
        """Tell whether there is any music."""
        return self._read("any", lambda: bool(self.music.library))

    async def library(self) -> AsyncIterator[Sequence[SonosTrack]]:
        """Read the library, three titles at a time."""
        for start in range(0, len(self.music.library), 3):
            items = self.music.library[start : start + 3]
            yield [SonosTrack(item.uri, item.uri, item.title, item.artist) for item in items]

    async def playlists(self) -> Mapping[str, str]:
        """Return the playlists."""
        return self._read("playlists", lambda: {k: v.title for k, v in self.music.queues.items()})

    async def contents(self, playlist: str) -> Contents:
        """Read a playlist."""
        queue = self._read("contents", lambda: self.music.queue(playlist))
        return Contents(tuple(item.uri for item in queue.items), queue.update_id)

    async def create(self, title: str) -> str:
        """Make a playlist."""
        return self._write(f"create {title}", lambda: self.music.create(title).id)

    async def take_out(self, playlist: str, update_id: int, places: Sequence[int]) -> int:
        """Take titles out."""
        told = f"take out {len(places)}"
        return self._write(told, lambda: self.music.take_out(playlist, update_id, places).update_id)

    async def put_in(self, playlist: str, update_id: int, track: SonosTrack, place: int) -> int:
        """Put a title in."""
        if track.title in self.refused:
            raise Refused("714")
        (item,) = [item for item in self.music.library if item.uri == track.uri]
        put = lambda: self.music.add(playlist, update_id, item, place).update_id  # noqa: E731
        return self._write(f"put in {track.title}", put)

    async def delete(self, playlist: str) -> None:
        """Delete a playlist."""
        self._write("delete", lambda: self.music.destroy(playlist))

    def _write[T](self, told: str, write: Callable[[], T]) -> T:
        if self.meanwhile:
            meanwhile, self.meanwhile = self.meanwhile, None
            meanwhile()
        if self.dies_after is not None and len(self.writes) >= self.dies_after:
            raise Killed
        answer = self._answer(write)
        self.writes.append(told)
        return answer

    def _read[T](self, told: str, read: Callable[[], T]) -> T:
        self.reads.append(told)
        return self._answer(read)

    def _answer[T](self, ask: Callable[[], T]) -> T:
        if self.is_silent:
            raise Silent
        try:
            return ask()
        except UpnpError as error:
            raise Refused(str(error.refusal.value)) from error
