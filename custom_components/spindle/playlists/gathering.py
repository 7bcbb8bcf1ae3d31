"""From the sources of a recipe to what the rules have to know of every track.

In slices, so that neither the loop nor the writer is held up; what a slice has found is kept
in memory in its shortest form.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import batched
from typing import TYPE_CHECKING, Final

from ..catalogue.identity import SEPARATOR
from ..store import playlist_facts, playlist_library, playlist_runs
from .genres_of import shares_of
from .pools import Candidate
from .types import SourceKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ..enrichment.desk import Store
    from ..store.playlist_facts import Found, Genres, Met
    from .protocols import Source
    from .threads import InThread
    from .types import Problem, Recipe

SLICE: Final = 200
"""Tracks that are looked up together."""

type Tell = Callable[[int], None]
"""Is told how many tracks are done; may raise, which ends the work."""


@dataclass(slots=True, kw_only=True)
class Music:
    """One track, of all sources that have it."""

    key: str
    item: str
    is_file: bool
    year: int | None
    tags: Mapping[str, float]
    met: Met


async def scan(
    store: Store, recipe: Recipe, sources: Sequence[Source], tell: Tell
) -> tuple[Problem, ...]:
    """Let the library be what the sources have now; return what they could not read."""
    await store.write_slices(playlist_runs.forget_music, recipe.id, recipe.sources)
    done = 0
    problems: list[Problem] = []
    for source in sources:
        seen: set[int] = set()
        async for tracks in source.scan():
            seen.update(
                await store.write_bulk(
                    playlist_library.keep,
                    recipe.id,
                    source.kind,
                    tracks,
                    is_heard=source.kind is SourceKind.HISTORY,
                )
            )
            done += len(tracks)
            tell(done)
        problems += source.problems
        if source.is_whole:
            await store.write_slices(
                playlist_library.forget_unseen, recipe.id, source.kind, seen, []
            )
    return tuple(problems)


async def identify(store: Store, recipe: Recipe, tell: Tell) -> list[Music]:
    """Return every track of the library once, with who it is in the history."""
    music: dict[str, Music] = {}
    row, done = 0, 0
    while found := await store.read(playlist_facts.found_after, recipe.id, row, SLICE):
        for one in found:
            _add(music, one)
        row = found[-1].row
        done += len(found)
        tell(done)
    return list(music.values())


async def give_genres(
    store: Store, music: Sequence[Music], in_thread: InThread, tell: Tell
) -> list[Candidate]:
    """Return what the rules have to know of each track."""
    candidates: list[Candidate] = []
    artists: dict[str, str] = {}
    for some in batched(music, SLICE, strict=False):
        told = await store.read(playlist_facts.genres_of, [one.met for one in some])
        candidates += await in_thread(partial(_candidates, some, told, artists))
        tell(len(candidates))
    return candidates


def _add(music: dict[str, Music], found: Found) -> None:
    """Take a track up, or let what is known of it already be completed.

    A file's own words count first; of several files that with the first path.
    """
    track, met = found.track, found.met
    new = Music(
        key=track.key,
        item=track.item,
        is_file=track.path is not None,
        year=track.year,
        tags=track.tags,
        met=met,
    )
    other = music.get(track.key)
    if other is not None:
        new, other = sorted((new, other), key=lambda one: (not one.is_file, one.item))
        new.year = new.year or other.year
        new.tags = new.tags or other.tags
    music[track.key] = new


def _candidates(
    some: Sequence[Music], told: Sequence[Genres], artists: dict[str, str]
) -> list[Candidate]:
    """Read the genres of some tracks; ``artists`` lets equal names be one string."""
    candidates: list[Candidate] = []
    for one, genres in zip(some, told, strict=True):
        artist = one.key.partition(SEPARATOR)[0]
        candidates.append(
            Candidate(
                key=one.key,
                artist=artists.setdefault(artist, artist),
                year=one.year or one.met.year,
                shares=shares_of(one.tags, genres),
            )
        )
    return candidates
