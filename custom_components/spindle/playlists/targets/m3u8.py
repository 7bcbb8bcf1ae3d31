"""Lists as M3U8 files below the media folder, for every other player.

Each recipe has a folder of its own there. Paths are relative, so that a share can be mounted
elsewhere. A file that a person has deleted is not made again, unless the whole folder is gone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ...store import playlist_library, playlist_published
from ...store.playlist_types import PublishedList
from ..merging import merged
from ..types import Changes, Later, Problem, TargetKind
from .m3u8_file import SUFFIX, ListFile, TooLarge, file_name, read_list, rendered, write_whole
from .tally import Tally

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ...enrichment.desk import Store
    from ...store.playlist_types import LibraryTrack
    from ..threads import InThread
    from ..types import PlannedList, Recipe

FOLDER: Final = "Spindle"
MOST_OF_A_NAME: Final = 1000
REST: Final = 900.0
"""Seconds after which a disk that could not be written is tried again."""

MISSING: Final = "m3u8_folder_missing"
READ_ONLY: Final = "m3u8_folder_read_only"
OUTSIDE: Final = "m3u8_folder_outside"
TOO_LARGE: Final = "m3u8_file_too_large"
NOT_WRITABLE: Final = "m3u8_not_writable"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """What is to be done with one list."""

    outcome: str
    """The name of its count in ``Changes``."""
    key: str
    path: Path
    content: bytes | None = None
    """To be written; None leaves the file alone, or deletes it when it is ``removed``."""
    published: PublishedList | None = None
    """What is to be remembered, if it is not."""
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    missing: int = 0


class M3u8Target:
    """The files of one recipe."""

    kind = TargetKind.M3U8

    def __init__(
        self,
        recipe: Recipe,
        store: Store,
        in_thread: InThread,
        *,
        media: Path,
        now: Callable[[], float],
    ) -> None:
        """Publish into ``media``, and nowhere else; ``now`` is the wall clock (epoch)."""
        self._recipe = recipe
        self._store = store
        self._in_thread = in_thread
        self._media = media
        self._now = now

    async def check(self) -> Sequence[Problem]:
        """Tell why nothing can be written there."""
        key = await self._in_thread(partial(_obstacle, self._media))
        return (Problem(key=key, detail=str(self._media)),) if key else ()

    async def difference(self, lists: Sequence[PlannedList]) -> Changes:
        """Tell what ``publish`` would do."""
        return await self._go_through(lists, is_real=False, progress=_ignore)

    async def publish(
        self, lists: Sequence[PlannedList], *, progress: Callable[[int], None]
    ) -> Changes:
        """Write the lists; ``Later`` when the disk refuses."""
        return await self._go_through(lists, is_real=True, progress=progress)

    async def _go_through(
        self, lists: Sequence[PlannedList], *, is_real: bool, progress: Callable[[int], None]
    ) -> Changes:
        tally = Tally()
        known = await self._store.read(playlist_published.remembered, self._recipe.id, self.kind)
        folder = await self._in_thread(partial(self._folder, known))
        for done, planned in enumerate(lists, 1):
            tracks = await self._store.read(
                playlist_library.by_keys, self._recipe.id, planned.tracks
            )
            look = partial(_look, planned, tracks, known.get(planned.key), folder, self._recipe.id)
            await self._do(look, tally, is_real=is_real)
            progress(done)
        gone = known.keys() - {planned.key for planned in lists}
        for key in sorted(gone):
            if not known[key].is_deleted:
                await self._do(partial(_look_at_gone, known[key], folder), tally, is_real=is_real)
        return tally.changes()

    async def _do(self, look: Callable[[], _Step], tally: Tally, *, is_real: bool) -> None:
        """Find out what is to be done with one list, and do it."""
        try:
            step = await self._in_thread(look)
            if is_real:
                await self._in_thread(partial(_write, step))
        except TooLarge as error:
            tally.trouble(TOO_LARGE, str(error))
            return
        except OSError as error:
            raise Later(self._now() + REST, NOT_WRITABLE) from error
        tally.take(step.outcome, step.before, step.after)
        tally.missing += step.missing
        if is_real:
            await self._remember(step)

    async def _remember(self, step: _Step) -> None:
        """Keep what was written."""
        place = (self._recipe.id, self.kind)
        if step.outcome == "removed":
            await self._store.write_bulk(playlist_published.forget, *place, step.key)
        elif step.published:
            await self._store.write_bulk(playlist_published.remember, *place, step.published)

    def _folder(self, known: Mapping[str, PublishedList]) -> _Folder:
        """Find the recipe's folder: where its lists are, or by its name while there are none.

        A link that leads elsewhere is not followed.
        """
        media = Path(os.path.realpath(self._media))
        placed = next((media / one.target_id for one in known.values()), None)
        path = placed.parent if placed else media / FOLDER / file_name(self._recipe.name)
        if not Path(os.path.realpath(path)).is_relative_to(media):
            raise Later(self._now() + REST, OUTSIDE)
        return _Folder(media=media, path=path, is_there=path.is_dir())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Folder:
    """Where the lists of a recipe are."""

    media: Path
    path: Path
    is_there: bool

    def file(self, target_id: str) -> Path:
        """Return a file by how it is remembered."""
        return self.media / target_id

    def target_id(self, path: Path) -> str:
        """Return how a file is remembered."""
        return path.relative_to(self.media).as_posix()


def _ignore(_done: int) -> None:
    """Tell nobody how far it is."""


def _obstacle(media: Path) -> str | None:
    """Find out why nothing can be written into a folder."""
    if not media.is_dir():
        return MISSING
    if not os.access(media, os.W_OK | os.X_OK):
        return READ_ONLY
    real = Path(os.path.realpath(media))
    inside = Path(os.path.realpath(real / FOLDER)).is_relative_to(real)
    return None if inside else OUTSIDE


def _look(
    planned: PlannedList,
    tracks: Mapping[str, LibraryTrack],
    before: PublishedList | None,
    folder: _Folder,
    recipe: str,
) -> _Step:
    """Find out what is to be done with a list that is planned."""
    described = _described(planned, tracks, folder.path)
    entries, missing = tuple(described), len(planned.tracks) - len(described)
    owner = f"{recipe} {planned.key}"
    path = folder.file(before.target_id) if before else _free(folder.path, planned.name, owner)
    step = partial(_Step, key=planned.key, path=path, missing=missing)
    if before and before.is_deleted:
        return _Step(outcome="deleted_by_person", key=planned.key, path=path)
    there = read_list(path)
    if before and there is None and folder.is_there:
        published = _published(planned, before.target_id, before.entries, is_deleted=True)
        return step(outcome="deleted_by_person", published=published)
    if before and there and before.entries == entries:
        return step(outcome="unchanged")
    if not entries and there is None:
        return step(outcome="unchanged")
    present = there or ListFile(None, {})
    written = before.entries if before and there else ()
    after = merged(entries, written, tuple(present.entries))
    lines = {**present.entries, **described}
    return step(
        outcome="changed" if there else "created",
        content=rendered(planned.name, owner, ((one, lines[one]) for one in after)),
        published=_published(planned, folder.target_id(path), entries),
        before=tuple(present.entries),
        after=tuple(after),
    )


def _look_at_gone(before: PublishedList, folder: _Folder) -> _Step:
    """Find out what is to be done with a list of ours that is planned no more.

    What a person has added stays theirs, with the file.
    """
    path = folder.file(before.target_id)
    there = read_list(path)
    entries = there.entries if there else {}
    theirs = {one: about for one, about in entries.items() if one not in before.entries}
    content = rendered(before.name, "", theirs.items()) if theirs else None
    return _Step(
        outcome="removed",
        key=before.key,
        path=path,
        content=content,
        before=tuple(entries),
        after=tuple(theirs),
    )


def _write(step: _Step) -> None:
    """Do to the file what is to be done."""
    if step.content is not None:
        write_whole(step.path, step.content)
    elif step.outcome == "removed":
        step.path.unlink(missing_ok=True)


def _published(
    planned: PlannedList, target_id: str, entries: tuple[str, ...], *, is_deleted: bool = False
) -> PublishedList:
    return PublishedList(
        key=planned.key,
        target_id=target_id,
        name=planned.name,
        entries=entries,
        is_deleted=is_deleted,
    )


def _described(
    planned: PlannedList, tracks: Mapping[str, LibraryTrack], folder: Path
) -> dict[str, tuple[str, ...]]:
    """Return the paths of a list's files, relative to its folder, with a line that tells each."""
    described: dict[str, tuple[str, ...]] = {}
    for key in planned.tracks:
        track = tracks.get(key)
        if track is not None and track.path is not None:
            path = os.path.relpath(os.path.realpath(track.path), folder)
            length = -1 if track.seconds is None else track.seconds
            described[path] = (f"#EXTINF:{length},{track.artist} - {track.title}",)
    return described


def _free(folder: Path, name: str, owner: str) -> Path:
    """Return a file that nobody has, or that is ours though we do not remember it."""
    for number in range(1, MOST_OF_A_NAME):
        suffix = f" ({number})" if number > 1 else ""
        path = folder / f"{file_name(name)}{suffix}{SUFFIX}"
        there = read_list(path)
        if there is None or there.owner == owner:
            return path
    raise FileExistsError(str(folder))
