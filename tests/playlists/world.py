"""A house with music: sources and a target in memory, a clock to set, a process to kill."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from custom_components.spindle.catalogue.identity import track_key
from custom_components.spindle.playlists.run import Runs
from custom_components.spindle.playlists.types import (
    Changes,
    Later,
    LibraryTrack,
    PlannedList,
    Problem,
    PublishedList,
    Recipe,
    Rules,
    SourceKind,
    TargetKind,
)
from custom_components.spindle.store import playlist_published

from .stores import DirectStore, at_once

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence
    from sqlite3 import Connection

    from custom_components.spindle.playlists.protocols import Source, Target
    from custom_components.spindle.playlists.types import RunEvent

NOON: Final = 1_800_000_000.0
RULES: Final = Rules(minimum=3, maximum=8)


class Killed(BaseException):
    """The process is gone: nobody may catch it."""


class MortalStore(DirectStore):
    """A store of a process that dies when it does its so-and-so-many-th thing."""

    def __init__(self, db: Connection, *, dies_at: int | None = None) -> None:
        super().__init__(db)
        self.done = 0
        self.dies_at = dies_at

    async def read(self, query: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """Ask the database, if still alive."""
        self.live()
        return await super().read(query, *args, **kwargs)

    async def write_bulk(self, command: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """Change the database, if still alive."""
        self.live()
        return await super().write_bulk(command, *args, **kwargs)

    def live(self) -> None:
        """Do one more thing."""
        self.done += 1
        if self.done == self.dies_at:
            raise Killed


def a_file(number: int, *genres: str, artist: str | None = None, year: int = 1999) -> LibraryTrack:
    """Return a tagged file."""
    artist = artist or f"Artist {number}"
    title = f"Title {number}"
    return LibraryTrack(
        item=f"/media/{number:05}.flac",
        stamp="1",
        key=track_key(artist, title),
        title=title,
        artist=artist,
        album=f"Album of {artist}",
        year=year,
        tags=dict.fromkeys(genres, 1.0),
        path=f"/media/{number:05}.flac",
    )


@dataclass(slots=True, kw_only=True)
class Shelf:
    """A source in memory."""

    tracks: list[LibraryTrack]
    kind: SourceKind = SourceKind.FILES
    problems: Sequence[Problem] = ()
    is_whole: bool = True
    obstacles: Sequence[Problem] = ()
    later: Later | None = None
    error: Exception | None = None
    scans: int = 0
    slice: int = 7

    async def check(self) -> Sequence[Problem]:
        """Tell what is in the way."""
        return self.obstacles

    async def scan(self) -> AsyncIterator[Sequence[LibraryTrack]]:
        """Give everything, some at a time."""
        self.scans += 1
        for place in range(0, len(self.tracks), self.slice):
            yield self.tracks[place : place + self.slice]
            if self.later is not None:
                raise self.later
            if self.error is not None:
                raise self.error


@dataclass(slots=True)
class Radio:
    """What is outside: the lists that a target has, and how often it was written to."""

    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    writes: int = 0


@dataclass(slots=True, kw_only=True)
class Sender:
    """A target that writes only differences to a radio."""

    recipe: Recipe
    store: DirectStore
    radio: Radio
    kind: TargetKind = TargetKind.M3U8
    obstacles: Sequence[Problem] = ()
    later: Later | None = None
    live: Callable[[], None] = lambda: None

    async def check(self) -> Sequence[Problem]:
        """Tell what is in the way."""
        return self.obstacles

    async def difference(self, lists: Sequence[PlannedList]) -> Changes:
        """Compare, and write nothing."""
        new = {one.key: one.tracks for one in lists}
        known = await self.store.read(playlist_published.remembered, self.recipe.id, self.kind)
        changed = [key for key in new.keys() & known.keys() if known[key].entries != new[key]]
        return Changes(
            created=len(new.keys() - known.keys()),
            changed=len(changed),
            removed=len(known.keys() - new.keys()),
            unchanged=len(new.keys() & known.keys()) - len(changed),
        )

    async def publish(
        self, lists: Sequence[PlannedList], *, progress: Callable[[int], None]
    ) -> Changes:
        """Write what is other than it was."""
        changes = await self.difference(lists)
        known = await self.store.read(playlist_published.remembered, self.recipe.id, self.kind)
        for done, one in enumerate(lists, 1):
            before = known.get(one.key)
            if before is None or before.entries != one.tracks:
                await self._write(one)
            progress(done)
            if self.later is not None:
                raise self.later
        for key in known.keys() - {one.key for one in lists}:
            self.live()
            self.radio.lists.pop(key, None)
            self.radio.writes += 1
            await self.store.write_bulk(playlist_published.forget, self.recipe.id, self.kind, key)
        return changes

    async def _write(self, one: PlannedList) -> None:
        self.live()
        self.radio.lists[one.key] = one.tracks
        self.radio.writes += 1
        published = PublishedList(key=one.key, target_id=one.key, name=one.name, entries=one.tracks)
        await self.store.write_bulk(
            playlist_published.remember, self.recipe.id, self.kind, published
        )


class World:
    """A house; its processes come and go, its database, its music and its radio stay."""

    def __init__(self, db: Connection, tracks: list[LibraryTrack], rules: Rules = RULES) -> None:
        self.db = db
        self.at = NOON
        self.radio = Radio()
        self.shelf = Shelf(tracks=tracks)
        self.recipe = Recipe(
            id="recipe",
            name="Genres",
            sources=(SourceKind.FILES,),
            targets=(TargetKind.M3U8,),
            rules=rules,
        )
        self.events: list[RunEvent] = []
        self.percents: list[float] = []
        self.later: Later | None = None
        self.obstacles: Sequence[Problem] = ()

    def start(
        self, *, dies_at: int | None = None, recipes: bool = True
    ) -> tuple[Runs, MortalStore]:
        """Start a process."""
        store = MortalStore(self.db, dies_at=dies_at)

        def targets(recipe: Recipe) -> Sequence[Target]:
            return (
                Sender(
                    recipe=recipe,
                    store=store,
                    radio=self.radio,
                    obstacles=self.obstacles,
                    later=self.later,
                    live=store.live,
                ),
            )

        def sources(_recipe: Recipe) -> Sequence[Source]:
            return (self.shelf,)

        def progressed() -> None:
            if runs.progress is not None:
                self.percents.append(runs.progress.percent)

        runs = Runs(
            store,
            [self.recipe] if recipes else [],
            sources=sources,
            targets=targets,
            in_thread=at_once,
            now=lambda: self.at,
            tell=self.events.append,
            progressed=progressed,
        )
        return runs, store
