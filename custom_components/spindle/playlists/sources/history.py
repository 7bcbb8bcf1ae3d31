"""The listening history as a source of music."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...store import heard_tracks
from ..types import Problem, SourceKind

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Collection, Sequence

    from ...enrichment.desk import Store
    from ...store.playlist_types import LibraryTrack

SLICE: Final = 200
EMPTY: Final = "history_empty"


class HistorySource:
    """Everything that was heard and is not hidden; its genres are those of its artists."""

    kind = SourceKind.HISTORY

    def __init__(self, store: Store, *, without_speakers: Collection[str] = ()) -> None:
        """Prepare to read; what only the speakers of those ids played is left out."""
        self._store = store
        self._without_speakers = frozenset(without_speakers)
        self.problems: Sequence[Problem] = ()
        self.is_whole = False

    async def check(self) -> Sequence[Problem]:
        """Tell when nothing was heard yet."""
        heard = await self._store.read(heard_tracks.any_heard)
        return () if heard else (Problem(key=EMPTY),)

    async def scan(self) -> AsyncIterator[Sequence[LibraryTrack]]:
        """Read all tracks, a slice at a time."""
        self.is_whole = False
        last = 0
        while tracks := await self._store.read(
            heard_tracks.heard_after, last, SLICE, self._without_speakers
        ):
            yield tracks
            last = int(tracks[-1].item)
        self.is_whole = True
