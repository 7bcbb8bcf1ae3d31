"""Folders of tagged audio files as a source of music.

What has not changed since the last scan, by its time and size, is not opened again.
"""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
import time
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from ...catalogue.identity import track_key
from ...store import playlist_library
from ...store.playlist_types import LibraryTrack
from ..types import Later, Problem, SourceKind
from .tags import NotAudio, read_tags
from .walking import (
    FILE_BROKEN,
    FILE_UNREADABLE,
    FILE_UNTAGGED,
    FOLDER_MISSING,
    Found,
    Troubles,
    Walk,
    printable,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping, Sequence

    from ...enrichment.desk import Store
    from ..threads import InThread
    from ..types import Recipe

SLICE: Final = 64
"""Files that are looked at together: on a slow disk some seconds."""
BREATH: Final = 0.0003
"""Seconds between two files that are opened, in which the event loop gets its turn at once: a
thread that only computes is asked for the interpreter every five milliseconds."""
PATIENCE: Final = 30.0
"""Seconds after which a disk that does not answer is left alone …"""
REST: Final = 900.0
"""… for this many."""
NOT_SET: Final = "folders_not_set"
SILENT: Final = "folders_silent"


class FilesSource:
    """The folders of one recipe."""

    kind = SourceKind.FILES

    def __init__(
        self, recipe: Recipe, store: Store, in_thread: InThread, *, now: Callable[[], float]
    ) -> None:
        """Prepare to read; ``now`` is the wall clock (epoch seconds)."""
        self._recipe = recipe
        self._store = store
        self._in_thread = in_thread
        self._now = now
        self.problems: Sequence[Problem] = ()
        self.is_whole = False

    async def check(self) -> Sequence[Problem]:
        """Tell which folders are not there."""
        if not self._recipe.folders:
            return (Problem(key=NOT_SET),)
        missing = await self._answer(partial(_missing, self._recipe.folders))
        return tuple(Problem(key=FOLDER_MISSING, detail=printable(one)) for one in missing)

    async def scan(self) -> AsyncIterator[Sequence[LibraryTrack]]:
        """Read all files, a slice at a time. Raises ``Later`` when a disk hangs."""
        self.problems, self.is_whole = (), False
        walk = Walk(self._recipe.folders)
        while files := await self._answer(partial(walk.take, SLICE)):
            known = await self._store.read(
                playlist_library.known,
                self._recipe.id,
                self.kind,
                [found.path for found in files],
            )
            if tracks := await self._answer(partial(_read, files, known, walk.troubles)):
                yield tracks
            self.problems = walk.troubles.problems()
        self.problems = walk.troubles.problems()
        self.is_whole = walk.saw_everything

    async def _answer[T](self, question: Callable[[], T]) -> T:
        """Let a thread ask the disk; one that hangs does not hang us."""
        try:
            async with asyncio.timeout(PATIENCE):
                return await self._in_thread(question)
        except TimeoutError:
            raise Later(self._now() + REST, SILENT) from None


def _missing(folders: Sequence[str]) -> list[str]:
    return [folder for folder in folders if not Path(folder).is_dir()]


def _read(
    files: Sequence[Found], known: Mapping[str, LibraryTrack], troubles: Troubles
) -> list[LibraryTrack]:
    """Read the files that are new or other than they were."""
    tracks: list[LibraryTrack] = []
    for found in files:
        before = known.get(found.path)
        if before is not None and before.stamp == found.stamp:
            tracks.append(before)
            continue
        if track := _track(found, before, troubles):
            tracks.append(track)
        time.sleep(BREATH)
    return tracks


def _track(found: Found, before: LibraryTrack | None, troubles: Troubles) -> LibraryTrack | None:
    """Read one file; what cannot be opened just now stays as it was."""
    try:
        tags = read_tags(found.path)
    except OSError:
        troubles.add(FILE_UNREADABLE, found.path)
        return before
    except NotAudio:
        troubles.add(FILE_BROKEN, found.path)
        return None
    if tags.title is None or tags.artist is None:
        troubles.add(FILE_UNTAGGED, found.path)
        return None
    return LibraryTrack(
        item=found.path,
        stamp=found.stamp,
        key=track_key(tags.artist, tags.title),
        title=tags.title,
        artist=tags.artist,
        album=tags.album,
        album_artist=tags.album_artist,
        year=tags.year,
        seconds=tags.seconds,
        isrc=tags.isrc,
        recording_mbid=tags.recording_mbid,
        tags=MappingProxyType(dict.fromkeys(tags.genres, 1.0)),
        path=found.path,
        added_at=found.added_at,
        spotify_uri=tags.spotify_uri,
    )
