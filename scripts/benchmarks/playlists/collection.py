"""A folder of real tagged files, made into playlists in real time by the real store."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
import json
from pathlib import Path
from tempfile import TemporaryDirectory
import time
from typing import TYPE_CHECKING, Any, Final

from custom_components.spindle.catalogue.genres import canonical, load
from custom_components.spindle.playlists.run import Runs
from custom_components.spindle.playlists.sources.files import FilesSource
from custom_components.spindle.playlists.targets.m3u8 import M3u8Target
from custom_components.spindle.playlists.types import (
    Phase,
    Recipe,
    RunState,
    SourceKind,
    TargetKind,
)
from custom_components.spindle.store import Store, playlist_runs
from scripts.benchmarks.figures import forget_most_resident, most_resident, p99, resident
from scripts.benchmarks.ticker import lateness
from tests.simulators.audio_files import write_library

if TYPE_CHECKING:
    from collections.abc import Callable

    from custom_components.spindle.catalogue.genres import Genre
    from custom_components.spindle.playlists.types import RunReport

QUIET: Final = 1.0
"""Seconds for which the loop is watched while nothing is done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What a run over a folder took and made. Times are seconds, memory megabytes."""

    files: int
    per_second: float
    """Files scanned."""
    took: float
    cpu: float
    again: float
    """What a second run took."""
    rewritten: int
    """Files of lists that the second run touched."""
    late: float
    """The p99 of the loop's lateness in milliseconds …"""
    quiet: float
    """… and while nothing was done."""
    memory: float
    """More than before it began."""
    lists: int
    in_right_list: float
    """Part of the listed tracks that are in a list of their true genre, or of one above it."""
    in_own_list: float
    """… of the very genre."""
    found: float
    """Part of the tracks of known genre that are in a list at all."""
    unknown: float


class Threads:
    """The store as the house hands it out."""

    def __init__(self, store: Store) -> None:
        """Stand before a store that is open."""
        self._store = store

    async def read(self, query: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """Ask on a reading thread."""
        return await asyncio.wrap_future(self._store.read(query, *args, **kwargs))

    async def write_bulk(self, command: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """Write on the writing thread."""
        return await asyncio.wrap_future(self._store.write_bulk(command, *args, **kwargs))

    async def write_slices(self, command: Callable[..., Any], /, *args: Any, **kwargs: Any) -> int:
        """Write in slices on the writing thread."""
        return await asyncio.wrap_future(self._store.write_slices(command, *args, **kwargs))


async def in_thread[T](work: Callable[[], T], /) -> T:
    """Do what blocks in the executor."""
    return await asyncio.get_running_loop().run_in_executor(None, work)


def write(folder: str, count: int) -> None:
    """Write the files, and beside them what is true of each."""
    truths = write_library(Path(folder) / "music", count)
    told = {str(truth.path): truth.genre for truth in truths}
    (Path(folder) / "truth.json").write_text(json.dumps(told))


def made(folder: str, count: int) -> Made:
    """Make playlists of them, twice."""
    load()
    return asyncio.run(_make(Path(folder), count))


async def _make(folder: Path, count: int) -> Made:
    recipe = Recipe(
        id="bench",
        name="Genres",
        sources=(SourceKind.FILES,),
        folders=(str(folder / "music"),),
        targets=(TargetKind.M3U8,),
    )
    scanned_at: list[float] = []
    (folder / "lists").mkdir()
    with TemporaryDirectory() as place:
        file = Store(Path(place) / "spindle.db", zone="Europe/Berlin")
        file.open()
        store = Threads(file)

        def progressed() -> None:
            if runs.progress is not None and runs.progress.phase is not Phase.SCAN:
                scanned_at.append(time.perf_counter())

        runs = Runs(
            store,
            [recipe],
            sources=lambda recipe: (FilesSource(recipe, store, in_thread, now=time.time),),
            targets=lambda recipe: (
                M3u8Target(recipe, store, in_thread, media=folder, now=time.time),
            ),
            in_thread=in_thread,
            now=time.time,
            tell=lambda _event: None,
            progressed=progressed,
        )
        await runs.begin()
        async with lateness() as quiet:
            await asyncio.sleep(QUIET)
        forget_most_resident()
        before = resident() or 0.0
        began, began_cpu = time.perf_counter(), time.process_time()
        async with lateness() as late:
            report = await _run(runs)
        took, cpu = time.perf_counter() - began, time.process_time() - began_cpu
        memory = (most_resident() or 0.0) - before
        stamps = _stamps(folder)
        again = time.perf_counter()
        await _run(runs)
        again = time.perf_counter() - again
        lists = await store.read(playlist_runs.planned, recipe.id, recipe.rules.seed)
        paths = await store.read(_paths)
        file.close()
    right, own, found = _accuracy(folder, lists, paths)
    return Made(
        files=count,
        per_second=count / (scanned_at[0] - began),
        took=took,
        cpu=cpu,
        again=again,
        rewritten=len(set(_stamps(folder).items()) ^ set(stamps.items())),
        late=p99(late),
        quiet=p99(quiet),
        memory=memory,
        lists=len(report.lists),
        in_right_list=right,
        in_own_list=own,
        found=found,
        unknown=0.0 if report.plan is None else report.plan.unknown_share,
    )


async def _run(runs: Runs) -> RunReport:
    await runs.ask("bench")
    await runs.work()
    report = await runs.report("bench")
    assert report is not None
    assert report.state is RunState.DONE, report
    return report


def _paths(db: Any) -> dict[str, str]:
    return dict(db.execute("SELECT key, path FROM library_track").fetchall())


def _stamps(folder: Path) -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in folder.rglob("*.m3u8")}


def _accuracy(
    folder: Path, lists: tuple[playlist_runs.KeptList, ...], paths: dict[str, str]
) -> tuple[float, float, float]:
    """Hold the lists against what is true of the files."""
    truth: dict[str, str | None] = json.loads((folder / "truth.json").read_text())
    right, own, listed = 0, 0, set()
    for one in lists:
        for key in one.tracks:
            genre = canonical(truth[paths[key]] or "")
            right += one.genre in _line(genre)
            own += genre is not None and one.genre == genre.name
            listed.add(key)
    places = sum(len(one.tracks) for one in lists) or 1
    known = sum(genre is not None for genre in truth.values()) or 1
    return right / places, own / places, len(listed) / known


def _line(genre: Genre | None) -> set[str]:
    return set() if genre is None else {above.name for above in genre.line}
