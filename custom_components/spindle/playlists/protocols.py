"""Who reads music for playlists, and who publishes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence

    from ..store.playlist_types import LibraryTrack
    from .changes import Changes, Problem
    from .types import PlannedList, SourceKind, TargetKind


class Source(Protocol):
    """Reads music for one recipe."""

    @property
    def kind(self) -> SourceKind:
        """Which one it is."""
        ...

    async def check(self) -> Sequence[Problem]:
        """Tell why it cannot be read at all; empty when it can. Nothing is read for it."""
        ...

    def scan(self) -> AsyncIterator[Sequence[LibraryTrack]]:
        """Read everything, some hundred tracks at a time, those too that have not changed.

        What the library has already is asked by ``store.playlist_library.known`` and given
        back as it is. Keeps the loop free, and no more in memory than a slice.
        """
        ...

    @property
    def problems(self) -> Sequence[Problem]:
        """What the last scan could not read, the kinds of it counted."""
        ...

    @property
    def is_whole(self) -> bool:
        """Whether the last scan saw everything, so that what it did not see is gone."""
        ...


class Target(Protocol):
    """Publishes the lists of one recipe; knows by ``store.playlist_published`` what it wrote.

    The tracks behind the keys are in ``store.playlist_library.by_keys``.
    """

    @property
    def kind(self) -> TargetKind:
        """Which one it is."""
        ...

    async def check(self) -> Sequence[Problem]:
        """Tell why nothing can be published; empty when it can. Nothing is written."""
        ...

    async def difference(self, lists: Sequence[PlannedList]) -> Changes:
        """Tell what ``publish`` would do; write nothing outside."""
        ...

    async def publish(
        self, lists: Sequence[PlannedList], *, progress: Callable[[int], None]
    ) -> Changes:
        """Make the target have these lists and none of ours besides; write only differences.

        ``progress`` is told after each list how many are done. Done again after a kill, it
        goes on where it was. Raises ``Later`` when the target has to be waited for.
        """
        ...


@runtime_checkable
class Metered(Target, Protocol):
    """A target that allows only so much in a day, and has its own names for music."""

    async def identify(
        self, lists: Sequence[PlannedList], *, progress: Callable[[int, int], None]
    ) -> None:
        """Find out what the music of the lists is called there, and keep it.

        ``progress`` is told how many steps of how many are done. Raises ``Later`` when the
        target has to be waited for; what is known by then can be published.
        """
        ...
