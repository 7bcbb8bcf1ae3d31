"""What stands for a source or a target that cannot be had just now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .types import Changes, Impossible, LibraryTrack, PlannedList, Problem

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence

    from .types import SourceKind, TargetKind


class AbsentSource:
    """A source that is not there: no run begins with it."""

    is_whole = False
    problems: Sequence[Problem] = ()

    def __init__(self, kind: SourceKind, problem: Problem) -> None:
        """Know which one, and why."""
        self.kind = kind
        self._problem = problem

    async def check(self) -> Sequence[Problem]:
        """Tell why."""
        return (self._problem,)

    async def scan(self) -> AsyncIterator[Sequence[LibraryTrack]]:
        """Read nothing: ``Impossible``."""
        raise Impossible([self._problem])
        yield ()


class AbsentTarget:
    """A target that is not there: no run begins with it."""

    def __init__(self, kind: TargetKind, problem: Problem) -> None:
        """Know which one, and why."""
        self.kind = kind
        self._problem = problem

    async def check(self) -> Sequence[Problem]:
        """Tell why."""
        return (self._problem,)

    async def difference(self, lists: Sequence[PlannedList]) -> Changes:  # noqa: ARG002 (none)
        """Publish nothing: ``Impossible``."""
        raise Impossible([self._problem])

    async def publish(
        self,
        lists: Sequence[PlannedList],  # noqa: ARG002 (none of them)
        *,
        progress: Callable[[int], None],  # noqa: ARG002 (there is none)
    ) -> Changes:
        """Publish nothing: ``Impossible``."""
        raise Impossible([self._problem])
