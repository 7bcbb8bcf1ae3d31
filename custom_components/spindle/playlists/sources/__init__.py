"""Where music is taken from: one file and one line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..types import SourceKind
from .files import FilesSource
from .history import HistorySource

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...enrichment.desk import Store
    from ..threads import InThread
    from ..types import Recipe, Source

__all__ = ["sources_of"]


def sources_of(
    recipe: Recipe, store: Store, in_thread: InThread, *, now: Callable[[], float]
) -> tuple[Source, ...]:
    """Return the sources of a recipe, in its order; ``now`` is the wall clock (epoch seconds)."""
    made: dict[SourceKind, Callable[[], Source]] = {
        SourceKind.FILES: lambda: FilesSource(recipe, store, in_thread, now=now),
        SourceKind.HISTORY: lambda: HistorySource(store),
    }
    return tuple(made[kind]() for kind in recipe.sources)
